"""Fixtures that every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from tests import template_database


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
