"""Why people are in no group: the rule that keeps them out, the smallest change, and no private names."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from intervisie.matching import (
    Division,
    Effort,
    Explanation,
    Instance,
    Lock,
    Obstacle,
    Person,
    Rules,
    Scorer,
    divide,
    explain_unplaced,
    read_instance,
)

INSTANCES = Path(__file__).resolve().parents[2] / "bench" / "matching" / "instances"
FREE = frozenset({2, 4})


def six(**changes: object) -> Instance:
    """Return six people who could be one group; `changes` are for the first, the one in doubt."""
    people = [
        Person(f"p{at}", f"org {at}", xy=(float(at), 0.0), slots=FREE, mode="fysiek", max_km=60.0) for at in range(6)
    ]
    people[0] = replace(people[0], **changes)
    return Instance(tuple(people), Rules(4, 5, 6))


def told(instance: Instance, id_: str = "p0") -> Explanation:
    return explain_unplaced(instance, Division((), (id_,)))[0]


@pytest.mark.parametrize(
    ("changes", "obstacle", "sentence"),
    [
        ({}, Obstacle.NONE, "Past wel in een groep, maar niet naast de andere groepen."),
        ({"slots": frozenset({1})}, Obstacle.TIJD,
         "Deelt te weinig dagdelen met anderen. Met dinsdagochtend erbij is een groep mogelijk."),
        ({"slots": frozenset()}, Obstacle.TIJD,
         "Deelt te weinig dagdelen met anderen. Met dinsdagochtend erbij is een groep mogelijk."),
        ({"xy": (200.0, 0.0), "max_km": 30.0}, Obstacle.REIS,
         "Woont te ver van de anderen. Met 254 kilometer reisafstand is een groep mogelijk."),
        ({"mode": "online"}, Obstacle.VORM,
         "Vindt in deze vorm te weinig anderen. Als op locatie ook mag, is een groep mogelijk."),
        ({"langs": frozenset({"uk"})}, Obstacle.TAAL,
         "Deelt geen taal met genoeg anderen. Met taal 'nl' erbij is een groep mogelijk."),
        ({"xy": None}, Obstacle.REIS,
         "De plaats is niet bekend, daarom kan alleen online. Met een plaats is een groep mogelijk."),
        ({"avoid": frozenset({"p1", "p2", "p3"})}, Obstacle.VAST,
         "Door vaste regels is er met deze mensen geen groep mogelijk."),
    ],
)  # fmt: skip
def test_the_smallest_change_is_named(changes: dict[str, object], obstacle: Obstacle, sentence: str) -> None:
    found = told(six(**changes))
    assert (found.obstacle, found.sentence) == (obstacle, sentence)


def test_private_rules_name_nobody() -> None:
    instance = replace(
        six(avoid=frozenset({"p1"})), lines=frozenset({frozenset({"p0", "p2"}), frozenset({"p0", "p3"})})
    )
    assert told(instance).sentence == "Door vaste regels is er met deze mensen geen groep mogelijk."


def test_a_core_whose_members_may_not_meet_is_to_be_let_go_without_saying_why() -> None:
    by_avoid = replace(six(avoid=frozenset({"p5"})), locks=(Lock("L", ("p0", "p5")),))
    by_line = replace(six(), lines=frozenset({frozenset({"p0", "p5"})}), locks=(Lock("L", ("p0", "p5")),))
    for instance in (by_avoid, by_line):
        assert told(instance) == Explanation(
            "p0", Obstacle.KERN, "Met deze vaste kern is geen groep mogelijk. Laat de kern los."
        )


def test_a_core_counts_as_a_whole() -> None:
    instance = replace(six(slots=frozenset({1})), locks=(Lock("L", ("p0", "p5")),))
    assert told(instance, "p5").obstacle is Obstacle.KERN
    assert told(instance, "p0").obstacle is Obstacle.TIJD


def test_when_one_change_is_not_enough_that_is_said() -> None:
    nobody_free = replace(six(), people=tuple(replace(one, slots=frozenset()) for one in six().people))
    found = told(nobody_free)
    assert found.obstacle is Obstacle.MEER
    assert found.sentence == (
        "Te weinig anderen passen in dagdeel, plaats, vorm en taal. Eén wens verruimen is niet genoeg."
    )


def test_too_few_people_is_said_as_it_is() -> None:
    instance = replace(six(), people=six().people[:3])
    assert told(instance) == Explanation("p0", Obstacle.TE_WEINIG, "Voor een groep zijn 4 mensen nodig.")


@pytest.mark.parametrize("name", ["impossible-40-1", "natural-40-1"])
def test_who_is_called_impossible_is_in_no_possible_group_and_the_others_are(name: str) -> None:
    data = json.loads((INSTANCES / f"iv-{name}.json").read_text(encoding="utf-8"))
    instance = read_instance(data)
    outcome = divide(instance, effort=Effort(0.25, is_compiled=False, is_exact=False))
    for found in explain_unplaced(instance, outcome.division):
        assert in_some_group(instance, found.person) == (found.obstacle is Obstacle.NONE)


def in_some_group(instance: Instance, id_: str) -> bool:
    """Look at every five people with this one, by the definition of the rules."""
    scorer = Scorer(instance)
    person = scorer.people[id_]
    friends = [one for one in instance.people if one.id != id_ and not scorer.pair_conflicts(person, one)]
    friends = [one for one in friends if one.slots & person.slots and one.langs & person.langs]
    return any(is_group(scorer, [id_, *(one.id for one in four)]) for four in combinations(friends, 4))


def is_group(scorer: Scorer, members: Sequence[str]) -> bool:
    people = [scorer.people[member] for member in members]
    if not frozenset.intersection(*(one.slots for one in people)):
        return False
    group = scorer.settle(members)
    return bool(group and not scorer.violations_in(group) and _is_whole(scorer, set(members)))


def _is_whole(scorer: Scorer, members: set[str]) -> bool:
    return all(not set(lock.members) & members or set(lock.members) <= members for lock in scorer.instance.locks)
