"""A mail server that notes what it accepted before it says so, and misbehaves on request.

What happens is named before the first '-' of the address: later- (451), weg- (550), onbekend- (550 5.1.1), beleid-
(550 5.7.1), relais- (554), vol- (452, at the text),
spam- (554 after the text), val- (takes the mail and hangs up without an answer), hang- (says nothing for a minute).
`later2-` and `val2-` do so twice and then behave; `val-` once.
"""

import argparse
import asyncio
import json
import os
import re
import socket
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
HANG_SECONDS = 60
ONCE = {"val": 1}
REFUSALS = {
    "later": "451 try again later", "weg": "550 no such person", "onbekend": "550 5.1.1 no such person",
    "beleid": "550 5.7.1 we take no mail from you", "relais": "554 relaying denied",
}  # fmt: skip


class Book:
    """Notes every accepted mail as one line of JSON, on disk before the server answers."""

    def __init__(self, path: Path, *, latency: float = 0.0) -> None:
        self.path, self.latency = path, latency
        self.connections = 0
        self._file = path.open("ab", buffering=0)
        self._tries: Counter[str] = Counter()

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count a new line and greet."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take, refuse or put off an address."""
        trouble = self._trouble(address, set(REFUSALS))
        if trouble:
            return REFUSALS[trouble]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Note the mail and answer, or fail to."""
        if self.latency:
            await asyncio.sleep(self.latency)
        address = envelope.rcpt_tos[0]
        trouble = self._trouble(address, {"vol", "spam", "val", "hang"})
        if trouble == "vol":
            return "452 mailbox is full"
        if trouble == "spam":
            return "554 refused"
        if trouble == "hang":
            await asyncio.sleep(HANG_SECONDS)
        self._note(address, envelope.content or b"", envelope.mail_from or "")
        if trouble == "val" and server.transport is not None:
            server.transport.abort()
        return "250 OK"

    def accepted(self) -> list[dict[str, Any]]:
        """Return every accepted mail: message_id, to, subject, raw text and `at`, in seconds since 1970.

        A line that is being written at this moment is no mail yet.
        """
        return [json.loads(line) for line in self.path.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def copies(self) -> Counter[str]:
        """Return how often each Message-ID was accepted."""
        return Counter(mail["message_id"] for mail in self.accepted())

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _note(self, address: str, content: bytes, sender: str) -> None:
        mail = message_from_bytes(content)
        line = {"message_id": mail["Message-ID"], "to": address, "subject": mail["Subject"], "from": sender,
                "at": time.time(), "raw": content.decode("utf-8", "replace")}  # fmt: skip
        self._file.write(json.dumps(line).encode() + b"\n")
        os.fsync(self._file.fileno())

    def _trouble(self, address: str, known: set[str]) -> str:
        found = re.match(r"([a-z]+)(\d*)-", address)
        if found is None or found[1] not in known:
            return ""
        self._tries[address] += 1
        times = int(found[2]) if found[2] else ONCE.get(found[1], sys.maxsize)
        return found[1] if self._tries[address] <= times else ""


class Sink(Controller):
    """The mail server in a thread of its own; a fixed port keeps its number over a restart."""

    def __init__(self, book: Book, *, port: int = 0) -> None:
        self.book = book
        super().__init__(book, hostname=HOST, port=port or free_port())

    def stop(self, no_assert: bool = False) -> None:
        """Stop serving and close the book; stopping again does nothing."""
        if not self.loop.is_closed():
            super().stop(no_assert=no_assert)
            self.book.close()

    def factory(self) -> SMTP:
        """Serve without a banner that asks the network for our name."""
        return SMTP(self.handler, hostname="sink", data_size_limit=None, ident="sink")


def free_port() -> int:
    """Return a port below the range that clients get, so that nothing takes it meanwhile."""
    for port in range(20000 + os.getpid() % 5000, 32000):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError("no free port")


def main() -> None:
    """Serve until the process is ended: `python -m tests.post.sink <file> <port> [--latency seconds]`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--host", default=HOST)
    given = parser.parse_args()
    sink = Sink(Book(given.file, latency=given.latency), port=given.port)
    sink.hostname = given.host
    sink.start()
    print("ready", flush=True)  # noqa: T201 - whoever started this waits for the line
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main()
