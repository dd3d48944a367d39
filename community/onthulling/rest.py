"""The rest of the network as one number."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from community.onthulling.banden import nearest
from community.onthulling.klassen import FIRST_TOP, LARGE, LEAST, Klasse, klasse_of

LEAST_ORGANISATIES = 3
# The largest of the others has at most three quarters of them.
MOST_OF_FOUR = 3


@dataclass(frozen=True)
class Aandeel:
    """How many people of an organisatie took part, out of how many who work there."""

    people: int
    population: int


def rest_of_network(
    network: Klasse | None, own: Klasse | None, own_population: int, others: Mapping[Hashable, Aandeel]
) -> int | None:
    """Return how many people of other organisaties took part, rounded to 5, or None when that is too telling.

    Made from the two published classes only. Everybody whose rest is shown learns the same class of the network. It
    must not narrow what is known of a partner, even to another one who knows her own people exactly and subtracts.

    >>> others = {1: Aandeel(20, 40), 2: Aandeel(20, 50), 3: Aandeel(15, 60)}
    >>> rest_of_network(Klasse(61, 66), Klasse(5, 12), 34, others)
    55
    >>> rest_of_network(Klasse(61, 66), Klasse(5, 12), 34, {1: Aandeel(20, 40), 2: Aandeel(30, 32)})
    """
    if network is None or not _are_many([one.people for one in others.values() if one.people > 0]):
        return None
    if not all(_stays_open(network, own, own_population, others, name) for name in others):
        return None
    return max(0, nearest(network.middle - (own.middle if own else 0)))


def _are_many(people: list[int]) -> bool:
    together, largest = sum(people), max(people, default=0)
    return (
        len(people) >= LEAST_ORGANISATIES
        and together - largest >= LARGE
        and 4 * largest <= MOST_OF_FOUR * together
    )  # fmt: skip


def _stays_open(
    network: Klasse, own: Klasse | None, own_population: int, others: Mapping[Hashable, Aandeel], name: Hashable
) -> bool:
    """Whether neither this partner nor the other one learns of the other, when the two lay their reports together."""
    other = others[name]
    outside = sum(one.population for key, one in others.items() if key != name)
    lo, hi = (own.lo, own.hi) if own else (0, own_population)
    theirs = klasse_of(other.people, other.population) or Klasse(0, _top(other))
    return all(
        _is_free(network, known, outside, wanted)
        for known, wanted in ((other.people, Klasse(lo, hi)), (lo, theirs), (hi, theirs))
    )


def _top(aandeel: Aandeel) -> int:
    return min(FIRST_TOP, aandeel.population) if aandeel.people < LEAST else aandeel.population


def _is_free(network: Klasse, known: int, outside: int, wanted: Klasse) -> bool:
    """Whether a number can still be all that is `wanted`, beside `known` people and those among `outside`.

    Others are known to be at least ten, and at least a third of the largest of them.
    """
    fewest = max(LARGE, -(-known // MOST_OF_FOUR))
    return network.hi - known - fewest >= wanted.hi and network.lo - known - outside <= wanted.lo
