"""Checks plans of toernees again, apart from the engine: every hard rule, and the cost. The definition of both.

    python -m bench.toernee.scorer instance.json result.json

Standard library only, knows nothing of the engine, and is written without any speed trick so that it can be read.
A result is {"tours": [{"id", "facilitator", "visits": [{"host", "slot", "chair", "reporter"}, ...]}], "unscheduled":
[ids]}; the members without a task here are field and board. Ranking: hard violations, then unscheduled, then cost.

Cost per tour:
  gap             |gap - ideal| in working days, summed over the gaps
  rather_not      (person, visit) pairs on a slot the person would rather not have
  rather_not_max  the largest such number for one member of the tour
  long_trips      per person, pairs of consecutive visits that are both far away
  first_again     the first host was first host last time
  late            working day of the last visit minus the earliest day of the tour
  facilitator_km  single-trip km of the facilitator over the visits
"""

import json
import math
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def km(a: list[float] | None, b: list[float] | None) -> float:
    """Return the road distance between two places: the crow's times 1.3, one decimal; 0 when one is not known."""
    if a is None or b is None:
        return 0.0
    return round(1.3 * math.hypot(a[0] - b[0], a[1] - b[1]), 1)


class Facts:
    """An instance, indexed."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Index people, facilitators and tours."""
        self.rules, self.weights, self.blocked = data["rules"], data["weights"], set(data["blocked_slots"])
        self.people: dict[str, Row] = {row["id"]: row for row in data["people"]}
        self.slots = {row["id"]: set(row["slots"]) for row in data["people"]}
        self.host_slots = {row["id"]: set(row["host_slots"]) for row in data["people"]}
        self.rather_not = {row["id"]: set(row["rather_not"]) for row in data["people"]}
        self.guides: dict[str, Row] = {row["id"]: row for row in data["facilitators"]}
        self.guide_slots = {row["id"]: set(row["slots"]) for row in data["facilitators"]}
        self.tours: dict[str, Row] = {row["id"]: row for row in data["tours"]}


def parts_of(facts: Facts, tour: Row, plan: Row) -> dict[str, float]:
    """Return the parts of the cost of one tour, each in its own unit."""
    visits = sorted(plan["visits"], key=lambda one: one["slot"])
    days = [one["slot"] // 2 for one in visits]
    unwilling = [sum(one["slot"] in facts.rather_not[member] for one in visits) for member in tour["members"]]
    far = {member: [_is_far(facts, member, one["host"]) for one in visits] for member in tour["members"]}
    guide = facts.guides[plan["facilitator"]]
    return {
        "gap": sum(abs(b - a - facts.rules["ideal_gap_days"]) for a, b in pairwise(days)),
        "rather_not": sum(unwilling),
        "rather_not_max": max(unwilling),
        "long_trips": sum(a and b for row in far.values() for a, b in pairwise(row)),
        "first_again": int(facts.people[visits[0]["host"]]["last_hosted_first"]),
        "late": days[-1] - tour["earliest"] // 2,
        "facilitator_km": sum(km(guide["xy"], facts.people[one["host"]]["xy"]) for one in visits),
    }


def _is_far(facts: Facts, member: str, host: str) -> bool:
    there = km(facts.people[member]["xy"], facts.people[host]["xy"])
    return member != host and there > facts.rules["long_trip_km"]


def violations(facts: Facts, tour: Row, plan: Row) -> Iterator[str]:
    """Return the kind of every hard rule that a plan breaks by itself."""
    visits = sorted(plan["visits"], key=lambda one: one["slot"])
    if sorted(one["host"] for one in visits) != sorted(tour["members"]):
        yield "gastheren"
        return
    if plan["facilitator"] not in tour["facilitators"]:
        yield "begeleider"
    for visit in visits:
        yield from _of_visit(facts, tour, plan, visit)
    for role in ("chair", "reporter"):
        if sorted(one[role] for one in visits) != sorted(tour["members"]):
            yield "rolverdeling"
    yield from _of_dates(facts, [one["slot"] // 2 for one in visits])


def _of_dates(facts: Facts, days: list[int]) -> Iterator[str]:
    for a, b in pairwise(days):
        if b - a < facts.rules["min_gap_days"]:
            yield "tussentijd"
    if days[-1] - days[0] > facts.rules["max_span_days"]:
        yield "looptijd"


def _of_visit(facts: Facts, tour: Row, plan: Row, visit: Row) -> Iterator[str]:
    slot, host = visit["slot"], visit["host"]
    if slot in facts.blocked:
        yield "geblokkeerd"
    for member in tour["members"]:
        if slot not in facts.slots[member]:
            yield "afwezig"
    if slot not in facts.host_slots[host]:
        yield "ontvangst"
    if slot not in facts.guide_slots[plan["facilitator"]]:
        yield "begeleider-afwezig"
    if slot < tour["earliest"]:
        yield "te vroeg"
    three = {host, visit["chair"], visit["reporter"]}
    if len(three) != 3 or not three <= set(tour["members"]):
        yield "rollen"


def shared_violations(facts: Facts, plans: list[Row]) -> Iterator[str]:
    """Return the kind of every hard rule about facilitators that the plans break together."""
    days: dict[tuple[str, int], int] = {}
    weeks: dict[tuple[str, int], int] = {}
    tours: dict[str, int] = {}
    for plan in plans:
        guide = plan["facilitator"]
        tours[guide] = tours.get(guide, 0) + 1
        for visit in plan["visits"]:
            day, week = (guide, visit["slot"] // 2), (guide, visit["slot"] // 10)
            days[day], weeks[week] = days.get(day, 0) + 1, weeks.get(week, 0) + 1
    yield from ("dubbel" for count in days.values() if count > 1)
    yield from ("week" for key, count in weeks.items() if count > facts.guides[key[0]]["max_per_week"])
    yield from ("te veel" for guide, count in tours.items() if count > facts.guides[guide]["max_tours"])


def score(data: Mapping[str, Any], result: Mapping[str, Any]) -> Row:
    """Return hard violations, tours without dates, the cost and its parts."""
    facts, found, parts, cost = Facts(data), list[str](), dict[str, float](), 0.0
    seen: dict[str, Row] = {}
    for plan in result["tours"]:
        tour = facts.tours.get(plan["id"])
        if tour is None or plan["id"] in seen:
            found.append("tour")
            continue
        seen[plan["id"]] = plan
        broken = list(violations(facts, tour, plan))
        found += broken
        if "gastheren" not in broken:
            own = parts_of(facts, tour, plan)
            cost += sum(facts.weights[name] * value for name, value in own.items())
            parts = {name: parts.get(name, 0.0) + value for name, value in own.items()}
    found += shared_violations(facts, list(seen.values()))
    lost = [tour for tour in facts.tours if tour not in seen]
    found += ["verzwegen" for tour in lost if tour not in set(result["unscheduled"])]
    cost += facts.weights["unscheduled"] * len(lost)
    return {
        "hard_violations": len(found), "kinds": sorted(set(found)), "unscheduled": len(lost), "cost": round(cost, 3),
        "dates": round(cost - facts.weights["unscheduled"] * len(lost), 3),
        "parts": {name: round(value, 1) for name, value in parts.items()},
    }  # fmt: skip


if __name__ == "__main__":
    given, made = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    print(json.dumps(score(given, made), indent=1))
