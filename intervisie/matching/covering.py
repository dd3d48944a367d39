"""How many people of a very small pool can have a place at most: every possible group, every set of groups.

Plain Python, exact, for at most `MOST_PEOPLE` people. What a relaxation really does is looked up here.
"""

from functools import cache

from intervisie.matching.instance import Instance
from intervisie.matching.ledger import Ledger, Seen

MOST_PEOPLE = 12


def possible_sets(instance: Instance) -> list[int]:
    """Return every set of people that may be a group, as a bit mask over their places in the instance."""
    ledger, found = Ledger(instance), []
    people = range(len(ledger.ids))
    friends = [sum(1 << b for b in people if b != a and ledger.may_meet(a, b)) for a in people]

    def grow(seen: Seen, mask: int, others: int) -> None:
        if seen.kinds & {"tijd", "taal"}:
            return
        if ledger.is_group(seen):
            found.append(mask)
        if len(seen.members) == ledger.rules.size_max:
            return
        while others:
            bit = others & -others
            others ^= bit
            person = bit.bit_length() - 1
            grow(ledger.joined(seen, person), mask | bit, others & friends[person])

    for person in people:
        grow(ledger.joined(ledger.nobody, person), 1 << person, friends[person] >> (person + 1) << (person + 1))
    return found


def most_placed(instance: Instance, last: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """Return as bit masks the groups that place most people; of equals the one that leaves out people in `last`."""
    weight = [2 * len(instance.people) + (person.id not in last) for person in instance.people]
    by_first: list[list[tuple[int, int]]] = [[] for _ in instance.people]
    for mask in possible_sets(instance):
        worth = sum(weight[at] for at in range(len(weight)) if mask >> at & 1)
        by_first[(mask & -mask).bit_length() - 1].append((worth, mask))

    @cache
    def best(left: int) -> tuple[int, tuple[int, ...]]:
        if not left:
            return 0, ()
        first = left & -left
        found = best(left ^ first)
        for worth, mask in by_first[first.bit_length() - 1]:
            if mask & left == mask:
                placed, chosen = best(left ^ mask)
                if placed + worth > found[0]:
                    found = placed + worth, (mask, *chosen)
        return found

    return best((1 << len(instance.people)) - 1)[1]


def placed_in(instance: Instance, last: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return who has a place in a division that places most people, of equals one that leaves out `last`."""
    together = sum(most_placed(instance, last))
    return frozenset(person.id for at, person in enumerate(instance.people) if together >> at & 1)
