"""Workers killed in the middle, two at once, two clicks at once: one result each, nothing lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest
import redis
from django.db import connection, connections

from community import clock
from community.actions.werk import ask_werk
from community.confidential import confidential
from community.models import Bericht, User, Werk, WerkStatus, Werkuitkomst
from tests.community.werk.werken import CANARY, CODE, Stage
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.house_rules.source import ROOT
from tests.post.outage import wait_for

pytestmark = pytest.mark.django_db(transaction=True)
PIECES, FAULTS = 20, 12


def environment() -> dict[str, str]:
    """Return the environment of a process that works on the database of this test."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.community.werk.settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "TEST_KEYS": str(connections["sleutels"].settings_dict["NAME"]),
    }


def run_workers(*, workers: int, faults: int) -> dict[str, int]:
    """Let processes of their own do what waits."""
    words = ["--workers", str(workers), "--faults", str(faults)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.community.werk.workers", *words],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True, timeout=170,
    )  # fmt: skip
    assert CANARY not in done.stderr
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_killed_workers_lose_nothing_and_do_nothing_twice(stage: Stage) -> None:
    for _ in range(PIECES):
        user = UserFactory()
        ask_werk(actor=user, kind=CODE, object_id=user.pk, now=NOW)
    assert run_workers(workers=2, faults=FAULTS) == {"faults": FAULTS, "left": 0}
    assert list(Werk.objects.values_list("status", flat=True)) == [WerkStatus.KLAAR] * PIECES
    assert Bericht.objects.filter(kind="N160").count() == PIECES
    assert Werk.objects.filter(attempts__gt=1).exists()
    with confidential():
        assert Werkuitkomst.objects.count() == PIECES
        for row in Werkuitkomst.objects.all():
            assert row.content.read().endswith(CANARY.encode())


def test_two_clicks_at_once_give_one(stage: Stage) -> None:
    user: User = UserFactory()
    together, found = Barrier(8), []

    def ask() -> None:
        together.wait()
        try:
            found.append(ask_werk(actor=user, kind=CODE, object_id=user.pk, now=NOW).pk)
        finally:
            connections.close_all()

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found)), Werk.objects.count()) == (8, 1, 1)


def test_a_flushed_broker_loses_nothing_and_knows_nothing(stage: Stage, tmp_path: Path) -> None:
    """T83: a real worker with its clock; the database is the queue."""
    with (tmp_path / "log").open("w+") as log, redis.Redis.from_url(broker_address()) as broker:
        words = ["worker", "-B", "-c", "1", "-Q", "werk", "-s", str(tmp_path / "beat"), "--loglevel", "DEBUG"]
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "tests.community.werk.ticks", *words],
            cwd=ROOT, env=environment(), stdout=log, stderr=log,
        )  # fmt: skip
        try:
            for _ in range(3):
                user = UserFactory()
                werk = ask_werk(actor=user, kind=CODE, object_id=user.pk, now=clock.now())
                broker.flushdb()
                wait_for(lambda pk=werk.pk: Werk.objects.filter(pk=pk, status=WerkStatus.KLAAR).exists())
                held = b"".join(broker.dump(key) or b"" for key in broker.scan_iter())
                assert CANARY.encode() not in held
            assert worker.poll() is None
        finally:
            worker.terminate()
            worker.wait(60)
        log.seek(0)
        assert CANARY not in log.read()


def broker_address() -> str:
    """Return where the broker of this test run listens, as a client of Redis writes it."""
    return os.environ["REDIS_URL"].replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
