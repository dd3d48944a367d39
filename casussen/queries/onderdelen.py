"""Reading the rows of a casus, and what its page says about each part in one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casussen.models import Casus, Casusonderdeel
from casussen.onderdelen import Part, parts_in_order

Row = TypeVar("Row", bound=Casusonderdeel)


@dataclass(frozen=True)
class Tile:
    """One part on the page of a casus: what it is, where it is, and how it stands."""

    part: Part
    line: str


def rows_of(casus: Casus, model: type[Row]) -> "QuerySet[Row]":
    """Return the rows of one list of a casus that the person has open, in their order."""
    return model._default_manager.filter(casus=casus).order_by("position", "pk")


def count_of(model: type[Model], **where: Any) -> Coalesce:
    """Return an expression on a Casus: how many rows of this kind it has."""
    rows = model._default_manager.filter(casus=OuterRef("pk"), **where).order_by().values("casus")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def tiles_of(casus: Casus, answers: Mapping[str, Any]) -> list[Tile]:
    """Return the parts that this casus has in order, each with its line. One query for all of them."""
    parts = tuple(parts_in_order())
    rows = _figures_of(parts)
    found: dict[str, Any] = {} if rows is None else rows.filter(pk=casus.pk).get()
    return [Tile(part, part.line(found, answers)) for part in parts if part.is_there(found)]


@cache
def _figures_of(parts: tuple[Part, ...]) -> "QuerySet[Casus, dict[str, Any]] | None":
    """Return what these parts want to know of any casus, put together once; None when they want nothing.

    Putting it together costs as much as asking it. It holds no rows, and asking it needs a scope as always.
    """
    figures = {name: figure for part in parts for name, figure in part.figures().items()}
    return Casus.objects.annotate(**figures).values(*figures) if figures else None


def one_or_more(number: int, one: str, more: str) -> str:
    """Return '1 partij' or '3 partijen'."""
    return f"{number} {one if number == 1 else more}"
