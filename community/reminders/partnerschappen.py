"""N85: a promised bijdrage comes due. N86: a partnerschap comes to its end. To its contacts and the hart."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.partnerschappen import AFTERWARDS, is_running
from community.access.rollen import coordinatoren
from community.actions.regisseurlijst import purge_regels
from community.actions.taken import open_taken, withdraw_taken
from community.berichten.ladders import rung_moment
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import RUNNING, Bijdrage, Partnerschap, User
from community.notation import date_plain
from community.queries.bijdragen import bijdragen_by_id, promised_until
from community.queries.partnerschappen import contacts_by_organisatie, ending_until, partnerschappen_by_id
from community.reminders.ladders import days_from
from community.workdays import MAIL_HOUR, add_months, at_local, local_date, mail_moment, workday_on_or_before

BIJDRAGE, OPTIE = "BIJDRAGE_NAKOMEN", "OPTIE_BESPREKEN"
PROMISED, ENDS = "N85", "N86"
DAYS_BEFORE = 30
FIRST_MONTHS, NEXT_MONTHS = 6, 3
# Planning that stood still for this long still tells the first rung; who comes later hears the next one.
STILL_FIRST = timedelta(days=7)
# Of whom a duty or message is: (person, contact or not).
Keepers = Mapping[uuid.UUID, bool]


# The rungs by name: when each comes, counted from the day.
BIJDRAGE_RUNGS: Mapping[str, Callable[[date], datetime]] = {
    "dertig": lambda day: days_from(day, -DAYS_BEFORE), "dag": lambda day: days_from(day, 0),
}  # fmt: skip
OPTIE_RUNGS: Mapping[str, Callable[[date], datetime]] = {
    "zes": lambda day: months_from(day, FIRST_MONTHS), "drie": lambda day: months_from(day, NEXT_MONTHS),
}  # fmt: skip


def months_from(day: date, months: int) -> datetime:
    """Return 8.30 o'clock so many months before a day, on a working day; a month without it gives its last day."""
    return mail_moment(workday_on_or_before(add_months(day, -months)))


def words_bijdrage(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask for what was promised, of who may still write down that it came."""
    found = _open_bijdragen(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Toegezegde bijdrage: {wat}").format(wat=row.description),
            why=_("Toegezegd door {naam}. Schrijf op wat er kwam, of kies een andere dag.").format(
                naam=row.partnerschap.organisatie.name),
            path=reverse("bijdragen", args=[row.partnerschap.code]), button=_("Bekijk de bijdragen"),
        )
        for taak in taken
        if (row := found.get((taak.user_id, taak.object_id))) and _same_day(taak, row.promised_date)
    }  # fmt: skip


def words_optie(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask to talk about what comes after, while it ends on this day."""
    found = _ending(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Bespreek hoe het partnerschap verder gaat") if not row.has_option else _("Bespreek de optie"),
            why=_("Het partnerschap met {naam} loopt tot {day}.").format(
                naam=row.organisatie.name, day=date_plain(row.end_date)),
            path=_page(row, is_contact=is_contact), button=_("Bekijk het partnerschap"),
        )
        for taak in taken
        if (hit := found.get((taak.user_id, taak.object_id)))
        for row, is_contact in [hit]
        if row.end_date is not None and _same_day(taak, row.end_date)
    }  # fmt: skip


