"""Random networks of partners: who worked where and when, what they took part in, and who may be named."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

# How eager an organisatie is, and an activity: from hardly anybody to nearly everybody.
EAGERNESS = (0.02, 0.08, 0.2, 0.4, 0.7, 0.95)
DRAW = (0.1, 0.5, 1.0, 1.5)


@dataclass(frozen=True)
class Mens:
    """A person: where she works, from which quarter to which (both included), and what she did in each.

    `deeds` holds per quarter the activities and the provinces, as bits. `is_open`: she may be named.
    """

    organisatie: int
    first: int
    last: int
    deeds: tuple[tuple[int, int], ...]
    is_open: bool

    def acts(self, quarter: int) -> int:
        """Return the activities of a quarter, as bits."""
        return self.deeds[quarter][0]

    def is_there(self, quarter: int) -> bool:
        """Whether she worked at the organisatie in that quarter."""
        return self.first <= quarter <= self.last


@dataclass(frozen=True)
class Netwerk:
    """All people, and of what there is how much."""

    people: tuple[Mens, ...]
    organisaties: int
    quarters: int
    activities: int
    provinces: int

    def of(self, organisatie: int) -> list[Mens]:
        """Return the people of one partner."""
        return [one for one in self.people if one.organisatie == organisatie]


def network(seed: int) -> Netwerk:
    """Return the network of this seed: 4-9 organisaties of 15-60 people, 2-4 quarters, 3-5 activities."""
    rng = Random(seed)  # noqa: S311 - a test that must be the same every time
    size = (rng.randint(4, 9), rng.randint(2, 4), rng.randint(3, 5), rng.randint(2, 4))
    people = tuple(one for number in range(size[0]) for one in _organisatie(rng, number, *size[1:]))
    return Netwerk(people, *size)


def _organisatie(rng: Random, number: int, quarters: int, activities: int, provinces: int) -> Iterator[Mens]:
    eager, open_share = rng.choice(EAGERNESS), rng.choice((0.0, 0.1, 0.3, 0.6))
    draw = [rng.choice(DRAW) for _ in range(activities)]
    for _ in range(rng.randint(15, 60)):
        first = rng.randint(1, quarters - 1) if rng.random() < 0.15 else 0
        last = rng.randint(first, quarters - 1) if rng.random() < 0.15 else quarters - 1
        keen = eager * rng.choice((0.3, 1.0, 1.0, 1.5))
        deeds = tuple(
            _deeds(rng, [keen * one for one in draw], provinces) if first <= quarter <= last else (0, 0)
            for quarter in range(quarters)
        )
        yield Mens(number, first, last, deeds, rng.random() < open_share)


def _deeds(rng: Random, chances: list[float], provinces: int) -> tuple[int, int]:
    acts = sum(1 << place for place, chance in enumerate(chances) if rng.random() < chance)
    if not acts:
        return 0, 0
    return acts, sum({1 << rng.randrange(provinces) for _ in range(rng.choice((1, 1, 2)))})
