"""Makes instances of toernees: same arguments, same instance. Families normal, scarce and impossible.

    python -m bench.toernee.generator 20 3 scarce > instance.json

A slot is working day x 2 + half (0 morning, 1 afternoon). Standard library only.
"""

import json
import math
import random
import sys
from collections.abc import Collection, Sequence
from typing import Any

Row = dict[str, Any]
PROVINCES = ((234, 582), (180, 576), (236, 548), (225, 490), (165, 500), (195, 445), (140, 455),
             (115, 505), (92, 445), (40, 390), (150, 402), (195, 350))  # fmt: skip
FAMILIES = {"normal": 0.88, "scarce": 0.78, "impossible": 0.85}
RULES = {"days": 200, "min_gap_days": 10, "max_span_days": 110, "ideal_gap_days": 20, "long_trip_km": 100,
         "facilitator_same_day": False}  # fmt: skip
WEIGHTS = {"gap": 1.0, "rather_not": 3.0, "rather_not_max": 6.0, "long_trips": 2.0, "first_again": 8.0, "late": 0.15,
           "facilitator_km": 0.02, "unscheduled": 10000.0}  # fmt: skip


class Generator:
    """Draws one instance, in an order that is part of its definition."""

    def __init__(self, tours: int, seed: int, family: str, weeks: int) -> None:
        """Draw holidays and trainings first."""
        self.draw = random.Random(f"visitatie/{family}/{tours}/{seed}/v1")  # noqa: S311 - a world to try with
        self.tours, self.weeks, self.days, self.free = tours, weeks, weeks * 5, FAMILIES[family]
        blocked = set(self.draw.sample(range(self.days), 9))
        for week in self.draw.sample(range(3, weeks - 3), 4):
            blocked |= set(range(week * 5, week * 5 + 5))
        trainings = [
            (week * 5 + self.draw.randrange(5)) * 2 + self.draw.randrange(2)
            for week in sorted(self.draw.sample(range(1, weeks - 1), 6))
        ]
        self.taken = {day * 2 + half for day in blocked for half in (0, 1)} | set(trainings)

    def guide(self, number: int) -> Row:
        """Return a facilitator."""
        base = PROVINCES[self.draw.randrange(12)]
        off = set(self.draw.sample(range(5), 1))
        free = [slot for slot in self.open_slots() if (slot // 2) % 5 not in off and self.draw.random() < 0.80]
        return {"id": f"f{number:03d}", "xy": list(base), "slots": free, "max_per_week": 3, "max_tours": 8}

    def open_slots(self) -> list[int]:
        """Return the slots that are no holiday and no training."""
        return [slot for slot in range(self.days * 2) if slot not in self.taken]

    def person(self, id_: str, centre: Sequence[int]) -> Row:
        """Return a regisseur near a centre, or elsewhere."""
        draw = self.draw
        base = PROVINCES[draw.randrange(12)] if draw.random() < 0.35 else centre
        xy = [round(base[0] + draw.gauss(0, 15), 1), round(base[1] + draw.gauss(0, 15), 1)]
        off = set(draw.sample(range(5), draw.choice([0, 1, 1])))
        weeks = [draw.random() > 0.12 for _ in range(self.weeks)]
        rhythm = [self.free + draw.uniform(-0.14, 0.12) for _ in range(10)]
        free = [
            slot for slot in self.open_slots()
            if weeks[slot // 10] and (slot // 2) % 5 not in off and draw.random() < rhythm[slot % 10]
        ]  # fmt: skip
        rather_not = [slot for slot in free if draw.random() < 0.15]
        bad = set(draw.sample(range(10), 3))
        return {
            "id": id_, "xy": xy, "slots": free, "rather_not": rather_not,
            "host_slots": [slot for slot in free if slot % 10 not in bad], "last_hosted_first": draw.random() < 0.15,
        }  # fmt: skip

    def tour(self, number: int, guides: Sequence[Row]) -> tuple[Row, list[Row]]:
        """Return a tour and its five people."""
        draw, count = self.draw, len(guides)
        centre = PROVINCES[draw.randrange(12)]
        people = [self.person(f"r{number:04d}{place}", centre) for place in range(5)]
        eligible = sorted(one["id"] for one in guides if draw.random() < min(1, 4 / count + 0.1))
        row = {
            "id": f"t{number:04d}", "members": [one["id"] for one in people],
            "facilitators": eligible or [guides[number % count]["id"]],
            "earliest": draw.choice([0, 0, 10, 20]) * 2, "precedes": [],
        }  # fmt: skip
        return row, people


def generate(tours: int = 20, seed: int = 1, family: str = "normal", weeks: int = 40) -> Row:
    """Return an instance in the form `cop-visitatie/1`."""
    made = Generator(tours, seed, family, weeks)
    guides = [made.guide(number) for number in range(max(1, math.ceil(tours / 6)))]
    people: list[Row] = []
    rows = []
    for number in range(tours):
        row, members = made.tour(number, guides)
        rows.append(row)
        people += members
    if family == "impossible":
        by_id = {one["id"]: one for one in people}
        for number in made.draw.sample(range(tours), max(1, tours // 10)):
            for half, id_ in enumerate(rows[number]["members"][:2]):
                _keep(by_id[id_], {slot for slot in by_id[id_]["slots"] if slot % 2 == half})
    return {
        "schema": "cop-visitatie/1", "id": f"vt-{family}-{tours}-{seed}", "rules": RULES, "weights": WEIGHTS,
        "blocked_slots": sorted(made.taken), "people": people, "facilitators": guides, "tours": rows,
    }  # fmt: skip


def _keep(person: Row, slots: Collection[int]) -> None:
    for name in ("slots", "host_slots", "rather_not"):
        person[name] = [slot for slot in person[name] if slot in slots]


if __name__ == "__main__":
    print(json.dumps(generate(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]), separators=(",", ":")))
