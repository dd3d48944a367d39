"""T8, T9: what is taken away is gone from the next request on, also for who asks with twenty browsers at once."""

from collections.abc import Iterator

import pytest
import time_machine
from pytest_django.live_server_helper import LiveServer

from tests.casussen.intrekken import THREADS, WAYS, Siege
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "sleutels"]),
    pytest.mark.timeout(3600 if IS_FULL else 300),
]
AFTER = 9 if IS_FULL else 1  # requests of each of the twenty browsers since the right was gone


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("way", share(list(WAYS)))
def test_nothing_is_seen_once_the_right_is_gone(live_server: LiveServer, way: str) -> None:
    right = WAYS[way]()
    siege = Siege(live_server.url, right, AFTER)
    siege.run()
    tell(ways=1, requests=siege.asked, before=siege.before, seen=len(siege.seen), odd=len(siege.odd))
    assert siege.odd == []
    assert siege.seen == []
    assert siege.asked >= AFTER * THREADS
    assert siege.before >= THREADS
    for path in right.paths:
        assert right.client.get(path).status_code in {302, 404}
