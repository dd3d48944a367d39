"""A mail server that says nothing for a minute to one mail, while other mails wait and people use the site (T88)."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg

from tests.post.outage import wait_for, web, worker
from tests.post.place import Place, mail_server, place
from tests.post.sink import HANG_SECONDS
from tests.post.visitors import Visitor

SILENT, OTHER = "hang", "ander"
SECRET_SECONDS = 20
HANDED_OVER: LiteralString = "SELECT count(*) FROM community_zending WHERE uncertain > 0"
HELD: LiteralString = HANDED_OVER + " AND status = 'BEZIG' AND attempts = 0"
START_SECONDS = 300  # for two processes that start, on a machine that has much else to do


def silence(dump: Path, *, people: int, mails: int, patience: float) -> dict[str, int]:
    """Let one mail meet silence; meanwhile owe the others, let people visit, and ask a login code that meets it too.

    `patience`: how many seconds a sender waits for the mail server; what sends login codes waits SECRET_SECONDS, so
    that a page that waited with it would stand out on a busy machine too. Returns what was counted: requests and those
    answered with 5xx or refused, the slowest of them in milliseconds, `behind`: mails that the server took only after
    the minute in which it was silent, `missing`: those it did not take at all, and `held`: seconds until the sender let
    go of the mail that met silence; longer than that the silence holds up nothing, what follows is work.
    """
    waits = {"SINK_TIMEOUT": str(patience), "SINK_LEASE": str(3 * patience), "SINK_SECRET_TIMEOUT": str(SECRET_SECONDS)}
    with place(dump=dump, **waits) as here, mail_server(here) as book, worker(here), web(here) as site:
        told = json.loads(here.run("-m", "tests.post.visitors", "--people", str(people)))
        visitors = [Visitor(site) for _ in range(2 * people)]
        # What starting a process takes is not counted: the others are ready when the silence begins.
        with _owed(here, mails, "--behind", prefix=OTHER), _owed(here, 1, prefix=SILENT):
            wait_for(lambda: _is_handed_over(here), START_SECONDS)
            began = time.time()
            watching = ThreadPoolExecutor(1).submit(_let_go, here)
            for visitor, email in zip(visitors[:people], told["silent"], strict=True):
                visitor.send("/inloggen/code/", "email", email=email)
            for visitor, email in zip(visitors[people:], told["emails"], strict=True):
                visitor.visit(email, told["password"], told["group"])
            wait_for(lambda: sum(mail["to"].startswith(OTHER) for mail in book.accepted()) >= mails)
        held = watching.result() - began
        taken = [mail["at"] - began for mail in book.accepted() if mail["to"].startswith(OTHER)]
        statuses = sum((visitor.statuses for visitor in visitors), Counter[int]())
        return {
            "requests": statuses.total(), "errors": sum(n for status, n in statuses.items() if status >= 500),
            "refused": sum(n for status, n in statuses.items() if 400 <= status < 500),
            "slowest_ms": round(max(visitor.slowest for visitor in visitors) * 1000), "mails": mails,
            "behind": sum(seconds > HANG_SECONDS for seconds in taken), "missing": mails - len(taken),
            "seconds": round(max(taken)), "held": round(held),
        }  # fmt: skip


@contextmanager
def _owed(here: Place, number: int, *behind: str, prefix: str) -> Iterator[None]:
    """Owe so many mails to new people whose addresses begin so; with `--behind` right behind the first mail."""
    words = ("--senders", "0", "--owe", str(number), "--prefix", prefix, *behind)
    process = here.start("-m", "tests.post.senders", *words)
    try:
        if behind and process.stdout:
            process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _let_go(here: Place) -> float:
    """Wait until no mail that met silence is held any more; returns when that was, in seconds since 1970."""
    wait_for(lambda: not _is_handed_over(here, HELD))
    return time.time()


def _is_handed_over(here: Place, question: LiteralString = HANDED_OVER) -> bool:
    with psycopg.connect(here.environment["DATABASE_URL"]) as connection:
        row = connection.execute(question).fetchone()
        return bool(row and row[0])
