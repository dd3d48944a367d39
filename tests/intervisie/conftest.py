"""What tests of matching a round share: a worker that does not search for long."""

import pytest


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker search for a moment only."""
    monkeypatch.setattr("intervisie.actions.indelen.seconds_for", lambda people: 0.2)
    monkeypatch.setattr("intervisie.actions.indelen.LEAST_SECONDS", 0.1)
