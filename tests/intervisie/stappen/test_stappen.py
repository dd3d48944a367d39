"""Steps of a toernee: whose they are, when they are due, and what happens to them when people and visits change."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from community.models import Taak, User
from intervisie.actions.stappen import (
    STAP,
    excuse_open,
    finish_step,
    open_due_steps,
    open_steps,
)
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Toernee, Toerneedeelnemer, Toerneestap
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of, plan_visits
from tests.factories.moments import NOW
from tests.factories.people import UserFactory
from tests.factories.toernees import a_toernee, deelnemers_of

pytestmark = pytest.mark.django_db


def stap(toernee: Toernee, step: str, bezoek: Bezoek | None = None, user: User | None = None) -> Toerneestap:
    rows = Toerneestap.objects.filter(toernee=toernee, step=step, bezoek=bezoek)
    return (rows.filter(deelnemer__user=user) if user else rows).get()


def open_taken_of(toernee: Toernee) -> int:
    ids = toernee.stappen.values("pk")
    return Taak.objects.filter(kind=STAP, object_id__in=ids, done_at__isnull=True, withdrawn_at__isnull=True).count()


def test_everybody_gets_the_steps_of_her_roles_once() -> None:
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[0]
    count = Counter(toernee.stappen.filter(bezoek=bezoek).values_list("step", flat=True))
    assert count == {
        "VERKENNEND_GESPREK": 2, "ZELFBEELD": 1, "PAKKET": 1, "BEZOEKERSGESPREK": 4, "BEZOEK": 5, "WAARNEMINGEN": 4,
        "BRIEF": 1, "REACTIE": 1, "VASTSTELLEN": 1, "ACTIES": 1, "TERUGBLIK_6": 1, "VOORTGANG_10": 2,
    }  # fmt: skip
    assert toernee.stappen.filter(bezoek=None, step="KICKOFF").count() == 5
    chair = Bezoekrol.objects.get(bezoek=bezoek, rol="VOORZITTER").deelnemer
    assert stap(toernee, "BRIEF", bezoek).deelnemer == chair
    before = toernee.stappen.count()
    open_steps(toernee, NOW)
    assert toernee.stappen.count() == before


def test_days_are_counted_from_the_visit_and_fall_on_workdays() -> None:
    toernee = a_planned_toernee()
    first, second = bezoeken_of(toernee)[:2]
    # Ten weeks before Tuesday 4 May; two weeks after it; four weeks before Tuesday 1 June is Tuesday 4 May.
    assert stap(toernee, "KICKOFF", user=first.host.user).due_date == date(2027, 2, 23)
    assert stap(toernee, "BRIEF", first).due_date == date(2027, 5, 18)
    assert stap(toernee, "ZELFBEELD", second).due_date == date(2027, 5, 4)
    # 26 weeks after 4 May, and 43: a Tuesday each.
    assert stap(toernee, "TERUGBLIK_6", first).due_date == date(2027, 11, 2)


def test_a_duty_opens_on_its_day_and_not_before() -> None:
    toernee = a_planned_toernee()
    assert open_taken_of(toernee) == 0
    kickoff_opens = date(2027, 2, 2)
    assert stap(toernee, "KICKOFF", user=bezoeken_of(toernee)[0].host.user).opens_date == kickoff_opens
    just_before = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)
    assert open_due_steps(just_before) == []
    opened = open_due_steps(just_before + timedelta(minutes=1))
    assert {row.step for row in opened} == {"KICKOFF"}
    assert len(opened) == 5
    assert open_due_steps(just_before + timedelta(minutes=1)) == []
    assert open_taken_of(toernee) == 5


def test_a_visit_planned_soon_gives_some_days_and_never_passes_the_visit() -> None:
    toernee = a_toernee()
    plan_visits(toernee, first=date(2027, 1, 22), gap_weeks=2)
    open_steps(toernee, NOW)
    first, second = bezoeken_of(toernee)[:2]
    # The visit is on Friday, today is Monday: what belongs before it is due on Thursday.
    assert stap(toernee, "ZELFBEELD", first).due_date == date(2027, 1, 21)
    assert stap(toernee, "BRIEF", first).due_date == date(2027, 2, 5)
    # Of the visit of 5 February: five working days from today, and what lies ahead stays where it is.
    assert stap(toernee, "ZELFBEELD", second).due_date == date(2027, 1, 25)
    assert stap(toernee, "PAKKET", second).due_date == date(2027, 1, 22)


def test_done_closes_the_duty_once_and_unknown_steps_change_nothing() -> None:
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[0]
    late = datetime(2027, 4, 1, 9, tzinfo=UTC)
    open_due_steps(late)
    row = stap(toernee, "ZELFBEELD", bezoek)
    finish_step(bezoek=bezoek, step="ZELFBEELD", deelnemer=row.deelnemer, now=late)
    finish_step(bezoek=bezoek, step="ZELFBEELD", deelnemer=row.deelnemer, now=late + timedelta(days=1))
    finish_step(bezoek=bezoek, step="BESTAAT_NIET", deelnemer=row.deelnemer, now=late)
    row.refresh_from_db()
    assert row.done_at == late
    assert Taak.objects.get(kind=STAP, object_id=row.pk).done_at == late
    kickoff = stap(toernee, "KICKOFF", user=row.deelnemer.user)
    finish_step(toernee=toernee, step="KICKOFF", deelnemer=row.deelnemer, now=late)
    kickoff.refresh_from_db()
    assert kickoff.done_at == late


def test_steps_move_along_with_a_visit_and_nobody_is_late_by_that() -> None:
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[1]  # 1 June
    now = datetime(2027, 4, 26, 9, tzinfo=UTC)
    open_due_steps(now)
    talk = stap(toernee, "VERKENNEND_GESPREK", bezoek, bezoek.host.user)
    finish_step(bezoek=bezoek, step="VERKENNEND_GESPREK", deelnemer=talk.deelnemer, now=now)
    Bezoek.objects.filter(pk=bezoek.pk).update(date=date(2027, 5, 11))
    open_steps(toernee, now)
    talk.refresh_from_db()
    assert talk.due_date == date(2027, 4, 20)
    assert talk.done_at == now
    self_report = stap(toernee, "ZELFBEELD", bezoek)
    # 13 April lies behind us: five working days from Monday 26 April (King's day is none).
    assert self_report.due_date == date(2027, 5, 4)
    taak = Taak.objects.get(kind=STAP, object_id=self_report.pk, withdrawn_at=None)
    assert taak.due_at == datetime(2027, 5, 4, 10, tzinfo=UTC)
    Bezoek.objects.filter(pk=bezoek.pk).update(date=date(2027, 9, 7))
    open_steps(toernee, now)
    self_report.refresh_from_db()
    assert (self_report.opens_date, self_report.due_date) == (date(2027, 7, 20), date(2027, 8, 10))
    # It is not open any more: its duty comes back in July.
    assert not Taak.objects.filter(kind=STAP, object_id=self_report.pk, done_at=None, withdrawn_at=None).exists()


def test_who_is_late_stays_late_when_nothing_moved() -> None:
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[0]
    now = datetime(2027, 4, 26, 9, tzinfo=UTC)
    open_due_steps(now)
    open_steps(toernee, now)
    assert stap(toernee, "ZELFBEELD", bezoek).due_date == date(2027, 4, 6)
    Bezoek.objects.filter(pk=bezoek.pk).update(date=date(2027, 5, 3))
    open_steps(toernee, now)
    assert stap(toernee, "ZELFBEELD", bezoek).due_date == date(2027, 4, 6)


def test_who_left_is_asked_nothing_and_who_comes_gets_what_lies_ahead() -> None:
    toernee = a_planned_toernee()
    bezoeken = bezoeken_of(toernee)
    now = datetime(2027, 6, 8, 9, tzinfo=UTC)  # after two visits
    open_due_steps(now)
    Bezoek.objects.filter(pk__in=[one.pk for one in bezoeken[:2]]).update(status=BezoekStatus.GEHOUDEN)
    gone = bezoeken[3].host
    new = _replace(toernee, gone, now)
    excuse_open(Toerneestap.objects.filter(deelnemer=gone), None, now)
    open_steps(toernee, now)
    hers = list(Toerneestap.objects.filter(deelnemer=gone))
    assert all(row.done_at or row.excused_at for row in hers)
    assert not Taak.objects.filter(kind=STAP, user=gone.user, done_at=None, withdrawn_at=None).exists()
    mine = Toerneestap.objects.filter(deelnemer=new)
    assert set(mine.values_list("bezoek", flat=True)) == {one.pk for one in bezoeken[2:]}
    assert mine.filter(step="KICKOFF").count() == 0
    assert all(row.due_date >= date(2027, 6, 8) for row in mine)


def _replace(toernee: Toernee, gone: Toerneedeelnemer, now: datetime) -> Toerneedeelnemer:
    Toerneedeelnemer.objects.filter(pk=gone.pk).update(left_at=now)
    new = Toerneedeelnemer.objects.create(
        toernee=toernee, user=UserFactory(), samenwerking=gone.samenwerking, position=gone.position, joined_at=now
    )
    Toerneedeelnemer.objects.filter(pk=gone.pk).update(replaced_by=new)
    coming = Bezoek.objects.filter(toernee=toernee, status=BezoekStatus.GEPLAND)
    coming.filter(host=gone).update(host=new)
    Bezoekrol.objects.filter(deelnemer=gone, bezoek__in=coming).update(deelnemer=new)
    return new


def test_a_visit_that_falls_away_and_a_toernee_that_ends_ask_nothing_any_more() -> None:
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[2]
    now = datetime(2027, 6, 8, 9, tzinfo=UTC)
    open_due_steps(now)
    Bezoek.objects.filter(pk=bezoek.pk).update(status=BezoekStatus.VERVALLEN)
    open_steps(toernee, now)
    assert not toernee.stappen.filter(bezoek=bezoek, excused_at=None).exists()
    assert open_taken_of(toernee) > 0
    excuse_open(Toerneestap.objects.filter(toernee=toernee), None, now)
    assert open_taken_of(toernee) == 0
    assert open_due_steps(now) == []


def test_a_role_that_changes_hands_takes_its_open_steps_along() -> None:
    toernee = a_planned_toernee()
    bezoek = bezoeken_of(toernee)[0]
    chair, reporter = (Bezoekrol.objects.get(bezoek=bezoek, rol=rol) for rol in ("VOORZITTER", "VERSLAGLEGGER"))
    old, new = chair.deelnemer, reporter.deelnemer
    Bezoekrol.objects.filter(pk__in=[chair.pk, reporter.pk]).delete()
    Bezoekrol.objects.create(bezoek=bezoek, deelnemer=new, rol="VOORZITTER")
    Bezoekrol.objects.create(bezoek=bezoek, deelnemer=old, rol="VERSLAGLEGGER")
    open_steps(toernee, NOW)
    rows = toernee.stappen.filter(bezoek=bezoek, step="BRIEF")
    assert [row.deelnemer for row in rows if row.excused_at is None] == [new]
    Bezoekrol.objects.filter(bezoek=bezoek, deelnemer__in=[old, new]).delete()
    Bezoekrol.objects.create(bezoek=bezoek, deelnemer=old, rol="VOORZITTER")
    open_steps(toernee, NOW)
    assert [row.deelnemer for row in rows.all() if row.excused_at is None] == [old]


def test_four_people_have_no_bestuurslens_and_all_other_steps() -> None:
    toernee = a_planned_toernee(*(UserFactory() for _ in range(4)))
    assert len(deelnemers_of(toernee)) == 4
    assert toernee.stappen.filter(bezoek=bezoeken_of(toernee)[0], step="WAARNEMINGEN").count() == 3
