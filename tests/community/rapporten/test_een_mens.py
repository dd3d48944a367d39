"""T61: fewer than five people who changed make no new report and no new column; what was published stays as it was."""

import uuid
from random import Random

import pytest

from community.rapportage.mensen import Mensen, compare, people_by_quarter, was_there

OLD, NEW = ("2026K1", "2026K2"), "2026K3"


def somebody(rng: Random) -> dict[str, object]:
    """Return where somebody is counted in a quarter."""
    return {"activiteiten": {rng.choice(("TRAINING", "INTERVISIE")): 60}, "provincies": ["UTRECHT"], "plaatsen": {}}


def partner(rng: Random) -> Mensen:
    """Return forty people in two quarters."""
    return {
        uuid.UUID(int=number): {label: somebody(rng) for label in OLD if rng.random() < 0.6} for number in range(40)
    }


def changed(rng: Random, before: Mensen, people: int) -> Mensen:
    """Return the same, but so many people come new, were there after all, were not there after all, or are gone."""
    now = {user: dict(quarters) for user, quarters in before.items()}
    for user in rng.sample(sorted(before), people):
        kind = rng.choice(("new quarter", "added", "taken away"))
        if kind == "new quarter":
            now[user][NEW] = somebody(rng)
        elif kind == "added" or not now[user]:
            now[user][rng.choice(OLD)] = {"activiteiten": {"TOERNEE": 90}, "provincies": ["DRENTHE"], "plaatsen": {}}
        else:
            now[user].clear()
    return now


@pytest.mark.parametrize("seed", range(100))
def test_one_to_four_people_never_make_a_report(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - a test that must be the same every time
    before = partner(rng)
    now = changed(rng, before, rng.randint(0, 4))
    found = compare(now, before, people_by_quarter(before, OLD), OLD)
    assert not found.is_enough
    assert found.columns == frozenset()


@pytest.mark.parametrize("seed", range(100))
def test_a_column_is_made_anew_only_when_five_people_changed_in_it(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - a test that must be the same every time
    before = partner(rng)
    now = changed(rng, before, rng.randint(5, 12))
    found = compare(now, before, people_by_quarter(before, OLD), OLD)
    assert found.is_enough
    for label in OLD:
        people = {user for user in before if before[user].get(label) != now[user].get(label)}
        assert (label in found.columns) == (len(people) >= 5)
        assert people >= was_there(now, label) ^ was_there(before, label)
