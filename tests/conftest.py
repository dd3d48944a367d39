"""Fixtures that every test may use."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from tests import template_database
from tests.browser.chromium import chromium as chromium  # one for all folders: two would start two Playwrights
from tests.outside import guard

# What takes minutes in one piece, longest first: begun last, one core would wait for it alone.
LONGEST_FIRST = (
    "tests/journeys/",
    "tests/browser/",
    "tests/deploy/",
    "tests/casussen/kanaries/",
    "tests/toegang/test_matrix.py",
    "tests/toegang/",
    "tests/wrong_input/",
)

# How fast examples come is the machine's business: beside other work it fails nothing.
settings.register_profile("regiekamer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("regiekamer")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let every test that uses the database use both: a key of the second database belongs to a row of the first.

    Where several processes share the tests, the longest begin first.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=_turn_of)
    for item in items:
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", ["default", "sleutels"])  # type: ignore[attr-defined]  # a dict in fact


def _turn_of(item: pytest.Item) -> int:
    """Return which turn a test has among the longest; all others come last, in the order they had."""
    turns = (number for number, place in enumerate(LONGEST_FIRST) if item.nodeid.startswith(place))
    return next(turns, len(LONGEST_FIRST))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Let the collector of waste leave out what collecting makes: half a million objects that stay until the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _find_static_files_once() -> Iterator[None]:
    """Let the first test client look for static files; each one makes its middleware anew, and would find the same."""
    known: dict[str, Any] = {}
    find = WhiteNoiseMiddleware.add_files_from_finders

    def find_once(middleware: WhiteNoiseMiddleware) -> None:
        if not known:
            find(middleware)
            known.update(middleware.files)
        middleware.files = {**known, **middleware.files}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_leaves_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Guard this process and those that tests start (SECURITY.md T48); a connection that was refused fails the run."""
    notes = tmp_path_factory.mktemp("outside") / "tries"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(guard.NOTE, str(notes))
        patch.setenv("PYTHONPATH", str(Path(guard.__file__).parent), prepend=os.pathsep)
        guard.install()
        yield
    assert not notes.exists(), f"left this machine: {notes.read_text()}"


@pytest.fixture(autouse=True)
def _log_in_all_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `client.force_login` use the second factor of who has one, as a person does."""
    # Factories need Django, which is not ready when this file is read.
    from tests.factories.second_factor import force_login  # noqa: PLC0415 - see above

    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this worker a copy of the migrated database; a transactional test leaves a fresh copy behind it."""
    run = Path(os.environ["REGIEKAMER_TEST_RUN"])
    database = f"{run.name.rpartition('-')[2]}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        template_database.ensure_template(run)
        template_database.use_copy(database)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: template_database.use_copy(database))
        patch.setenv("TEST_DATABASE", database)
        yield
        template_database.drop(database)
