"""Every test here stands still at NOW with the vault open."""

from collections.abc import Iterator

import pytest
import time_machine

from community.confidential import confidential
from tests.factories.moments import NOW


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield
