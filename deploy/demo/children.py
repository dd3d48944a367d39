"""The processes a demo runs: started, watched, started again when they end, stopped together, and remembered."""

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from deploy.demo.places import write_privately
from deploy.engines import process

LONGEST_WAIT = 30.0  # seconds before a child that keeps ending is tried again
HEALTHY = 60.0  # a child that ran this many seconds begins with short waits again
SECONDS_TO_STOP = 12.0


@dataclass
class Child:
    """One program: what to call it in a Dutch sentence, how it starts, and how it fares."""

    name: str
    command: list[str]
    log: Path
    environment: dict[str, str]
    pid: int = 0
    mark: str = ""
    started: float = 0.0
    wait: float = 1.0
    again_at: float = field(default=0.0)


class Children:
    """All children of one supervisor, remembered in a file so that the next one can end what a crash leaves behind."""

    def __init__(self, memory: Path, checkout: Path) -> None:
        self.memory = memory
        self.checkout = checkout
        self.running: list[Child] = []

    def start(self, child: Child) -> None:
        """Start a child, for the first time or again."""
        child.pid = process.launch(child.command, log=child.log, cwd=self.checkout, env=child.environment)
        child.mark = process.start_mark(child.pid) or ""
        child.started = time.monotonic()
        child.again_at = 0.0
        if child not in self.running:
            self.running.append(child)
        self._remember()

    def exit_code(self, child: Child) -> int | None:
        """Return how a child ended, None while it runs."""
        return process.exit_code(child.pid)

    def forget(self, child: Child) -> None:
        """Watch a child no longer: it was meant to end."""
        self.running.remove(child)
        self._remember()

    def revive(self) -> list[str]:
        """Start again what has ended, each child after a wait that grows while it keeps ending. Return Dutch sentences
        about what happened."""
        told = []
        now = time.monotonic()
        for child in self.running:
            if child.again_at:
                if now >= child.again_at:
                    self.start(child)
            elif (code := process.exit_code(child.pid)) is not None:
                child.wait = 1.0 if now - child.started > HEALTHY else min(child.wait * 2, LONGEST_WAIT)
                child.again_at = now + child.wait
                told.append(f"{child.name} is gestopt (code {code}) en start opnieuw. Zie {child.log}.")
        return told

    def stop(self) -> None:
        """Stop all children: first all are asked, the last started first, then each gets time to finish."""
        _stop_all([(child.pid, child.mark) for child in reversed(self.running)])
        self.running.clear()
        self._remember()

    def stop_leftovers(self) -> None:
        """End what an earlier supervisor started and a crash left running."""
        try:
            told = [(int(pid), str(mark)) for _name, pid, mark in json.loads(self.memory.read_text())]
        except (OSError, ValueError, TypeError):
            return
        _stop_all(list(reversed(told)))
        self.memory.unlink(missing_ok=True)

    def _remember(self) -> None:
        write_privately(self.memory, json.dumps([(child.name, child.pid, child.mark) for child in self.running]))


def _stop_all(known: list[tuple[int, str]]) -> None:
    for pid, mark in known:
        process.ask_to_stop(pid, mark)
    for pid, mark in known:
        process.stop(pid, mark, seconds=SECONDS_TO_STOP, group=True)
