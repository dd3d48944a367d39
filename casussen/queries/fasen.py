"""Reading the five phases with their products, and the files of a casus."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from casussen.format import FASEN
from casussen.keuzes import PRODUCTEN
from casussen.models import Casus, Casusbestand, Fase, FaseStatus, Product, ProductStatus
from casussen.queries.onderdelen import one_or_more, rows_of
from community.models import BestandKind
from community.notation import date_plain, file_size

STATUSES = {code: str(words) for code, words in FaseStatus.choices}
PRODUCT_STATUSES = {code: str(words) for code, words in ProductStatus.choices}


@dataclass(frozen=True)
class FaseLine:
    """One phase as it stands; `row` is None while nobody said anything about it."""

    number: int
    row: Fase | None
    values: dict[str, Any]
    # Code of a product, its row if there is one, its values.
    products: list[tuple[str, Product | None, dict[str, str]]]


def fasen_of(casus: Casus, answers: Mapping[str, Any]) -> list[FaseLine]:
    """Return the five phases with their products. Two queries."""
    rows = {row.number: row for row in rows_of(casus, Fase)}
    made = {row.kind: row for row in rows_of(casus, Product).select_related("bestand")}
    current = str(answers.get("fase") or "")
    return [
        FaseLine(
            number, rows.get(number), _fase(number, words, rows.get(number), current),
            [(kind, made.get(kind), _product(name, made.get(kind)))
             for of_phase, kind, name in PRODUCTEN if of_phase == number],
        )
        for number, (_code, words) in enumerate(FASEN, start=1)
    ]  # fmt: skip


def read_fasen(casus: Casus) -> dict[str, Any] | None:
    """Return the phases with their products as values; None when nothing was said about any."""
    answers = casus.format
    lines = fasen_of(casus, answers)
    is_empty = not answers.get("fase") and not any(line.row or _has_rows(line) for line in lines)
    if is_empty:
        return None
    return {"fasen": [line.values | {"products": [values for _k, _r, values in line.products]} for line in lines]}


def line_of_fasen(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return the current phase."""
    return dict(FASEN).get(str(answers.get("fase") or ""), _("Nog geen fase gekozen"))


def bestanden_of(casus: Casus) -> list[tuple[Casusbestand, dict[str, str]]]:
    """Return the files in order, without opening one. One query."""
    return [
        (row, {"name": row.name, "kind": BestandKind(row.kind).label, "size": file_size(row.size)})
        for row in rows_of(casus, Casusbestand)
    ]


def read_bestanden(casus: Casus) -> dict[str, Any] | None:
    """Return the names of the files; None when there is none. Their content stays with the casus."""
    rows = bestanden_of(casus)
    return {"bestanden": [values for _row, values in rows]} if rows else None


def line_of_bestanden(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Return how many files there are."""
    number = figures["bestanden"]
    return one_or_more(number, _("document"), _("documenten")) if number else _("Nog geen documenten")


def _has_rows(line: FaseLine) -> bool:
    return any(row for _kind, row, _values in line.products)


def _fase(number: int, words: str, row: Fase | None, current: str) -> dict[str, Any]:
    stand = row.stand if row else {}
    status = stand.get("status") or _by_current(number, current)
    return {
        "number": number, "title": words, "is_current": str(number) == current, "status": STATUSES[status],
        "from": _day(stand.get("from")), "until": _day(stand.get("until")), "reason": stand.get("reason", ""),
    }  # fmt: skip


def _by_current(number: int, current: str) -> str:
    """Return the status that the current phase gives to one of which nobody said anything else."""
    if not current or number > int(current):
        return FaseStatus.NOG_NIET
    return FaseStatus.BEZIG if number == int(current) else FaseStatus.KLAAR


def _product(name: str, row: Product | None) -> dict[str, str]:
    status = (row.status if row else "") or ProductStatus.NOG_NIET
    file_name = row.bestand.name if row and row.bestand else ""
    return {"name": name, "status": PRODUCT_STATUSES[status], "note": row.note if row else "", "file": file_name}


def _day(iso: object) -> str:
    return date_plain(date.fromisoformat(iso)) if isinstance(iso, str) and iso else ""
