"""What became of handing over one mail, read from the replies and errors of the mail server.

A 4xx or a broken line before the text: later again. A 5xx on address or text: refused. A 5xx on our own sender is our
fault and not that of the address: later again. A line that breaks after the text was handed over: nobody knows.

Not every refusal says that the address is of no use: a server that takes no mail from us (RFC 3463: 5.7.x), or finds
the text too large (5.3.x) or odd (5.6.x), says nothing of who reads there.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Result(Enum):
    """The possible ends of one try."""

    SENT = "SENT"
    LATER = "LATER"
    REFUSED = "REFUSED"
    UNCERTAIN = "UNCERTAIN"
    STOPPED = "STOPPED"  # not handed over: no longer ours, or no longer needed


# Replies to an address that can mean that it does not exist; the others ask for another line, login or sender.
ABOUT_ADDRESS = (550, 551, 553)
ENHANCED = re.compile(r"([245])\.([0-9]{1,3})\.([0-9]{1,3})")
# Subjects of an enhanced code that are about the address, its mailbox or the way to it.
SUBJECTS = frozenset({0, 1, 2, 4, 5})


@dataclass(frozen=True)
class Outcome:
    """What became of one try. `is_broken`: the line cannot be used for the next mail; `is_down`: there was none.

    `refuses_address`: the server says that this address is of no use.
    """

    result: Result
    error_code: str = ""
    smtp_code: str = ""
    is_broken: bool = False
    is_down: bool = False
    refuses_address: bool = False


def is_hard(status: str) -> bool:
    """Whether an enhanced code ('5.1.1') says for good that an address is of no use."""
    found = ENHANCED.fullmatch(status)
    return found is not None and found[1] == "5" and int(found[2]) in SUBJECTS


def after_reply(code: int, stage: Literal["MAIL", "RCPT", "DATA"], reply: bytes = b"") -> Outcome:
    """Return what a reply of the server means at this stage of the conversation."""
    if stage == "DATA" and 200 <= code < 300:
        return Outcome(Result.SENT, smtp_code=str(code))
    if 400 <= code < 500:
        return Outcome(Result.LATER, "LATER", str(code), is_broken=code == 421)
    if 500 <= code < 600:
        if stage == "MAIL":
            return Outcome(Result.LATER, "AFZENDER", str(code))
        return Outcome(
            Result.REFUSED, "GEWEIGERD", str(code), refuses_address=stage == "RCPT" and _is_gone(code, reply)
        )
    return after_break(is_handed_over=stage == "DATA")


def _is_gone(code: int, reply: bytes) -> bool:
    """Whether this answer to an address says that nobody is there."""
    status = ENHANCED.match(reply[:20].decode("ascii", "replace"))
    return code in ABOUT_ADDRESS and (status is None or is_hard(status[0]))


def after_break(*, is_handed_over: bool) -> Outcome:
    """Return what a conversation that broke off means, before or after the text was handed over."""
    if is_handed_over:
        return Outcome(Result.UNCERTAIN, "AFGEBROKEN", is_broken=True)
    return Outcome(Result.LATER, "VERBINDING", is_broken=True)


def after_no_line(error: Exception) -> Outcome:
    """Return why no line to the mail server could be opened."""
    code = str(getattr(error, "smtp_code", "") or "")
    reason = "VERBINDING"
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        reason = "TLS"
    elif isinstance(error, smtplib.SMTPAuthenticationError):
        reason = "INLOGGEN"
    return Outcome(Result.LATER, reason, code, is_broken=True, is_down=True)
