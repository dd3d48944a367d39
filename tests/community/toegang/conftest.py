"""Every test here begins at NOW; `clock` moves on."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.moments import NOW


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock of the doors; `clock.shift(timedelta(...))` moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
