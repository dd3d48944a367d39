"""An organisation to log in through, in a process of its own; every test begins at NOW."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.factories.moments import NOW
from tests.oidc.browser import KEY, Organisation, running


@pytest.fixture(scope="module")
def server() -> Iterator[Organisation]:
    """Start the process once for the tests of one file."""
    with running() as organisation:
        yield organisation


@pytest.fixture
def organisation(server: Organisation, settings: Any) -> Organisation:
    """Let members log in through it; the person there is 'persoon-1' until a test says otherwise."""
    settings.OIDC_PROVIDERS = {KEY: server.settings}
    server.plan()
    return server


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock; `clock.shift(timedelta(...))` moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
