"""The floor: 'the first date that fits', as somebody with a list does it.

    python -m bench.toernee.firstfit < instance.json > result.json

Tour after tour, with the first facilitator who still has room: for every visit the first dagdeel on which all can
come, and the first host who can receive then. Who is stuck tries the next facilitator, and is left out after the last.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from bench.figures import Figure
from bench.matching.process import ran
from bench.toernee.run import instance_of, planned
from bench.toernee.scorer import score

NAMES = ("normal-20-1", "scarce-20-1", "impossible-20-1", "normal-200-1")
Row = dict[str, Any]


def figures() -> Iterator[Figure]:
    """Plan the instances both ways."""
    for name in NAMES:
        data = instance_of(name)
        for who, run in (("planner", planned(data, 90)),
                         ("eerste datum", ran("-m", "bench.toernee.firstfit", given=data))):  # fmt: skip
            report = score(data, run.answer)
            made = max(1, len(data["tours"]) - report["unscheduled"])
            yield Figure(f"toernee {name}, {who}: regels gebroken", report["hard_violations"], "")
            yield Figure(f"toernee {name}, {who}: zonder data", report["unscheduled"], "toernees")
            yield Figure(f"toernee {name}, {who}: kosten per toernee", round(report["dates"] / made, 1), "")


class List:
    """What is taken so far."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Nothing is taken yet."""
        self.data, self.rules = data, data["rules"]
        self.people = {row["id"]: row for row in data["people"]}
        self.guides = {row["id"]: row for row in data["facilitators"]}
        self.days: dict[str, list[int]] = {one: [] for one in self.guides}
        self.tours: dict[str, int] = dict.fromkeys(self.guides, 0)

    def result(self) -> Row:
        """Return plans and who is left out."""
        plans, left = [], []
        for tour in self.data["tours"]:
            plan = next((made for guide in tour["facilitators"] if (made := self.plan(tour, guide))), None)
            if plan:
                plans.append(plan)
            else:
                left.append(tour["id"])
        return {"tours": plans, "unscheduled": left}

    def plan(self, tour: Row, guide: str) -> Row | None:
        """Return a plan with this facilitator, or nothing when somebody is stuck."""
        row = self.guides[guide]
        if self.tours[guide] >= row["max_tours"]:
            return None
        members = tour["members"]
        common = set(row["slots"]).intersection(*(self.people[one]["slots"] for one in members))
        visits: list[tuple[str, int]] = []
        for slot in sorted(slot for slot in common if slot >= tour["earliest"]):
            host = next((one for one in self.waiting(tour, visits) if slot in self.people[one]["host_slots"]), None)
            if host and self.fits(row, visits, slot) and len(visits) < len(members):
                visits.append((host, slot))
        if len(visits) < len(members) or visits[-1][1] // 2 - visits[0][1] // 2 > self.rules["max_span_days"]:
            return None
        self.tours[guide] += 1
        self.days[guide] += [slot // 2 for _, slot in visits]
        return {"id": tour["id"], "facilitator": guide, "visits": list(self.with_roles(visits))}

    def waiting(self, tour: Row, visits: list[tuple[str, int]]) -> list[str]:
        """Return who did not receive yet."""
        done = {host for host, _ in visits}
        return [one for one in tour["members"] if one not in done]

    def fits(self, guide: Row, visits: list[tuple[str, int]], slot: int) -> bool:
        """Whether the facilitator has this day free, and it is not too soon after the visit before."""
        days, day = self.days[guide["id"]], slot // 2
        own = [one // 2 for _, one in visits]
        in_week = sum(one // 5 == day // 5 for one in days + own)
        is_late_enough = not own or day - own[-1] >= self.rules["min_gap_days"]
        return day not in days and in_week < guide["max_per_week"] and is_late_enough

    def with_roles(self, visits: list[tuple[str, int]]) -> Iterator[Row]:
        """Return the visits with the next two hosts as chair and reporter."""
        hosts = [host for host, _ in visits]
        for at, (host, slot) in enumerate(visits):
            chair, reporter = hosts[(at + 1) % len(hosts)], hosts[(at + 2) % len(hosts)]
            yield {"host": host, "slot": slot, "chair": chair, "reporter": reporter}


if __name__ == "__main__":
    print(json.dumps(List(json.load(sys.stdin)).result()))
