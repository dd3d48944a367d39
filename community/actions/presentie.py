"""Who was there: written down on the list, told at the place with a code, or by opening the online meeting."""

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from community import access
from community.access.agenda import may_answer, may_see_online_link, may_take_attendance
from community.actions.agenda import PRESENTIE_INVULLEN
from community.actions.deelname import OPENS_BEFORE, REAGEREN, lock
from community.actions.errors import ActionError
from community.actions.taken import finish_taken
from community.models import AttendedVia, Bijeenkomst, BijeenkomstStatus, Deelname, DeelnameStatus, User
from community.queries.organisaties import employers_on
from community.workdays import local_date

CLOSES_AFTER = timedelta(hours=2)
TOO_EARLY = "De presentie vul je in vanaf een half uur voor het begin."
OUTSIDE_HOURS = "Je meldt je aanwezig vanaf een half uur voor het begin tot twee uur na het einde."


class WrongCodeError(ActionError):
    """The typed code is not the one of this meeting."""


class StalePresentieError(ActionError):
    """Presence of some people changed while the list was open. `changed` holds their places as they are now."""

    def __init__(self, changed: list[Deelname]) -> None:
        super().__init__("Van een paar mensen is de presentie net veranderd. Kijk welke keuze klopt en sla opnieuw op.")
        self.changed = changed


@dataclass(frozen=True)
class Presentie:
    """One line of the list: the status the reader saw, and what she chose. `chosen` empty leaves it as it is."""

    deelname_id: uuid.UUID
    seen: str
    chosen: str


@dataclass(frozen=True)
class Opkomst:
    """What stands written down now. `open` people who said they would come have no presence yet."""

    present: int
    absent: int
    open: int


