"""Date polls as somebody reads them: the answers side by side, who is silent, which moment suits best."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from community.access.agenda import agenda_bijeenkomsten
from community.access.datumprikker import asked_people
from community.access.people import shown_fields, visible_profielen
from community.models import (
    Antwoord,
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
from community.queries.agenda import agenda_items
from community.queries.kalender import planning_warnings_per_day
from community.workdays import comes_twice

NOT_YET = _("Nog open")


@dataclass
class Tally:
    """One moment with who said what. `suits` is whether it is the one that is suggested."""

    optie: Optie
    kan: list[User] = field(default_factory=list)
    liever_niet: list[User] = field(default_factory=list)
    kan_niet: list[User] = field(default_factory=list)
    open: list[User] = field(default_factory=list)
    own: str = ""
    suits: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def named(self) -> list[tuple[str, str]]:
        """Who said what, as words and names; what nobody said is left out."""
        said = [*zip(Keuze.labels, (self.kan, self.liever_niet, self.kan_niet), strict=True), (NOT_YET, self.open)]
        return [(str(words), ", ".join(person.naam for person in people)) for words, people in said if people]

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
    tallies = {row.pk: Tally(row) for row in (opties_of(prikker) if opties is None else opties)}
    said: dict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    for optie_id, user_id, value in Antwoord.objects.filter(optie__in=tallies).values_list("optie", "user", "value"):
        said[optie_id][user_id] = value
    for pk, tally in tallies.items():
        places = {Keuze.KAN: tally.kan, Keuze.LIEVER_NIET: tally.liever_niet, Keuze.KAN_NIET: tally.kan_niet}
        tally.own = said[pk].get(user.pk, "")
        for person in people:
            answer = said[pk].get(person.pk)
            (places[Keuze(answer)] if answer else tally.open).append(person)
    ordered = list(tallies.values())
    best = propose_optie([tally for tally in ordered if tally.optie.starts_at > now])
    if best is not None:
        best.suits = True
    silent = [person for person in people if any(person.pk not in said[pk] for pk in tallies)]
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
    rows = agenda_bijeenkomsten(user, now).filter(
        status=BijeenkomstStatus.GEPLAND, starts_at__lt=end, ends_at__gt=start
    )
    planned = agenda_items(rows.select_related("kring").order_by("starts_at", "id"), user, now)
    warnings = planning_warnings_per_day(day_of(start), day_of(end))
    for tally in coming:
        optie = tally.optie
        first, last = day_of(optie.starts_at), day_of(optie.ends_at - timedelta(microseconds=1))
        tally.notes = [*warnings.get(first, []), *(warnings.get(last, []) if last != first else [])]
        if comes_twice(first, local(optie.starts_at).time()):
            clock = time_of_day(optie.starts_at)
            tally.notes.append(f"{clock} komt die nacht twee keer voor. We gaan uit van de eerste keer.")
        tally.notes += [
            f"Op dat moment is er ook: {item.title} ({item.kicker})."
            for item in planned
            if item.starts_at < optie.ends_at and item.ends_at > optie.starts_at
        ]


def open_datumprikkers(kring: Kring) -> list[Datumprikker]:
    """Return the open date polls of a Kring, the one that closes first on top; one query."""
    rows = Datumprikker.objects.filter(kring=kring, status=DatumprikkerStatus.OPEN)
    return list(rows.annotate(moments=Count("opties")).order_by("answer_until", "id"))


def listed_datumprikkers(rows: QuerySet[Datumprikker]) -> QuerySet[Datumprikker]:
    """Return date polls as a list shows them: open ones first, the one that closes first on top."""
    counted = rows.select_related("kring", "bijeenkomst").annotate(moments=Count("opties"))
    open_first = Case(When(status=DatumprikkerStatus.OPEN, then=Value(0)), default=Value(1))
    return counted.order_by(open_first, "-answer_until", "id")
