"""Starts PostgreSQL and Valkey once per test run, before Django reads its settings (so no conftest: too late).

Every run has a folder of its own, so several runs on one machine do not meet. Workers of pytest-xdist inherit the
addresses; each has its own state folder and its own Valkey database. A DATABASE_URL or REDIS_URL that is already set is
used as it is.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.demo.kek import ensure_kek
from deploy.engines import Postgres, Valkey
from deploy.engines.folder import base_folder, private_folder
from deploy.engines.process import is_alive, start_mark

RUN = "REGIEKAMER_TEST_RUN"  # the folder of this run
PREFIX = "rk-test-"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Start what is not there yet, before pytest-django reads the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        _begin()
    _take_own_place(Path(os.environ[RUN]), worker or "main")
    yield


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started, also after Ctrl-C."""
    folder = Path(os.environ.get(RUN, ""))
    if "PYTEST_XDIST_WORKER" not in os.environ and folder.name.startswith(PREFIX):
        _end(folder)


@contextlib.contextmanager
def engines() -> Iterator[Path]:
    """Start the engines for a program that is no test run, and stop them after it. Gives the folder of the run."""
    _begin()
    folder = Path(os.environ[RUN])
    _take_own_place(folder, "main")
    try:
        yield folder
    finally:
        _end(folder)


def _begin() -> None:
    base = base_folder()
    for left in base.glob(f"{PREFIX}*"):
        if _is_abandoned(left):
            _end(left)
    folder = private_folder(Path(tempfile.mkdtemp(prefix=PREFIX, dir=base)))
    (folder / "owner").write_text(f"{os.getpid()} {start_mark(os.getpid())}")
    os.environ[RUN] = str(folder)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's synchronous interface runs a loop of its own
    if "DATABASE_URL" not in os.environ:
        postgres = Postgres(folder / "pg", is_for_tests=True)
        postgres.start()
        os.environ["DATABASE_URL"] = postgres.url("postgres")
    os.environ["KEK_FILE"] = str(ensure_kek(folder / "kek"))
    if "REDIS_URL" not in os.environ:
        valkey = Valkey(folder / "valkey", is_for_tests=True)
        valkey.start()
        os.environ["REDIS_URL"] = valkey.url()


def _take_own_place(folder: Path, worker: str) -> None:
    """Give this process a state folder and a broker database that no other worker uses."""
    state = folder / f"state-{worker}"
    (state / "static").mkdir(parents=True, exist_ok=True)
    os.environ["REGIEKAMER_STATE"] = str(state)
    number = int(worker.removeprefix("gw")) + 1 if worker.startswith("gw") else 0
    if (folder / "valkey").exists():
        os.environ["REDIS_URL"] = Valkey(folder / "valkey", is_for_tests=True).url(number)


def _is_abandoned(folder: Path) -> bool:
    """Say whether this is the folder of a run of ours that was cut off."""
    try:
        pid, mark = (folder / "owner").read_text().split(" ", 1)
        return folder.stat().st_uid == os.geteuid() and not is_alive(int(pid), mark)
    except (OSError, ValueError):
        return False


def _end(folder: Path) -> None:
    Valkey(folder / "valkey", is_for_tests=True).stop()
    Postgres(folder / "pg", is_for_tests=True).stop()
    shutil.rmtree(folder, ignore_errors=True)
