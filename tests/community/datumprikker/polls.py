"""A group with a date poll, and what its people say."""

from datetime import datetime, timedelta

from community.actions.antwoorden import save_antwoorden
from community.actions.datumprikker import Moment, Vraag, open_datumprikker
from community.models import Antwoord, Datumprikker, Kring, Optie, Taak, User
from tests.community.agenda.cast import a_group
from tests.factories.moments import NOW

DAY = timedelta(days=1)
# Mondays to Wednesdays in February 2027, from 10 to 12 o'clock.
DATES = tuple(NOW + timedelta(days=days, hours=1) for days in (21, 22, 23))
TITLE = "Voorjaarsronde"


def a_vraag(**fields: object) -> Vraag:
    """Return what is asked: two hours, to be answered within ten days."""
    given = {"title": TITLE, "duration_minutes": 120, "answer_until": NOW + 10 * DAY, "place_name": "Gouda", **fields}
    return Vraag(**given)  # type: ignore[arg-type]  # the fields of a test


def a_poll(
    members: int = 3, dates: tuple[datetime, ...] = DATES, **fields: object
) -> tuple[Datumprikker, User, list[User]]:
    """Return an open date poll of a group, who leads the group and its other members."""
    kring, leader, others = a_group(members)
    return poll_of(kring, leader, dates, **fields), leader, others


def poll_of(kring: Kring, leader: User, dates: tuple[datetime, ...] = DATES, **fields: object) -> Datumprikker:
    """Return a date poll that this person opened at NOW."""
    moments = [Moment(date) for date in dates]
    return open_datumprikker(actor=leader, kring=kring, vraag=a_vraag(**fields), moments=moments, now=NOW)


def says(user: User, poll: Datumprikker, *values: str, now: datetime = NOW, note: str = "") -> None:
    """Let somebody answer about the moments in their order; '' says nothing about one."""
    poll.refresh_from_db()
    answers = {row.pk: value for row, value in zip(opties(poll), values, strict=True) if value}
    save_antwoorden(actor=user, prikker=poll, version=poll.version, answers=answers, note=note, now=now)


def opties(poll: Datumprikker) -> list[Optie]:
    """Return the moments, the first one first."""
    return list(Optie.objects.filter(datumprikker=poll).order_by("starts_at"))


def said(user: User, poll: Datumprikker) -> list[str]:
    """Return what somebody answered about each moment, '' for nothing."""
    stored = dict(Antwoord.objects.filter(user=user, optie__datumprikker=poll).values_list("optie", "value"))
    return [stored.get(row.pk, "") for row in opties(poll)]


def duties(poll: Datumprikker, kind: str = "DATUMS_INVULLEN") -> set[User]:
    """Return who has an open duty of this date poll."""
    rows = Taak.objects.filter(kind=kind, object_id=poll.pk, done_at__isnull=True, withdrawn_at__isnull=True)
    return {row.user for row in rows.select_related("user")}
