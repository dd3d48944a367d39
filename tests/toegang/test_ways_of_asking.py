"""T3: what GET refuses, no other way of asking opens.

`make test` lets one role ask in every way; `make proof` all of them. Beside test_matrix.py, so that two processes share
the work.
"""

import pytest
import time_machine

from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell
from tests.toegang.matrix import rows
from tests.toegang.sweep import Sweep
from tests.toegang.world import ROLES, World, a_world

pytestmark = [
    pytest.mark.django_db(databases=["default", "sleutels"]),
    pytest.mark.timeout(3600 if IS_FULL else 600),
]


@pytest.fixture
def world() -> World:
    with time_machine.travel(NOW, tick=False):
        return a_world()


@pytest.mark.parametrize("role", share(ROLES) if IS_FULL else ["LA"])
def test_other_ways_of_asking_get_the_same_refusal(world: World, role: str) -> None:
    """T3: HEAD, POST, PUT, PATCH, DELETE, OPTIONS and htmx headers open nothing that GET refuses."""
    sweep = Sweep(world, role)
    with time_machine.travel(NOW, tick=False):
        for name, address in rows():
            sweep.ask_otherwise(name, address)
    tell(requests=sweep.requests, refusals=sweep.refusals, wrong=len(sweep.wrong))
    assert sweep.wrong == []
