"""The floor: what a careful secretary does with a list, by hand.

    python -m bench.matching.secretary < instance.json > result.json

Fixed cores first; then person after person, who can do the fewest dagdelen first, each into the group that suits best
and stays allowed. A new group when none suits well and there may be more. Groups that stay too small are dissolved.
"""

import json
import sys
from typing import Any

from bench.matching.scorer import Facts, utilities, violations

Row = dict[str, Any]
# Below this mean utility a new group is begun rather than joined; a place above the wished size costs so much.
GOOD_ENOUGH, CROWDED = 0.45, 0.02


class Secretary:
    """Somebody with the list of one instance."""

    def __init__(self, data: Row) -> None:
        """Begin with the fixed cores."""
        self.facts, self.rules = Facts(data), data["rules"]
        self.slots = {row["id"]: frozenset(row["slots"]) for row in data["people"]}
        self.groups: list[list[str]] = [list(row["members"]) for row in data["locks"]]
        self.most = max(1, round(len(data["people"]) / self.rules["size_target"]))

    def divide(self) -> Row:
        """Return the groups, and who is in none."""
        fixed = {member for group in self.groups for member in group}
        waiting = sorted((id_ for id_ in self.slots if id_ not in fixed), key=lambda id_: len(self.slots[id_]))
        left = [id_ for id_ in waiting if not self.place(id_)]
        groups = []
        for members in self.groups:
            group = self.settled(members)
            if group and not violations(self.facts, group):
                groups.append(group)
            else:
                left += members
        return {"groups": groups, "unplaced": left}

    def place(self, person: str) -> bool:
        """Put this person in the best group, or begin one; return False when neither is possible."""
        value, best = max(((self.value_with(person, group), group) for group in self.groups), default=(-1.0, []))
        has_room = len(self.groups) < self.most
        if value > GOOD_ENOUGH or (value >= 0 and not has_room):
            best.append(person)
        elif has_room:
            self.groups.append([person])
        else:
            return False
        return True

    def value_with(self, person: str, members: list[str]) -> float:
        """Return what the group is worth with this person among them, or -1 when they may not join."""
        if len(members) >= self.rules["size_max"]:
            return -1.0
        common = self.slots[person].intersection(*(self.slots[member] for member in members))
        if len(common) < self.rules["min_common_slots"]:
            return -1.0
        if any(self.facts.conflicts(person, member) for member in members):
            return -1.0
        group = self.settled([*members, person])
        if not group or any(not found.startswith("grootte") for found in violations(self.facts, group)):
            return -1.0
        values = utilities(self.facts, group).values()
        return sum(values) / len(values) - CROWDED * max(0, len(values) - self.rules["size_target"])

    def settled(self, members: list[str]) -> Row | None:
        """Return these people as a group with its form, dagdeel and place; None when there is none."""
        mode, slot, host = self.facts.settle(members)
        if mode is None or slot is None:
            return None
        return {"members": members, "mode": mode, "slot": slot, "host": host}


if __name__ == "__main__":
    print(json.dumps(Secretary(json.load(sys.stdin)).divide()))
