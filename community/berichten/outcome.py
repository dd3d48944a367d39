"""What became of handing over one mail, read from the replies and errors of the mail server.

A 4xx or a broken line before the text: later again. A 5xx on address or text: refused. A 5xx on our own sender is our
fault and not that of the address: later again. A line that breaks after the text was handed over: nobody knows.
"""

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


@dataclass(frozen=True)
class Outcome:
    """What became of one try. `is_broken`: the line cannot be used for the next mail; `is_down`: there was none."""

    result: Result
    error_code: str = ""
    smtp_code: str = ""
    is_broken: bool = False
    is_down: bool = False


def after_reply(code: int, stage: Literal["MAIL", "RCPT", "DATA"]) -> Outcome:
    """Return what a reply of the server means at this stage of the conversation."""
    if stage == "DATA" and 200 <= code < 300:
        return Outcome(Result.SENT, smtp_code=str(code))
    if 400 <= code < 500:
        return Outcome(Result.LATER, "LATER", str(code), is_broken=code == 421)
    if 500 <= code < 600:
        if stage == "MAIL":
            return Outcome(Result.LATER, "AFZENDER", str(code))
        return Outcome(Result.REFUSED, "GEWEIGERD", str(code))
    return after_break(is_handed_over=stage == "DATA")


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
