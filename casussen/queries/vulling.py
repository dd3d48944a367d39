"""How much stands in each part of casussen, as numbers: for who may know that something is there and not what.

Counts rows and opens nothing: no key is asked for.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from casussen.models import Casus, Opname
from casussen.onderdelen import Part, parts_in_order

# The part that is kept in the casus itself: every save of it raises the version of the casus, and what was handed in to
# a praktijkboek was filled in.
FORMAT = "format"


@dataclass(frozen=True)
class Vulling:
    """How many rows stand in one part of a casus, and when somebody last wrote there; None when nobody did."""

    number: int
    changed_at: datetime | None

    @property
    def is_filled(self) -> bool:
        """Whether something stands there."""
        return self.number > 0


EMPTY = Vulling(0, None)


def is_countable(part: Part) -> bool:
    """Whether one can say of this part if it is filled."""
    return bool(part.kept_in) or part.code == FORMAT


def countable_parts() -> list[Part]:
    """Return the parts of a casus of which one can say whether they are filled, in order and layer by layer."""
    return [layer for part in parts_in_order() if is_countable(part) for layer in part.in_layers()]


def vulling_of(casus_ids: Iterable[uuid.UUID], parts: Iterable[Part]) -> dict[uuid.UUID, dict[str, Vulling]]:
    """Return by casus and name of the part how much stands there, of those that can be counted.

    One query for any number.
    """
    asked = tuple(part for part in parts if is_countable(part))
    found = {}
    for row in _rows(asked).filter(pk__in=set(casus_ids)):
        found[row["pk"]] = {part.name: Vulling(row[f"{_key(part)}_number"], row[f"{_key(part)}_at"]) for part in asked}
    return found


def _key(part: Part) -> str:
    return part.name.replace(":", "_")


@cache
def _rows(parts: tuple[Part, ...]) -> "QuerySet[Casus, dict[str, Any]]":
    """Return what these parts say of any casus, put together once. It holds no rows; asking it needs a scope."""
    figures: dict[str, Any] = {}
    for part in parts:
        figures[f"{_key(part)}_number"], figures[f"{_key(part)}_at"] = _figures_of(part)
    return Casus.objects.annotate(**figures).values("pk", *figures)


def _figures_of(part: Part) -> tuple[Any, Any]:
    if not part.kept_in:
        copies = Opname.objects.filter(casus=OuterRef("pk"), withdrawn_at__isnull=True).order_by().values("casus")
        handed_in = Coalesce(Subquery(copies.annotate(number=Count("pk")).values("number")), 0)
        return F("version") - Value(1) + handed_in, F("changed_at")
    numbers, moments = [], []
    for model, where in part.kept_in:
        rows = model._default_manager.filter(casus=OuterRef("pk"), **where).order_by().values("casus")
        numbers.append(Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0))
        moments.append(Subquery(rows.annotate(last=Max("changed_at")).values("last")))
    number = sum(numbers[1:], numbers[0])
    return number, Greatest(*moments) if len(moments) > 1 else moments[0]
