"""The one place where mail leaves the platform.

Every mail has the same sender, a Message-ID made from its key, a text and an HTML part, and says that a machine sent
it. `MailLine` sends many over one connection and tells exactly when the text is handed over; `send_secret` sends one
at once from a request and stores nothing.
"""

import logging
import smtplib
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from email.errors import MessageError
from email.policy import Compat32
from email.utils import format_datetime, parseaddr
from functools import cache
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from community.berichten.outcome import Outcome, Result, after_break, after_no_line, after_reply
from community.berichten.render import Letter, Reader, write_single
from community.extension_points import Attachment, Inhoud
from community.links import keyed_id
from community.workdays import AMSTERDAM

logger = logging.getLogger("community.berichten")
# What a letter that cannot be composed raises: an address or header that no mail server takes.
NOT_A_MAIL = (ValueError, UnicodeError, MessageError)
LONGEST_LINE, LONGEST_WORD = 76, 900  # characters of a header (RFC 5322 §2.1.1)
SECRETS_AT_ONCE = 20  # waiting in one web process, each for at most settings.EMAIL_SECRET_TIMEOUT seconds


def key_id(key: str) -> uuid.UUID:
    """Return the id of the mail with this key: the same key, the same id, on every machine of ours.

    Nobody else can work it out, as a key is made of ids that members see of each other: word of undelivered mail is
    believed for who names it (docs/decisions/0013).
    """
    return keyed_id("mail", key)


def message_id(key: str) -> str:
    """Return the Message-ID of the mail with this key; a second copy has the same, so that mailboxes show one."""
    return f"<{key_id(key)}@{urlsplit(settings.SITE_ROOT).hostname}>"


def compose(letter: Letter, *, key: str, moment: datetime | None) -> EmailMultiAlternatives:
    """Return the mail as Django sends it. Raises one of NOT_A_MAIL when its address or a header cannot be."""
    headers = {
        "Message-ID": message_id(key),
        "Auto-Submitted": "auto-generated",
    }
    if moment:
        headers["Date"] = format_datetime(moment.astimezone(AMSTERDAM))
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=letter.subject, body=letter.text, from_email=settings.DEFAULT_FROM_EMAIL, to=[letter.address],
        reply_to=[settings.REPLY_TO], headers=headers,
    )  # fmt: skip
    mail.attach_alternative(letter.html, "text/html")
    for file in letter.attachments:
        mail.attach(file.filename, file.content, _mimetype(file))
    return mail


class PlainHeaders(Compat32):
    """Writes a header that needs no folding or encoding as it stands; that takes a twentieth of the time."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the header as bytes. One without a space, such as an address, cannot be folded anyway."""
        is_plain = isinstance(value, str) and value.isascii() and "\n" not in value and "\r" not in value
        if is_plain and len(name) + len(value) < (LONGEST_LINE if " " in value else LONGEST_WORD):
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return bytes(super().fold_binary(name, value))


PLAIN_HEADERS = PlainHeaders()


def as_bytes(mail: EmailMultiAlternatives) -> bytes:
    """Return the text of a mail as it goes over the line. Raises one of NOT_A_MAIL, as `compose` does."""
    message: Any = mail.message()
    message.policy = PLAIN_HEADERS
    if not mail.attachments:
        # Made from the Message-ID, and so in no text: email itself would search all text for it.
        message.set_boundary(f"=_{mail.extra_headers['Message-ID'][1:21]}")
    text: bytes = message.as_bytes(linesep="\r\n")
    return text


