"""One network under attack: by every partner alone, by two together, with and without people who are named."""

from collections import Counter
from random import Random

from community.onthulling import Aandeel, rest_of_network
from tests.community.rapporten.aanval import Aanval, Gelukt
from tests.community.rapporten.anderen import Rest
from tests.community.rapporten.kennis import Limits
from tests.community.rapporten.netwerk import Netwerk, network
from tests.community.rapporten.uitgave import Uitgave, publish

Found = list[tuple[int, str, Gelukt]]


def attack(seed: int, *, partners: int | None = None, pairs: int | None = None) -> tuple[Counter[str], Found]:
    """Attack the network of this seed; return what was counted, and every success.

    `partners`, `pairs`: how many of them, taken at random; None is all.
    """
    net, rng = network(seed), Random(seed)  # noqa: S311 - a test that must be the same every time
    whole = publish(net, list(net.people))
    plain = {one: publish(net, net.of(one)) for one in range(net.organisaties)}
    counted, found = Counter(networks=1), Found()
    reading = [one for one in plain if plain[one].shown]
    for one in reading if partners is None else rng.sample(reading, min(partners, len(reading))):
        rest = Rest(network=rest_known(net, whole, plain[one], one), others=_lives(net, {one}))
        alone = Aanval(net, plain[one], rest)
        found += [(seed, f"partner {one}", success) for success in alone.successes()]
        counted.update(readings=1, groups=len(alone.groups))
        named = publish(net, net.of(one), with_names=True)
        if any(named.named.values()):
            reader = Aanval(net, named, rest)
            found += [(seed, f"partner {one}, with names", success) for success in reader.successes()]
            counted.update(named=1, groups=len(reader.groups))
        others = [other for other in range(net.organisaties) if other != one]
        for other in others if pairs is None else rng.sample(others, min(pairs, len(others))):
            known = rest_known(net, whole, plain[other], other)
            limits = {cell: known.get(cell) or rest.network[cell] for cell in {*known, *rest.network}}
            partner = {cell: len(members) for cell, members in _reached(net, plain[other]).items()}
            counted.update(pairs=1, joined=bool(limits))
            # Without any word about the network two partners know what each of them knows.
            if limits:
                together = alone.together(Rest(limits, partner, _lives(net, {one, other})))
                found += [(seed, f"partners {one} and {other}", success) for success in together]
    counted["shown"] = sum(klasse is not None for said in plain.values() for klasse in said.shown.values())
    counted["cells"] = sum(len(said.shown) for said in plain.values())
    return counted, found


def rest_known(net: Netwerk, whole: Uitgave, said: Uitgave, organisatie: int) -> Limits:
    """Return the class of the network for every cell of which the report of a partner shows the rest."""
    found: Limits = {}
    for cell, klasse in whole.shown.items():
        if cell[0] not in "RT" or "." in cell or cell not in said.shown or klasse is None:
            continue
        reached = Counter(whole.people[who].organisatie for who in whole.members[cell])
        there = Counter(whole.people[who].organisatie for who in whole.among[cell])
        others = {one: Aandeel(reached[one], there[one]) for one in there if one != organisatie}
        if rest_of_network(klasse, said.shown[cell], there[organisatie], others) is not None:
            found[cell] = (klasse.lo, klasse.hi)
    return found


def _reached(net: Netwerk, said: Uitgave) -> dict[str, set[int]]:
    """Return who was reached in each quarter and since the start, whether or not that was published."""
    found: dict[str, set[int]] = {}
    until: set[int] = set()
    for quarter in range(net.quarters):
        found[f"R{quarter}"] = {who for who, mens in enumerate(said.people) if mens.acts(quarter)}
        until |= found[f"R{quarter}"]
        found[f"T{quarter}"] = set(until)
    return found


def _lives(net: Netwerk, without: set[int]) -> Counter[tuple[int, int]]:
    return Counter((one.first, one.last) for one in net.people if one.organisatie not in without)
