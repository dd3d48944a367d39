"""T60: nothing that partners read tells of one person, or of a small group; and the attack that says so has teeth."""

import pytest

from community.onthulling import Klasse, Raster, klasse_of
from tests.community.rapporten.aanval import Aanval
from tests.community.rapporten.kennis import Verteld
from tests.community.rapporten.netwerk import Netwerk, network
from tests.community.rapporten.ronde import attack
from tests.community.rapporten.uitgave import Protect, publish
from tests.in_full import IS_FULL, share, tell

NETWORKS = range(2000) if IS_FULL else range(50)
BUNCH = 20 if IS_FULL else 5
# In full every partner and every pair; in the sample one partner of each network, alone and together with another one.
PARTNERS = None if IS_FULL else 1
SEEDS = share(NETWORKS)


def plain_rule(raster: Raster, order: list[str]) -> dict[str, Klasse | None]:
    """Threshold 5 and nothing else: exact from five people on, hidden under it."""
    return {cell: Klasse(raster.counts[cell], raster.counts[cell]) if raster.counts[cell] >= 5 else None
            for cell in order}  # fmt: skip


def classes_only(raster: Raster, order: list[str]) -> dict[str, Klasse | None]:
    """Classes far from nobody and everybody, but nothing hidden for another cell."""
    return {cell: klasse_of(raster.counts[cell], raster.populations[cell]) for cell in order}


@pytest.mark.parametrize("at", range(0, len(SEEDS), BUNCH))
def test_no_reader_learns_of_one_person_or_of_a_small_group(at: int) -> None:
    for seed in SEEDS[at : at + BUNCH]:
        counted, found = attack(seed, partners=PARTNERS, pairs=PARTNERS)
        tell(**counted, successes=len(found))
        assert found == []
        assert counted["groups"] > 0


def test_the_attack_breaks_the_plain_rule() -> None:
    people, small_groups, partners = _broken_by(plain_rule)
    tell(plain_people=people, plain_groups=small_groups, plain_partners=partners)
    assert (people, small_groups, partners) == (6, 34, 4)


def test_the_attack_breaks_classes_without_hiding_for_another_cell() -> None:
    _people, small_groups, partners = _broken_by(classes_only)
    tell(classes_groups=small_groups, classes_partners=partners)
    assert (small_groups, partners) == (8, 1)


def _broken_by(rule: Protect) -> tuple[int, int, int]:
    """Return how many people and groups of 1-4 become known for certain under a rule, and of how many partners."""
    people = small_groups = partners = 0
    for net in _small_networks():
        for one in range(net.organisaties):
            said = publish(net, net.of(one), rule)
            found = Aanval(net, said).successes(readers=(Verteld.SMALL,)) if said.shown else []
            sure = [success for success in found if success.is_proven]
            people += sum(success.group.startswith("een mens") for success in sure)
            small_groups += sum(0 < success.most < 5 and not success.group.startswith("een mens") for success in sure)
            partners += bool(sure)
    return people, small_groups, partners


def _small_networks() -> list[Netwerk]:
    listed = (network(seed) for seed in range(60))
    return [net for net in listed if net.quarters == 2 and net.activities == 3][:1]
