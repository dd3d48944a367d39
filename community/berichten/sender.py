"""The sender: takes what may leave, asks once more, hands it over, and writes down how each mail ended.

Several may run at once, on several machines; any of them may be killed at any moment. What a killed one had handed
over stays marked as uncertain in the database, and goes again with the same Message-ID. See SECURITY.md §5.
"""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from types import FrameType, TracebackType
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from community.berichten.bounces import note_refusal
from community.berichten.bundling import bundle
from community.berichten.departure import is_open, next_moment
from community.berichten.faults import beat
from community.berichten.letters import Ready, prepare
from community.berichten.mail import MailLine, compose
from community.berichten.marks import Claimed, Ending, Holder, recover_leases
from community.berichten.outcome import Outcome, Result
from community.berichten.planning import plan_before_bundles
from community.models import Bericht, MailMode

NAME = "deliver"
# Minutes to the next try; together 48 hours.
BACKOFF = (1, 5, 15, 60, 60, 60, 120, 240, 480, 720, 1119)
# A batch that takes longer than this is asked again for what is left of it.
FRESH = timedelta(seconds=10)
# How long to keep trying to note that a mail was accepted, when the database is away for a moment.
PATIENCE = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)


def deliver(now: datetime) -> None:
    """Put what came due into mails and send what may leave, until the time is up or the process is asked to stop."""
    with Stopper() as stopper:
        recover_leases()
        plan_before_bundles(now)
        bundle(now)
        drain(now, stopper)
    beat(NAME, now)


def drain(now: datetime, stopper: "Stopper") -> int:
    """Send what may leave, over one line to the mail server. Returns how many mails it accepted."""
    moment = Running(now)
    end = now + timedelta(seconds=settings.MAIL_DRAIN_SECONDS)
    with Sender(moment) as sender:
        while not stopper.is_asked and moment() < end and sender.send_batch(stopper):
            pass
    return sender.accepted


class Running:
    """The moment that was passed in, running on while a task works."""

    def __init__(self, now: datetime) -> None:
        self._now, self._start = now, time.monotonic()

    def __call__(self) -> datetime:
        """Return the moment as it is now."""
        return self._now + timedelta(seconds=time.monotonic() - self._start)


class Stopper:
    """Notices SIGTERM: the mail in hand is finished, no other is taken. Outside the main thread it notices nothing."""

    def __init__(self) -> None:
        self.is_asked = False
        self._before: Any = None

    def __enter__(self) -> "Stopper":
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGTERM, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is None:
            return
        signal.signal(signal.SIGTERM, self._before)
        if self.is_asked and callable(self._before):
            self._before(signal.SIGTERM, None)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True


class Sender:
    """One worker with one line to the mail server."""

    def __init__(self, moment: Callable[[], datetime]) -> None:
        self.accepted = 0
        self._moment = moment
        self._line = MailLine()
        self._is_down = False

    def __enter__(self) -> "Sender":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    @property
    def opened(self) -> int:
        """How often a line to the mail server was opened."""
        return self._line.opened

    def send_batch(self, stopper: Stopper) -> bool:
        """Take and send some mails; False when there are none, or no line to send them over."""
        now = self._moment()
        holder = Holder()
        mails = holder.claim(now, limit=settings.MAIL_BATCH, is_open=is_open(now))
        if not mails:
            return False
        prepared = prepare(mails, now)
        for mail in prepared.empty:
            _end_empty(holder, mail)
        for mail in prepared.stopped:
            holder.end(mail.id, Ending("VERVALLEN", "GESTOPT", is_try=False))
        for mail in prepared.broken:
            holder.end(mail.id, _later(mail, now, Outcome(Result.LATER, "OPMAAK"), expires_at=None))
        self._send_all(prepared.ready, holder, now, stopper)
        holder.release()
        return not self._is_down

    def _send_all(self, ready: Sequence[Ready], holder: Holder, asked_at: datetime, stopper: Stopper) -> None:
        for one in ready:
            if stopper.is_asked or self._moment() - asked_at > FRESH:
                return
            if self._is_down:
                self._end(one, holder, self._down, is_handed_over=False)
            else:
                self._send(one, holder)

    def _send(self, one: Ready, holder: Holder) -> None:
        handed_over = []

        def hand_over() -> bool:
            is_ours = holder.hand_over(one.mail.id, count=one.count)
            handed_over.append(is_ours)
            return is_ours

        mail = compose(one.letter, key=one.mail.key, moment=self._moment())
        outcome = self._line.send(mail, before_data=hand_over)
        if outcome.is_down:
            self._is_down, self._down = True, outcome
        if outcome.result != Result.STOPPED:
            self._end(one, holder, outcome, is_handed_over=any(handed_over))

    def _end(self, one: Ready, holder: Holder, outcome: Outcome, *, is_handed_over: bool) -> None:
        now = self._moment()
        ending = _ending(one, outcome, now, is_handed_over=is_handed_over)
        if outcome.refuses_address:
            note_refusal(one.letter.address, code=outcome.smtp_code, now=now)
        if not is_handed_over:
            holder.end(one.mail.id, ending)
            return
        _surely(lambda: holder.end(one.mail.id, ending))
        self.accepted += outcome.result == Result.SENT


def _ending(one: Ready, outcome: Outcome, now: datetime, *, is_handed_over: bool) -> Ending:
    is_certain = is_handed_over and outcome.result != Result.UNCERTAIN
    if outcome.result == Result.SENT:
        return Ending("VERZONDEN", smtp_code=outcome.smtp_code, sent_at=now, is_certain=is_certain)
    if outcome.result == Result.REFUSED:
        return Ending("MISLUKT", outcome.error_code, outcome.smtp_code, is_certain=is_certain)
    if outcome.result == Result.UNCERTAIN and not one.mail.resend_uncertain:
        return Ending("ONZEKER", outcome.error_code, outcome.smtp_code)
    return _later(one.mail, now, outcome, expires_at=one.expires_at, is_certain=is_certain)


def _later(
    mail: Claimed, now: datetime, outcome: Outcome, *, expires_at: datetime | None, is_certain: bool = False
) -> Ending:
    """Plan the next try; there is none after 48 hours, or when it would come too late to be of use."""
    if mail.attempts >= len(BACKOFF):
        return Ending("MISLUKT", "VOLHARD", outcome.smtp_code, is_certain=is_certain)
    again_at = next_moment(mail.key, now + timedelta(minutes=BACKOFF[mail.attempts]), is_mandatory=mail.is_mandatory)
    is_too_late = expires_at is not None and again_at >= expires_at
    return Ending(
        "MISLUKT" if is_too_late else "GEPLAND", outcome.error_code, outcome.smtp_code,
        next_attempt_at=None if is_too_late else again_at, is_certain=is_certain,
    )  # fmt: skip


def _end_empty(holder: Holder, mail: Claimed) -> None:
    """End a mail that has nothing left to tell. What waited for a weekly overview waits for the next one."""
    Bericht.objects.filter(zending=mail.id, mail_mode=MailMode.WEEK).update(zending=None)
    holder.end(mail.id, Ending("VERVALLEN", is_try=False))


def _surely(note: Callable[[], object]) -> None:
    """Write down what the mail server answered, also when the database is away for a moment.

    Raises OperationalError or InterfaceError when it stays away; the mail then stays marked as uncertain.
    """
    for pause in PATIENCE:
        try:
            note()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(pause)
        else:
            return
    note()
