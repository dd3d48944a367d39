"""Meetings that another module plans as a whole: a training with its dagdelen, a talk that somebody booked.

That module judged who may and calls these within its own transaction; nobody is asked whether she comes: who takes
part has a seat from the start. What it moves or calls off is told as of any meeting.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from community.actions.agenda import Opzet, call_off, store_plan
from community.actions.deelname import lock
from community.actions.errors import ActionError
from community.models import (
    Bezetting,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    Kring,
    Locatie,
    Slot,
    User,
)
from community.queries.organisaties import employers_on
from community.workdays import local_date


class DoubleBookedError(ActionError):
    """A person or a place is taken in that time already."""


def hold_meeting(
    *, opzet: Opzet, kring: Kring, organiser: User | None, people: Iterable[User], now: datetime,
    is_concept: bool = False,
) -> Bijeenkomst:  # fmt: skip
    """Make a meeting in which these people have a seat. A concept is known to nobody but who plans it."""
    with transaction.atomic():
        status = BijeenkomstStatus.CONCEPT if is_concept else BijeenkomstStatus.GEPLAND
        meeting = Bijeenkomst.objects.create(
            **asdict(opzet), kring=kring, organiser=organiser, changed_at=now, status=status
        )
        give_seats(meeting, people, now)
    return meeting


def give_seats(meeting: Bijeenkomst, people: Iterable[User], now: datetime) -> None:
    """Let these people take part; who had said that she does not come keeps that answer."""
    users = list(people)
    employers = employers_on([user.pk for user in users], local_date(meeting.starts_at))
    Deelname.objects.bulk_create(
        [
            Deelname(bijeenkomst=meeting, user=user, status=DeelnameStatus.AANGEMELD, invited_at=now, answered_at=now,
                     organisatie=employers.get(user.pk))
            for user in users
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def make_known(meeting: Bijeenkomst, now: datetime) -> Bijeenkomst:
    """Make a concept a planned meeting. What its people hear of it is owed by who plans it."""
    held = lock(meeting)
    if held.status == BijeenkomstStatus.CONCEPT:
        held.status, held.changed_at = BijeenkomstStatus.GEPLAND, now
        held.version += 1
        held.save(update_fields=["status", "changed_at", "version"])
    return held


def replan(meeting: Bijeenkomst, opzet: Opzet, now: datetime) -> Bijeenkomst:
    """Give a meeting another time, place or words; a move is told at once to who it concerns. The last save wins."""
    held = lock(meeting)
    return store_plan(held, version=held.version, plan=asdict(opzet), now=now)


def drop(meeting: Bijeenkomst, *, reason: str, now: datetime) -> None:
    """Call a meeting off and free its people and its place; a concept is thrown away."""
    held = lock(meeting)
    if held.status == BijeenkomstStatus.CONCEPT:
        held.delete()
        return
    call_off(held, reason=reason, now=now)
    Bezetting.objects.filter(bijeenkomst=held).delete()


def occupy(of: Bijeenkomst | Slot, *, users: Iterable[User], locatie: Locatie | None) -> None:
    """Write that these people and this place are taken from its begin to its end, instead of what stood there.

    Raises DoubleBookedError when the database has something else in that time for one of them; two who do this at once
    are decided there.
    """
    link = {"bijeenkomst": of} if isinstance(of, Bijeenkomst) else {"slot": of}
    times = {"starts_at": of.starts_at, "ends_at": of.ends_at}
    rows = [Bezetting(user=user, **link, **times) for user in users]
    if locatie is not None:
        rows.append(Bezetting(locatie=locatie, **link, **times))
    try:
        with transaction.atomic():
            Bezetting.objects.filter(**link).delete()
            Bezetting.objects.bulk_create(rows)
    except IntegrityError as error:
        raise DoubleBookedError(_who_is_taken(rows)) from error


def _who_is_taken(rows: Iterable[Bezetting]) -> str:
    """Say in words who or what is taken already; a clash that is gone meanwhile is told in general."""
    for row in rows:
        taken = Bezetting.objects.filter(user=row.user, locatie=row.locatie, starts_at__lt=row.ends_at,
                                         ends_at__gt=row.starts_at)  # fmt: skip
        own = {"bijeenkomst": row.bijeenkomst} if row.bijeenkomst else {"slot": row.slot}
        if taken.exclude(**own).exists():
            name = row.user.naam if row.user else f"De locatie {row.locatie}"
            return f"{name} is dan al bezet. Kies een andere tijd."
    return "Iemand anders legde deze tijd net vast. Kies een andere tijd."