def load_bijdrage(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N85: what was promised, while it did not come."""
    found = _open_bijdragen(berichten, now)
    return {
        bericht.pk: Inhoud(
            path=reverse("bijdragen", args=[row.partnerschap.code]),
            context={"bijdrage": row.description, "organisatie": row.partnerschap.organisatie.name,
                     "uiterlijk": row.promised_date, "is_over": row.promised_date <= local_date(now)},
        )
        for bericht in berichten
        if (row := found.get((bericht.recipient_id, bericht.object_id))) and row.promised_date is not None
        and bericht.moment in _moments(row.promised_date, BIJDRAGE_RUNGS)
    }  # fmt: skip


def load_optie(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N86: until when it runs, while it does."""
    found = _ending(berichten, now)
    return {
        bericht.pk: Inhoud(
            path=_page(row, is_contact=is_contact),
            context={"organisatie": row.organisatie.name, "tot": row.end_date, "heeft_optie": row.has_option},
        )
        for bericht in berichten
        if (hit := found.get((bericht.recipient_id, bericht.object_id)))
        for row, is_contact in [hit]
        if row.end_date is not None and bericht.moment in _moments(row.end_date, OPTIE_RUNGS)
    }  # fmt: skip


def is_done_bijdrage(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of what came, was taken back or moved, or belongs to what ended."""
    rows = _unrealised(taken, now)
    return [
        taak.pk for taak in taken
        if (row := rows.get(taak.object_id)) is None or not _same_day(taak, row.promised_date)
    ]  # fmt: skip


def is_done_optie(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of partnerschappen that were extended, moved or ended, or are past their end."""
    rows = _running(taken, now)
    return [taak.pk for taak in taken if (row := rows.get(taak.object_id)) is None or not _same_day(taak, row.end_date)]


def plan_bijdragen(now: datetime) -> None:
    """Give contacts and the hart the duty, a month before the day for which something was promised."""
    hart, today = coordinatoren(now), local_date(now)
    # A month and a weekend with holidays: the moment itself is judged below.
    rows = [row for row in promised_until(today + timedelta(days=DAYS_BEFORE + 14)) if _is_remembered(row, today)]
    contacts = contacts_by_organisatie({row.partnerschap.organisatie_id for row in rows}, now)
    for row in rows:
        if row.promised_date is not None:
            people = [*contacts[row.partnerschap.organisatie_id], *hart]
            _open(BIJDRAGE, row.pk, row.promised_date, days_from(row.promised_date, -DAYS_BEFORE), people, now)


def plan_opties(now: datetime) -> None:
    """Give contacts and the hart the duty, six months before a partnerschap ends."""
    hart, today = coordinatoren(now), local_date(now)
    rows = [row for row in ending_until(add_months(today, FIRST_MONTHS) + timedelta(days=14)) if is_running(row, today)]
    contacts = contacts_by_organisatie({row.organisatie_id for row in rows}, now)
    for row in rows:
        if row.end_date is not None:
            people = [*contacts[row.organisatie_id], *hart]
            _open(OPTIE, row.pk, row.end_date, months_from(row.end_date, FIRST_MONTHS), people, now)


def _open(kind: str, pk: uuid.UUID, day: date, begins_at: datetime, people: Sequence[User], now: datetime) -> None:
    """Give these people the duty from its first moment on; who is asked no longer is relieved."""
    if now < begins_at:
        return
    opened_at = begins_at if now - begins_at <= STILL_FIRST else now
    withdraw_taken(kind, object_id=pk, but_not=people, now=now)
    open_taken(kind, users=set(people), object_id=pk, due_at=at_local(day, MAIL_HOUR), now=opened_at)


def _open_bijdragen(items: Sequence[Any], now: datetime) -> dict[tuple[uuid.UUID, uuid.UUID], Bijdrage]:
    """Return what did not come, by (person, bijdrage), for its contacts and the hart. A few queries for any number."""
    rows = _unrealised(items, now)
    keepers = _keepers({row.partnerschap.organisatie_id for row in rows.values()}, now)
    return {
        (user, item.object_id): row
        for item in items
        if (row := rows.get(item.object_id)) and (user := _user(item)) in keepers(row.partnerschap.organisatie_id)
    }


def _ending(items: Sequence[Any], now: datetime) -> dict[tuple[uuid.UUID, uuid.UUID], tuple[Partnerschap, bool]]:
    """Return what runs, by (person, partnerschap), and whether she is contact. A few queries for any number."""
    rows = _running(items, now)
    keepers = _keepers({row.organisatie_id for row in rows.values()}, now)
    return {
        (user, item.object_id): (row, keepers(row.organisatie_id)[user])
        for item in items
        if (row := rows.get(item.object_id)) and (user := _user(item)) in keepers(row.organisatie_id)
    }


def _unrealised(items: Sequence[Any], now: datetime) -> dict[uuid.UUID, Bijdrage]:
    rows, today = bijdragen_by_id(item.object_id for item in items), local_date(now)
    return {pk: row for pk, row in rows.items() if row.realised_date is None and _is_remembered(row, today)}


def _running(items: Sequence[Any], now: datetime) -> dict[uuid.UUID, Partnerschap]:
    rows, today = partnerschappen_by_id(item.object_id for item in items), local_date(now)
    return {pk: row for pk, row in rows.items() if is_running(row, today)}


def _is_remembered(row: Bijdrage, today: date) -> bool:
    """Whether anybody is still asked for it: the partnerschap was agreed, and contacts read it."""
    end = row.partnerschap.end_date
    return row.partnerschap.status in RUNNING and end is not None and today <= end + AFTERWARDS


def _keepers(organisatie_ids: set[uuid.UUID], now: datetime) -> Callable[[uuid.UUID], Keepers]:
    """Return the function that gives who is asked about an organisatie, and whether she is its contact."""
    contacts = contacts_by_organisatie(organisatie_ids, now)
    hart = {user.pk: False for user in coordinatoren(now)}
    found = {pk: {**hart, **{user.pk: True for user in contacts[pk]}} for pk in organisatie_ids}
    return lambda pk: found[pk]


def _page(row: Partnerschap, *, is_contact: bool) -> str:
    return reverse("partnerschap" if is_contact else "partnerschap-beheer", args=[row.code])


def _moments(day: date, rungs: Mapping[str, Callable[[date], datetime]]) -> set[str]:
    """Return what Berichten about this day note; one about another day was overtaken by a move."""
    return {rung_moment(name, due_at(day)) for name, due_at in rungs.items()}


def _ladder(kind: str, rungs: Mapping[str, Callable[[date], datetime]]) -> tuple[Rung, ...]:
    def of_taak(due_at: Callable[[date], datetime]) -> Callable[[Any], datetime | None]:
        return lambda taak: due_at(local_date(taak.due_at)) if taak.due_at else None

    return tuple(Rung(name, kind, of_taak(due_at)) for name, due_at in rungs.items())


def _same_day(taak: Any, day: date | None) -> bool:
    return day is not None and taak.due_at is not None and local_date(taak.due_at) == day


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


KINDS = [
    BerichtKind(code=PROMISED, name="Toegezegde bijdrage", subject="TAKEN", mode="DAG", load=load_bijdrage,
                is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=ENDS, name="Partnerschap loopt af", subject="TAKEN", mode="DIRECT", load=load_optie,
                at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=BIJDRAGE, name="Toegezegde bijdrage", words=words_bijdrage, is_done=is_done_bijdrage,
        ladder=_ladder(PROMISED, BIJDRAGE_RUNGS),
    ),
    TaakKind(
        code=OPTIE, name="Bespreek de optie van een partnerschap", words=words_optie, is_done=is_done_optie,
        ladder=_ladder(ENDS, OPTIE_RUNGS),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"bijdragen": plan_bijdragen, "opties": plan_opties}
PURGES: dict[str, Callable[[datetime], int]] = {"regisseurlijsten": purge_regels}
