"""People look at how they count on the Monday of tests/factories/moments.py."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.moments import NOW


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
