"""What counts as a change since the last report, and what is kept of it. No database."""

import uuid
from typing import Any

from community.rapportage.mensen import EVER, Mensen, compare, keep_columns

PEOPLE = [uuid.UUID(int=number) for number in range(20)]
OLD, NEW = "2026K1", "2026K2"


def there(*codes: str, minutes: int = 60, provincies: tuple[str, ...] = ("UTRECHT",)) -> dict[str, Any]:
    """Return the cells of somebody who was present at these activities."""
    return {"activiteiten": dict.fromkeys(codes, minutes), "provincies": list(provincies),
            "plaatsen": {code: [1, 0] for code in codes}}  # fmt: skip


def absent(code: str) -> dict[str, Any]:
    """Return the cells of somebody who was expected and did not come."""
    return {"activiteiten": {}, "provincies": [], "plaatsen": {code: [0, 1]}}


def of(number: int, label: str, vakken: dict[str, Any]) -> Mensen:
    """Return so many people with these cells."""
    return {user: {label: vakken} for user in PEOPLE[:number]}


def test_every_way_of_changing_counts_and_staying_away_does_not() -> None:
    before = of(10, OLD, there("TRAINING"))
    counted = {OLD: 10, EVER: 10}
    assert compare(before, before, counted, [OLD]).people == 0
    changes: list[tuple[dict[str, Any], int]] = [
        (there("TRAINING", "LEERGROEP"), 1), (there("LEERGROEP"), 1), (there("TRAINING", minutes=90), 1),
        (there("TRAINING", provincies=("ZEELAND",)), 1), (absent("TRAINING"), 1),
        ({**there("TRAINING"), "plaatsen": {"TRAINING": [1, 4]}}, 0),
    ]  # fmt: skip
    for vakken, people in changes:
        assert compare({**before, PEOPLE[0]: {OLD: vakken}}, before, counted, [OLD]).people == people, vakken
    newcomer = {PEOPLE[15]: {NEW: absent("TRAINING")}}
    assert compare({**before, **newcomer}, before, counted, [OLD]).people == 0
    assert compare({**before, PEOPLE[15]: {NEW: there("TRAINING")}}, before, counted, [OLD]).people == 1
    # One person who changed twice is one person.
    twice = {PEOPLE[0]: {OLD: there("LEERGROEP"), NEW: there("TRAINING")}}
    assert compare({**before, **twice}, before, counted, [OLD]).people == 1


def test_a_column_is_made_anew_from_five_and_who_was_erased_counts() -> None:
    before = of(10, OLD, there("TRAINING"))
    for changed, erased, is_anew in ((4, 0, False), (5, 0, True), (3, 1, False), (3, 2, True), (0, 5, True)):
        now = {user: {OLD: there("LEERGROEP" if at < changed else "TRAINING")} for at, user in enumerate(before)}
        found = compare(now, before, {OLD: 10 + erased, EVER: 10 + erased}, [OLD])
        assert (found.people, OLD in found.columns) == (changed + erased, is_anew)
        assert found.is_enough == is_anew


def test_kept_columns_are_as_they_were_stored() -> None:
    before = {
        PEOPLE[0]: {OLD: {**there("TRAINING"), "effect": {"ACTIES": [1, 2]}}},
        PEOPLE[1]: {OLD: {"activiteiten": {}, "provincies": [], "plaatsen": {}, "effect": {"ACTIES": [1, 2]}}},
    }
    now = {PEOPLE[0]: {OLD: there("LEERGROEP"), NEW: there("TRAINING")}, PEOPLE[2]: {OLD: there("TRAINING")}}
    assert keep_columns(now, before, {OLD}) == {PEOPLE[0]: {OLD: there("TRAINING"), NEW: there("TRAINING")}}
    assert keep_columns(now, before, set()) == now
