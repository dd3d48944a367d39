"""What the confidential pages cost: a casus, the lists, a praktijkboek of 20 casussen, and saving by itself."""

import html
import json
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, against_floor, at_most
from bench.measure import Server, hidden_fields, paired
from bench.pages import DETAIL, LIST, ask, page
from bench.world import World, world

SAVES, WALL_BAR = 40, 100.0
# Name, floor, address and bar, as STACK.md asks of them (P4; a list as P2).
PAGES = (
    ("P4 casus met 15 ingevulde instrumenten", DETAIL, "vol", 8),
    ("P4 casus met alleen het format", DETAIL, "kaal", 6),
    ("P4 partijen van een casus", DETAIL, "partijen", 6),
    ("P4 canvas, een laag om in te vullen", DETAIL, "canvas", 8),
    ("P2 casussen, 2 eigen en 50 van anderen", LIST, "lijst", 6),
    ("P4 praktijkboek met 20 casussen, lijst", DETAIL, "boek", 6),
    ("P4 praktijkboek met 20 casussen, lezen", DETAIL, "lezen", 6),
)


def figures() -> Iterator[Figure]:
    """Measure the confidential pages in one world, and saving by itself last: it changes the casus."""
    with tempfile.TemporaryDirectory(prefix="rk-casus-") as folder:
        told = Path(folder) / "addresses.json"
        with world(also=("bench.casus_data", str(told))) as both:
            addresses = json.loads(told.read_text())
            for name, floor, key, bar in PAGES:
                yield page(both, name, floor, addresses[key], bar)
            yield from autosave(both, f"{addresses['vol']}format/")


def autosave(both: World, path: str) -> Iterator[Figure]:
    """Save the fourteen answers as the page does by itself, with another word each time: CPU, and the wait."""
    fields = form_at(both.ours, path)
    number, waits = 0, []

    def save() -> None:
        nonlocal number
        number += 1
        fields["werktitel"] = f"Peil in de polder {number}"
        begin = time.perf_counter()
        status, _headers, body = both.ours.send(path, fields, headers={"X-Bewaren": "1"})
        waits.append((time.perf_counter() - begin) * 1000)
        if status != 200:
            raise RuntimeError(f"saving answered {status}")
        fields["version"] = str(json.loads(body)["version"])

    floor, ours, ratio = paired(both.floor, both.ours, lambda: ask(both.floor, DETAIL), save)
    yield against_floor("vanzelf bewaren, 14 antwoorden", ours, "ms cpu", floor, ratio, 12)
    yield at_most("vanzelf bewaren, heen en terug", statistics.median(waits[-SAVES:]), "ms", WALL_BAR)


def form_at(server: Server, path: str) -> dict[str, str]:
    """Return what the page of the format would send: hidden fields, texts and choices made. Raises RuntimeError."""
    found = server.get(path)[2].decode()
    form = next((one for one in re.findall(r"<form.*?</form>", found, re.S) if "data-bewaren" in one), "")
    if not form:
        raise RuntimeError(f"no form that saves by itself on {path}")
    fields = hidden_fields(form)
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        fields[name] = html.unescape(text).removeprefix("\n")
    for tag in re.findall(r"<input[^>]*checked[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            fields[name[1]] = value[1]
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        if chosen := re.search(r'<option value="([^"]*)" selected', options):
            fields[name] = chosen[1]
    return fields
