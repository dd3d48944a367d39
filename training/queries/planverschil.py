"""What a change of an editie that is known means, before it is made: what moves, and who hears of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from community.access.agenda import CONCERNED
from community.dagdelen import when
from community.models import Deelname, Locatie, User
from community.notation import count
from training.models import Editie
from training.queries.plandata import Situation, hours_of
from training.rhythm import Chosen


@dataclass(frozen=True)
class Change:
    """One thing that changes: what, how it was, how it will be, and who gets a message of it, by name."""

    title: str
    before: str
    after: str
    people: tuple[str, ...]


def stamp_of(version: int, *things: Any) -> str:
    """Return a mark of exactly this change: who confirms, confirms what was shown."""
    return sha256(repr((version, things)).encode()).hexdigest()[:24]


def moved_days(found: Situation, chosen: Mapping[str, Chosen]) -> list[Change]:
    """Return the days that move, with who takes part in them; one query."""
    moved = []
    for deel in found.delen:
        meeting, choice = deel.bijeenkomst, chosen.get(deel.onderdeel.code)
        if meeting is None or choice is None:
            continue
        starts_at, ends_at = hours_of(deel.onderdeel, choice)
        if (meeting.starts_at, meeting.ends_at) != (starts_at, ends_at):
            moved.append((deel, when(meeting.starts_at, meeting.ends_at), when(starts_at, ends_at)))
    names = _names([deel.bijeenkomst_id for deel, _before, _after in moved])
    return [
        Change(deel.onderdeel.title, before, after, names.get(deel.bijeenkomst_id, ()))
        for deel, before, after in moved
    ]  # fmt: skip


def changed_people(
    found: Situation, trainers: Collection[User], coaches: Collection[User], locatie: Locatie | None, now: datetime
) -> list[Change]:
    """Return who begins or stops to lead or coach in an editie that is known, and another place; three queries."""
    changes = _of_people(found.trainers, trainers, _("geen trainer"), _("trainer"))
    changes += _of_people(found.editie.coaches.all(), coaches, _("geen coach"), _("coach"))
    editie: Editie = found.editie
    if editie.locatie_id != (locatie.pk if locatie else None):
        coming = [deel.bijeenkomst_id for deel in found.delen if deel.bijeenkomst and deel.bijeenkomst.starts_at > now]
        people = sorted({name for names in _names(coming).values() for name in names})
        days = count(len(coming), "bijeenkomst", "bijeenkomsten")
        changes.append(Change(_("Locatie van {days}").format(days=days), str(editie.locatie or _("nog geen")),
                              str(locatie or _("nog geen")), tuple(people)))  # fmt: skip
    return changes


def _of_people(before: Iterable[User], after: Iterable[User], without: str, with_role: str) -> list[Change]:
    had, have = {user.pk: user for user in before}, {user.pk: user for user in after}
    begins = [Change(user.naam, without, with_role, (user.naam,)) for pk, user in have.items() if pk not in had]
    ends = [Change(user.naam, with_role, _("{role} meer").format(role=without), (user.naam,))
            for pk, user in had.items() if pk not in have]  # fmt: skip
    return begins + ends


def _names(meeting_ids: Collection[Any]) -> dict[Any, tuple[str, ...]]:
    """Return by meeting who takes part, in order of name."""
    rows = Deelname.objects.filter(bijeenkomst__in=meeting_ids, status__in=CONCERNED, user__is_active=True)
    found: dict[Any, tuple[str, ...]] = {}
    for row in rows.select_related("user").order_by("user__sort_key", "pk"):
        found[row.bijeenkomst_id] = (*found.get(row.bijeenkomst_id, ()), row.user.naam)
    return found
