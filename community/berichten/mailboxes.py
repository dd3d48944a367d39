"""Where word of undelivered mail is read: a maildir on this machine, or a mailbox over IMAP.

What was read is taken away: it holds mail of people, and nothing of it is kept.
"""

import imaplib
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

AT_ONCE = 500  # mails per round; the next round takes the rest
LARGEST = 256 * 1024  # bytes; of a longer one so much is read that it is seen to be too long
SECONDS = 20


class MailboxError(Exception):
    """The mailbox cannot be read; `code` says why, in a word for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Mailbox(Protocol):
    """A mailbox that hands out its mails one by one."""

    def mails(self) -> Iterator[bytes]:
        """Return the content of each mail, at most a little over LARGEST bytes; taking the next removes the last."""


@contextmanager
def open_mailboxes() -> Iterator[list[Mailbox]]:
    """Open what the settings name; nothing when they name nothing. Raises MailboxError."""
    found: list[Mailbox] = []
    line: imaplib.IMAP4_SSL | None = None
    if settings.BOUNCE_MAILDIR:
        found.append(MaildirFolder(Path(settings.BOUNCE_MAILDIR)))
    try:
        if settings.BOUNCE_IMAP:
            line = _log_in()
            found.append(ImapFolder(line, str(settings.BOUNCE_IMAP["folder"])))
        yield found
    finally:
        if line is not None:
            _log_out(line)


class MaildirFolder:
    """A maildir: each mail is a file in `new` or `cur`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mails(self) -> Iterator[bytes]:
        """Return each mail, the oldest first. Raises MailboxError when the folder is not there."""
        for path in self._files():
            try:
                with path.open("rb") as file:
                    content = file.read(LARGEST + 1)
            except FileNotFoundError:
                continue  # another round took it
            except OSError as error:
                raise MailboxError(type(error).__name__) from error
            yield content
            path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        if not (self._folder / "new").is_dir():
            raise MailboxError("GEEN_MAILDIR")
        found = []
        for name in ("new", "cur"):
            if (self._folder / name).is_dir():
                with os.scandir(self._folder / name) as entries:
                    found += [Path(entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]
        return sorted(found, key=lambda path: path.name)[:AT_ONCE]


class ImapFolder:
    """A folder of a mailbox over IMAP."""

    def __init__(self, line: imaplib.IMAP4, folder: str) -> None:
        self._line, self._folder = line, folder

    def mails(self) -> Iterator[bytes]:
        """Return each mail, the oldest first. Raises MailboxError when the server does not do as it is asked."""
        try:
            self._say(*self._line.select(_quoted(self._folder)))
            numbers = self._say(*self._line.uid("SEARCH", "UNDELETED"))
            for number in (numbers[0] or b"").split()[:AT_ONCE]:
                yield self._content(number.decode("ascii"))
                self._say(*self._line.uid("STORE", number.decode("ascii"), "+FLAGS.SILENT", r"(\Deleted)"))
            self._say(*self._line.expunge())
        except (imaplib.IMAP4.error, OSError, ValueError, LookupError) as error:
            raise MailboxError(type(error).__name__) from error

    def _content(self, number: str) -> bytes:
        data = self._say(*self._line.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST + 1}>)"))
        return next((bytes(row[1]) for row in data if isinstance(row, tuple) and len(row) > 1), b"")

    def _say(self, answer: str, data: list[Any]) -> list[Any]:
        """Return what the server answered. Raises MailboxError when it refused."""
        if answer != "OK":
            raise MailboxError("GEWEIGERD")
        return data


def _log_in() -> imaplib.IMAP4_SSL:
    given = settings.BOUNCE_IMAP
    try:
        line = imaplib.IMAP4_SSL(
            str(given["host"]), int(str(given["port"])), ssl_context=ssl.create_default_context(), timeout=SECONDS
        )
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(type(error).__name__) from error
    try:
        line.login(str(given["user"]), str(given["password"]))
    except (imaplib.IMAP4.error, OSError) as error:
        _log_out(line)
        raise MailboxError(type(error).__name__) from error
    return line


def _log_out(line: imaplib.IMAP4) -> None:
    """Say goodbye, and hang up also when the server does not answer to that."""
    with suppress(imaplib.IMAP4.error, OSError):
        line.logout()
    with suppress(OSError):
        line.shutdown()


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
