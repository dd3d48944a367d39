"""A mailbox that speaks enough IMAP for a client that reads and empties it, in a thread; it errs on request."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Box:
    """The mails by their number, and what to do wrong: 'login', 'select', 'search', 'fetch' or 'hangup'."""

    def __init__(self, mails: list[bytes], *, mischief: str = "") -> None:
        self.mails = dict(enumerate(mails, 1))
        self.mischief = mischief
        self.deleted: set[int] = set()
        self.said: list[str] = []


class _Handler(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        """Answer line by line."""
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _space, said = line.decode("latin-1").strip().partition(" ")
            self.box.said.append(said)
            verb = said.removeprefix("UID ").split()[0].lower()
            if self.box.mischief == "hangup" and verb == "fetch":
                return
            status = "NO" if verb == self.box.mischief else "OK"
            if status == "OK":
                getattr(self, f"_{verb}", lambda _said: None)(said)
            self.wfile.write(f"{tag} {status} done\r\n".encode())
            if verb == "logout":
                return

    def _capability(self, said: str) -> None:
        self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")

    def _select(self, said: str) -> None:
        self.wfile.write(f"* {len(self.box.mails)} EXISTS\r\n".encode())

    def _search(self, said: str) -> None:
        numbers = " ".join(str(number) for number in self.box.mails if number not in self.box.deleted)
        self.wfile.write(f"* SEARCH {numbers}\r\n".encode())

    def _fetch(self, said: str) -> None:
        number = int(re.findall(r"FETCH (\d+)", said)[0])
        mail = self.box.mails[number]
        self.wfile.write(b"* %d FETCH (UID %d BODY[]<0> {%d}\r\n%s)\r\n" % (number, number, len(mail), mail))

    def _store(self, said: str) -> None:
        self.box.deleted.add(int(re.findall(r"STORE (\d+)", said)[0]))

    def _expunge(self, said: str) -> None:
        for number in self.box.deleted:
            self.box.mails.pop(number, None)


@contextmanager
def serving(box: Box) -> Iterator[int]:
    """Serve this mailbox and return its port."""
    handler = type("Handler", (_Handler,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
