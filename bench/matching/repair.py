"""How long it takes to mend a division of 1,000 people after one change, in plain Python as a web process does.

`python -m bench.matching.repair SECONDS` prints per kind of change the processor time, moved and unplaced people.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median
from time import process_time

from bench.figures import Figure, at_most
from bench.matching.process import ran
from bench.matching.run import instance_of
from intervisie.matching import Division, Effort, Instance, Lock, divide, read_instance, repair

NAME, SECONDS, MOST_SECONDS = "natural-1000-1", 30, 1.0
# So many times each kind of change, spread over the people.
TIMES = 7

Change = tuple[Instance, Division]


def figures() -> Iterator[Figure]:
    """Tell per kind of change the longest time, and who moved."""
    for kind, rows in ran("-m", "bench.matching.repair", str(SECONDS)).answer.items():
        name = f"matching herstel, 1.000 mensen, {kind}"
        yield at_most(name, max(row[0] for row in rows), "s cpu", MOST_SECONDS)
        yield at_most(f"{name}: regels gebroken", max(row[3] for row in rows), "", 0)
        yield Figure(f"{name}: verplaatst, mediaan", median(row[1] for row in rows), "mensen")
        yield Figure(f"{name}: niet geplaatst, mediaan", median(row[2] for row in rows), "mensen")


def leaves(instance: Instance, division: Division, at: int) -> Change:
    """Take one person out."""
    gone = division.groups[at % len(division.groups)].members[0]
    people = tuple(person for person in instance.people if person.id != gone)
    locks = tuple(lock for lock in instance.locks if gone not in lock.members)
    return replace(instance, people=people, locks=locks), division


def joins(instance: Instance, division: Division, at: int) -> Change:
    """Let somebody join who was not there: her place in the earlier division is taken away."""
    number = at % len(division.groups)
    group = division.groups[number]
    locked = {member for lock in instance.locks for member in lock.members}
    new = next((member for member in group.members if member not in locked and member != group.host), group.members[0])
    kept = replace(group, members=tuple(member for member in group.members if member != new))
    groups = (*division.groups[:number], kept, *division.groups[number + 1 :])
    return instance, Division(groups, (*division.unplaced, new))


def locked(instance: Instance, division: Division, at: int) -> Change:
    """Fix two people of different groups together, who may meet."""
    known = {member for lock in instance.locks for member in lock.members}
    people = {person.id: person for person in instance.people}
    first = next(one for one in division.groups[at % len(division.groups)].members if one not in known)
    here = people[first]
    for group in division.groups[at % len(division.groups) + 1 :]:
        for other in group.members:
            there = people[other]
            is_free = other not in known and here.org != there.org and not here.collabs & there.collabs
            if is_free and len(here.slots & there.slots) > 2 and other in here.wants:
                return replace(instance, locks=(*instance.locks, Lock("nieuw", (first, other)))), division
    second = division.groups[at % len(division.groups)].members[-1]
    return replace(instance, locks=(*instance.locks, Lock("nieuw", (first, second)))), division


CHANGES: dict[str, Callable[[Instance, Division, int], Change]] = {
    "een vertrekt": leaves, "een komt erbij": joins, "twee vastgezet": locked,
}  # fmt: skip


def mended(instance: Instance, division: Division, change: Callable[[Instance, Division, int], Change],
           times: int) -> list[tuple[float, int, int, int]]:  # fmt: skip
    """Return per time: processor seconds, people moved, people unplaced, rules broken."""
    found = []
    for turn in range(times):
        now, before = change(instance, division, turn * len(division.groups) // times)
        begin = process_time()
        done = repair(now, before)
        spent = process_time() - begin
        found.append((spent, len(done.relocated), done.score.unplaced, len(done.score.violations)))
    return found


def main(words: Sequence[str]) -> None:
    """Divide once, then mend after each change."""
    instance = read_instance(instance_of(NAME))
    division = divide(instance, effort=Effort(float(words[0]))).division
    print(json.dumps({kind: mended(instance, division, change, TIMES) for kind, change in CHANGES.items()}))


if __name__ == "__main__":
    main(sys.argv[1:])
