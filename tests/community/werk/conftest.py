"""A kind of long work for one test."""

from collections.abc import Callable

import pytest

from community.actions.werk import ask_werk
from community.actions.werkgang import work_off
from community.extension_points import werk_kinds
from community.models import User, Werk
from tests.community.werk.werken import CODE, Stage
from tests.factories import UserFactory
from tests.factories.moments import NOW


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Register a kind of work whose doings the test decides."""
    made = Stage()
    monkeypatch.setattr(werk_kinds, "_items", {**werk_kinds.named(), CODE: made.kind()})
    return made


@pytest.fixture
def asker(db: None) -> User:
    """Somebody who asks for long work."""
    made: User = UserFactory()
    return made


@pytest.fixture
def asked(stage: Stage, asker: User) -> Werk:
    """Long work that waits."""
    return ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW)


@pytest.fixture
def work() -> Callable[[], int]:
    """Do what waits, as the tick of the worker does."""
    return lambda: work_off(lambda: NOW, lambda: False)
