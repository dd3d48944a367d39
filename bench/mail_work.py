"""The part of the figures of mail that runs inside Django: `python -m bench.mail_work plan|send` prints JSON.

10,000 people each have to agree to the agreements of their group; that is the reminder N57.
"""

import json
import os
import smtplib
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import django
from django.conf import settings
from django.db.models import OuterRef, Subquery

PEOPLE, GROEPEN = 10_000, 400
BLOCK, BLOCKS, REPEATS = 1000, 7, 5
# Monday 18 January 2027, 8.30 o'clock in the Netherlands: three working days after the duties began.
NOW = datetime(2027, 1, 18, 7, 30, tzinfo=UTC)
BEGAN = datetime(2027, 1, 13, 9, 0, tzinfo=UTC)


def fill() -> None:
    """Store the people, their groups and their duties."""
    kringen = m.Kring.objects.bulk_create(
        m.Kring(kind=m.KringKind.LEERGROEP, name=f"Veenweide {n}") for n in range(GROEPEN)
    )
    m.Leergroep.objects.bulk_create(
        m.Leergroep(kring=kring, slug=f"veenweide-{n}", summary="Samen leren.") for n, kring in enumerate(kringen)
    )
    m.Afspraken.objects.bulk_create(
        m.Afspraken(kring=kring, number=1, text="Wat hier gezegd wordt, blijft hier.", published_at=BEGAN)
        for kring in kringen
    )
    m.Kring.objects.update(newest_afspraken=Subquery(m.Afspraken.objects.filter(kring=OuterRef("pk")).values("pk")))
    people = m.User.objects.bulk_create(
        m.User(email=f"lid{n}@voorbeeld.example", voornaam="Noor", tussenvoegsel="van der", achternaam=f"Wal{n}",
               joined_at=BEGAN - timedelta(days=90))
        for n in range(PEOPLE)
    )  # fmt: skip
    inside = [(person, kringen[n % GROEPEN]) for n, person in enumerate(people)]
    m.Lidmaatschap.objects.bulk_create(
        m.Lidmaatschap(kring=kring, user=person, from_at=BEGAN) for person, kring in inside
    )
    m.Taak.objects.bulk_create(
        m.Taak(user=person, kind=AFSPRAKEN_AKKOORD, object_id=kring.pk, kring=kring, opened_at=BEGAN)
        for person, kring in inside
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure_planning() -> dict[str, Any]:
    """Plan with two planners at once, then five times more; CPU seconds of planner and database, and rows added."""
    planners = [_fork(lambda: plan(NOW, is_waiting=True)) for _ in range(2)]
    for planner in planners:
        os.waitpid(planner, 0)
    owed = m.Bericht.objects.count()
    again = [_cpu_seconds(lambda: plan(NOW)) for _ in range(REPEATS)]
    return {"owed": owed, "again": statistics.median(again), "added": m.Bericht.objects.count() - owed}


def _fork(work: Callable[[], object]) -> int:
    connection.close()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def _cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of this process and of its backend in the database."""
    connection.ensure_connection()
    backend = (~connection.connection.info.backend_pid << 3) | 2  # the POSIX clock of another process
    before = time.process_time_ns() + time.clock_gettime_ns(backend)
    work()
    return (time.process_time_ns() + time.clock_gettime_ns(backend) - before) / 1e9


def measure_sending() -> dict[str, Any]:
    """Send in blocks, each beside a block of bare smtplib; CPU of this process per mail."""
    settings.MAIL_BATCH = 50
    bundle(NOW)
    text = _sample()
    moment = Running(NOW)
    ours: list[float] = []
    floors: list[float] = []
    with Stopper() as stopper, Sender(moment) as sender:
        sender.send_batch(stopper)  # templates are read once in the life of a worker
        for number in range(BLOCKS):
            sides: list[tuple[list[float], Callable[[], None]]] = [
                (floors, lambda: _send_bare(text)),
                (ours, lambda: _send_ours(sender, stopper)),
            ]
            for spent, send in sides if number % 2 == 0 else reversed(sides):
                before = time.process_time()
                send()
                spent.append((time.process_time() - before) / BLOCK * 1000)
        opened, accepted = sender.opened, sender.accepted
    ratios = [one / floor for one, floor in zip(ours, floors, strict=True)]
    return {"ours": statistics.median(ours), "floor": statistics.median(floors), "ratio": statistics.median(ratios),
            "opened": opened, "accepted": accepted}  # fmt: skip


def _send_ours(sender: "Sender", stopper: "Stopper") -> None:
    for _ in range(BLOCK // settings.MAIL_BATCH):
        sender.send_batch(stopper)


def _send_bare(text: bytes) -> None:
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as smtp:
        for number in range(BLOCK):
            smtp.sendmail("community@regiekamer.example", [f"vloer{number}@voorbeeld.example"], text)


def _sample() -> bytes:
    """Return the text of one reminder, as it goes over the line."""
    mail = m.Zending.objects.filter(status="GEPLAND").first()
    if mail is None:
        raise SystemExit("nothing to send")
    claimed = Claimed(mail.pk, mail.key, attempts=0, is_mandatory=False, resend_uncertain=False)
    letter = prepare([claimed], NOW).ready[0].letter
    return as_bytes(compose(letter, key=mail.key, moment=NOW))


if __name__ == "__main__":
    django.setup()
    from django.db import connection

    from community import models as m
    from community.actions.kringen import AFSPRAKEN_AKKOORD
    from community.berichten.bundling import bundle
    from community.berichten.letters import prepare
    from community.berichten.mail import as_bytes, compose
    from community.berichten.marks import Claimed
    from community.berichten.planning import plan
    from community.berichten.sender import Running, Sender, Stopper

    if sys.argv[1] == "plan":
        fill()
        print(json.dumps(measure_planning()))
    else:
        print(json.dumps(measure_sending()))
