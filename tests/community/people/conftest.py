"""Every test here happens at NOW; `browser` is that of an ordinary member."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.community.people.situations import profiel_of
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    """Stop the clock of the doors."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browser(db: None) -> Client:
    """A browser of somebody who is not in the list herself."""
    reader = UserFactory()
    profiel_of(reader, in_ledengids=False)
    return browser_of(reader)
