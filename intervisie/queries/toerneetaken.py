"""What duties and messages about planning a toernee need to know, for many at once."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from community.models import Beschikbaarheid, Dagdeelkeuze, Taak, User
from community.queries.beschikbaarheid import said_by, share_said, taken_of, workdays_between
from community.workdays import local_date
from intervisie.models import (
    Bezoek,
    Bezoekrol,
    BezoekStatus,
    Toernee,
    Toerneedeelnemer,
    ToerneeStatus,
    Toerneevoorstel,
)

# The duty to say on which dagdelen one can come (N65).
DAGDELEN_GEVEN = "DAGDELEN_GEVEN"
# Somebody gave enough when something is known of so large a share of the dagdelen that are still to come.
ENOUGH = 0.8
Pair = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Gegeven:
    """How far somebody is with her dagdelen for a toernee: of how many something is known."""

    known: int
    all: int

    @property
    def is_enough(self) -> bool:
        """Whether planning can count on it. A period that is over asks nothing."""
        return self.known >= ENOUGH * self.all


def toernees_being_planned(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Toernee]:
    """Return which of these toernees wait for their visits to be fixed. One query."""
    rows = Toernee.objects.filter(status=ToerneeStatus.PLANNEN, kring__closed_at__isnull=True)
    return rows.select_related("kring").in_bulk(list(set(ids)))


def present_pairs(toernees: Iterable[uuid.UUID]) -> set[Pair]:
    """Return who is in which of these toernees now, as (user id, toernee id). One query."""
    rows = Toerneedeelnemer.objects.filter(toernee__in=list(toernees), left_at__isnull=True, user__is_active=True)
    return set(rows.values_list("user_id", "toernee_id"))


def gegeven_by(pairs: Collection[Pair], toernees: dict[uuid.UUID, Toernee], now: datetime) -> dict[Pair, Gegeven]:
    """Return how far each (user id, toernee id) is, from tomorrow on. Three queries."""
    today = local_date(now)
    asked = [pair for pair in pairs if pair[1] in toernees]
    if not asked:
        return {}
    first = min(max(toernees[toernee].from_date, today + timedelta(days=1)) for _user, toernee in asked)
    last = max(toernees[toernee].until_date for _user, toernee in asked)
    people = {user for user, _toernee in asked}
    said, taken = said_by(people, first, last), taken_of(people, first, last)
    found = {}
    for user, toernee in asked:
        row = toernees[toernee]
        days = workdays_between(max(row.from_date, today + timedelta(days=1)), row.until_date)
        found[user, toernee] = Gegeven(*share_said(said[user], taken.get(user, set()), days))
    return found


def absent_by(bezoeken: Iterable[Bezoek]) -> dict[uuid.UUID, list[User]]:
    """Return who said that she cannot come, of who receives or has a role, by the visit. Two queries."""
    rows = {row.pk: row for row in bezoeken}
    if not rows:
        return {}
    roles = Bezoekrol.objects.filter(bezoek__in=rows, deelnemer__left_at__isnull=True)
    there: dict[uuid.UUID, set[uuid.UUID]] = {pk: {row.host.user_id} for pk, row in rows.items()}
    for bezoek, user in roles.values_list("bezoek", "deelnemer__user"):
        there[bezoek].add(user)
    said = Beschikbaarheid.objects.filter(
        keuze=Dagdeelkeuze.KAN_NIET, date__in={row.date for row in rows.values()},
        user__in={user for users in there.values() for user in users},
    ).select_related("user")  # fmt: skip
    cannot: dict[tuple[date, int], list[User]] = {}
    for one in said.order_by("user__sort_key"):
        cannot.setdefault((one.date, one.half), []).append(one.user)
    return {
        pk: [user for user in cannot.get((row.date, row.half), []) if user.pk in there[pk]] for pk, row in rows.items()
    }


def past_bezoeken(now: datetime) -> list[Bezoek]:
    """Return the visits of toernees that go on whose time is over and that nobody marked. One query."""
    rows = Bezoek.objects.filter(status=BezoekStatus.GEPLAND, bijeenkomst__ends_at__lte=now,
                                 toernee__kring__closed_at__isnull=True)  # fmt: skip
    return list(rows.order_by("date", "half", "pk"))


def silent_after_due(kind: str, now: datetime) -> list[tuple[Toernee, datetime]]:
    """Return the toernees for which somebody still has the duty to give dagdelen while its time is over."""
    rows = Taak.objects.filter(kind=kind, done_at__isnull=True, withdrawn_at__isnull=True, due_at__lte=now)
    due: dict[uuid.UUID, datetime] = {}
    for object_id, due_at in rows.values_list("object_id", "due_at"):
        if due_at is not None:
            due[object_id] = max(due.get(object_id, due_at), due_at)
    found = toernees_being_planned(due)
    return [(row, due[pk]) for pk, row in found.items()]


def voorstellen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Toerneevoorstel]:
    """Return these proposals with their toernee. One query."""
    return Toerneevoorstel.objects.select_related("toernee__kring").in_bulk(list(set(ids)))


def coming_of(toernees: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, list[Bezoek]]:
    """Return the visits that these toernees still have, in order of time. One query."""
    rows = Bezoek.objects.filter(
        toernee__in=list(toernees), status=BezoekStatus.GEPLAND, bijeenkomst__starts_at__gt=now
    ).select_related("bijeenkomst__kring", "host__user", "toernee__kring")  # fmt: skip
    found: dict[uuid.UUID, list[Bezoek]] = {}
    for row in rows.order_by("date", "half", "pk"):
        found.setdefault(row.toernee_id, []).append(row)
    return found
