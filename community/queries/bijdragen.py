"""What partners promised and what came of it, in rows and in totals."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from community.models import COUNTED_BIJDRAGEN, Bijdrage, BijdrageKind, Partnerschap
from community.notation import number


@dataclass(frozen=True)
class BijdrageLine:
    """One bijdrage as a page shows it."""

    row: Bijdrage
    promised: str
    realised: str
    is_late: bool

    @property
    def is_realised(self) -> bool:
        """Whether it came."""
        return self.row.realised_date is not None


@dataclass(frozen=True)
class Totaal:
    """What was promised and what came of one kind, in words."""

    name: str
    promised: str
    realised: str


def bijdragen_of(partnerschap: Partnerschap) -> QuerySet[Bijdrage]:
    """Return what this partner promised or gave: what is still to come first, by its day."""
    rows = Bijdrage.objects.filter(partnerschap=partnerschap)
    to_come_first = F("realised_date").desc(nulls_first=True)
    return rows.order_by(to_come_first, F("promised_date").asc(nulls_last=True), "description", "pk")


def bijdragen_of_all(partnerschappen: Collection[Partnerschap]) -> dict[uuid.UUID, list[Bijdrage]]:
    """Return what these partners promised or gave, by partnerschap. One query."""
    found: dict[uuid.UUID, list[Bijdrage]] = {row.pk: [] for row in partnerschappen}
    for bijdrage in Bijdrage.objects.filter(partnerschap__in=partnerschappen):
        found[bijdrage.partnerschap_id].append(bijdrage)
    return found


def lines_of(rows: Iterable[Bijdrage], today: date) -> list[BijdrageLine]:
    """Return these bijdragen as a page shows them."""
    return [
        BijdrageLine(row, amount_words(row.kind, row.promised), amount_words(row.kind, row.realised),
                     is_late(row, today))
        for row in rows
    ]  # fmt: skip


def is_late(row: Bijdrage, today: date) -> bool:
    """Whether it was promised for a day that has passed and did not come."""
    return row.realised_date is None and row.promised_date is not None and row.promised_date < today


def totals_of(rows: Sequence[Bijdrage]) -> list[Totaal]:
    """Return per kind what was promised and what came; kinds that nobody promised are left out."""
    return [_total(kind, own) for kind in BijdrageKind if (own := [row for row in rows if row.kind == kind])]


def _total(kind: BijdrageKind, rows: Sequence[Bijdrage]) -> Totaal:
    if kind not in COUNTED_BIJDRAGEN:
        came = sum(1 for row in rows if row.realised_date is not None)
        return Totaal(str(kind.label), _times(len(rows)), _times(came))
    promised = sum((row.promised or Decimal(0) for row in rows), Decimal(0))
    realised = sum((row.realised or Decimal(0) for row in rows), Decimal(0))
    return Totaal(str(kind.label), amount_words(kind, promised), amount_words(kind, realised))


def amount_words(kind: str, amount: Decimal | None) -> str:
    """Return '€ 12.500', '€ 12.500,50', '40 uur' or '3 mensen'; nothing without an amount."""
    if amount is None:
        return ""
    if kind == BijdrageKind.CONTRIBUTIE:
        is_whole = amount == amount.to_integral_value()
        return f"\u20ac\u00a0{number(amount, 0 if is_whole else 2)}"
    if kind == BijdrageKind.UREN:
        return _("{aantal} uur").format(aantal=number(amount))
    return _("1 persoon") if amount == 1 else _("{aantal} mensen").format(aantal=number(amount))


def bijdragen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bijdrage]:
    """Return these bijdragen by their id, with partnerschap and organisatie. One query."""
    return Bijdrage.objects.select_related("partnerschap__organisatie").in_bulk(list(ids))


def promised_until(day: date) -> QuerySet[Bijdrage]:
    """Return what was promised for this day or earlier and did not come, with its partnerschap."""
    rows = Bijdrage.objects.filter(realised_date__isnull=True, promised_date__lte=day)
    return rows.select_related("partnerschap")


def _times(amount: int) -> str:
    return _("{aantal} keer").format(aantal=amount)
