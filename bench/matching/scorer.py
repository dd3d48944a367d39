"""Checks a division of an intervisie instance again, apart from the engine: every hard rule, and the quality Q.

    python -m bench.matching.scorer instance.json result.json

Standard library only, knows nothing of the engine, and is written without any speed trick so that it can be read.
`mode`, `slot` and `host` of a group may be left out: then the best choice that is allowed counts.
Ranking: hard violations, then number unplaced, then -Q.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def km(a: list[float], b: list[float]) -> float:
    """Return the road distance between two places: the crow's times 1.3, one decimal."""
    return round(1.3 * math.hypot(a[0] - b[0], a[1] - b[1]), 1)


class Facts:
    """An instance, indexed."""

    def __init__(self, data: Row) -> None:
        """Index people, lines, locks and who met."""
        self.data, self.rules, self.weights = data, data["rules"], data["weights"]
        self.people: dict[str, Row] = {row["id"]: row for row in data["people"]}
        self.lines = {frozenset(pair) for pair in data["lines"]}
        self.lock = {member: row["label"] for row in data["locks"] for member in row["members"]}
        self.met: dict[tuple[str, str], float] = {}
        for row in data["history"]:
            for group in row["groups"]:
                for a in group:
                    for b in group:
                        if a < b:
                            self.met[a, b] = max(0.5 ** row["age"], self.met.get((a, b), 0))

    def conflicts(self, a: str, b: str) -> list[str]:
        """Return which rules keep two people apart."""
        one, other, found = self.people[a], self.people[b], []
        if one["org"] == other["org"]:
            found.append("organisatie")
        if set(one["collabs"]) & set(other["collabs"]):
            found.append("samenwerking")
        if frozenset((a, b)) in self.lines:
            found.append("hierarchie")
        if b in one["avoid"] or a in other["avoid"]:
            found.append("conflict")
        return found

    def settle(self, members: list[str]) -> tuple[str | None, int | None, str | None]:
        """Return the best allowed form, dagdeel and host; None for what is impossible."""
        people = [self.people[member] for member in members]
        common = set.intersection(*(set(row["slots"]) for row in people))
        choices: list[tuple[float, str, str | None]] = []
        if all(row["mode"] != "fysiek" for row in people):
            online = self.rules["online_value"]
            choices.append((sum(1.0 if row["mode"] == "online" else online for row in people), "online", None))
        if all(row["mode"] != "online" for row in people):
            for host in people:
                distances = [km(host["xy"], row["xy"]) for row in people]
                if all(far <= row["max_km"] for far, row in zip(distances, people, strict=True)):
                    value = sum(1 - far / row["max_km"] for far, row in zip(distances, people, strict=True))
                    choices.append((value, "fysiek", host["id"]))
        best = max(choices, key=lambda choice: choice[0], default=None)
        return (best[1] if best else None), (min(common) if common else None), (best[2] if best else None)


def violations(facts: Facts, group: Row) -> list[str]:
    """Return the broken rules of one group."""
    members, rules = group["members"], facts.rules
    people = [facts.people[member] for member in members]
    common = set.intersection(*(set(row["slots"]) for row in people))
    found = []
    if not rules["size_min"] <= len(members) <= rules["size_max"]:
        found.append(f"grootte:{len(members)}")
    for number, a in enumerate(members):
        for b in members[number + 1 :]:
            found += [f"{kind}:{a},{b}" for kind in facts.conflicts(a, b)]
    if len(common) < rules["min_common_slots"]:
        found.append("tijd:geen gemeenschappelijk dagdeel")
    if not set.intersection(*(set(row["langs"]) for row in people)):
        found.append("taal:geen gemeenschappelijke taal")
    if len({facts.lock[member] for member in members if member in facts.lock}) > 1:
        found.append("vast:twee vaste kernen samengevoegd")
    return found + _place(facts, group, people, common)


def _place(facts: Facts, group: Row, people: list[Row], common: set[int]) -> list[str]:
    mode, host = group["mode"], group.get("host")
    if mode is None:
        return ["reis:geen plaats of vorm mogelijk"]
    found = [] if group.get("slot") in common else [f"tijd:dagdeel {group.get('slot')} niet voor allen"]
    refused = "fysiek" if mode == "online" else "online"
    found += [f"vorm:{row['id']}" for row in people if row["mode"] == refused]
    if mode == "online":
        return found
    if host not in group["members"]:
        return [*found, "reis:gastheer niet in groep"]
    home = facts.people[str(host)]["xy"]
    return found + [f"reis:{row['id']}" for row in people if km(home, row["xy"]) > row["max_km"]]


