"""A mail server that lays every mail it accepted in a folder, with the moment in the network at which it came."""

import contextlib
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

from community.notation import AMSTERDAM
from tests.post.sink import Book, Sink


@dataclass(frozen=True)
class Arrival:
    """One mail as the server took it. `zending_id` is the id in its Message-ID, `at` the moment in the network."""

    zending_id: uuid.UUID
    to: str
    at: datetime
    path: Path


class Mailbag(Book):
    """Notes each mail as Book does, and writes it to `folder`/post as a file of its own before it answers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "sink.jsonl")
        self._folder = folder
        self.arrivals: list[Arrival] = []

    def _note(self, address: str, content: bytes, sender: str) -> None:
        post = self._folder / "post"
        post.mkdir(exist_ok=True)
        name = uuid.uuid4().hex
        fresh, path = post / f"{name}.new", post / f"{name}.eml"
        fresh.write_bytes(content)
        fresh.rename(path)
        said = str(message_from_bytes(content)["Message-ID"])
        self.arrivals.append(Arrival(uuid.UUID(said.strip("<> ").split("@")[0]), address, self._now(), path))
        super()._note(address, content, sender)

    def _now(self) -> datetime:
        seconds = json.loads((self._folder / "klok.json").read_text())["offset_seconds"]
        return datetime.fromtimestamp(time.time() + seconds, tz=AMSTERDAM)


@contextlib.contextmanager
def mailbag(folder: Path) -> Iterator[tuple[Mailbag, int]]:
    """Run a mail server for a site that keeps its state in `folder`; give its bag and its port."""
    bag = Mailbag(folder)
    sink = Sink(bag)
    sink.start()
    try:
        yield bag, sink.port
    finally:
        sink.stop()
