"""Real sender processes, killed or stopped at random moments while they send.

`python -m tests.post.senders --faults 20 --signal KILL` keeps three senders at work, each a process of its own with
its own database connection, ends a random one again and again, and leaves when nothing waits any more. `--owe 200`
owes that many messages first, with `--behind` once another mail was handed over. The last line it prints is the
verdict, as JSON.
"""

import argparse
import json
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import django
from django.db import Error, connection

# Monday 18 January 2027, 9 o'clock in the Netherlands: mail may leave.
NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
IDLE_SECONDS, LOOK_SECONDS = 0.02, 0.2
LONGEST_PAUSE_SECONDS = 0.03
GIVE_UP_SECONDS = 600
# Faults are spread over this part of the mails, so that the last ones still have something to break.
SPREAD = 0.9


def work(step: Callable[[], None]) -> None:
    """Take step after step, as the clock would tick, until SIGTERM."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    while not asked:
        try:
            step()
        except Error:  # the database went away: the next tick begins anew
            connection.close()
        time.sleep(IDLE_SECONDS)


def start(step: Callable[[], None]) -> int:
    """Fork one worker and return its process number."""
    connection.close()
    child = os.fork()
    if child:
        return child
    try:
        work(step)
    finally:
        os._exit(0)


def left() -> int:
    """Return how many mails still wait; -1 while the database does not answer."""
    try:
        # In this order: a message that gets its mail between the two counts is counted twice, never missed.
        loose = Bericht.objects.filter(status="GEPLAND", zending__isnull=True, mail_at__isnull=False).count()
        return loose + Zending.objects.filter(status__in=("GEPLAND", "BEZIG")).count()
    except Error:
        connection.close()
        return -1


def run(*, faults: int, number: int, senders: int, seed: int) -> dict[str, int]:
    """Send everything that waits, with this many faults on the way, spread over the mails."""
    warm_up()
    chance = random.Random(seed)  # noqa: S311 - a fixed seed, so that a failure can be repeated
    total = left()
    children, leaving = [start(tick) for _ in range(senders)], []
    done, end = 0, time.monotonic() + GIVE_UP_SECONDS
    while (waiting := left()) != 0 and time.monotonic() < end:
        time.sleep(chance.random() * LONGEST_PAUSE_SECONDS)
        while done < faults and waiting <= total - (done + 1) * total * SPREAD / faults:
            place = chance.randrange(senders)
            os.kill(children[place], number)
            leaving.append(children[place])
            children[place] = start(tick)
            done += 1
    waiting = left()
    for child in children:
        os.kill(child, signal.SIGTERM)
    for child in [*leaving, *children]:
        os.waitpid(child, 0)
    return {"faults": done, "left": waiting}


def warm_up() -> None:
    """Load before forking what every sender needs: templates, the parts of a mail."""
    for kind in kinds.KINDS:
        as_bytes(compose(write_single(kind.code, Inhoud(path="/"), Reader("a@b.example", "")), key="", moment=None))


def wait_for_hand_over() -> None:
    """Say that all is loaded, and go on as soon as a mail was handed over to the mail server."""
    print("ready", flush=True)  # noqa: T201 - whoever started this waits for the line
    end = time.monotonic() + GIVE_UP_SECONDS
    while not Zending.objects.filter(uncertain__gt=0).exists() and time.monotonic() < end:
        time.sleep(LOOK_SECONDS)


def tick() -> None:
    """One tick of the clock."""
    deliver(clock.now())


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--signal", default="KILL", choices=["KILL", "TERM"])
    parser.add_argument("--senders", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--owe", type=int, default=0)
    parser.add_argument("--prefix", default="lid")
    parser.add_argument("--behind", action="store_true")
    given = parser.parse_args()
    if given.owe:
        clock.move_to(NOW)
        if given.behind:
            wait_for_hand_over()
        trial.owe_to_many(given.owe, NOW, prefix=given.prefix)
    told = run(faults=given.faults, number=signal.Signals[f"SIG{given.signal}"], senders=given.senders, seed=given.seed)
    book = Book(Path(os.environ["SINK_BOOK"]))
    print(json.dumps(trial.verdict(book, told).as_dict()), flush=True)  # noqa: T201 - read by whoever started this
    book.close()


if __name__ == "__main__":
    django.setup()
    from community import clock
    from community.berichten.mail import as_bytes, compose
    from community.berichten.render import Reader, write_single
    from community.berichten.sender import deliver
    from community.extension_points import Inhoud
    from community.models import Bericht, Zending
    from tests.post import kinds, trial
    from tests.post.sink import Book

    main()
