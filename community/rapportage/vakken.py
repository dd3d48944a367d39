"""The cells of a report as disclosure control knows them: the new ones, the published ones, and how they hang together.

A cell is named by what it counts and the column it stands in: `bereik@2026K3`, `act.TRAINING@2026K3`,
`prov.ZEELAND@2026K3`. A column of an earlier quarter that is made anew has the report behind it: `2026K1~2026K3`.
Totals stand in the column `tot.2026K3`: from the beginning up to that quarter.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.models import Provincie
from community.onthulling import Klasse, Vereniging
from community.rapportage.content import GEEN_PROVINCIE
from community.rapportage.mensen import Mensen
from community.report_points import activiteiten

PROVINCIES = (*Provincie.values, GEEN_PROVINCIE)
SMALL = 5
# What is known of the published reports of one partner, as stored in Rapport.working, the oldest first.
Working = Mapping[str, Any]
Shown = dict[str, Klasse | None]


@dataclass(frozen=True)
class Kolommen:
    """The columns of one report. `new` are quarters that get figures now, by label; `kept` have them already.

    `total` is the label of the report, `before` that of the last published one (None for the first), `quiet` quarters
    that gave no report. `is_made_anew`: an earlier column is among the new ones.
    """

    total: str
    new: tuple[str, ...]
    kept: Mapping[str, str]
    before: str | None
    quiet: tuple[str, ...]
    is_made_anew: bool

    def column(self, label: str) -> str:
        """Return the name of the column in which this quarter stands in this report."""
        if label in self.kept:
            return self.kept[label]
        is_again = self.is_made_anew and self.before is not None and label <= self.before
        return f"{label}~{self.total}" if is_again else label

    def all(self) -> dict[str, str]:
        """Return the column of every quarter."""
        return {**self.kept, **{label: self.column(label) for label in self.new}}


@dataclass(frozen=True)
class Bekend:
    """How many people a reader may know by name: in each cell at least and at most, and among all."""

    cells: Mapping[str, tuple[int, int]]
    people: int


def reached(column: str) -> str:
    """Return the cell of who was reached."""
    return f"bereik@{column}"


def by_activity(code: str, column: str) -> str:
    """Return the cell of who was reached by one activity."""
    return f"act.{code}@{column}"


def by_province(code: str, column: str) -> str:
    """Return the cell of who was reached in one province."""
    return f"prov.{code}@{column}"


def is_of_a_province(cell: str) -> bool:
    """Whether a cell counts who was reached in one province."""
    return cell.startswith("prov.")


def total_of(label: str) -> str:
    """Return the column of the totals in the report of this quarter."""
    return f"tot.{label}"


def counts_of(mensen: Mensen, kolommen: Kolommen) -> Counter[str]:
    """Return how many people are in each new cell."""
    found: Counter[str] = Counter(dict.fromkeys(order_of(kolommen), 0))
    names = {label: kolommen.column(label) for label in kolommen.new}
    total = total_of(kolommen.total)
    for kwartalen in mensen.values():
        ever: set[str] = set()
        for label, vakken in kwartalen.items():
            codes = vakken["activiteiten"]
            ever.update(codes)
            if label in names and codes:
                column = names[label]
                found[reached(column)] += 1
                found.update(by_activity(code, column) for code in codes)
                found.update(by_province(code, column) for code in vakken["provincies"])
        if ever:
            found[reached(total)] += 1
            found.update(by_activity(code, total) for code in ever)
    return found


def unions_of(kolommen: Kolommen) -> list[Vereniging]:
    """Return how the new cells hang together, with each other and with what was published before."""
    codes = [item.code for item in activiteiten.all()]
    total, found = total_of(kolommen.total), []
    for label in kolommen.new:
        column = kolommen.column(label)
        found.append(Vereniging(reached(column), tuple(by_activity(code, column) for code in codes)))
        found.append(Vereniging(reached(column), tuple(by_province(code, column) for code in PROVINCIES)))
    parts = _parts_of_total(kolommen)
    found.append(Vereniging(reached(total), tuple(reached(column) for column in parts)))
    found += [Vereniging(by_activity(code, total), tuple(by_activity(code, one) for one in parts)) for code in codes]
    found.append(Vereniging(reached(total), tuple(by_activity(code, total) for code in codes)))
    return found


def order_of(kolommen: Kolommen) -> list[str]:
    """Return the new cells, most wanted first: who was reached, totals, activities, provinces; newest quarter first."""
    total = total_of(kolommen.total)
    columns = [kolommen.column(label) for label in sorted(kolommen.new, reverse=True)]
    codes = [item.code for item in activiteiten.all()]
    return [
        *(reached(column) for column in columns), reached(total), *(by_activity(code, total) for code in codes),
        *(by_activity(code, column) for column in columns for code in codes),
        *(by_province(code, column) for column in columns for code in PROVINCIES),
    ]  # fmt: skip


def populations_of(people: Mapping[str, int], everybody: int, kolommen: Kolommen) -> dict[str, int]:
    """Return of how many people each new cell could have been; `people` by quarter, `everybody` in all of them."""
    by_column = {kolommen.column(label): people[label] for label in kolommen.new} | {
        total_of(kolommen.total): everybody
    }
    return {cell: by_column[cell.partition("@")[2]] for cell in order_of(kolommen)}


def few_of(counts: Mapping[str, int], kolommen: Kolommen) -> list[str]:
    """Return the cells of quarters that gave no report and still have fewer than five people: a reader knows that."""
    columns = {kolommen.column(label) for label in kolommen.quiet if label in kolommen.new}
    return sorted(cell for cell, count in counts.items() if count < SMALL and cell.partition("@")[2] in columns)


def shown_of(published: Mapping[str, Sequence[int] | None]) -> Shown:
    """Return stored classes as disclosure control knows them."""
    return {cell: Klasse(*klasse) if klasse else None for cell, klasse in published.items()}


def as_list(klasse: Klasse | None) -> list[int] | None:
    """Return a class as it is stored."""
    return [klasse.lo, klasse.hi] if klasse else None


def _parts_of_total(kolommen: Kolommen) -> list[str]:
    """Return the columns of which the total is made: the total of before and what is new, or all when one changed."""
    if kolommen.before is None or kolommen.is_made_anew:
        return list(kolommen.all().values())
    return [total_of(kolommen.before), *(kolommen.column(label) for label in kolommen.new)]
