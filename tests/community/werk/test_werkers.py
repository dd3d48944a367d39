"""Workers killed in the middle, two at once, two clicks at once: one result each, nothing lost."""

import json
import os
import subprocess
import sys
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from community.actions.werk import ask_werk
from community.confidential import confidential
from community.models import Bericht, User, Werk, WerkStatus, Werkuitkomst
from tests.community.werk.werken import CANARY, CODE, Stage
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.house_rules.source import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
PIECES, FAULTS = 20, 12


def run_workers(*, workers: int, faults: int) -> dict[str, int]:
    """Let processes of their own do what waits."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.community.werk.settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "TEST_KEYS": str(connections["sleutels"].settings_dict["NAME"]),
    }
    words = ["--workers", str(workers), "--faults", str(faults)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.community.werk.workers", *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=170,
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