def utilities(facts: Facts, group: Row) -> dict[str, float]:
    """Return what the group brings each member."""
    rules, people = facts.rules, [facts.people[member] for member in group["members"]]
    common = set.intersection(*(set(row["slots"]) for row in people))
    span = max(rules["size_target"] - rules["size_min"], rules["size_max"] - rules["size_target"])
    found = {}
    for row in people:
        parts = _towards(facts, row, [other for other in people if other is not row])
        parts["wens"] = 1.0 if not row["wants"] or set(row["wants"]) & set(group["members"]) else 0.0
        parts["tijd"] = min(1.0, len(common) / 3)
        parts["maat"] = max(0.0, 1 - abs(len(people) - rules["size_target"]) / span)
        parts["reis"] = _travel(facts, group, row)
        found[row["id"]] = sum(facts.weights[goal] * parts[goal] for goal in facts.weights)
    return found


def _towards(facts: Facts, row: Row, others: list[Row]) -> dict[str, float]:
    number, themes = max(1, len(others)), set(row["themes"])
    shared = [len(themes & set(one["themes"])) / min(len(themes), len(one["themes"])) for one in others]
    met = [facts.met.get((min(row["id"], one["id"]), max(row["id"], one["id"])), 0.0) for one in others]
    return {
        "sector": sum(one["sector"] != row["sector"] for one in others) / number,
        "senioriteit": sum(one["seniority"] != row["seniority"] for one in others) / number,
        "thema": sum(shared) / number,
        "nieuw": 1 - sum(met) / number,
    }


def _travel(facts: Facts, group: Row, row: Row) -> float:
    if group["mode"] == "online":
        return 1.0 if row["mode"] == "online" else float(facts.rules["online_value"])
    if group["mode"] == "fysiek" and group["host"] in facts.people:
        return max(0.0, 1 - km(facts.people[group["host"]]["xy"], row["xy"]) / row["max_km"])
    return 0.0


def score(instance: Row, solution: Row) -> Row:
    """Return violations, unplaced and Q of a solution."""
    facts = Facts(instance)
    found, seen, values, means = [], dict[str, int](), dict[str, float](), []
    for group in solution["groups"]:
        for member in group["members"]:
            seen[member] = seen.get(member, 0) + 1
        if group.get("mode") is None:
            mode, slot, host = facts.settle(group["members"])
            group = {"members": group["members"], "mode": mode, "slot": slot, "host": host}
        found += violations(facts, group)
        per_member = utilities(facts, group)
        values.update(per_member)
        means.append(sum(per_member.values()) / len(per_member))
    found += _bookkeeping(facts, solution, seen)
    rules, means = facts.rules, sorted(means)
    worst = means[: max(1, math.ceil(len(means) * rules["worst_share"]))] or [0.0]
    mean, low, fair = sum(values.values()) / len(facts.people), sum(worst) / len(worst), rules["fair_weight"]
    return {
        "instance": facts.data["id"],
        "hard_violations": len(found),
        "unplaced": len([member for member in facts.people if member not in seen]),
        "Q": round(100 * ((1 - fair) * mean + fair * low), 4),
        "worst_decile_groups": round(100 * low, 4),
        "examples": found[:8],
    }


def _bookkeeping(facts: Facts, solution: Row, seen: dict[str, int]) -> list[str]:
    said = set(solution.get("unplaced", []))
    where = {member: number for number, group in enumerate(solution["groups"]) for member in group["members"]}
    found = [f"dubbel:{member}" for member, times in seen.items() if times > 1]
    found += [f"verzwegen:{member}" for member in facts.people if member not in seen and member not in said]
    found += [f"tegenstrijdig:{member}" for member in said if member in seen]
    for row in facts.data["locks"]:
        if len({where.get(member) for member in row["members"]}) > 1:
            found.append(f"vast:{row['label']} gesplitst")
    return found


if __name__ == "__main__":
    read = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3]]
    print(json.dumps(score(*read), indent=1))
