"""Mail: planning and sending 10,000 reminders against bare smtplib, and killing senders half way."""

import json
from collections.abc import Iterator
from typing import Any

from bench.figures import Figure, against_floor, at_least, at_most
from tests.post.place import mail_server, place

KILLS, KILLED_MAILS = 40, 400


def figures() -> Iterator[Figure]:
    """Measure M1, M2 and M3 of STACK.md."""
    with place(SINK_BATCH="50", SINK_TIMEOUT="20", SINK_LEASE="90") as here:
        yield from planning(json.loads(here.run("-m", "bench.mail_work", "plan")))
        with mail_server(here):
            yield from sending(json.loads(here.run("-m", "bench.mail_work", "send")))
    with place(SINK_LEASE="2") as here, mail_server(here, latency=0.005):
        words = ("--owe", str(KILLED_MAILS), "--faults", str(KILLS), "--signal", "KILL")
        yield from killing(json.loads(here.run("-m", "tests.post.senders", *words).splitlines()[-1]))


def planning(found: dict[str, Any]) -> Iterator[Figure]:
    """Judge planning."""
    yield at_most("M2 herinneringen te weinig, twee planners tegelijk", 10_000 - found["owed"], "rijen", 0)
    yield at_most("M2 herinneringen dubbel, daarna vijf keer plannen", found["added"], "rijen", 0)
    yield at_most("M2 opnieuw plannen van 10.000 (proces en database)", found["again"], "s CPU", 2)


def sending(found: dict[str, Any]) -> Iterator[Figure]:
    """Judge sending."""
    yield against_floor("M1 een herinnering versturen", found["ours"], "ms CPU", found["floor"], found["ratio"], 14)
    yield at_least("M1 mails per verbinding", found["accepted"] / found["opened"], "mails", 50)


def killing(found: dict[str, int]) -> Iterator[Figure]:
    """Judge what kills did."""
    yield at_most(f"M3 verloren na {found['faults']} x kill -9", found["lost"] + found["left"], "mails", 0)
    yield at_most("M3 dubbel per kill -9", found["copies"] / found["faults"], "mails", 1)
    yield at_most("M3 dubbel zonder merk of ander Message-ID", found["unaccounted_copies"], "mails", 0)
