"""T2-T5: every role at every address, against the matrix; words of what one may not see never come back."""

import pytest
import time_machine

from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell
from tests.toegang.matrix import expected, rows
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


def test_the_matrix_knows_every_address() -> None:
    assert sorted(expected()) == sorted(name for name, _ in rows())


@pytest.mark.parametrize("role", share(ROLES))
def test_every_role_at_every_address(world: World, role: str) -> None:
    """The verdict of the matrix, no word one may not read, and every refusal equal to what never existed."""
    sweep = Sweep(world, role)
    with time_machine.travel(NOW, tick=False):
        for name, address in rows():
            sweep.ask(name, address)
    tell(cells=sweep.cells, requests=sweep.requests, refusals=sweep.refusals, wrong=len(sweep.wrong))
    assert sweep.wrong == []
