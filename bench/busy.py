"""What unusually busy pages cost: 1,000 messages in a group, 400 meetings in a month, a calendar of 300 meetings,
a date poll of 40 people."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.pages import DETAIL, page
from bench.world import world


def figures() -> Iterator[Figure]:
    """Measure the busy pages against the detail floor, as STACK.md asks of them (P4)."""
    with tempfile.TemporaryDirectory(prefix="rk-busy-") as folder:
        told = Path(folder) / "addresses.json"
        with world(also=("bench.busy_data", str(told))) as both:
            addresses = json.loads(told.read_text())
            for name, key in (
                ("P4 groep met 1.000 berichten", "berichten"),
                ("P4 maand met 400 bijeenkomsten", "maand"),
                ("P4 agendakoppeling met 300 bijeenkomsten", "feed"),
                ("P4 datumprikker met 40 mensen en 30 datums", "datumprikker"),
            ):
                yield page(both, name, DETAIL, addresses[key], 6)
