"""Reminder ladders: each due rung once, again when moved, never after the duty is done."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Bericht, BerichtStatus, Storing, Taak
from community.workdays import mail_moment
from tests.factories import UserFactory
from tests.post import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

OPENED = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
# Rungs: five and one working day before Monday 1 February 2027.
DUE = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)
FIVE, ONE = mail_moment(datetime(2027, 1, 25).date()), mail_moment(datetime(2027, 1, 29).date())  # noqa: DTZ001 - days


def duty(**more: object) -> Taak:
    """Return an open duty with two rungs."""
    user = UserFactory()
    return Taak.objects.create(
        **{"user": user, "kind": kinds.PROEF, "object_id": user.pk, "opened_at": OPENED, "due_at": DUE, **more}
    )


def rungs(status: str | None = None) -> list[str]:
    """Return the names of the rungs that were owed, in order."""
    rows = Bericht.objects.exclude(taak=None)
    rows = rows.filter(status=status) if status else rows
    return [row.moment.partition("@")[0] for row in rows.order_by("due_at")]


def test_no_rung_comes_before_its_time_and_each_comes_once() -> None:
    duty()
    plan(FIVE - timedelta(seconds=1))
    assert rungs() == []
    for _ in range(3):
        plan(FIVE)
    assert rungs() == ["vijf"]
    deliver(FIVE)
    plan(ONE)
    deliver(ONE)
    assert rungs(BerichtStatus.VERZONDEN) == ["vijf", "een"]
    assert [message.subject.split("@")[0] for message in mail.outbox] == ["Proef vijf", "Proef een"]


def test_a_finished_duty_reminds_nobody() -> None:
    taak = duty()
    plan(FIVE)
    kinds.DONE.add(taak.pk)
    deliver(FIVE)
    assert (mail.outbox, rungs(BerichtStatus.VERVALLEN)) == ([], ["vijf"])
    taak.refresh_from_db()
    assert taak.done_at is not None
    plan(ONE)
    assert rungs() == ["vijf"]


def test_the_planner_closes_what_is_fulfilled() -> None:
    taak, other = duty(), duty()
    kinds.DONE.add(taak.pk)
    plan(FIVE)
    assert list(Taak.objects.filter(done_at=FIVE)) == [taak]
    assert list(Bericht.objects.values_list("taak", flat=True)) == [other.pk]


def test_a_moved_date_reminds_again() -> None:
    taak = duty()
    plan(FIVE)
    deliver(FIVE)
    Taak.objects.filter(pk=taak.pk).update(due_at=DUE + timedelta(days=7))
    plan(FIVE + timedelta(days=7))
    deliver(FIVE + timedelta(days=7))
    assert rungs(BerichtStatus.VERZONDEN) == ["vijf", "vijf"]


def test_a_date_that_moves_between_planning_and_sending_stops_the_old_reminder() -> None:
    """T86."""
    taak = duty()
    plan(FIVE)
    Taak.objects.filter(pk=taak.pk).update(due_at=DUE + timedelta(days=7))
    deliver(FIVE)
    assert (mail.outbox, rungs(BerichtStatus.VERVALLEN)) == ([], ["vijf"])


def test_rungs_that_come_due_together_remind_once() -> None:
    duty()
    plan(ONE)
    assert (rungs(BerichtStatus.VERVALLEN), rungs(BerichtStatus.GEPLAND)) == (["vijf"], ["een"])


def test_a_rung_that_could_not_leave_is_overtaken_by_the_next() -> None:
    duty()
    plan(FIVE)
    plan(ONE)
    deliver(ONE)
    assert (rungs(BerichtStatus.VERVALLEN), rungs(BerichtStatus.VERZONDEN)) == (["vijf"], ["een"])


def test_a_rung_that_lies_before_the_duty_began_is_skipped() -> None:
    duty(opened_at=FIVE + timedelta(hours=1))
    plan(ONE)
    assert rungs() == ["een"]


def test_a_duty_that_was_taken_back_and_given_again_reminds_again() -> None:
    taak = duty()
    plan(FIVE)
    deliver(FIVE)
    Taak.objects.filter(pk=taak.pk).update(withdrawn_at=FIVE)
    Taak.objects.create(user=taak.user, kind=taak.kind, object_id=taak.object_id, opened_at=OPENED, due_at=DUE)
    plan(FIVE + timedelta(hours=1))
    assert rungs() == ["vijf", "vijf"]


def test_long_silence_is_made_up_for_and_going_back_in_time_tells_nothing_twice() -> None:
    """T85: the clock three days forward, then two hours back."""
    duty()
    late = FIVE + timedelta(days=3)
    plan(late)
    deliver(late)
    for moment in (late - timedelta(hours=2), late, late + timedelta(hours=2)):
        plan(moment)
        deliver(moment)
    told = [message for message in mail.outbox if message.subject.startswith("Proef")]
    assert (rungs(), len(told)) == (["vijf"], 1)


def test_a_planner_that_fails_is_counted_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    from community.extension_points import planners  # noqa: PLC0415 - beside its only use

    def broken(now: datetime) -> None:
        raise KeyError("iets wat iemand schreef")

    monkeypatch.setattr(planners, "_items", {"kapot": broken, **planners.named()})
    duty()
    plan(FIVE)
    plan(FIVE)
    assert rungs() == ["vijf"]
    found = Storing.objects.get()
    assert (found.place, found.error_code, found.count) == ("plan: kapot", "KeyError", 2)
