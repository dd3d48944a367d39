"""One supervisor at a time per checkout. The system lets go of the lock when its holder ends, however it ends."""

import fcntl
import json
import os
from pathlib import Path
from typing import TextIO

from deploy.demo.places import read_json
from deploy.engines import EngineError, process

SECONDS_TO_STOP = 40


class Lock:
    """The lock of a checkout, held as long as this object lives."""

    def __init__(self, notes: Path) -> None:
        self.file = notes / "demo.lock"
        self._held: TextIO | None = None

    def take(self, *, site: str) -> None:
        """Take the lock. Raises EngineError when a demo of this checkout is running."""
        held = self.file.open("a+")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            held.close()
            told = read_json(self.file)
            raise EngineError(
                f"De demo van deze map draait al op {told.get('site', 'een ander adres')} "
                f"(proces {told.get('pid', 'onbekend')}). Stop die eerst met Ctrl-C."
            ) from error
        self._held = held
        held.truncate(0)
        mark = process.start_mark(os.getpid())
        held.write(json.dumps({"pid": str(os.getpid()), "mark": mark, "site": site}))
        held.flush()

    def release(self) -> None:
        """Let go of the lock."""
        if self._held:
            self._held.close()
            self._held = None

    def ask_holder_to_stop(self) -> None:
        """Ask the demo of this checkout, if one runs, to stop, and wait until it has. Never touches another process."""
        told = read_json(self.file)
        if told.get("pid") and told.get("mark"):
            process.stop(int(told["pid"]), told["mark"], seconds=SECONDS_TO_STOP)