def is_open_for_presence(bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether people may report themselves: from half an hour before the start until two hours after the end."""
    return (
        bijeenkomst.status == BijeenkomstStatus.GEPLAND
        and bijeenkomst.starts_at - OPENS_BEFORE <= now <= bijeenkomst.ends_at + CLOSES_AFTER
    )


def save_presentie(*, actor: User, bijeenkomst: Bijeenkomst, lines: Iterable[Presentie], now: datetime) -> Opkomst:
    """Store the list in one go. The duty is done when everybody who said yes has a presence.

    Raises StalePresentieError, and stores nothing, when somebody's presence changed since the list was opened into
    something else than was chosen here. Raises ActionError before the meeting begins.
    """
    access.require(may_take_attendance(actor, bijeenkomst, now))
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        # It may have been cancelled or moved since the list was opened.
        access.require(may_take_attendance(actor, meeting, now))
        if now < meeting.starts_at - OPENS_BEFORE:
            raise ActionError(TOO_EARLY)
        places = {row.pk: row for row in Deelname.objects.filter(bijeenkomst=meeting).select_related("user")}
        touched = _apply(places, [line for line in lines if line.deelname_id in places])
        _store(touched, local_date(meeting.starts_at))
        outcome = _count(places.values())
        is_complete = outcome.open == 0
        Bijeenkomst.objects.filter(pk=meeting.pk).update(attendance_saved_at=now if is_complete else None)
        finish_taken(REAGEREN, object_id=meeting.pk, now=now)
        if is_complete:
            finish_taken(PRESENTIE_INVULLEN, object_id=meeting.pk, now=now)
    return outcome


def check_in(*, actor: User, bijeenkomst: Bijeenkomst, code: str, now: datetime) -> Deelname:
    """Report oneself at the place with the code that hangs at the door. Who is inside is present, asked or not.

    Raises WrongCodeError for another code and ActionError outside the hours of the meeting.
    """
    access.require(may_answer(actor, bijeenkomst, now))
    if not is_open_for_presence(bijeenkomst, now):
        raise ActionError(OUTSIDE_HOURS)
    typed = "".join(sign for sign in code.lower() if sign.isalnum())
    if not secrets.compare_digest(typed.encode(), bijeenkomst.checkin_code.encode()):
        raise WrongCodeError("Deze code klopt niet. Kijk nog eens op het blad bij de deur.")
    return _report(actor, bijeenkomst, AttendedVia.PLAATS, now)


def attend_online(*, actor: User, bijeenkomst: Bijeenkomst, now: datetime) -> Deelname | None:
    """Note that somebody opens the online meeting; who only runs it, or comes at another hour, is not noted.

    Returns her place when her presence is stored, else None. The address may be shown in both cases.
    """
    access.require(bool(bijeenkomst.online_url) and may_see_online_link(actor, bijeenkomst, now))
    has_place = Deelname.objects.filter(bijeenkomst=bijeenkomst, user=actor).exists()
    if not has_place or not is_open_for_presence(bijeenkomst, now):
        return None
    return _report(actor, bijeenkomst, AttendedVia.LINK, now)


def _report(actor: User, bijeenkomst: Bijeenkomst, via: AttendedVia, now: datetime) -> Deelname:
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        # It may have been cancelled or moved, or she may have left, while this waited for the lock.
        access.require(may_answer(actor, meeting, now))
        if not is_open_for_presence(meeting, now):
            raise ActionError(OUTSIDE_HOURS)
        place = Deelname.objects.filter(bijeenkomst=meeting, user=actor).first() or Deelname(
            bijeenkomst=meeting, user=actor, status=DeelnameStatus.AANGEMELD, answered_at=now
        )
        if place.status == DeelnameStatus.AANWEZIG:
            return place
        if place.status == DeelnameStatus.AFWEZIG:
            raise ActionError("Je staat als afwezig op de lijst. Vraag de organisator om dat te veranderen.")
        place.status, place.attended_via, place.waiting_since = DeelnameStatus.AANWEZIG, via, None
        place.organisatie = employers_on([actor.pk], local_date(meeting.starts_at)).get(actor.pk)
        place.save()
        finish_taken(REAGEREN, object_id=meeting.pk, user=actor, now=now)
    return place


def _apply(places: dict[uuid.UUID, Deelname], lines: list[Presentie]) -> list[Deelname]:
    """Set what was chosen on the rows and return those that change. Raises StalePresentieError."""
    chosen = [(places[line.deelname_id], line) for line in lines if line.chosen and line.chosen != line.seen]
    changed = [row for row, line in chosen if row.status not in (line.seen, line.chosen)]
    if changed:
        raise StalePresentieError(changed)
    touched = [(row, line) for row, line in chosen if row.status != line.chosen]
    for row, line in touched:
        row.status = line.chosen
        row.attended_via = AttendedVia.LIJST if line.chosen == DeelnameStatus.AANWEZIG else ""
        row.waiting_since = None
    return [row for row, _ in touched]


def _store(touched: list[Deelname], day: date) -> None:
    """Store what was set on these rows, with the employer of that day; one query for each way that was chosen."""
    alike: dict[tuple[str, str], list[uuid.UUID]] = {}
    for row in touched:
        alike.setdefault((row.status, row.attended_via), []).append(row.pk)
    for (status, via), ids in alike.items():
        Deelname.objects.filter(pk__in=ids).update(status=status, attended_via=via, waiting_since=None)
    employers = employers_on([row.user_id for row in touched], day)
    moved = [row for row in touched if row.organisatie_id != getattr(employers.get(row.user_id), "pk", None)]
    for row in moved:
        row.organisatie = employers.get(row.user_id)
    Deelname.objects.bulk_update(moved, ["organisatie"])


def _count(places: Iterable[Deelname]) -> Opkomst:
    statuses = [row.status for row in places]
    return Opkomst(
        present=statuses.count(DeelnameStatus.AANWEZIG),
        absent=statuses.count(DeelnameStatus.AFWEZIG),
        open=statuses.count(DeelnameStatus.AANGEMELD),
    )
