"""Real worker processes that are killed while they do long work (PLT-06).

`python -m tests.community.werk.workers --workers 2 --faults 12` keeps workers at it until nothing waits, and kills a
random one again and again in the middle of its work. The last line it prints says how it ended, as JSON.
"""

import argparse
import json
import os
import random
import signal
import time
from datetime import UTC, datetime, timedelta

import django
from django.db import connection

NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
GIVE_UP_SECONDS = 150


def start() -> int:
    """Fork a worker that ticks until it is killed; return its process number."""
    connection.close()
    child = os.fork()
    if child:
        return child
    try:
        while True:
            werkgang.work_off(lambda: NOW, lambda: False)
            time.sleep(0.01)
    finally:
        os._exit(0)


def left() -> int:
    """Return how much work is open."""
    return Werk.objects.filter(status__in=OPEN).count()


def run(*, workers: int, faults: int, seed: int) -> dict[str, int]:
    """Do all that waits, with this many workers killed on the way."""
    chance = random.Random(seed)  # noqa: S311 - a fixed seed, so that a failure can be repeated
    children = [start() for _ in range(workers)]
    done, end = 0, time.monotonic() + GIVE_UP_SECONDS
    while left() and time.monotonic() < end:
        time.sleep(chance.random() * 0.05)
        if done < faults and Werk.objects.filter(status="BEZIG").exists():
            place = chance.randrange(workers)
            os.kill(children[place], signal.SIGKILL)
            os.waitpid(children[place], 0)
            children[place] = start()
            done += 1
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return {"faults": done, "left": left()}


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    stage = Stage()
    stage.during = lambda werk, progress: time.sleep(0.01)
    werk_kinds.add(CODE, stage.kind())
    werkgang.LEASE, werkgang.MOST_ATTEMPTS = timedelta(seconds=0.3), 1000
    print(json.dumps(run(workers=given.workers, faults=given.faults, seed=given.seed)))  # noqa: T201 - read by a test


if __name__ == "__main__":
    django.setup()
    from community.actions import werkgang
    from community.extension_points import werk_kinds
    from community.models import Werk
    from community.models.werk import OPEN
    from tests.community.werk.werken import CODE, Stage

    main()
