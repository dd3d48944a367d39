"""Who came into, or went out of, a quarter that is made anew: a group that nobody counts out loud.

A reader lays the old figures of a quarter beside the new ones. What lies between them is a group of its own, as small
as an organisatie that merged into the partner: disclosure control guards it like any other, and it is never shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from community.onthulling import Vereniging
from community.rapportage.vakken import PROVINCIES, Kolommen, by_activity, by_province, reached, total_of
from community.report_points import activiteiten


@dataclass(frozen=True)
class Verschillen:
    """The groups between old and new figures, by the name of their cell, and how they hang together with both."""

    counts: dict[str, int] = field(default_factory=dict)
    populations: dict[str, int] = field(default_factory=dict)
    unions: list[Vereniging] = field(default_factory=list)


def verschillen_of(
    kolommen: Kolommen, old: Mapping[str, str], counts: Mapping[str, int], populations: Mapping[str, int]
) -> Verschillen:
    """Return what lies between the figures of quarters that are made anew and those of before.

    `old`: by quarter the column that was published last. It is taken that nobody went out where people came in: that is
    so when an organisatie merged, and a reader who takes it wrongly knows less.
    """
    found = Verschillen()
    anew = [label for label in kolommen.new if label in old]
    for label in anew:
        for now, before in zip(_cells(kolommen.column(label)), _cells(old[label]), strict=True):
            if now in counts and before in counts:
                _add(found, now, before, counts, populations)
    if anew and kolommen.before:
        _add_totals(found, kolommen, total_of(kolommen.before), anew, counts)
    return found


def _cells(column: str) -> list[str]:
    codes = [item.code for item in activiteiten.all()]
    return [
        reached(column), *(by_activity(code, column) for code in codes),
        *(by_province(code, column) for code in PROVINCIES),
    ]  # fmt: skip


def _between(cell: str) -> str:
    return f"verschil.{cell}"


def _add(found: Verschillen, now: str, before: str, counts: Mapping[str, int], populations: Mapping[str, int]) -> None:
    more, less = (now, before) if counts[now] >= counts[before] else (before, now)
    cell, count, grown = _between(now), counts[more] - counts[less], populations[more] - populations[less]
    found.counts[cell] = count
    # Who came to the organisatie meanwhile; when nobody did, it can be about anybody.
    found.populations[cell] = grown if grown >= max(count, 1) else populations[more]
    found.unions.append(Vereniging(more, (less, cell)))


def _add_totals(
    found: Verschillen, kolommen: Kolommen, before: str, anew: Sequence[str], counts: Mapping[str, int]
) -> None:
    """What was reached in all is what was reached before, in the new quarters, and what came into the old ones."""
    fresh = [kolommen.column(label) for label in kolommen.new if label not in anew]
    again = [kolommen.column(label) for label in anew]
    makers: list[Callable[[str], str]] = [reached, *(partial(by_activity, item.code) for item in activiteiten.all())]
    for make in makers:
        parts = [make(before), *(make(one) for one in fresh), *(_between(make(one)) for one in again)]
        if all(part in counts or part in found.counts for part in parts):
            found.unions.append(Vereniging(make(total_of(kolommen.total)), tuple(parts)))
