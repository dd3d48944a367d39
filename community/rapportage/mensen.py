"""Where each person is counted, by quarter: what reports are made of, and what she reads of herself.

`{quarter: {"activiteiten": {code: minutes}, "provincies": [code], "plaatsen": {code: [present, absent]}}}`. Activities
and provinces hold where she was present; places hold where she was expected too. A quarter in which she was nowhere
expected is not there. Stored in Rapporttelling, with what she counts for in lines of effect (`with_effect`).
"""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.queries.deelnametelling import Telling
from community.rapportage.content import GEEN_PROVINCIE
from community.report_points import Effecttelling, activiteiten

Vakken = dict[str, Any]
Mensen = dict[uuid.UUID, dict[str, Vakken]]

# A report, and a column of one, is made anew only when this many people changed (SECURITY.md T61).
FEWEST_CHANGED = 5
EFFECT = "effect"
# The key of all quarters together among numbers of people.
EVER = ""


def mensen_of(tellingen: Iterable[Telling]) -> Mensen:
    """Return where each person is counted. What nobody registered as an activity is left out."""
    codes = {kind: item.code for item in activiteiten.all() for kind in item.kinds}
    found: Mensen = {}
    for one in tellingen:
        code = codes.get(one.kind)
        if code is None:
            continue
        vakken = found.setdefault(one.user_id, {}).setdefault(one.kwartaal.label, new_vakken())
        seats = vakken["plaatsen"].setdefault(code, [0, 0])
        seats[0] += one.present
        seats[1] += one.absent
        if one.present:
            vakken["activiteiten"][code] = vakken["activiteiten"].get(code, 0) + one.minutes
            provincie = one.provincie or GEEN_PROVINCIE
            if provincie not in vakken["provincies"]:
                vakken["provincies"] = sorted([*vakken["provincies"], provincie])
    return found


def new_vakken() -> Vakken:
    """Return the cells of a quarter in which nothing is counted yet."""
    return {"activiteiten": {}, "provincies": [], "plaatsen": {}}


def was_there(mensen: Mensen, label: str) -> set[uuid.UUID]:
    """Return who was present in this quarter."""
    return {user for user, kwartalen in mensen.items() if _presence(kwartalen.get(label)) is not None}


def with_effect(mensen: Mensen, label: str, effect: Mapping[str, Iterable[Effecttelling]]) -> Mensen:
    """Return the cells with what each person counts for in lines of effect, under the quarter of the report."""
    found = {user: dict(kwartalen) for user, kwartalen in mensen.items()}
    for code, lines in effect.items():
        for line in lines:
            own = found.setdefault(line.user_id, {})
            own[label] = {**own.get(label, new_vakken())}
            yes, total = own[label].get(EFFECT, {}).get(code, (0, 0))
            own[label][EFFECT] = {**own[label].get(EFFECT, {}), code: [yes + line.yes, total + line.all]}
    return found


def people_by_quarter(mensen: Mensen, kwartalen: Sequence[str]) -> dict[str, int]:
    """Return how many people are counted in each quarter, and under EVER in any: to notice who is erased later."""
    return {EVER: len(mensen), **{label: len(was_there(mensen, label)) for label in kwartalen}}


@dataclass(frozen=True)
class Wijziging:
    """What is different from the last report. `people` changed in all; in `columns`, earlier quarters, enough did."""

    people: int
    columns: frozenset[str]

    @property
    def is_enough(self) -> bool:
        """Whether a new report says nothing about one of them."""
        return self.people >= FEWEST_CHANGED


def compare(now: Mensen, before: Mensen, counted: Mapping[str, int], old: Collection[str]) -> Wijziging:
    """Return what changed since the last report, of which `before` is stored; `old` are its quarters.

    `counted`: how many people stood in it then. Who is not stored any more was erased, and is somebody who changed.
    Presence decides, with hours and provinces; only being absent changes nobody.
    """
    changed: set[uuid.UUID] = set()
    columns = set()
    for label in old:
        those = _changed_in(now, before, label)
        erased = max(0, counted.get(label, 0) - len(was_there(before, label)))
        if len(those) + erased >= FEWEST_CHANGED:
            columns.add(label)
        changed |= those
    for user, kwartalen in now.items():
        if any(_presence(vakken) for label, vakken in kwartalen.items() if label not in old):
            changed.add(user)
    return Wijziging(len(changed) + max(0, counted.get(EVER, 0) - len(before)), frozenset(columns))


def keep_columns(now: Mensen, before: Mensen, kept: Collection[str]) -> Mensen:
    """Return the cells with these quarters as they were stored, the others as they are now."""
    found: Mensen = {}
    for user, kwartalen in now.items():
        own = {label: vakken for label, vakken in kwartalen.items() if label not in kept}
        if own:
            found[user] = own
    for user, kwartalen in before.items():
        own = {label: without_effect(vakken) for label, vakken in kwartalen.items() if label in kept}
        own = {label: vakken for label, vakken in own.items() if any(vakken.values())}
        if own:
            found[user] = {**own, **found.get(user, {})}
    return found


def without_effect(vakken: Vakken) -> Vakken:
    """Return cells without lines of effect: those belong to one report, not to a quarter."""
    return {key: value for key, value in vakken.items() if key != EFFECT}


def _changed_in(now: Mensen, before: Mensen, label: str) -> set[uuid.UUID]:
    return {
        user
        for user in {*now, *before}
        if _presence(now.get(user, {}).get(label)) != _presence(before.get(user, {}).get(label))
    }


def _presence(vakken: Vakken | None) -> tuple[Any, ...] | None:
    if not vakken or not vakken["activiteiten"]:
        return None
    return vakken["activiteiten"], vakken["provincies"]
