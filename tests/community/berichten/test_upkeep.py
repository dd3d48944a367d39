"""What is put right, what is removed after its term, and the tasks that do so."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.core import mail

from community import clock, tasks
from community.berichten.bundling import bundle
from community.berichten.outbox import MEMORY, owe
from community.berichten.purging import LOG, purge
from community.berichten.sender import deliver
from community.berichten.sweeping import sweep
from community.extension_points import purges
from community.models import Bericht, BerichtStatus, Hartslag, Storing, Verzoek, Zending
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.post import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]
DAY = timedelta(days=1)


def owed(kind: str = kinds.DIRECT) -> Bericht:
    """Return a new Bericht to a new person."""
    thing = uuid.uuid4()
    owe(kind, object_id=thing, now=NOW, recipient=UserFactory(), moment="a")
    return Bericht.objects.get(object_id=thing)


def test_the_log_of_mail_goes_after_six_months_and_not_before() -> None:
    owed()
    deliver(NOW)
    purge(NOW + LOG - DAY)
    assert (Bericht.objects.count(), Zending.objects.count()) == (1, 1)
    purge(NOW + LOG + DAY)
    assert (Bericht.objects.count(), Zending.objects.count()) == (0, 0)


def test_what_still_waits_is_never_removed() -> None:
    owed()
    purge(NOW + 2 * LOG)
    assert Bericht.objects.count() == 1


def test_the_log_outlives_what_the_outbox_looks_back() -> None:
    assert MEMORY < LOG


def test_meldingen_leave_the_screen_two_months_after_they_were_seen_and_three_when_they_were_not() -> None:
    seen, unseen = owed(), owed()
    Bericht.objects.filter(pk=seen.pk).update(seen_at=NOW)
    left = []
    for days in (60, 62, 91, 93):
        purge(NOW + days * DAY)
        left.append(set(Bericht.objects.filter(is_on_screen=True).values_list("pk", flat=True)))
    assert left == [{seen.pk, unseen.pk}, {unseen.pk}, {unseen.pk}, set()]


def test_handled_forms_are_forgotten_after_a_week() -> None:
    Verzoek.objects.create(token=uuid.uuid4(), created_at=NOW)
    purge(NOW + 6 * DAY)
    assert Verzoek.objects.count() == 1
    purge(NOW + 8 * DAY)
    assert Verzoek.objects.count() == 0


def test_a_removal_that_fails_is_counted_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: datetime) -> int:
        raise ValueError("iets wat iemand schreef")

    monkeypatch.setattr(purges, "_items", {"kapot": broken, **purges.named()})
    Verzoek.objects.create(token=uuid.uuid4(), created_at=NOW)
    purge(NOW + 8 * DAY)
    assert Verzoek.objects.count() == 0
    assert list(Storing.objects.values_list("place", "error_code")) == [("purge: kapot", "ValueError")]


def test_a_message_takes_over_the_end_of_its_mail() -> None:
    row = owed()
    bundle(NOW)
    Zending.objects.update(status="VERZONDEN")
    sweep(NOW)
    row.refresh_from_db()
    assert row.status == BerichtStatus.VERZONDEN


def test_mail_that_does_not_move_is_counted() -> None:
    owed()
    bundle(NOW)
    sweep(NOW + timedelta(minutes=29))
    assert not Storing.objects.exists()
    sweep(NOW + timedelta(minutes=31))
    assert list(Storing.objects.values_list("place", "error_code")) == [("deliver", "ACHTERSTAND")]


def test_a_kind_that_fails_keeps_only_its_own_mails_back(monkeypatch: pytest.MonkeyPatch) -> None:
    owed(kinds.HELD)
    owed()

    def broken(rows: object, now: datetime) -> dict[object, object]:
        raise KeyError("iets wat iemand schreef")

    kind = next(one for one in kinds.KINDS if one.code == kinds.HELD)
    monkeypatch.setitem(kind.__dict__, "load", broken)
    deliver(NOW)
    assert len(mail.outbox) == 1
    held = Zending.objects.get(berichten__kind=kinds.HELD)
    assert (held.status, held.error_code, held.attempts) == ("GEPLAND", "OPMAAK", 1)
    assert list(Storing.objects.values_list("place", "error_code")) == [(f"deliver: {kinds.HELD}", "KeyError")]


def test_a_text_that_cannot_be_made_keeps_only_its_own_mail_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from community.extension_points import Inhoud  # noqa: PLC0415 - beside its only use

    owed(kinds.HELD)
    owed()
    kind = next(one for one in kinds.KINDS if one.code == kinds.HELD)
    monkeypatch.setitem(kind.__dict__, "load", lambda rows, now: {row.pk: Inhoud(path="//kwaad/") for row in rows})
    deliver(NOW)
    assert len(mail.outbox) == 1
    assert list(Storing.objects.values_list("place", "error_code")) == [(f"deliver: tekst {kinds.HELD}", "ValueError")]


def test_the_tasks_have_the_names_the_clock_ticks_and_leave_a_heartbeat() -> None:
    from deploy.celery import app  # noqa: PLC0415 - configures Celery, which other tests do not need

    ticked = {entry["task"]: entry["options"]["queue"] for entry in app.conf.beat_schedule.values()}
    ours = {task.name: task for task in (tasks.plan, tasks.deliver, tasks.sweep, tasks.purge)}
    assert set(ours) <= set(ticked)
    clock.move_to(NOW)
    try:
        for task in ours.values():
            assert task() is None
            assert task.ignore_result
    finally:
        clock.reset()
    assert set(Hartslag.objects.values_list("name", flat=True)) == {"plan", "deliver", "sweep", "purge"}
