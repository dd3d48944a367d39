"""The mailbox of the demo, read from the files that deploy.demo.mailbox writes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from community.notation import file_size

NAME = re.compile(r"[0-9a-f]{32}")
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
# What a sentence puts behind an address is not part of it.
BEHIND = ".,;:!?)"


@dataclass(frozen=True)
class Piece:
    """A run of text of a mail; with `url` it is a link into this demo."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Letter:
    """One mail. The parts are filled when it is opened, not in the list."""

    name: str
    subject: str
    sender: str
    to: str
    sent_at: datetime | None
    headers: tuple[tuple[str, str], ...] = ()
    text: tuple[Piece, ...] = ()
    html: str = ""
    attachments: tuple[tuple[str, str], ...] = field(default=())


def newest(folder: Path, to: str = "") -> list[Path]:
    """Return the files of this mailbox, the newest first; with `to` only mails whose addressee contains it."""
    files = [file for file in folder.glob("*.eml") if NAME.fullmatch(file.stem)]
    files.sort(key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    return [file for file in files if to.casefold() in head(file).to.casefold()] if to else files


def head(file: Path) -> Letter:
    """Return what a list shows of a mail; its text is not read."""
    with file.open("rb") as source:
        return _head(file.stem, BytesHeaderParser(policy=policy.default).parse(source))


def opened(folder: Path, name: str, site_root: str) -> Letter | None:
    """Return one mail with its parts, or None when there is no such mail. Only links to `site_root` become links."""
    file = folder / f"{name}.eml"
    if not NAME.fullmatch(name) or not file.is_file():
        return None
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    told = _head(name, message)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Letter(
        name, told.subject, told.sender, told.to, told.sent_at,
        headers=tuple((key, str(value)) for key, value in message.items()),
        text=tuple(linked(text.get_content(), site_root)) if text else (),
        html=html.get_content() if html else "",
        attachments=tuple(_attachments(message)),
    )  # fmt: skip


def linked(text: str, site_root: str) -> Iterator[Piece]:
    """Cut a text into pieces; addresses of this site become links inside it, all others stay text."""
    place = 0
    for found in ADDRESS.finditer(text):
        address = found[0].rstrip(BEHIND)
        if address != site_root and not address.startswith(f"{site_root}/"):
            continue
        if found.start() > place:
            yield Piece(text[place : found.start()])
        yield Piece(address, "/" + address.removeprefix(site_root).lstrip("/"))
        place = found.start() + len(address)
    if place < len(text):
        yield Piece(text[place:])


def _head(name: str, message: EmailMessage) -> Letter:
    told = {key: str(message[key] or "") for key in ("Subject", "From", "To")}
    return Letter(name, told["Subject"], told["From"], told["To"], _date(message))


def _date(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _attachments(message: EmailMessage) -> Iterator[tuple[str, str]]:
    for part in message.iter_attachments():
        content = part.get_payload(decode=True) or b""
        name = part.get_filename() or part.get_content_type()
        yield name, f"{part.get_content_type()}, {file_size(len(content) if isinstance(content, bytes) else 0)}"
