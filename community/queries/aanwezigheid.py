"""Who was where, as a table for a report: read from the database piece by piece, however long it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from community.access.aanwezigheid import exportable_deelnames
from community.dagdelen import covered
from community.models import Bijeenkomst, Deelname, DeelnameStatus, Kring, User
from community.notation import date_with_day, day_of, full_name, listing
from community.queries.agenda import closed_to, title_of
from community.queries.feed import MASKED
from community.sheet_writing import safe_cell
from community.workdays import at_local

HEAD = ("bijeenkomst", "datum", "dagdelen", "groep", "persoon", "organisatie op dat moment", "status")
CHUNK = 2000
STATUS_WORDS = {str(value): str(label) for value, label in DeelnameStatus.choices}
OF_MEETING = ("bijeenkomst_id", "bijeenkomst__title", "bijeenkomst__is_confidential", "bijeenkomst__kind",
              "bijeenkomst__audience", "bijeenkomst__status", "bijeenkomst__kring_id", "bijeenkomst__kring__name",
              "bijeenkomst__starts_at", "bijeenkomst__ends_at")  # fmt: skip
OF_PERSON = ("user__voornaam", "user__tussenvoegsel", "user__achternaam", "organisatie__name", "status")


@dataclass(frozen=True)
class Keuze:
    """Which attendance: of meetings that begin on one of these days, both included, of one group or of all."""

    from_date: date
    until_date: date
    kring: Kring | None = None


def chosen_deelnames(user: User, keuze: Keuze, now: datetime) -> QuerySet[Deelname]:
    """Return the places in the meetings of this choice, as far as the person may export them."""
    rows = exportable_deelnames(user, now).filter(
        bijeenkomst__starts_at__gte=at_local(keuze.from_date, time(0)),
        bijeenkomst__starts_at__lt=at_local(keuze.until_date + timedelta(days=1), time(0)),
    )
    return rows.filter(bijeenkomst__kring=keuze.kring) if keuze.kring else rows


def table(user: User, keuze: Keuze, now: datetime) -> Iterator[tuple[str, ...]]:
    """Return the head and one row for each place, in the order of the meetings; every cell is safe in a spreadsheet.

    One query for any number of rows, read in pieces of 2,000. The titles are those that this person may read.
    """
    yield HEAD
    rows = chosen_deelnames(user, keuze, now).order_by(
        "bijeenkomst__starts_at", "bijeenkomst_id", "user__sort_key", "id"
    )
    known: Any = None
    meeting: tuple[str, ...] = ()
    people: tuple[str, str] = ("", "")
    for row in rows.values_list(*OF_MEETING, *OF_PERSON).iterator(chunk_size=CHUNK):
        if row[0] != known:
            known, meeting = row[0], _meeting(row[: len(OF_MEETING)], user, now)
        voornaam, tussenvoegsel, achternaam, organisatie, status = row[len(OF_MEETING) :]
        people = (safe_cell(full_name(voornaam, tussenvoegsel, achternaam)), safe_cell(organisatie or ""))
        yield (*meeting, *people, STATUS_WORDS[status])


def _meeting(values: tuple[Any, ...], user: User, now: datetime) -> tuple[str, ...]:
    """Return the cells about a meeting."""
    pk, title, is_confidential, kind, audience, status, kring_id, kring_name, starts_at, ends_at = values
    kring = Kring(pk=kring_id, name=kring_name) if kring_id else None
    meeting = Bijeenkomst(pk=pk, title=title, is_confidential=is_confidential, kind=kind, audience=audience,
                          status=status, kring=kring, starts_at=starts_at, ends_at=ends_at)  # fmt: skip
    may_read = not closed_to([meeting], user, now)
    # A file goes where the platform does not follow it: a confidential title stays inside, as in a calendar.
    shown = MASKED if is_confidential else title_of(meeting, is_closed=not may_read)
    return (safe_cell(shown), day_of(starts_at).isoformat(), _parts(starts_at, ends_at), safe_cell(kring_name or ""))


def _parts(starts_at: datetime, ends_at: datetime) -> str:
    """Return 'ochtend en middag'; of several days each day with its parts."""
    days = [(day, listing([part.name for part in parts])) for day, parts in covered(starts_at, ends_at) if parts]
    if len(days) <= 1:
        return days[0][1] if days else ""
    return "; ".join(f"{date_with_day(day)}: {parts}" for day, parts in days)
