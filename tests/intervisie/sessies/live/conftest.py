"""Every test of the live pages: the vault open, and a clock that stands still."""

from collections.abc import Iterator

import pytest
import time_machine

from community.confidential import confidential
from community.models import User
from tests.factories import UserFactory
from tests.factories.moments import NOW


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock, to be moved."""
    with confidential(), time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def people() -> list[User]:
    """Four people; the first makes the session and leads it."""
    return [UserFactory() for _ in range(4)]
