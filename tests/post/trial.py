"""One trial of the outbox: many mails, a real mail server, senders with faults, and a verdict on what arrived."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from community.berichten.mail import message_id
from community.berichten.outbox import owe_many
from community.berichten.planning import plan
from community.models import User, Zending
from tests.post import kinds
from tests.post.sink import Book, Sink

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT_SECONDS = 900
# A killed sender's mails come back after the lease. A stopped one leaves none behind, so there it may be long: on a
# busy machine a mail that takes longer than its lease would go twice (and be marked).
LEASES = {"KILL": "2", "TERM": "60"}


@dataclass(frozen=True)
class Verdict:
    """What came of a trial. The invariants: nothing lost, nothing falsely sent, no copy on a row that is not marked."""

    mails: int
    faults: int
    left: int
    lost: int
    falsely_sent: int
    copies: int
    unaccounted_copies: int
    uncertain: int

    @property
    def holds(self) -> bool:
        """Whether the invariants hold."""
        return (self.left, self.lost, self.falsely_sent, self.unaccounted_copies) == (0, 0, 0, 0)

    def as_dict(self) -> dict[str, int]:
        """Return the numbers by name."""
        return asdict(self)


def people(number: int, now: datetime, *, prefix: str = "lid") -> list[User]:
    """Store that many people and return them."""
    rows = [
        User(email=f"{prefix}-{index}-{uuid.uuid4().hex[:8]}@voorbeeld.example", voornaam="Noor", achternaam="Postma",
             joined_at=now)
        for index in range(number)
    ]  # fmt: skip
    return User.objects.bulk_create(rows)


def owe_to_many(number: int, now: datetime, *, kind: str = kinds.DIRECT, prefix: str = "lid") -> list[User]:
    """Owe one message of this kind to that many new people, and plan once, so that senders have only to send."""
    found = people(number, now, prefix=prefix)
    owe_many(kind, object_id=uuid.uuid4(), now=now, recipients=found, moment="proef")
    plan(now)
    return found


def run_senders(sink: Sink, *, database: str, faults: int, sort: str = "KILL", seed: int = 1) -> Verdict:
    """Let three sender processes send all that waits, while one after the other is killed (KILL) or stopped (TERM)."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.post.senders", "--faults", str(faults), "--signal", sort, "--seed", str(seed)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=TIMEOUT_SECONDS,
        env={**process_environment(sink, database=database), "SINK_LEASE": LEASES[sort]},
    )  # fmt: skip
    return Verdict(**json.loads(done.stdout.splitlines()[-1]))


def process_environment(sink: Sink, *, database: str) -> dict[str, str]:
    """Return the environment of a process that sends to this mail server out of this database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.post.settings",
        "TEST_DATABASE": database,
        "SINK_PORT": str(sink.port),
        "SINK_BOOK": str(sink.book.path),
    }


def verdict(book: Book, told: Mapping[str, Any]) -> Verdict:
    """Compare what the mail server accepted with what the database says."""
    copies = book.copies()
    rows = list(Zending.objects.values_list("key", "status", "uncertain"))
    sent = {message_id(key) for key, status, _uncertain in rows if status == "VERZONDEN"}
    marked = {message_id(key) for key, _status, uncertain in rows if uncertain}
    extra = {mail: number - 1 for mail, number in copies.items() if number > 1}
    return Verdict(
        mails=len(rows),
        faults=told["faults"],
        left=told["left"],
        lost=sum(message_id(key) not in copies for key, _status, _uncertain in rows),
        falsely_sent=len(sent - set(copies)),
        copies=sum(extra.values()),
        unaccounted_copies=sum(number for mail, number in extra.items() if mail not in marked),
        uncertain=sum(uncertain for _key, _status, uncertain in rows),
    )
