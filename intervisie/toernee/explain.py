"""Why a toernee has no dates: who and what blocks, and the smallest wish to give up. True: each is planned again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intervisie.toernee.blocking import Blocker, Blocking
from intervisie.toernee.instance import Instance, in_order
from intervisie.toernee.loosening import Loosening
from intervisie.toernee.planning import cheapest_plan
from intervisie.toernee.plans import TourPlan
from intervisie.toernee.tables import Taken, taken_by
from intervisie.toernee.wishes import Wish, granted


@dataclass(frozen=True)
class Relief:
    """Wishes that together make it possible, and the cheapest plan that there is then."""

    wishes: tuple[Wish, ...]
    plan: TourPlan
    cost: float


@dataclass(frozen=True)
class Explanation:
    """Why this toernee has no dates.

    `people` is a smallest set whose wishes alone make it impossible, `slots` the dagdelen on which they can. `reliefs`
    are the smallest wishes to give up: one of them is enough; what is asked least first, then the cheapest plan.
    """

    tour: str
    blocker: Blocker
    people: tuple[str, ...]
    slots: tuple[int, ...]
    reliefs: tuple[Relief, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the explanation for JSON."""
        return {
            "blocker": self.blocker.value,
            "people": list(self.people),
            "slots": list(self.slots),
            "give_up": [[wish.as_json() for wish in relief.wishes] for relief in self.reliefs],
        }


def explain(instance: Instance, tour: str, *, others: Sequence[TourPlan] = (), most: int = 6) -> Explanation:
    """Return why this toernee has no dates beside the plans of `others`; at most so many reliefs.

    Raises KeyError when the toernee is not in the instance.
    """
    ordered = in_order(instance)
    row = ordered.tours_by_id[tour]
    taken = taken_by(ordered, [one for one in others if one.tour != tour])
    if cheapest_plan(ordered, row, taken):
        return Explanation(tour, Blocker.GEEN, (), (), ())
    blocker, people, slots = Blocking(ordered, row, taken).found()
    reliefs = _reliefs(ordered, tour, taken, most)
    return Explanation(tour, blocker, people, slots, tuple(reliefs))


def _reliefs(instance: Instance, tour: str, taken: Taken, most: int) -> list[Relief]:
    """Return the smallest sets of wishes, each planned again: what does not hold is not told."""
    found = []
    sets = Loosening(instance, tour, taken).smallest()
    sets.sort(key=lambda wishes: sorted(wish.key for wish in wishes))
    for wishes in sets[: 3 * most]:
        changed = granted(instance, tour, wishes)
        plan = cheapest_plan(changed, changed.tours_by_id[tour], taken)
        if plan:
            kinds, people = sorted(wish.key[0] for wish in wishes), {wish.person for wish in wishes}
            found.append((kinds, len(people), Relief(wishes, plan[1], plan[0])))
    found.sort(key=lambda one: (one[0], one[1], one[2].cost))
    return [one[2] for one in found[:most]]
