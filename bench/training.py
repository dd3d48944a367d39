"""What the pages of a training cost: an editie of 30 participants, its heat map, attendance, and a proposal of days."""

import json
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from bench.figures import Figure, against_floor, at_most
from bench.measure import Server, hidden_fields, paired
from bench.pages import DETAIL, LIST, ask, page
from bench.world import World, world

SAVES, WALL_BAR, SAVE_BAR = 40, 100.0, 12
PROPOSALS, PROPOSAL_SECONDS = 5, 2.0
STATUSES = ("AANGEMELD", "AANWEZIG", "AFWEZIG")
# Who asks, name, floor, address and bar, as STACK.md asks of them (P4; a list as P2).
PAGES = (
    ("deelnemer", "P4 editie, als deelnemer", DETAIL, "editie", 6),
    ("deelnemer", "P4 dagdeel van een editie", DETAIL, "dagdeel", 6),
    ("deelnemer", "P4 tussentijd, als deelnemer", DETAIL, "tussentijd", 6),
    ("deelnemer", "P4 teams van een editie", DETAIL, "teams", 6),
    ("trainer", "P4 editie, als trainer", DETAIL, "editie", 6),
    ("trainer", "P2 tussentijd, wie is klaar van 30", LIST, "tussentijd", 6),
    ("trainer", "P2 ingevulde lagen van 30 deelnemers", LIST, "lagen", 6),
    ("trainer", "P4 presentielijst van 20 mensen", DETAIL, "presentie", 6),
)


def figures() -> Iterator[Figure]:
    """Measure the pages in one world, saving the attendance last: it changes the list."""
    with tempfile.TemporaryDirectory(prefix="rk-training-") as folder:
        told = Path(folder) / "addresses.json"
        with world(also=("bench.training_data", str(told))) as both:
            known = json.loads(told.read_text())
            sessions = {"deelnemer": both.ours.cookies["sessionid"], **known}
            for person, name, floor, key, bar in PAGES:
                both.ours.cookies["sessionid"] = sessions[person]
                yield page(both, name, floor, known[key], bar)
            yield from attendance(both, known["presentie"])
            both.ours.cookies["sessionid"] = sessions["coordinator"]
            yield proposal(both.ours, known["voorstel"])


def attendance(both: World, path: str) -> Iterator[Figure]:
    """Save the list of 20 people, each time with another answer for all of them: CPU, and the wait."""
    found = both.ours.get(path)[2].decode()
    people = sorted(set(re.findall(r'name="(p_[^"]+)"', found)))
    fields = hidden_fields(next(form for form in re.findall(r"<form.*?</form>", found, re.S) if people[0] in form))
    turn, waits = 0, []

    def save() -> None:
        nonlocal turn
        seen, chosen = STATUSES[min(turn, 2 - turn % 2)], STATUSES[1 + turn % 2]
        turn += 1
        answers = dict.fromkeys(people, f"{seen}.{chosen}")
        begin = time.perf_counter()
        status = both.ours.send(path, {**fields, **answers, "eenmalig": str(uuid4())})[0]
        waits.append((time.perf_counter() - begin) * 1000)
        if status != 302:
            raise RuntimeError(f"saving the attendance answered {status}")

    floor, ours, ratio = paired(both.floor, both.ours, lambda: ask(both.floor, DETAIL), save)
    yield against_floor(f"presentie opslaan, {len(people)} mensen", ours, "ms cpu", floor, ratio, SAVE_BAR)
    yield at_most("presentie opslaan, heen en terug", statistics.median(waits[-SAVES:]), "ms", WALL_BAR)


def proposal(server: Server, path: str) -> Figure:
    """Ask the page that proposes days for one editie: the longest wait of a few."""
    waits = []
    for _ in range(PROPOSALS):
        begin = time.perf_counter()
        ask(server, path)
        waits.append(time.perf_counter() - begin)
    return at_most("editieplanner: bladzijde met een voorstel", max(waits), "s", PROPOSAL_SECONDS)
