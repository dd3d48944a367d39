"""Every test here happens at NOW."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.moments import NOW


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    """Stop the clock of the doors."""
    with time_machine.travel(NOW, tick=False):
        yield
