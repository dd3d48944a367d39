"""What tests of matching a round share: a worker that does not search for long."""

from functools import partial

import pytest

from intervisie.matching import Effort


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker search for a moment only, and prove nothing: what the engine finds has tests of its own."""
    monkeypatch.setattr("intervisie.actions.indelen.Effort", partial(Effort, is_exact=False))
    monkeypatch.setattr("intervisie.actions.indelen.seconds_for", lambda people: 0.2)
    monkeypatch.setattr("intervisie.actions.indelen.LEAST_SECONDS", 0.1)
