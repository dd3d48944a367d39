"""L1: what it costs that 100 sessions of 8 people ask what changed, each every three seconds."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, against_floor, at_least, at_most
from bench.measure import Server, paired
from bench.pages import SIGNED_IN, ask
from bench.sessies_load import Browser, Told, follow
from bench.world import World, world

POLL_BAR = 1.2
EVERY, TURNS = 3.0, 7
P95_MS = 250.0


def figures() -> Iterator[Figure]:
    """Measure one poll against the signed-in bare view, then all 800 people at once."""
    with tempfile.TemporaryDirectory(prefix="rk-sessies-") as folder:
        told = Path(folder) / "browsers.json"
        with world(also=("bench.sessies_data", str(told))) as both:
            browsers = [Browser(both.ours.port, *one) for one in json.loads(told.read_text())]
            yield of_one(both, "een lid vraagt, niets veranderd", browsers[0])
            yield of_one(both, "een gast vraagt, niets veranderd", browsers[6])
            yield whole(both, browsers[1])
            yield from of_all(both.ours, browsers)


def of_one(both: World, name: str, browser: Browser) -> Figure:
    """Compare a poll that finds nothing new, again and again, with the signed-in bare view."""
    floor, ours, ratio = paired(both.floor, both.ours, lambda: ask(both.floor, SIGNED_IN), lambda: unchanged(browser),
                                blocks=12, requests=30)  # fmt: skip
    return against_floor(f"L1 {name}", ours, "ms cpu", floor, ratio, POLL_BAR)


def whole(both: World, browser: Browser) -> Figure:
    """Compare the whole answer, as it comes when something changed, with the signed-in bare view."""

    def changed() -> None:
        browser.seen = "0"
        if browser.ask() != 200:
            raise RuntimeError("no whole answer came")

    floor, ours, ratio = paired(both.floor, both.ours, lambda: ask(both.floor, SIGNED_IN), changed)
    return Figure("L1 een lid vraagt, alles verandert", round(ours, 3), "ms cpu", round(floor, 3), round(ratio, 2))


def unchanged(browser: Browser) -> None:
    """Ask what changed until that is nothing; once in ten seconds her presence is noted, in the same answer."""
    status = browser.ask()
    if status == 200:
        status = browser.ask()
    if status != 204:
        raise RuntimeError(f"a poll that finds nothing new answered {status}")


def of_all(server: Server, browsers: list[Browser]) -> Iterator[Figure]:
    """Let all 800 ask every three seconds: first until everybody saw what there is, then while it is measured."""
    follow(browsers, every=EVERY * 4, turns=1)
    before = server.cpu()
    told: Told = follow(browsers, every=EVERY, turns=TURNS)
    spent = (server.cpu() - before) / 1e6
    polls = len(told.waits)
    yield at_most("L1 800 mensen tegelijk, p95 van een antwoord", told.slowest_but(0.05) * 1000, "ms", P95_MS)
    yield at_most("L1 800 mensen tegelijk, fouten", told.errors, "fouten", 0)
    yield at_least("L1 800 mensen tegelijk, antwoord 'niets nieuws'", told.statuses[204] / polls, "deel", 0.95)
    yield Figure("L1 800 mensen tegelijk, per vraag", round(spent / polls, 3), "ms cpu")
    cores = spent / 1000 / (EVERY * TURNS)
    yield Figure(f"L1 800 mensen tegelijk, van {os.cpu_count()} rekenkernen", round(cores, 2), "kernen bezet")
