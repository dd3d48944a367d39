"""What a proposal tells about a group and about somebody in it: facts in Dutch, nobody's name, nothing private."""

import json
from dataclasses import replace
from pathlib import Path

from intervisie.matching import (
    Division,
    Effort,
    Group,
    GroupFacts,
    Instance,
    Lock,
    Person,
    Round,
    Rules,
    Tick,
    Violation,
    counts_of,
    divide,
    read_instance,
    shown_violations,
    ticks_of,
    why_here,
)

INSTANCES = Path(__file__).resolve().parents[2] / "bench" / "matching" / "instances"
SLOTS = frozenset({1, 4, 6})


def five(**changes: object) -> Instance:
    """Return five people who meet at p0; `changes` are for p1."""
    people = [
        Person(f"p{at}", f"org {at}", f"sector {at}", (10.0 * at, 0.0), 90.0, "fysiek", slots=SLOTS,
               seniority=1 + at % 2, themes=frozenset({"water", f"eigen {at}"}))
        for at in range(5)
    ]  # fmt: skip
    people[1] = replace(people[1], **changes)
    return Instance(tuple(people), Rules(3, 5, 6), history=(Round(0, (("p2", "p3"),)),))


GROUP = Group(("p0", "p1", "p2", "p3", "p4"), "fysiek", 4, "p0")


def test_the_reasons_are_facts_in_dutch() -> None:
    found = why_here(five(), Division((GROUP,)))
    assert found["p1"] == (
        "Drie gezamenlijke dagdelen.",
        "De afstand is 13 km.",
        "Deelt thema water met 4 anderen.",
        "Ontmoette niemand van deze groep eerder.",
        "Vier andere sectoren.",
        "Drie van de 4 anderen hebben een andere ervaring.",
    )
    assert found["p0"][1] == "De groep komt bij elkaar in de eigen omgeving."
    assert found["p2"][3] == "Ontmoette 1 van de 4 anderen eerder."


def test_a_wish_is_told_without_the_name() -> None:
    found = why_here(five(wants=frozenset({"p3"})), Division((GROUP,)))
    assert found["p1"][-1] == "Er zit iemand in die zij graag wilde."
    assert found["p3"][-1] != "Er zit iemand in die zij graag wilde."


def test_online_groups_and_people_without_a_place_are_told_as_they_are() -> None:
    instance = five()
    online = replace(instance, people=tuple(replace(one, mode="online", xy=None) for one in instance.people))
    group = replace(GROUP, mode="online", host=None)
    assert why_here(online, Division((group,)))["p0"][1] == "De groep komt online bij elkaar."
    assert counts_of(online, group).largest_km is None


def test_nothing_private_and_nobody_is_in_the_reasons() -> None:
    data = json.loads((INSTANCES / "iv-tight-40-1.json").read_text(encoding="utf-8"))
    instance = read_instance(data)
    division = divide(instance, effort=Effort(0.2, is_compiled=False, is_exact=False)).division
    found = why_here(instance, division)
    assert set(found) == {member for group in division.groups for member in group.members}
    text = " ".join(sentence for sentences in found.values() for sentence in sentences)
    assert not any(person.id in text for person in instance.people)
    bare = replace(
        instance, lines=frozenset(), people=tuple(replace(one, avoid=frozenset()) for one in instance.people)
    )
    assert why_here(bare, division) == found


def test_the_facts_of_a_group() -> None:
    found = counts_of(five(), GROUP)
    assert found == GroupFacts(5, 5, 5, {1: 3, 2: 2}, (1, 4, 6), 52.0, found.quality)
    assert found.levels == 2
    assert 0 < found.quality < 100


def test_rules_as_ticks_with_the_private_ones_as_one() -> None:
    good = ticks_of(five(), GROUP)
    assert [tick.label for tick in good] == [
        "Groepsgrootte", "Verschillende organisaties", "Verschillende samenwerkingen", "Gezamenlijke dagdelen",
        "Gezamenlijke taal", "Vorm: online of op locatie", "Reisafstand", "Vaste kernen", "Vaste regels",
    ]  # fmt: skip
    assert all(tick.holds for tick in good)
    avoid = ticks_of(five(avoid=frozenset({"p4"})), GROUP)
    line = ticks_of(replace(five(), lines=frozenset({frozenset({"p1", "p4"})})), GROUP)
    assert avoid == line
    assert [tick for tick in avoid if not tick.holds] == [Tick("Vaste regels", False)]
    split = ticks_of(replace(five(), locks=(Lock("K", ("p4", "p9")),)), GROUP)
    assert [tick.label for tick in split if not tick.holds] == ["Vaste kernen"]
    far = ticks_of(five(max_km=5.0), GROUP)
    assert [tick.label for tick in far if not tick.holds] == ["Reisafstand"]


def test_violations_are_shown_without_private_names() -> None:
    private = (Violation("conflict", ("p1", "p2")), Violation("hierarchie", ("p1", "p3")))
    assert shown_violations((Violation("tijd", ("p1",)), *private)) == (
        Violation("tijd", ("p1",)),
        Violation("vaste regel"),
    )
