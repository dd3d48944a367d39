"""When not everybody can have a place: which rule, the cheapest change, checked by looking at every division."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from intervisie.matching import (
    Cause,
    Division,
    Effort,
    Instance,
    Lock,
    Person,
    Relaxation,
    Rules,
    Scorer,
    divide,
    explain_infeasible,
)
from intervisie.matching.covering import most_placed
from intervisie.matching.widening import options_for

SLOTS = frozenset({0, 1, 2})


def pool(number: int, rules: Rules | None = None, **changes: object) -> Instance:
    """Return so many people who all suit each other."""
    people = (Person(f"p{at:02}", f"org {at}", xy=(float(at), 0.0), slots=SLOTS, max_km=90.0) for at in range(number))
    return Instance(tuple(replace(one, **changes) for one in people), rules or Rules(5, 5, 6))


def told(instance: Instance) -> tuple[Relaxation, ...]:
    outcome = divide(instance, effort=Effort(0.1, is_compiled=False))
    return explain_infeasible(instance, outcome.division)


def sentences(instance: Instance) -> list[str]:
    return [one.sentence for one in told(instance)]


def test_everybody_has_a_place_means_there_is_nothing_to_explain() -> None:
    assert told(pool(10)) == ()


def test_four_registrations() -> None:
    assert sentences(pool(4)) == ["4 mensen doen mee. Voor een groep zijn er 5 nodig: werf er nog 1."]
    assert sentences(pool(1)) == ["1 persoon doet mee. Voor een groep zijn er 5 nodig: werf er nog 4."]


def test_nine_people_for_groups_of_five_to_six() -> None:
    assert sentences(pool(9)) == [
        "9 mensen passen niet in groepen van 5 tot 6. Met groepen vanaf 4 mensen krijgen 3 mensen wel een plek."
    ]


def test_everybody_from_one_employer() -> None:
    assert sentences(pool(6, org="Waterschap")) == ["Als collega's in één groep mogen, krijgen 6 mensen wel een plek."]


def test_everybody_in_one_samenwerking() -> None:
    assert sentences(pool(6, collabs=frozenset({"s"}))) == [
        "Als mensen van één samenwerking in één groep mogen, krijgen 6 mensen wel een plek."
    ]


def test_no_dagdeel_together() -> None:
    people = tuple(replace(one, slots=frozenset({at})) for at, one in enumerate(pool(5).people))
    assert sentences(replace(pool(5), people=people)) == [
        "Als 4 mensen ook op maandagochtend kunnen, krijgen 5 mensen wel een plek."
    ]


def test_too_few_dagdelen_together() -> None:
    assert sentences(pool(5, Rules(5, 5, 6, min_common_slots=4))) == [
        "Als 3 gezamenlijke dagdelen genoeg is, krijgen 5 mensen wel een plek."
    ]


def test_too_far_apart_and_the_wrong_form() -> None:
    far = tuple(replace(one, xy=(100.0 * at, 0.0), mode="fysiek") for at, one in enumerate(pool(5).people))
    assert sentences(replace(pool(5), people=far)) == [
        "Als 5 mensen tot 261 kilometer reizen, krijgen 5 mensen wel een plek."
    ]
    split = tuple(replace(one, mode="online" if at < 2 else "fysiek") for at, one in enumerate(pool(5).people))
    assert sentences(replace(pool(5), people=split)) == [
        "Als voor 5 mensen zowel online als op locatie mag, krijgen 5 mensen wel een plek."
    ]


def test_no_language_together() -> None:
    people = tuple(replace(one, langs=frozenset({"nl" if at < 3 else "en"})) for at, one in enumerate(pool(5).people))
    assert sentences(replace(pool(5), people=people)) == [
        "Met taal 'nl' erbij voor 2 mensen krijgen 5 mensen wel een plek."
    ]


def test_two_cores_in_one_group_and_a_core_that_cannot_be() -> None:
    two = replace(pool(5), locks=(Lock("A", ("p00", "p01")), Lock("B", ("p02", "p03"))))
    assert sentences(two) == ["Laat vaste kern A los. Dan krijgen 5 mensen wel een plek."]
    people = tuple(replace(one, avoid=frozenset({"p01"})) if one.id == "p00" else one for one in pool(12).people)
    clash = replace(pool(12), people=people, locks=(Lock("A", ("p00", "p01")),))
    assert sentences(clash) == ["Laat vaste kern A los. Dan krijgen 2 mensen wel een plek."]


def test_private_rules_are_never_told_apart_and_name_nobody() -> None:
    everybody = frozenset(one.id for one in pool(5).people)
    avoiding = pool(5, avoid=everybody)
    lines = replace(pool(5), lines=frozenset(frozenset(pair) for pair in combinations(sorted(everybody), 2)))
    assert sentences(avoiding) == ["Alleen zonder vaste regels krijgen 5 mensen wel een plek."]
    assert sentences(lines) == sentences(avoiding)


def test_more_than_one_thing_at_once() -> None:
    found = told(pool(9, org="Waterschap"))
    assert [one.sentence for one in found] == [
        "Als collega's in één groep mogen, krijgen 6 mensen wel een plek.",
        "Daarnaast: 9 mensen passen niet in groepen van 5 tot 6. "
        "Met groepen vanaf 4 mensen krijgen 3 mensen wel een plek.",
    ]
    hopeless = told(pool(5, org="Waterschap", slots=frozenset()))
    assert [(one.cause, len(one.people)) for one in hopeless] == [(Cause.MEER, 5)]


def test_a_large_pool_is_looked_at_around_the_people_left_out() -> None:
    instance = pool(60, Rules(5, 6, 6))
    people = tuple(replace(one, slots=frozenset({9})) if one.id in {"p07", "p31"} else one for one in instance.people)
    found = told(replace(instance, people=people))
    assert [one.sentence for one in found] == [
        "Als 2 mensen ook op maandagochtend kunnen, krijgen 2 mensen wel een plek."
    ]
    assert found[0].people == ("p07", "p31")


def random_pool(draw: Random) -> Instance:
    """Return six to nine people with little in common."""
    ids = [f"p{at}" for at in range(draw.randint(6, 9))]
    people = tuple(
        Person(
            id_, draw.choice("abcdefgh"), xy=(draw.uniform(0, 80), draw.uniform(0, 80)), max_km=draw.choice([30, 60]),
            mode=draw.choice(["fysiek", "online", "beide", "beide"]),
            langs=frozenset(draw.choice([["nl"], ["nl", "en"]])),
            slots=frozenset(draw.sample(range(4), draw.randint(1, 3))), avoid=frozenset(draw.sample(ids, 1)),
        )
        for id_ in ids
    )  # fmt: skip
    locks = (Lock("A", tuple(ids[:2])),) if draw.random() < 0.5 else ()
    return Instance(people, Rules(3, 3, 4), locks=locks)


def divisions(people: list[str], groups: list[tuple[str, ...]]) -> Iterator[int]:
    """Return for every division how many people it places."""
    if not people:
        yield 0
        return
    for one in groups:
        if one[0] == people[0] and set(one) <= set(people):
            for rest in divisions([other for other in people if other not in one], groups):
                yield rest + len(one)
    yield from divisions(people[1:], groups)


def most_by_definition(instance: Instance) -> int:
    """Count by the definition of the rules, with nothing of the engine."""
    scorer = Scorer(instance)
    ids = sorted(scorer.people)
    sizes = range(instance.rules.size_min, instance.rules.size_max + 1)
    found = []
    for members in (each for size in sizes for each in combinations(ids, size)):
        group = scorer.settle(members)
        is_whole = all(set(lock.members) <= set(members) or not set(lock.members) & set(members)
                       for lock in instance.locks)  # fmt: skip
        if group and is_whole and not scorer.violations_in(group):
            found.append(members)
    return max(divisions(ids, found))


@pytest.mark.parametrize("seed", range(40))
def test_the_change_that_is_named_works_and_nothing_cheaper_does(seed: int) -> None:
    instance = random_pool(Random(seed))  # noqa: S311 - people to try with, no secret
    outcome = divide(instance, effort=Effort(0.1, is_compiled=False))
    placed = len(instance.people) - outcome.score.unplaced
    assert placed == most_by_definition(instance) == sum(mask.bit_count() for mask in most_placed(instance))
    left = outcome.division.unplaced
    found = explain_infeasible(instance, outcome.division)
    if not left:
        assert found == ()
        return
    first = found[0]
    gains: dict[tuple[int, int], int] = {}
    for option in (*options_for(instance, left), *options_for(instance, first.people)):
        gains[option.cost] = max(gains.get(option.cost, 0), most_by_definition(option.instance) - placed)
    if first.cause is Cause.MEER:
        assert set(gains.values()) == {0}
    else:
        assert gains[first.cost] == first.gain == max(gains.values())
        assert all(gain < first.gain for cost, gain in gains.items() if cost < first.cost)


def test_nobody_unknown_is_explained() -> None:
    assert explain_infeasible(pool(5), Division((), ("iemand",))) == ()
