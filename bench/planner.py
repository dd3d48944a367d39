"""What planning edities costs: one over a year, and ever more that share twelve trainers and ten places."""

from collections.abc import Iterator
from datetime import date
from random import Random
from time import process_time

from bench.figures import Figure, at_most
from training.rhythm import (
    STANDARD_PARTS,
    NothingFits,
    PlanRequest,
    Proposal,
    Resource,
    ResourceKind,
    SoftRule,
    Stretch,
    kalender_of,
    propose,
)
from training.rhythm.values import Slot

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
ZOMER = Stretch(SoftRule.SCHOOLVAKANTIE, "zomervakantie", date(2027, 7, 10), date(2027, 8, 22))
MEI = Stretch(SoftRule.SCHOOLVAKANTIE, "meivakantie", date(2027, 4, 24), date(2027, 5, 2))
KALENDER = kalender_of(FIRST, LAST, (MEI, ZOMER))
TRAINERS, PLACES = 12, 10
SIZES = (1, 10, 30, 100)
MOST_SECONDS = 2.0


def figures() -> Iterator[Figure]:
    """Plan so many edities one after another: the longest proposal, the total, and how many found no dates."""
    for number in SIZES:
        longest, total, refused = planned(number)
        yield at_most(f"planner: {number} edities, de langste", longest, "s cpu", MOST_SECONDS)
        yield Figure(f"planner: {number} edities samen", round(total, 3), "s cpu")
        yield Figure(f"planner: {number} edities, zonder data", refused, "edities")


def planned(number: int) -> tuple[float, float, int]:
    """Return the longest and the total CPU time, and how many edities fitted nowhere in the year."""
    chance = Random(number)  # noqa: S311 - a draw of trainers, no secret
    busy: dict[str, frozenset[Slot]] = {}
    longest, total, refused = 0.0, 0.0, 0
    for _ in range(number):
        names = [f"trainer {one}" for one in chance.sample(range(TRAINERS), 2)]
        place = f"plek {chance.randrange(PLACES)}"
        resources = [Resource(name, ResourceKind.TRAINER, busy.get(name, frozenset())) for name in names]
        resources.append(Resource(place, ResourceKind.PLACE, busy.get(place, frozenset())))
        begin = process_time()
        found = propose(PlanRequest(STANDARD_PARTS, FIRST, LAST, KALENDER, tuple(resources)))
        spent = process_time() - begin
        longest, total = max(longest, spent), total + spent
        refused += isinstance(found, NothingFits)
        if isinstance(found, Proposal):
            for name in (*names, place):
                busy[name] = busy.get(name, frozenset()) | found.slots
    return longest, total, refused