class MailLine:
    """One connection to the mail server, opened when needed and used for mail after mail."""

    def __init__(self, *, timeout: float | None = None) -> None:
        # Django's own: its SMTP backend has a `connection`, and its messages know `linesep`; their types do not say so.
        options: dict[str, Any] = {} if timeout is None else {"timeout": timeout}
        self._backend: Any = get_connection(fail_silently=False, **options)
        # Where mail servers send word of what they could not deliver.
        self._sender = settings.MAIL_ENVELOPE_FROM or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        self._is_fresh = False
        self.opened = 0

    def send(self, mail: EmailMultiAlternatives, *, before_data: Callable[[], bool]) -> Outcome:
        """Hand over one mail and return what became of it.

        `before_data` is called when the server took sender and address, right before it gets the text; when it
        returns False the text is not handed over.
        """
        try:
            text, address = as_bytes(mail), _plain_address(mail.to[0])
        except NOT_A_MAIL:
            return Outcome(Result.REFUSED, "ADRES")
        if not isinstance(self._backend, EmailBackend):
            if not before_data():
                return Outcome(Result.STOPPED)
            self._backend.send_messages([mail])
            return Outcome(Result.SENT)
        outcome = self._send_by_smtp(address, text, before_data)
        if outcome.is_broken and outcome.result == Result.LATER and not self._is_fresh:
            # The server closed a line that lay idle: that says nothing about this mail.
            self.close()
            outcome = self._send_by_smtp(address, text, before_data)
        if outcome.is_broken:
            self.close()
        return outcome

    def close(self) -> None:
        """Hang up."""
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            logger.info("mail.line_closed_badly")

    def _send_by_smtp(self, address: str, text: bytes, before_data: Callable[[], bool]) -> Outcome:
        try:
            self._is_fresh = bool(self._backend.open())
            self.opened += self._is_fresh
            self._backend.connection.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            self._is_fresh = True
            return after_no_line(error)
        return self._converse(self._backend.connection, address, text, before_data)

    def _converse(self, smtp: smtplib.SMTP, address: str, text: bytes, before_data: Callable[[], bool]) -> Outcome:
        is_handed_over = False
        try:
            options = ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []
            code, _reply = smtp.mail(self._sender, options)
            if code != 250:
                return self._after(smtp, after_reply(code, "MAIL"))
            code, reply = smtp.rcpt(address)
            if code not in (250, 251):
                return self._after(smtp, after_reply(code, "RCPT", reply))
            if not before_data():
                return self._after(smtp, Outcome(Result.STOPPED))
            is_handed_over = True
            code, _reply = smtp.data(text)
            return after_reply(code, "DATA")
        except smtplib.SMTPDataError as error:
            return self._after(smtp, after_reply(error.smtp_code, "DATA"))
        except (OSError, smtplib.SMTPException):
            return after_break(is_handed_over=is_handed_over)

    def _after(self, smtp: smtplib.SMTP, outcome: Outcome) -> Outcome:
        """Clear the half-made mail at the server, so that the line can be used for the next one."""
        try:
            smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()
        return outcome


def send_secret(
    code: str, *, address: str, salutation: str, path: str = "", context: Mapping[str, Any],
    now: datetime | None = None, is_decoy: bool = False,
) -> bool:  # fmt: skip
    """Send a mail with a secret (login code, reset link) at once; nothing of it is stored.

    Renders templates/berichten/<code>.*. In production the mail server is spoken to beside the request, so that a slow
    one holds up nobody and the answer takes as long whether or not there is an account. A mail that cannot be sent
    becomes a line in the log without address or text: the person asks again. Returns False when that is known here.
    A decoy is the same work for an address without an account: written in full, and not sent.
    """
    task = _Secret(code, Reader(address, salutation), Inhoud(path=path, context=context), now, is_decoy=is_decoy)
    if not settings.MAIL_SECRETS_IN_BACKGROUND:
        return task.send()
    if not _waiting.acquire(blocking=False):
        logger.error("mail.secret_queue_full")
        return False
    _threads().submit(task.send_and_release)
    return True


class _Secret:
    """One mail with a secret, on its way."""

    def __init__(
        self, code: str, reader: Reader, content: Inhoud, now: datetime | None, *, is_decoy: bool = False
    ) -> None:
        self._code, self._reader, self._content, self._now = code, reader, content, now
        self._is_decoy = is_decoy

    def send(self) -> bool:
        letter = write_single(self._code, self._content, self._reader)
        line = MailLine(timeout=settings.EMAIL_SECRET_TIMEOUT)
        try:
            mail = compose(letter, key=f"geheim:{uuid.uuid4()}", moment=self._now)
            if self._is_decoy:
                return True
            outcome = line.send(mail, before_data=lambda: True)
        except (*NOT_A_MAIL, OSError) as error:
            logger.error("mail.secret_failed", extra={"error_code": type(error).__name__})
            return False
        finally:
            line.close()
        if outcome.result != Result.SENT:
            logger.error("mail.secret_failed", extra={"error_code": outcome.error_code, "smtp_code": outcome.smtp_code})
        return outcome.result == Result.SENT

    def send_and_release(self) -> None:
        try:
            self.send()
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread; its text holds a secret
            logger.error("mail.secret_failed", extra={"error_code": type(error).__name__})
        finally:
            _waiting.release()


_waiting = BoundedSemaphore(SECRETS_AT_ONCE)


@cache
def _threads() -> ThreadPoolExecutor:
    """Return the threads of this process, made after the web server has forked; Python waits for them at its end."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="post")


def _plain_address(address: str) -> str:
    """Return the address as SMTP takes it: the host in ASCII.

    Raises ValueError when there is no name or host, UnicodeError for other letters before the @.
    """
    local, _at, host = address.rpartition("@")
    if not local or not host:
        raise ValueError("an address has a name, an @ and a host")
    if address.isascii():
        return address
    local.encode("ascii")
    return sanitize_address(("", f"{local}@{host}"), "utf-8")


def _mimetype(file: Attachment) -> str:
    """Return the type of an attachment; a calendar says what must happen with it (RFC 6047)."""
    return f"{file.mimetype}; method={file.method}" if file.method else file.mimetype
