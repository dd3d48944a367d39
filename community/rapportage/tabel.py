"""The figures of a report as they are shown: reach, activities and provinces by quarter, and what changed in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from community.models import Provincie
from community.onthulling import Klasse, hours_band, hours_together, share_band
from community.rapportage.content import GEEN_PROVINCIE, TOTAAL
from community.rapportage.mensen import Mensen
from community.rapportage.vakken import Kolommen, Working, by_activity, by_province, reached, total_of
from community.report_points import activiteiten

WITHOUT_PROVINCE = "Online of zonder provincie"
REACH = "Mensen bereikt"


@dataclass(frozen=True)
class Tabelbron:
    """What the tables are made of. `last` is the content of the report before this one: kept columns come from it."""

    kolommen: Kolommen
    working: Working
    mensen: Mensen
    last: Mapping[str, Any] | None

    def shown(self, cell: str) -> Klasse | None:
        """Return the class in which a new cell is shown."""
        klasse = self.working["published"][cell]
        return Klasse(*klasse) if klasse else None

    def columns(self) -> list[str]:
        """Return the quarters of the report, in order."""
        return sorted([*self.kolommen.kept, *self.kolommen.new])


@dataclass
class _Bij:
    """What was spent on one activity in one quarter.

    `once` and `expected`: the minutes if who came had come one time, and every time she was expected.
    """

    minutes: int = 0
    once: int = 0
    expected: int = 0
    people: int = 0
    seated: int = 0
    present: int = 0
    absent: int = 0
    most: int = 0


def blocks_of(bron: Tabelbron) -> dict[str, Any]:
    """Return the blocks `bereik`, `activiteiten` and `provincies`."""
    total = total_of(bron.kolommen.total)
    return {
        "bereik": {**_cells(bron, reached, _old(bron, "bereik")), TOTAAL: _listed(bron, reached(total))},
        "activiteiten": [
            _activity(bron, item.code, item.name, item.definition, total) for item in activiteiten.all()
        ],
        "provincies": [
            {"code": code, "naam": name,
             "mensen": _cells(bron, partial(by_province, code), _old(bron, "provincies", code))}
            for code, name in provincies()
        ],
    }  # fmt: skip


def provincies() -> list[tuple[str, str]]:
    """Return code and name of every row of provinces."""
    return [*((str(code), str(name)) for code, name in Provincie.choices), (GEEN_PROVINCIE, WITHOUT_PROVINCE)]


def changes_of(bron: Tabelbron, blocks: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return, of earlier quarters that were made anew, what was shown and what is shown now."""
    if bron.last is None:
        return []
    found = []
    for label in (label for label in bron.kolommen.new if label in bron.last["kwartalen"]):
        rows = [(REACH, bron.last["bereik"], blocks["bereik"])]
        for block in ("activiteiten", "provincies"):
            old = {row["code"]: row["mensen"] for row in bron.last[block]}
            rows += [(row["naam"], old.get(row["code"], {}), row["mensen"]) for row in blocks[block]]
        found += [
            {"kwartaal": label, "regel": name, "was": was.get(label), "nu": now[label]}
            for name, was, now in rows if was.get(label) != now[label]
        ]  # fmt: skip
    return found


def _activity(bron: Tabelbron, code: str, name: str, definition: str, total: str) -> dict[str, Any]:
    spent = {label: _spent(bron.mensen, label, code) for label in bron.kolommen.new}
    per_person: dict[str, Any] = dict(_old(bron, "activiteiten", code, "uren_per_persoon"))
    together = dict(_old(bron, "activiteiten", code, "uren"))
    attendance = dict(_old(bron, "activiteiten", code, "aanwezigheid"))
    for label, own in spent.items():
        klasse = bron.shown(by_activity(code, bron.kolommen.column(label)))
        band = hours_band(own.minutes, own.people, own.once, own.expected) if klasse else None
        per_person[label] = list(band) if band else None
        together[label] = hours_together(klasse, band) if klasse and band else None
        attendance[label] = _attendance(own) if klasse else None
    people = _cells(bron, partial(by_activity, code), _old(bron, "activiteiten", code))
    return {
        "code": code, "naam": name, "uitleg": definition,
        "mensen": {**people, TOTAAL: _listed(bron, by_activity(code, total))},
        "uren_per_persoon": _in_order(bron, per_person), "uren": _in_order(bron, together),
        "aanwezigheid": _in_order(bron, attendance),
    }  # fmt: skip


def _spent(mensen: Mensen, label: str, code: str) -> _Bij:
    found = _Bij()
    for kwartalen in mensen.values():
        vakken = kwartalen.get(label)
        seats = vakken["plaatsen"].get(code) if vakken else None
        if vakken is None or seats is None:
            continue
        found.seated += 1
        found.present += seats[0]
        found.absent += seats[1]
        found.most = max(found.most, sum(seats))
        if code in vakken["activiteiten"]:
            found.people += 1
            minutes, times = vakken["activiteiten"][code], max(1, seats[0])
            found.minutes += minutes
            found.once += minutes // times
            found.expected += minutes * (times + seats[1]) // times
    return found


def _attendance(own: _Bij) -> str | None:
    """Return which share of who was expected came; nothing for few people or few places."""
    return share_band(own.present, own.present + own.absent, own.seated, own.most)


def _cells(bron: Tabelbron, name: Callable[[str], str], old: Mapping[str, Any]) -> dict[str, Any]:
    fresh = {label: _listed(bron, name(bron.kolommen.column(label))) for label in bron.kolommen.new}
    return _in_order(bron, {**old, **fresh})


def _in_order(bron: Tabelbron, values: Mapping[str, Any]) -> dict[str, Any]:
    return {label: values.get(label) for label in bron.columns()}


def _listed(bron: Tabelbron, cell: str) -> list[int] | None:
    klasse = bron.shown(cell)
    return [klasse.lo, klasse.hi] if klasse else None


def _old(bron: Tabelbron, block: str, code: str = "", figure: str = "mensen") -> Mapping[str, Any]:
    """Return what the last report said, by quarter; nothing when there was none or it had no such row."""
    if bron.last is None:
        return {}
    if not code:
        found: Mapping[str, Any] = bron.last[block]
        return found
    rows: dict[str, Mapping[str, Any]] = {row["code"]: row for row in bron.last[block]}
    return rows.get(code, {}).get(figure, {})
