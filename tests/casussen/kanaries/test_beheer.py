"""T7: no screen of /beheer/ shows a confidential word to a redacteur or a coördinator, and none falls over."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.casussen.kanaries.beheer import Beheer
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600 if IS_FULL else 300)]

# Who comes into /beheer/, and how many screens are hers at least: the website and its terms, or the registers.
KEEPERS = {"RE": 140, "CO": 200, "BE": 1, "SU": 0}
SAMPLE = ("RE", "CO")


@pytest.fixture
def beheer() -> Iterator[Beheer]:
    with time_machine.travel(NOW, tick=False):
        yield Beheer()


@pytest.mark.parametrize("role", share(list(KEEPERS)) if IS_FULL else SAMPLE)
def test_no_screen_of_beheer_shows_a_confidential_word(beheer: Beheer, role: str) -> None:
    beheer.walk_beheer(role, everything=IS_FULL)
    tell(keepers=1, screens=len(beheer.opened), screen_requests=beheer.requests, finds=len(beheer.finds))
    assert beheer.finds == []
    assert len(beheer.opened) >= KEEPERS[role]
    if role in SAMPLE:
        assert beheer.shown, "not even what does stand there was read"
