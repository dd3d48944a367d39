"""What a machine is told: this process runs; the platform works, or the codes of what does not (SECURITY.md §5.4)."""

import base64
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from celery.beat import PersistentScheduler
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from community.actions.kluis import make_data_key
from community.models import Hartslag, Postpauze, Zending
from community.queries import gezond, kluis
from deploy import beat
from deploy.beat import Scheduler
from deploy.demo.kek import ensure_kek
from tests.factories import UserFactory
from tests.factories.moments import NOW

READY = "/gezond/klaar"


@pytest.fixture
def _beats() -> None:
    Hartslag.objects.create(name="plan", beat_at=NOW - timedelta(minutes=1))
    Hartslag.objects.create(name=Hartslag.KLOK, beat_at=NOW - timedelta(seconds=1))


def codes(client: Client) -> tuple[int, list[str]]:
    answer = client.get(READY)
    told = answer.json()
    assert sorted(told) == ["codes", "klaar"]
    assert told["klaar"] == (answer.status_code == 200)
    return answer.status_code, told["codes"]


def test_alive_asks_nothing_of_the_database(client: Client) -> None:
    """Without the database mark, any query fails this test."""
    answer = client.get("/gezond/levend")
    assert (answer.status_code, answer.content) == (200, b"levend\n")


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
def test_ready_when_everything_works(client: Client) -> None:
    assert codes(client) == (200, [])


@pytest.mark.django_db
def test_without_a_heartbeat_it_is_not_ready(client: Client) -> None:
    Hartslag.objects.create(name=Hartslag.KLOK, beat_at=NOW)
    assert codes(client) == (503, ["HARTSLAG"]), "the clock ticks, and no worker listens"
    Hartslag.objects.create(name="plan", beat_at=NOW - timedelta(minutes=6))
    assert codes(client) == (503, ["HARTSLAG"])
    Hartslag.objects.create(name="deliver", beat_at=NOW)
    assert codes(client) == (200, [])


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "expected"), [(0, []), (4, []), (4.1, ["KLOK"]), (60, ["KLOK"])])
def test_a_clock_that_stopped_is_known_within_five_seconds(client: Client, seconds: float, expected: list[str]) -> None:
    """T95, the path through the code; that it is so within five seconds is measured in proof/gereedheid.py."""
    Hartslag.objects.create(name="plan", beat_at=NOW)
    Hartslag.objects.create(name=Hartslag.KLOK, beat_at=NOW - timedelta(seconds=seconds))
    assert codes(client)[1] == expected


@pytest.mark.django_db
def test_the_clock_notes_itself_and_outlives_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = Mock(return_value=0.5)
    monkeypatch.setattr(PersistentScheduler, "tick", ticks)
    monkeypatch.setattr(beat, "close_old_connections", Mock())  # the test has one
    scheduler = Scheduler.__new__(Scheduler)
    assert [scheduler.tick(), scheduler.tick()] == [0.5, 0.5]
    assert list(Hartslag.objects.values_list("name", "beat_at")) == [("klok", NOW)]
    monkeypatch.setattr(beat, "beat_of_clock", Mock(side_effect=Error("secret host name")))
    assert scheduler.tick() == 0.5
    assert ticks.call_count == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
def test_a_store_of_files_that_does_not_answer_is_a_fault(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gezond.storages["private"], "exists", Mock(side_effect=OSError("secret host name")))
    assert codes(client) == (503, ["OPSLAG"])


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
@pytest.mark.parametrize(("minutes", "paused", "expected"), [(29, False, []), (31, False, ["POST"]), (31, True, [])])
def test_mail_that_waits_too_long_is_a_fault_unless_it_is_paused(
    client: Client, minutes: int, paused: bool, expected: list[str]
) -> None:
    moment = NOW - timedelta(minutes=minutes)
    Zending.objects.create(key="bericht:1", recipient=UserFactory(), due_at=moment, next_attempt_at=moment)
    if paused:
        Postpauze.objects.create(paused_at=NOW)
    assert codes(client)[1] == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
def test_a_migration_that_was_not_carried_out_is_a_fault(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("community", "0002_network")
    assert codes(client) == (503, ["MIGRATIES"])


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
@pytest.mark.parametrize("lines", ["", "niets", f"een:{base64.b64encode(b'kort').decode()}", None])
def test_a_vault_without_a_good_key_is_a_fault(
    client: Client, settings: Any, tmp_path: Path, lines: str | None
) -> None:
    settings.KEK_FILE = str(tmp_path / "kek")
    if lines is not None:
        (tmp_path / "kek").write_text(lines)
    assert codes(client) == (503, ["SLEUTEL"])


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
def test_a_vault_with_another_key_under_the_same_id_is_a_fault(client: Client, settings: Any, tmp_path: Path) -> None:
    make_data_key(now=NOW)
    assert codes(client) == (200, [])
    settings.KEK_FILE = str(ensure_kek(tmp_path / "kek"))
    assert codes(client) == (503, ["SLEUTEL"])


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
def test_a_key_store_that_does_not_answer_is_a_fault(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kluis.MigrationRecorder, "applied_migrations", Mock(side_effect=Error("secret host name")))
    monkeypatch.setattr(gezond, "_is_migrated", lambda: True)
    assert codes(client) == (503, ["SLEUTEL"])


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", "redis+socket:///nergens/valkey.sock"])
def test_a_broker_that_does_not_answer_is_a_fault(client: Client, settings: Any, address: str) -> None:
    settings.CELERY_BROKER_URL = address
    assert codes(client) == (503, ["WACHTRIJ"])


def test_without_a_database_nothing_further_is_asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gezond.transaction, "atomic", Mock(side_effect=Error("secret host name")))
    answer = client.get(READY)
    assert (answer.status_code, answer.json()) == (503, {"klaar": False, "codes": ["DATABASE"]})
    assert b"secret" not in answer.content


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
def test_a_database_that_goes_away_while_it_is_asked_is_a_fault(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gezond, "oldest_due_at", Mock(side_effect=Error("secret host name")))
    answer = client.get(READY)
    assert (answer.status_code, answer.json()) == (503, {"klaar": False, "codes": ["POST"]})


@pytest.mark.django_db
@pytest.mark.usefixtures("_beats")
def test_asking_leaves_nothing_behind(client: Client) -> None:
    before = tables()
    codes(client)
    assert tables() == before


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gezond/levend", READY])
def test_no_answer_is_cached_and_no_other_method_works(client: Client, path: str) -> None:
    assert "no-store" in client.get(path).headers["Cache-Control"]
    calls: tuple[Callable[..., Any], ...] = (client.post, client.put, client.delete)
    assert {call(path).status_code for call in calls} == {405}


def tables() -> list[str]:
    return sorted(connection.introspection.table_names(include_views=True))
