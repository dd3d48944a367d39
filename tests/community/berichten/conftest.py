"""Kinds of message that only tests know, and a mail server on this machine."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from community.extension_points import bericht_kinds, taak_kinds
from tests.post import kinds
from tests.post.sink import Book, Sink

TEMPLATES = Path(kinds.__file__).parent / "templates"


@pytest.fixture
def test_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Register the kinds of tests.post for one test."""
    engine = engines["django"].engine  # type: ignore[attr-defined]  # Django's own engine has one
    monkeypatch.setattr(engine, "dirs", [*engine.dirs, TEMPLATES])
    for registry in (bericht_kinds, taak_kinds):
        monkeypatch.setattr(registry, "_items", dict(registry.named()))
    kinds.register()
    yield
    kinds.DONE.clear()


@pytest.fixture
def serve(tmp_path: Path, settings: Any) -> Iterator[Callable[..., Sink]]:
    """Start a real mail server in a thread and point Django at it."""
    started: list[Sink] = []

    def start(*, latency: float = 0.0, port: int = 0) -> Sink:
        sink = Sink(Book(tmp_path / f"sink-{len(started)}.jsonl", latency=latency), port=port)
        sink.start()
        started.append(sink)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = sink.hostname, sink.port
        settings.EMAIL_TIMEOUT = 2
        return sink

    yield start
    for sink in started:
        sink.stop(no_assert=True)
