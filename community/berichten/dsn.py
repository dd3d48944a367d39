"""Reading word of undelivered mail (RFC 3464): which of our mails, to whom, and for good or for now.

Whatever a stranger sends is read here: nothing in it is trusted, nothing of it is kept.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from urllib.parse import urlsplit

from django.conf import settings

from community.berichten.outcome import ENHANCED, is_hard

LARGEST = 256 * 1024  # bytes; word of a mail is a few thousand
# Parts in parts cost the parser every line once for each level, and each empty line of a report is a part to it: a mail
# of 1 MB can hold it for a minute.
MOST_BOUNDARIES, MOST_GAPS = 20, 2000
MOST_PARTS, MOST_RECIPIENTS = 50, 20
LONGEST_ADDRESS = 320
MESSAGE_ID = re.compile(r"<([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})@([A-Za-z0-9.-]{1,253})>")


@dataclass(frozen=True)
class Returned:
    """One of our mails that a server gave up on. `code` is the enhanced code; `addresses` what it was sent to."""

    mail_id: uuid.UUID
    addresses: tuple[str, ...]
    code: str
    is_hard: bool


def read(content: bytes) -> Returned | None:
    """Return what a mail says of one of ours, or None when it is no word of undelivered mail that we can use.

    Never raises: what is odd is None.
    """
    if len(content) > LARGEST or content.lower().count(b"boundary") > MOST_BOUNDARIES:
        return None
    if content.replace(b"\r", b"").count(b"\n\n") > MOST_GAPS:
        return None
    try:
        return _read(BytesParser().parsebytes(content))
    except Exception:  # noqa: BLE001 - the parser of email raises many things for odd mail; none may stop the rest
        return None


def _read(mail: Message) -> Returned | None:
    parts = list(_parts(mail))
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if mail.get_content_type() != "multipart/report" or len(reports) != 1:
        return None
    mail_id = _mail_id(parts)
    failed = list(_failed(reports[0]))
    if mail_id is None or not failed:
        return None
    addresses = tuple(address for _code, found in failed for address in found)
    codes = [code for code, _found in failed]
    hard = [code for code in codes if is_hard(code)]
    return Returned(mail_id, addresses, (hard or codes)[0], is_hard=bool(hard))


def _parts(mail: Message) -> Iterator[Message]:
    """Return the parts of a mail, the first so many of the top; what is deeper down is of somebody else."""
    payload = mail.get_payload()
    if isinstance(payload, list):
        yield from (part for part in payload[:MOST_PARTS] if isinstance(part, Message))


def _failed(report: Message) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the code and addresses of everybody a server gave up on; who only has to wait is left out."""
    blocks = report.get_payload()
    if not isinstance(blocks, list):
        return
    for block in blocks[1 : MOST_RECIPIENTS + 1]:
        if not isinstance(block, Message):
            continue
        status = ENHANCED.match(str(block.get("Status", "")).strip())
        if str(block.get("Action", "")).strip().lower() != "failed" or status is None or status[1] == "2":
            continue
        named = (_address(block.get(name)) for name in ("Original-Recipient", "Final-Recipient"))
        yield status[0], tuple(address for address in named if address)


def _address(value: object) -> str:
    """Return the address of 'rfc822; noor@voorbeeld.example', or nothing."""
    kind, _mark, address = str(value or "").partition(";")
    address = address.strip().strip("<>")
    is_one = kind.strip().lower() in ("rfc822", "utf-8") and "@" in address and address.isprintable()
    return address if is_one and len(address) <= LONGEST_ADDRESS else ""


def _mail_id(parts: list[Message]) -> uuid.UUID | None:
    """Return the id of the mail of ours that came back with its word, from the headers that came along."""
    for part in parts:
        text = ""
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            text = str(first.get("Message-ID", "")) if isinstance(first, Message) else ""
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            content = part.get_payload(decode=True)
            text = str(BytesParser().parsebytes(content).get("Message-ID", "")) if isinstance(content, bytes) else ""
        found = MESSAGE_ID.fullmatch(text.strip())
        if found and found[2].lower() == (urlsplit(settings.SITE_ROOT).hostname or ""):
            return uuid.UUID(found[1])
    return None
