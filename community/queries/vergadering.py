"""A meeting of a Kring as its members read it: the agenda with its minutes, decisions, actions, the report."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import Case, Count, Q, QuerySet, Value, When

from community.access.kringen import Visitor
from community.access.vergadering import (
    may_finish,
    may_manage_actie,
    may_read_vergadering,
    may_set_agenda,
    may_write_outcome,
    visible_acties,
    visible_besluiten,
)
from community.models import Actie, ActieStatus, Agendapunt, Besluit, Bijeenkomst, Kring, User, Verslag
from community.models.fragments import Plain
from community.queries.search_words import stem_of, words_of
from community.workdays import local_date

Row = TypeVar("Row", Besluit, Actie)


@dataclass(frozen=True)
class Tijd:
    """The minutes of all points beside the length of the meeting. `unset` points have no minutes."""

    planned: int
    available: int
    unset: int

    @property
    def over(self) -> int:
        """How many minutes do not fit."""
        return max(0, self.planned - self.available)

    @property
    def left(self) -> int:
        """How many minutes are free."""
        return max(0, self.available - self.planned)


@dataclass(frozen=True)
class ShownActie:
    """One action as one person reads it, and what she may do with it."""

    actie: Actie
    is_late: bool
    may_finish: bool
    may_reopen: bool
    may_manage: bool


@dataclass(frozen=True)
class Vergadering:
    """All that stands written about one meeting. `earlier` are the actions that came back from meetings before it."""

    punten: list[Agendapunt]
    tijd: Tijd
    besluiten: list[Besluit]
    acties: list[ShownActie]
    earlier: list[ShownActie]
    verslag: Verslag | None
    may_set_agenda: bool
    may_write: bool


def vergadering_of(bijeenkomst: Bijeenkomst, user: Visitor, now: datetime) -> Vergadering | None:
    """Return what stands written about this visible meeting, None for who may not read it; at most four queries."""
    if not may_read_vergadering(user, bijeenkomst, now):
        return None
    punten = list(agendapunten_of(bijeenkomst))
    rows = acties_on(bijeenkomst, user, now)
    return Vergadering(
        punten=punten,
        tijd=tijd_of([punt.minutes for punt in punten], bijeenkomst),
        besluiten=besluiten_of(bijeenkomst, user, now),
        acties=shown([row for row in rows if row.bijeenkomst_id == bijeenkomst.pk], user, now),
        earlier=shown([row for row in rows if row.bijeenkomst_id != bijeenkomst.pk], user, now),
        verslag=verslag_of(bijeenkomst),
        may_set_agenda=may_set_agenda(user, bijeenkomst, now),
        may_write=may_write_outcome(user, bijeenkomst, now),
    )


def agendapunten_of(bijeenkomst: Bijeenkomst) -> QuerySet[Agendapunt]:
    """Return the points of a meeting in their order. For who passed `may_read_vergadering`."""
    return Agendapunt.objects.filter(bijeenkomst=bijeenkomst).select_related("bringer").order_by("number", "pk")


def besluiten_of(bijeenkomst: Bijeenkomst, user: Visitor, now: datetime) -> list[Besluit]:
    """Return the decisions of one meeting in the order they were written down; one query."""
    rows = visible_besluiten(user, now).filter(bijeenkomst=bijeenkomst)
    return list(rows.select_related("agendapunt").order_by("created_at", "pk"))


def acties_on(bijeenkomst: Bijeenkomst, user: Visitor, now: datetime) -> list[Actie]:
    """Return the actions agreed in this meeting, and those of earlier ones that stood open when it began; one query."""
    stood_open = Q(closed_at__isnull=True) | Q(closed_at__gte=bijeenkomst.starts_at)
    earlier = Q(bijeenkomst__starts_at__lt=bijeenkomst.starts_at) & stood_open
    rows = visible_acties(user, now).filter(Q(bijeenkomst=bijeenkomst) | earlier, kring=bijeenkomst.kring_id)
    return list(_whole(rows).order_by("due_date", "created_at", "pk"))


def verslag_of(bijeenkomst: Bijeenkomst) -> Verslag | None:
    """Return the report of a meeting. For who passed `may_read_vergadering`."""
    return Verslag.objects.filter(bijeenkomst=bijeenkomst).select_related("saved_by").first()


def tijd_of(minutes: Iterable[int | None], bijeenkomst: Bijeenkomst) -> Tijd:
    """Return the minutes of the points beside how long the meeting really lasts, change of summer time included."""
    given = list(minutes)
    length = bijeenkomst.ends_at - bijeenkomst.starts_at
    return Tijd(sum(each or 0 for each in given), length // timedelta(minutes=1), sum(each is None for each in given))


def shown(acties: Iterable[Actie], user: Visitor, now: datetime) -> list[ShownActie]:
    """Return these actions with what this person may do with each. Fetch the rows with their kring."""
    return [_shown(actie, user, now) for actie in acties]


def besluiten_of_kring(kring: Kring, text: str, user: Visitor, now: datetime) -> QuerySet[Besluit]:
    """Return the decisions of a Kring in which every word stands, the newest first."""
    rows = visible_besluiten(user, now).filter(bijeenkomst__kring=kring).select_related("bijeenkomst", "agendapunt")
    return _with_words(rows, text).order_by("-decided_date", "-created_at", "pk")


def acties_of_kring(kring: Kring, text: str, user: Visitor, now: datetime, *, is_closed: bool) -> QuerySet[Actie]:
    """Return the actions of a Kring in which every word stands.

    Those that are done or dropped, the last one first; else the open ones, the first due first. Who looks for words
    looks in all.
    """
    rows = _with_words(_whole(visible_acties(user, now).filter(kring=kring)), text)
    if is_closed:
        return rows.exclude(status=ActieStatus.OPEN).order_by("-closed_at", "pk")
    is_open = Case(When(status=ActieStatus.OPEN, then=0), default=1)
    rows = rows if text else rows.filter(status=ActieStatus.OPEN)
    # What waits for an owner stands first: her trekker is sent here for it.
    return rows.order_by(is_open, Case(When(owner__isnull=True, then=0), default=1), "due_date", "pk")


def acties_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Actie]:
    """Return these actions with their group and meeting, by id; one query. Access is asked by the caller."""
    return {row.pk: row for row in _whole(Actie.objects.filter(pk__in=set(ids)))}


def ownerless_kringen(kring_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[Kring, int]]:
    """Return those of these running Kringen that have open actions without an owner, and how many; one query."""
    waiting = Count("acties", filter=Q(acties__status=ActieStatus.OPEN, acties__owner__isnull=True))
    rows = Kring.objects.filter(pk__in=set(kring_ids), closed_at__isnull=True).select_related("leergroep")
    return {row.pk: (row, row.waiting) for row in rows.annotate(waiting=waiting).filter(waiting__gt=0)}


def names_of(people: Sequence[User]) -> dict[str, str]:
    """Return people by the text of their id, for a list to choose from."""
    return {str(person.pk): person.naam for person in people}


def is_past(due_date: date, now: datetime) -> bool:
    """Whether a date lies before today in the Netherlands."""
    return due_date < local_date(now)


def _whole(rows: QuerySet[Actie]) -> QuerySet[Actie]:
    return rows.select_related("owner", "kring", "bijeenkomst")


def _with_words(rows: "QuerySet[Row]", text: str) -> "QuerySet[Row]":
    for word in words_of(text):
        rows = rows.filter(search_text__contains=Plain(Value(stem_of(word))))
    return rows


def _shown(actie: Actie, user: Visitor, now: datetime) -> ShownActie:
    is_open = actie.status == ActieStatus.OPEN
    touches = may_finish(user, actie, now)
    return ShownActie(
        actie, is_late=is_open and is_past(actie.due_date, now), may_finish=is_open and touches,
        may_reopen=actie.status == ActieStatus.KLAAR and touches,
        may_manage=is_open and may_manage_actie(user, actie, now),
    )  # fmt: skip
