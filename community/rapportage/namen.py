"""The live layer beside a report: who is shown by name, with her own consent (SECURITY.md T63, T64).

It is in no file and in nothing that is frozen: made at every look, so that what was taken back is gone at the next one.
Names are shown beside all reports of a partnerschap or beside none, because a reader lays them next to each other.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from community.access.rapportage import may_see_namen
from community.models import Partnerschap, Rapport, RapportStatus, Rapporttelling, User
from community.onthulling import Vereniging, may_name
from community.queries.deelnametelling import workers
from community.queries.namen import Naamstand, Toestemmingen, toestemmingen_to
from community.queries.organisaties import with_merged
from community.queries.rapporten import kwartaal_of, title_of
from community.rapportage.mensen import Mensen
from community.rapportage.vakken import (
    PROVINCIES,
    Bekend,
    Kolommen,
    by_activity,
    by_province,
    counts_of,
    is_of_a_province,
    reached,
    shown_of,
    total_of,
)
from community.report_points import activiteiten
from community.workdays import local_date

LEAST_UNNAMED = 5
# Of one report, where each person was counted: by quarter the codes of her activities.
Deeds = Mapping[uuid.UUID, Mapping[str, Collection[str]]]


@dataclass(frozen=True)
class Naamregel:
    """Somebody who is shown by name, and what she took part in."""

    user_id: uuid.UUID
    naam: str
    activiteiten: str


@dataclass(frozen=True)
class Namen:
    """What stands beside a report for its contacts; mostly no lines."""

    regels: tuple[Naamregel, ...]


@dataclass(frozen=True)
class Eigennaam:
    """What contacts see of one person by name: beside each report (its title) what she took part in.

    `is_held_back`: nothing, although she allows it and was counted, because too few people would stay without name.
    """

    lines: tuple[tuple[str, str], ...] = ()
    is_held_back: bool = False


def names_beside(rapport: Rapport, reader: User, now: datetime) -> Namen | None:
    """Return who is shown by name beside this report to this reader; None for who does not see names at all."""
    return Namen(shown_names(rapport, now)) if may_see_namen(reader, rapport, now) else None


def shown_names(rapport: Rapport, now: datetime) -> tuple[Naamregel, ...]:
    """Return who is shown by name beside this report at this moment, by surname; mostly nobody.

    Two queries when nobody gave her consent, otherwise at most seven.
    """
    if rapport.partnerschap is None:
        return ()
    found = names_of(rapport.partnerschap, now)
    return _lines(found.get(rapport.pk, {}))


def own_naam(user: User, stand: Naamstand, now: datetime) -> Eigennaam:
    """Return what contacts see of this person by name now: the very lines that stand on their pages."""
    if stand.partnerschap is None or stand.given_at is None:
        return Eigennaam()
    found = names_of(stand.partnerschap, now)
    rapporten = {row.pk: row for row in _published(stand.partnerschap)}
    lines = tuple(
        (title_of(rapport), _words(found[pk][user.pk]))
        for pk, rapport in reversed(rapporten.items())
        if user.pk in found.get(pk, {})
    )
    is_counted = Rapporttelling.objects.filter(user=user, rapport__in=rapporten).exists()
    return Eigennaam(lines, is_held_back=is_counted and not any(found.values()))


def names_of(partnerschap: Partnerschap, now: datetime) -> dict[uuid.UUID, dict[uuid.UUID, Collection[str]]]:
    """Return by report who is shown beside it with the codes of her activities in its quarter; empty for nobody."""
    family = with_merged(partnerschap.organisatie_id)
    given = toestemmingen_to(partnerschap.organisatie_id, family, local_date(now))
    if not given.open:
        return {}
    rapporten = _published(partnerschap)
    deeds = _deeds_in(rapporten)
    if not _may_show(partnerschap, rapporten, deeds, given, family, now):
        return {}
    return {
        row.pk: {
            user_id: codes
            for user_id, quarters in deeds[row.pk].items()
            if user_id in given.open and (codes := quarters.get(_label(row), ()))
        }
        for row in rapporten
    }


def known_by_name(
    given: Toestemmingen, rapporten: Sequence[Rapport], mensen: Mensen, kolommen: Kolommen,
    people: Collection[uuid.UUID],
) -> Bekend | None:  # fmt: skip
    """Return what a reader may know by name when a new report is made: all that who ever gave a consent did.

    Names that were read beside an earlier report are not forgotten. `rapporten`: the published ones; `people`: all who
    worked there. None when nobody ever gave a consent.
    """
    if not given.ever:
        return None
    cells = _known(rapporten, _deeds_in(rapporten), given.ever)
    cells |= counts_of({user: cell for user, cell in mensen.items() if user in given.ever}, kolommen)
    columns = {column for row in rapporten for column in row.working["columns"].values()} | set(kolommen.all().values())
    found = {cell: (amount, amount) for cell, amount in cells.items() if not is_of_a_province(cell)}
    for column in columns:
        found |= {by_province(code, column): (0, cells.get(reached(column), 0)) for code in PROVINCIES}
    return Bekend(found, len(given.ever & set(people)))


def _published(partnerschap: Partnerschap) -> list[Rapport]:
    """Return the published reports of a partnerschap, the oldest first, without their content."""
    rows = Rapport.objects.filter(partnerschap=partnerschap, status=RapportStatus.GEPUBLICEERD)
    return list(rows.defer("content").order_by("year", "quarter"))


def _deeds_in(rapporten: Sequence[Rapport]) -> dict[uuid.UUID, dict[uuid.UUID, Mapping[str, Collection[str]]]]:
    found: dict[uuid.UUID, dict[uuid.UUID, Mapping[str, Collection[str]]]] = {row.pk: {} for row in rapporten}
    rows = Rapporttelling.objects.filter(rapport__in=rapporten).values_list("rapport_id", "user_id", "cells")
    for rapport_id, user_id, cells in rows:
        quarters = {quarter: tuple(cell["activiteiten"]) for quarter, cell in cells.items() if cell.get("activiteiten")}
        found[rapport_id][user_id] = quarters
    return found


def _may_show(
    partnerschap: Partnerschap, rapporten: Sequence[Rapport], deeds: Mapping[uuid.UUID, Deeds], given: Toestemmingen,
    family: Collection[uuid.UUID], now: datetime,
) -> bool:  # fmt: skip
    """Whether all may be named: with the named known, those without name stay as unknown as a report must leave them.

    Judged twice: for who knows all who ever gave a consent and all who were erased, and for who knows the shown alone.
    """
    if partnerschap.start_date is None or not rapporten or not all(row.working.get("published") for row in rapporten):
        return False
    last = kwartaal_of(rapporten[-1])
    rows = workers(family, partnerschap.start_date, last.next.first_day)
    ever = {user_id for user_id, _begin, _end in rows}
    in_quarter = {user for user, _begin, end in rows if end is None or end >= last.first_day}
    if len((in_quarter & given.workers) - given.ever) < LEAST_UNNAMED:
        return False
    populations = {cell: amount for row in rapporten for cell, amount in row.working["populations"].items()}
    shown = shown_of({cell: klasse for row in rapporten for cell, klasse in row.working["published"].items()})
    listed = [(whole, parts) for row in rapporten for whole, parts in row.working["unions"]]
    unions = [Vereniging(whole, tuple(parts)) for whole, parts in listed if {whole, *parts} <= set(populations)]
    everybody = max(populations.values(), default=0)
    readers = (
        (_known(rapporten, deeds, given.ever), min(len(ever - given.ever), everybody)),
        (_members(rapporten, deeds, given.open), everybody - len(given.open)),
    )
    return all(may_name(shown, populations, unions, named, unnamed) for named, unnamed in readers)


def _known(
    rapporten: Sequence[Rapport], deeds: Mapping[uuid.UUID, Deeds], ever: Collection[uuid.UUID]
) -> dict[str, int]:
    """Return per cell how many people a reader may know to be in it: all but who is there and never gave a consent.

    Who was erased since may have been known before.
    """
    unknown = _members(rapporten, deeds, None, but=ever)
    counts = {cell: count for row in rapporten for cell, count in row.working["counts"].items()}
    return {cell: max(0, counts[cell] - unknown.get(cell, 0)) for cell in counts if not is_of_a_province(cell)}


def _members(
    rapporten: Sequence[Rapport], deeds: Mapping[uuid.UUID, Deeds], people: Collection[uuid.UUID] | None, *,
    but: Collection[uuid.UUID] = (),
) -> Counter[str]:  # fmt: skip
    """Return per cell, provinces left out, how many of these people (None: all) the report that made it has in it."""
    found: Counter[str] = Counter()
    for row in rapporten:
        for user_id, quarters in deeds[row.pk].items():
            if user_id not in but and (people is None or user_id in people):
                found.update(_cells(row, quarters) & set(row.working["counts"]))
    return found


def _cells(rapport: Rapport, quarters: Mapping[str, Collection[str]]) -> set[str]:
    columns = rapport.working["columns"]
    found: set[str] = set()
    for quarter, codes in quarters.items():
        for column in (columns[quarter], total_of(_label(rapport))):
            found |= {reached(column), *(by_activity(code, column) for code in codes)}
    return found


def _label(rapport: Rapport) -> str:
    return kwartaal_of(rapport).label


def _lines(people: Mapping[uuid.UUID, Collection[str]]) -> tuple[Naamregel, ...]:
    if not people:
        return ()
    rows = User.objects.filter(pk__in=list(people), is_active=True).order_by("sort_key", "pk")
    return tuple(Naamregel(row.pk, row.naam, _words(people[row.pk])) for row in rows)


def _words(codes: Iterable[str]) -> str:
    """Return 'Trainingen; Ontmoetingen en webinars', in the order of the report; one name can hold an 'en'."""
    return "; ".join(item.name for item in activiteiten.all() if item.code in codes)
