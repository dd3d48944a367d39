"""Date polls as somebody reads them: the answers side by side, who is silent, which moment suits best."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from community.access.agenda import agenda_bijeenkomsten
from community.access.datumprikker import asked_people
from community.access.people import shown_fields, visible_profielen
from community.models import (
    Antwoord,
    Audience,
    BijeenkomstKind,
    BijeenkomstStatus,
    Datumprikker,
    DatumprikkerStatus,
    Invulling,
    Keuze,
    Kring,
    Optie,
    User,
)
from community.notation import day_of, local, time_of_day
from community.queries.agenda import closed_name, closed_to, touching
from community.queries.kalender import planning_warnings_per_day
from community.workdays import comes_twice

PLANNED = ("pk", "starts_at", "ends_at", "title", "kind", "audience", "status", "kring_id", "kring__name")


@dataclass
class Tally:
    """One moment with the names of who said what. `suits` is whether it is the one that is suggested."""

    optie: Optie
    kan: list[str] = field(default_factory=list)
    liever_niet: list[str] = field(default_factory=list)
    kan_niet: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    own: str = ""
    suits: bool = False
    notes: list[str] = field(default_factory=list)

    def of(self, value: str) -> list[str]:
        """Return the list of who gave this answer, a Keuze."""
        return {Keuze.KAN: self.kan, Keuze.LIEVER_NIET: self.liever_niet, Keuze.KAN_NIET: self.kan_niet}[Keuze(value)]

    @property
    def said(self) -> tuple[list[str], ...]:
        """Who said what, in the order of Keuze, and then who said nothing yet."""
        return self.kan, self.liever_niet, self.kan_niet, self.open

    @property
    def rank(self) -> tuple[int, int, int, datetime]:
        """Most who can, then fewest who cannot, then fewest who rather not, then the first; the lowest is best."""
        return -len(self.kan), len(self.kan_niet), len(self.liever_niet), self.optie.starts_at


@dataclass(frozen=True)
class Outcome:
    """What is known of a date poll: each moment, and who said nothing yet about one or more of them."""

    tallies: list[Tally]
    people: list[User]
    silent: list[User]
    notes: list[tuple[User, str]]
    # What the reader herself saved, if anything.
    filled: Invulling | None


@dataclass(frozen=True)
class Silent:
    """Somebody who did not fill in everything, with her telephone number where her profile shows it."""

    user: User
    telefoon: str = ""


def propose_optie(tallies: Sequence[Tally]) -> Tally | None:
    """Return the moment that suits best; None when nobody can or would rather not at any of them. Pure."""
    possible = [tally for tally in tallies if tally.kan or tally.liever_niet]
    return min(possible, key=lambda tally: tally.rank, default=None)


def outcome_of(prikker: Datumprikker, user: User, now: datetime, *, opties: Iterable[Optie] | None = None) -> Outcome:
    """Return every moment with its answers of who is in the Kring now, the first one first. Four queries."""
    people = list(asked_people(prikker, now).order_by("sort_key", "id"))
    names = {str(person.pk): person.naam for person in people}
    tallies = {row.pk: Tally(row) for row in (opties_of(prikker) if opties is None else opties)}
    # Per moment and answer at once who said so; ids as text, which is far cheaper to compare a thousand times.
    said = Antwoord.objects.filter(optie__in=tallies).order_by().values_list("optie", "value")
    answered: dict[uuid.UUID, set[str]] = defaultdict(set)
    for optie_id, value, who in said.annotate(who=ArrayAgg(Cast("user", TextField()))):
        tally, ids = tallies[optie_id], set(who)
        tally.of(value).extend([name for pk, name in names.items() if pk in ids])
        tally.own = value if str(user.pk) in ids else tally.own
        answered[optie_id] |= ids
    for optie_id, tally in tallies.items():
        ids = answered[optie_id]
        tally.open = [name for pk, name in names.items() if pk not in ids]
    complete = set(names).intersection(*(answered[optie_id] for optie_id in tallies))
    ordered = list(tallies.values())
    best = propose_optie([tally for tally in ordered if tally.optie.starts_at > now])
    if best is not None:
        best.suits = True
    silent = [person for person in people if str(person.pk) not in complete]
    saved = {row.user_id: row for row in Invulling.objects.filter(datumprikker=prikker)}
    notes = [(person, saved[person.pk].note) for person in people if person.pk in saved and saved[person.pk].note]
    return Outcome(ordered, people, silent, notes, saved.get(user.pk))


def opties_of(prikker: Datumprikker) -> QuerySet[Optie]:
    """Return the moments of a date poll, the first one first."""
    return Optie.objects.filter(datumprikker=prikker).order_by("starts_at", "id")


def silent_people(prikker: Datumprikker, now: datetime) -> list[User]:
    """Return who is in the Kring and said nothing yet about one or more of the moments. One query."""
    answered = (
        Antwoord.objects.filter(optie__datumprikker=prikker, user=OuterRef("pk"))
        .order_by()
        .values("user")
        .annotate(number=Count("pk"))
        .values("number")
    )
    moments = Optie.objects.filter(datumprikker=prikker).order_by().values("datumprikker").annotate(number=Count("pk"))
    rows = asked_people(prikker, now).annotate(said=Coalesce(Subquery(answered), 0))
    return list(rows.filter(said__lt=Subquery(moments.values("number"))).order_by("sort_key", "id"))


def with_telefoon(people: Sequence[User], viewer: User, now: datetime) -> list[Silent]:
    """Return these people with their number, as far as the viewer may see it in their profile."""
    rows = list(visible_profielen(viewer, now).filter(user__in=people)) if people else []
    fields = shown_fields(viewer, rows, now) if rows else {}
    numbers = {row.user_id: row.telefoon for row in rows if "telefoon" in fields[row.user_id]}
    return [Silent(person, numbers.get(person.pk, "")) for person in people]


def note_doubts(tallies: Iterable[Tally], user: User, now: datetime) -> None:
    """Write beside each coming moment what speaks against it: bad days, a clock that changes, another meeting.

    At most five queries for any number of moments.
    """
    coming = [tally for tally in tallies if tally.optie.starts_at > now]
    if not coming:
        return
    start, end = min(row.optie.starts_at for row in coming), max(row.optie.ends_at for row in coming)
    planned = _planned(start, end, user, now)
    warnings = planning_warnings_per_day(day_of(start), day_of(end))
    for tally in coming:
        optie = tally.optie
        first, last = day_of(optie.starts_at), day_of(optie.ends_at - timedelta(microseconds=1))
        tally.notes = [*warnings.get(first, []), *(warnings.get(last, []) if last != first else [])]
        if comes_twice(first, local(optie.starts_at).time()):
            clock = time_of_day(optie.starts_at)
            tally.notes.append(f"{clock} komt die nacht twee keer voor. We gaan uit van de eerste keer.")
        tally.notes += [
            f"Op dat moment is er ook: {title}."
            for starts_at, ends_at, title in planned
            if starts_at < optie.ends_at and ends_at > optie.starts_at
        ]


def _planned(start: datetime, end: datetime, user: User, now: datetime) -> list[tuple[datetime, datetime, str]]:
    """Return begin, end and title with kicker of what goes on in a period, as the person may read it; one query."""
    rows = touching(agenda_bijeenkomsten(user, now), start, end).filter(status=BijeenkomstStatus.GEPLAND)
    found: list[Any] = list(rows.values_list(*PLANNED, named=True))
    closed, kinds = closed_to(found, user, now), dict(BijeenkomstKind.choices)
    return [
        (
            row.starts_at, row.ends_at,
            f"{closed_name(row.kring__name) if row.pk in closed else row.title} "
            f"({row.kring__name if row.audience == Audience.KRING else kinds[row.kind]})",
        )
        for row in found
    ]  # fmt: skip


def open_datumprikkers(kring: Kring) -> list[Datumprikker]:
    """Return the open date polls of a Kring, the one that closes first on top; one query."""
    rows = Datumprikker.objects.filter(kring=kring, status=DatumprikkerStatus.OPEN)
    return list(rows.annotate(moments=Count("opties")).order_by("answer_until", "id"))


def listed_datumprikkers(rows: QuerySet[Datumprikker]) -> QuerySet[Datumprikker]:
    """Return date polls as a list shows them: open ones first, the one that closes first on top."""
    counted = rows.select_related("kring", "bijeenkomst").annotate(moments=Count("opties"))
    open_first = Case(When(status=DatumprikkerStatus.OPEN, then=Value(0)), default=Value(1))
    return counted.order_by(open_first, "-answer_until", "id")
