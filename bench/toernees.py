"""What the pages of visitatietoernees cost when there are 200: the overview, the planner, a toernee, a visit."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.pages import DETAIL, LIST, page
from bench.world import world

# Who asks, name, floor, address and bar, as STACK.md asks of them (P4; a list as P2).
PAGES = (
    ("coordinator", "P2 overzicht van 200 toernees", LIST, "overzicht", 6),
    ("coordinator", "P4 planner van een toernee zonder dagen", DETAIL, "planner", 6),
    ("coordinator", "P4 planner van een toernee die loopt", DETAIL, "lopend", 6),
    ("lid", "P4 toernee, als deelnemer", DETAIL, "toernee", 6),
    ("lid", "P4 bezoek, als gastheer", DETAIL, "bezoek", 6),
    ("lid", "P4 mijn dagdelen, een maand", DETAIL, "dagdelen", 6),
)


def figures() -> Iterator[Figure]:
    """Measure the pages in one world."""
    with tempfile.TemporaryDirectory(prefix="rk-toernees-") as folder:
        told = Path(folder) / "addresses.json"
        with world(also=("bench.toernees_data", str(told))) as both:
            known = json.loads(told.read_text())
            sessions = {"lid": both.ours.cookies["sessionid"], **known}
            for person, name, floor, key, bar in PAGES:
                both.ours.cookies["sessionid"] = sessions[person]
                yield page(both, name, floor, known[key], bar)
