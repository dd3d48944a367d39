"""Right before sending: asking every message again, and writing the mails of what still stands."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from community.access.berichten import unsubscribe_token
from community.berichten.bounces import stopped_addresses
from community.berichten.faults import kept_apart, record_fault
from community.berichten.ladders import close_done, still_stands
from community.berichten.marks import Claimed
from community.berichten.render import Letter, Reader, absolute, lines_of, write_bundle, write_single
from community.berichten.subjects import adjustable_of
from community.berichten.week import OVERVIEW, with_waiting
from community.extension_points import BerichtKind, Inhoud, bericht_kinds, taak_kinds
from community.models import Bericht, BerichtStatus, MailMode, Taak

STOPPED = "mail naar dit adres is gestopt"
UNSUBSCRIBE_PATH = "/berichten/uitzetten/{token}/"


@dataclass(frozen=True)
class Ready:
    """A mail that can go. `count` is how many messages it tells; after `expires_at` it is of no use."""

    mail: Claimed
    letter: Letter
    count: int
    expires_at: datetime | None


@dataclass
class Prepared:
    """What came of a batch.

    Mails that go, mails with nothing left to tell, mails to an address that takes none, and mails that could not be
    written.
    """

    ready: list[Ready] = field(default_factory=list)
    empty: list[Claimed] = field(default_factory=list)
    stopped: list[Claimed] = field(default_factory=list)
    broken: list[Claimed] = field(default_factory=list)


@dataclass
class _Asked:
    """What each message says now, why others fell away, and which could not be asked."""

    contents: dict[uuid.UUID, Inhoud] = field(default_factory=dict)
    dropped: dict[uuid.UUID, str] = field(default_factory=dict)
    failed: set[uuid.UUID] = field(default_factory=set)


def prepare(mails: Sequence[Claimed], now: datetime) -> Prepared:
    """Ask access and duty of every message in these mails again, and write what is left of each.

    Messages that fell away are marked with the reason. A kind that fails is counted and keeps only its own mails back.
    """
    rows = list(
        Bericht.objects.filter(zending__in=[mail.id for mail in mails], status=BerichtStatus.GEPLAND)
        .select_related("recipient")
        .prefetch_related("recipient__roltoekenningen")
        .order_by("due_at", "id")
    )
    asked = _ask(rows, now)
    _drop(asked.dropped)
    by_mail = defaultdict(list)
    for row in rows:
        if row.pk not in asked.dropped:
            by_mail[row.zending_id].append(row)
    prepared = Prepared()
    for mail in mails:
        _write(mail, by_mail[mail.id], asked, prepared, now)
    _take_out_stopped(prepared)
    return prepared


def _take_out_stopped(prepared: Prepared) -> None:
    """Keep back what goes to an address that takes no mail. What it tells stays on screen, where it is shown at all."""
    stopped = stopped_addresses(one.letter.address for one in prepared.ready)
    if not stopped:
        return
    prepared.stopped = [one.mail for one in prepared.ready if one.letter.address.lower() in stopped]
    prepared.ready = [one for one in prepared.ready if one.letter.address.lower() not in stopped]
    rows = Bericht.objects.filter(zending__in=[mail.id for mail in prepared.stopped], status=BerichtStatus.GEPLAND)
    rows.filter(is_on_screen=True).update(status=BerichtStatus.SCHERM, reason=STOPPED)
    rows.filter(is_on_screen=False).update(status=BerichtStatus.VERVALLEN, reason=STOPPED)


def _ask(rows: Sequence[Bericht], now: datetime) -> _Asked:
    asked = _Asked()
    for row in rows:
        reason = _out_of_date(row, now)
        if reason:
            asked.dropped[row.pk] = reason
    _ask_duties([row for row in rows if row.taak_id and row.pk not in asked.dropped], asked, now)
    by_kind = defaultdict(list)
    for row in rows:
        if row.pk not in asked.dropped:
            by_kind[row.kind].append(row)
    for code, of_kind in by_kind.items():
        _ask_kind(bericht_kinds.get(code), of_kind, asked, now)
    return asked


def _out_of_date(row: Bericht, now: datetime) -> str:
    """Return why this message goes to nobody, whatever its kind says; empty when it may."""
    if row.expires_at and row.expires_at <= now:
        return "verlopen"
    if row.recipient is not None and not row.recipient.is_active:
        return "de ontvanger is niet meer actief"
    return "" if bericht_kinds.find(row.kind) else "dit soort bericht bestaat niet meer"


def _ask_duties(rows: Sequence[Bericht], asked: _Asked, now: datetime) -> None:
    """Drop reminders whose duty is fulfilled, taken back or moved."""
    if not rows:
        return
    taken = Taak.objects.in_bulk({row.taak_id for row in rows if row.taak_id})
    by_kind = defaultdict(list)
    for taak in taken.values():
        by_kind[taak.kind].append(taak)
    done: set[uuid.UUID] = set()
    for code, of_kind in by_kind.items():
        with kept_apart(f"deliver: taken {code}", now):
            done |= close_done(taak_kinds.get(code), of_kind, now)
    for row in rows:
        duty = taken.get(row.taak_id) if row.taak_id else None
        if duty is None or duty.pk in done:
            asked.dropped[row.pk] = "de taak is klaar"
        elif not still_stands(row, duty):
            asked.dropped[row.pk] = "de taak is klaar of verplaatst"


def _ask_kind(kind: BerichtKind, rows: Sequence[Bericht], asked: _Asked, now: datetime) -> None:
    asked.failed |= {row.pk for row in rows}
    with kept_apart(f"deliver: {kind.code}", now):
        contents = kind.load(rows, now)
        asked.failed -= {row.pk for row in rows}
        for row in rows:
            if row.pk in contents:
                asked.contents[row.pk] = contents[row.pk]
            else:
                asked.dropped[row.pk] = "de aanleiding is weg"


def _drop(reasons: Mapping[uuid.UUID, str]) -> None:
    by_reason = defaultdict(list)
    for pk, reason in reasons.items():
        by_reason[reason].append(pk)
    for reason, ids in by_reason.items():
        Bericht.objects.filter(pk__in=ids, status=BerichtStatus.GEPLAND).update(
            status=BerichtStatus.VERVALLEN, reason=reason
        )


def _write(mail: Claimed, rows: Sequence[Bericht], asked: _Asked, prepared: Prepared, now: datetime) -> None:
    if any(row.pk in asked.failed for row in rows):
        prepared.broken.append(mail)
        return
    try:
        letter = _letter([(row, bericht_kinds.get(row.kind), asked.contents[row.pk]) for row in rows])
    except Exception as error:  # noqa: BLE001 - counted; one text that cannot be made must not stop the others
        record_fault(f"deliver: tekst {rows[0].kind}", type(error).__name__, now)
        prepared.broken.append(mail)
        return
    if letter is None:
        # What waited for a weekly overview waits for the next one (sender.py); the rest ends here.
        told = [row for row in rows if row.mail_mode != MailMode.WEEK]
        _drop({row.pk: "er is niets te melden, of geen mailadres" for row in told})
        prepared.empty.append(mail)
        return
    prepared.ready.append(Ready(mail, letter, len(rows), _useful_until(rows)))


def _useful_until(rows: Sequence[Bericht]) -> datetime | None:
    """Return when the last of these messages expires; None when one never does."""
    ends = [row.expires_at for row in rows if row.expires_at]
    return max(ends) if len(ends) == len(rows) else None


def _letter(told: Sequence[tuple[Bericht, BerichtKind, Inhoud]]) -> Letter | None:
    """Write one mail; None when it has nothing to tell or nobody to tell it to."""
    if not told:
        return None
    reader = _reader(told)
    if not reader.address:
        return None
    overview = next((content for _row, kind, content in told if kind.code == OVERVIEW), None)
    waiting = [(kind, content) for row, kind, content in told if row.mail_mode == MailMode.WEEK]
    if overview is not None:
        full = with_waiting(overview, lines_of(waiting))
        return write_single(OVERVIEW, full, reader) if full else None
    if waiting:
        return None
    if len(told) == 1:
        _row, kind, content = told[0]
        return write_single(kind.code, content, reader)
    return write_bundle([(kind, content) for _row, kind, content in told], reader)


def _reader(told: Sequence[tuple[Bericht, BerichtKind, Inhoud]]) -> Reader:
    row, _kind, content = told[0]
    person = row.recipient
    if person is None:
        return Reader(content.address, content.salutation)
    subjects = adjustable_of(kind for _row, kind, _content in told)
    stop = absolute(UNSUBSCRIBE_PATH.format(token=unsubscribe_token(person.pk, subjects))) if subjects else ""
    if len(told) == 1:
        return Reader(content.address or person.email, content.salutation or person.voornaam, stop)
    return Reader(person.email, person.voornaam, stop)
