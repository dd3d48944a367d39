"""Senders that are killed or stopped while they send (SECURITY.md T80, T81). The full counts: `make proof`."""

import os
from collections.abc import Callable, Iterator

import pytest

from community import clock
from tests.factories.moments import NOW
from tests.post import trial
from tests.post.sink import Sink

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("test_kinds", "monday_morning")]

MAILS, FAULTS = 200, 20


@pytest.fixture
def monday_morning() -> Iterator[None]:
    """Set the clock of every process to a moment at which mail may leave."""
    clock.move_to(NOW)
    yield
    clock.reset()


def test_killed_senders_lose_nothing_and_mark_every_copy(serve: Callable[..., Sink]) -> None:
    """T80, a sample: 3 senders, 20 kill -9 over 200 mails."""
    sink = serve(latency=0.01)
    trial.owe_to_many(MAILS, NOW)
    found = trial.run_senders(sink, database=os.environ["TEST_DATABASE"], faults=FAULTS)
    assert found.holds, found
    assert (found.mails, found.faults) == (MAILS, FAULTS)
    assert found.copies <= found.uncertain


def test_stopped_senders_lose_nothing_and_send_nothing_twice(serve: Callable[..., Sink]) -> None:
    """T81, a sample: 20 SIGTERM over 200 mails."""
    sink = serve(latency=0.01)
    trial.owe_to_many(MAILS, NOW)
    found = trial.run_senders(sink, database=os.environ["TEST_DATABASE"], faults=FAULTS, sort="TERM")
    assert found.holds, found
    assert (found.mails, found.faults, found.copies, found.uncertain) == (MAILS, FAULTS, 0, 0)
