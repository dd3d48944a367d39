"""Where a person is counted in reports that are still to come: live, and of herself alone."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from community.access.rapportage import counting_partnerschap
from community.kwartalen import Kwartaal, kwartaal_of
from community.models import Deelname, DeelnameStatus, Partnerschap, Provincie, Rapport, User
from community.notation import duration, listing
from community.queries.deelnametelling import places
from community.queries.organisaties import heads
from community.rapportage.tijdvak import days_counted, freezes_on
from community.report_points import activiteiten
from community.workdays import local_date

PROVINCIES = {str(code): str(name) for code, name in Provincie.choices}


@dataclass(frozen=True)
class Komendregel:
    """What counts of one activity: how often she was there, how long together and in which provinces; how often not."""

    naam: str
    present: int
    absent: int
    time: str
    provincies: str


@dataclass(frozen=True)
class Komend:
    """A report that is not frozen yet, and the row of one person in it."""

    partnerschap: Partnerschap
    kwartaal: Kwartaal
    freezes_on: date
    regels: Sequence[Komendregel]
    is_over: bool

    @property
    def title(self) -> str:
        """'Rapport 1e kwartaal 2027 van Waterschap De Meanders'."""
        return _("Rapport {quarter} van {organisatie}").format(
            quarter=self.kwartaal.words, organisatie=self.partnerschap.organisatie.name
        )

    @property
    def last_day(self) -> date:
        """The last day on which what is wrong can be put right."""
        return self.freezes_on - timedelta(days=1)


def coming(user: User, now: datetime) -> list[Komend]:
    """Return the reports to come in which she counts: of where she works now, and of where she was in these days.

    Of the quarter before this one as long as it can still be put right. At most seven queries.
    """
    kwartalen = _open_kwartalen(local_date(now))
    current = counting_partnerschap(user, now)
    seats = _seats(user, kwartalen)
    partners = _partners(current, seats)
    frozen = _frozen(partners, kwartalen)
    found = []
    for kwartaal in kwartalen:
        for partnerschap in partners:
            span = days_counted(partnerschap, kwartaal)
            if span is None or (partnerschap.pk, kwartaal) in frozen:
                continue
            own = seats.get(partnerschap.organisatie_id, ())
            regels = _regels([seat for seat in own if span[0] <= local_date(seat.bijeenkomst.starts_at) < span[1]])
            if regels or partnerschap == current:
                found.append(Komend(partnerschap, kwartaal, freezes_on(kwartaal), regels, kwartaal != kwartalen[0]))
    return found


def _open_kwartalen(today: date) -> list[Kwartaal]:
    """Return this quarter, and the one before until the day of its freezing is over."""
    current = kwartaal_of(today)
    return [current, current.previous] if today <= freezes_on(current.previous) else [current]


def _seats(user: User, kwartalen: Sequence[Kwartaal]) -> dict[uuid.UUID, list[Deelname]]:
    """Return her places of these quarters that count, by the organisatie for which they do. Two queries."""
    rows = places(None, kwartalen[-1].first_day, kwartalen[0].next.first_day).filter(user=user)
    merged = heads()
    found: dict[uuid.UUID, list[Deelname]] = {}
    for seat in rows.select_related("bijeenkomst"):
        if seat.organisatie_id is not None:
            found.setdefault(merged.get(seat.organisatie_id, seat.organisatie_id), []).append(seat)
    return found


def _partners(current: Partnerschap | None, organisaties: Iterable[uuid.UUID]) -> list[Partnerschap]:
    """Return the partnerschappen of these organisaties, that of where she works now first."""
    rows = Partnerschap.objects.filter(organisatie__in=list(organisaties), start_date__isnull=False)
    others = rows.select_related("organisatie").order_by("organisatie__name", "-start_date", "pk")
    return [*([current] if current else []), *(row for row in others if row != current)]


def _frozen(partners: Sequence[Partnerschap], kwartalen: Sequence[Kwartaal]) -> set[tuple[Any, Kwartaal]]:
    """Return which of these have a report of which quarter already: nothing changes in that one any more."""
    rows = Rapport.objects.filter(partnerschap__in=partners, year__gte=kwartalen[-1].year)
    return {(pk, Kwartaal(year, number)) for pk, year, number in rows.values_list("partnerschap", "year", "quarter")}


def _regels(seats: Sequence[Deelname]) -> list[Komendregel]:
    """Return one line for each activity in which she was expected, in the order of the report."""
    found = []
    for activiteit in activiteiten.all():
        own = [seat for seat in seats if seat.bijeenkomst.kind in activiteit.kinds]
        there = [seat.bijeenkomst for seat in own if seat.status == DeelnameStatus.AANWEZIG]
        if own:
            length = sum((one.ends_at - one.starts_at for one in there), timedelta())
            codes = {one.provincie for one in there}
            words = (duration(length) if there else "", places_in_words(codes))
            found.append(Komendregel(activiteit.name, len(there), len(own) - len(there), *words))
    return found


def places_in_words(codes: Iterable[str]) -> str:
    """Return 'Utrecht en Zeeland'; what has no province last."""
    known = [PROVINCIES[code] for code in sorted(codes, key=str) if code in PROVINCIES]
    has_none = any(code not in PROVINCIES for code in codes)
    return listing([*known, _("online of zonder provincie")] if has_none else known)
