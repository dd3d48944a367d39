"""Search in 5,000 people and 2,000 pages: how long a member and a stranger wait, and what the indexes are worth."""

from collections.abc import Iterator

from bench.figures import Figure, at_most
from bench.world import told_by

# What nine of ten searches take at most, and the slowest: nothing found, so everything is asked for what looks like it.
MOST_MS, MOST_OF_GUESS_MS = 250, 1000
KINDS = {"common": "veel gevonden", "rare": "weinig gevonden", "guess": "niets gevonden, lijkt erop"}


def figures() -> Iterator[Figure]:
    """Let a process with databases of its own fill and search."""
    told = told_by("bench.zoeken_work")
    for who in ("lid", "bezoeker"):
        for kind, words in KINDS.items():
            bar = MOST_OF_GUESS_MS if kind == "guess" else MOST_MS
            yield at_most(f"zoeken, {who}, {words} (p90)", told[who][kind], "ms", bar)
    yield Figure("zoeken, pagina's zonder index op stammen", round(told["without"]["paginatekst_search"], 1), "ms")
    yield Figure(
        "zoeken, pagina's zonder index op drietallen", round(told["without"]["paginatekst_search_trgm"], 1), "ms"
    )
    yield Figure("zoeken, pagina's met beide", round(told["with"], 1), "ms")
    yield Figure("zoeken, typfout in pagina's met index", round(told["guess_with"], 1), "ms")
    yield Figure("zoeken, typfout in pagina's zonder index", round(told["guess_without"], 1), "ms")
