"""What people hear of planning a toernee: dagdelen asked in three steps, visits in one calendar file, what moved."""

from datetime import date, datetime, time, timedelta

import pytest

from community.berichten.planning import plan
from community.confidential import confidential
from community.extension_points import bericht_kinds, calendar_holders, taak_kinds
from community.models import Bericht, BerichtStatus, Taak, User
from community.workdays import add_workdays, at_local
from intervisie.actions.toerneebezoeken import follow_visits, report_absence
from intervisie.actions.toerneevastleggen import adopt_toerneevoorstel
from intervisie.actions.toerneevoorstellen import propose_repair
from intervisie.models import Toernee, ToerneeStatus
from tests.factories.beschikbaarheid import can_come
from tests.factories.moments import NOW
from tests.factories.toernees import BEGINS, ENDS, a_toernee, deelnemers_of
from tests.intervisie.toerneeplanning.planwork import a_planning, fixed

pytestmark = pytest.mark.django_db


def said(kind: str, now: datetime = NOW) -> dict[str, str]:
    """Return what this kind of message says now, by who gets it: its page and its words in one line."""
    rows = list(Bericht.objects.filter(kind=kind).select_related("recipient").exclude(status=BerichtStatus.VERVALLEN))
    found = bericht_kinds.get(kind).load(rows, now)
    return {str(row.recipient_id): f"{one.path} {dict(one.context)}" for row in rows if (one := found.get(row.pk))}


def duties(user: User) -> int:
    """Return how many open duties to give dagdelen somebody has."""
    return Taak.objects.filter(user=user, kind="DAGDELEN_GEVEN", done_at=None, withdrawn_at=None).count()


def test_dagdelen_are_asked_in_three_steps_until_somebody_gave_enough() -> None:
    toernee = a_toernee(since=NOW)
    people = deelnemers_of(toernee)
    taak = Taak.objects.get(kind="DAGDELEN_GEVEN", user=people[0].user)
    assert taak.due_at is not None
    due = date(2027, 2, 1)
    assert taak.due_at == at_local(due, time(8, 30))
    rungs = [rung.due_at(taak) for rung in taak_kinds.get("DAGDELEN_GEVEN").ladder]
    assert rungs[1:] == [at_local(add_workdays(due, -5), time(8, 30)), at_local(add_workdays(due, -1), time(8, 30))]
    can_come(people[0].user, BEGINS, ENDS, weekdays=(0, 1, 2, 3))  # four days of five: 80 %, nearly
    can_come(people[1].user, BEGINS, ENDS)
    with confidential():
        plan(NOW)
    asked = said("N65")
    assert str(people[1].user_id) not in asked
    assert str(people[2].user_id) in asked
    assert "?maand=2027-03&tot=2027-12 " in asked[str(people[2].user_id)]
    assert [duties(one.user) for one in people[1:3]] == [0, 1]
    with confidential():
        plan(at_local(due, time(9)))
        plan(at_local(due, time(10)))
    silent = said("N225", at_local(due, time(9)))
    assert len(silent) == Bericht.objects.filter(kind="N225").count() > 0
    Toernee.objects.update(status=ToerneeStatus.AFGEBLAZEN)
    assert (said("N65"), said("N225")) == ({}, {})
    with confidential():
        plan(at_local(due, time(11)))
    assert duties(people[2].user) == 0


def test_fixed_visits_come_in_one_file_for_who_is_there_and_nobody_else() -> None:
    planning = fixed(a_planning())
    rows = list(Bericht.objects.filter(kind="N66").select_related("recipient"))
    found = bericht_kinds.get("N66").load(rows, NOW)
    assert len(found) == 6
    for one in found.values():
        (file,) = one.attachments
        assert file.content.count(b"BEGIN:VEVENT") == 5
        assert b"METHOD:REQUEST" in file.content
        assert "Utrecht" in one.context["bezoeken"][0]
        assert not any(person.user.achternaam in str(one.context) for person in planning.people)
    outsider = Bericht(kind="N66", object_id=planning.toernee.pk, recipient=planning.hart, moment="v1", due_at=NOW)
    assert bericht_kinds.get("N66").load([outsider], NOW) == {}


def test_a_repair_is_told_with_what_moved_and_calendars_know_who_holds_a_file() -> None:
    planning = fixed(a_planning())
    second = planning.bezoeken[1]
    pair = (planning.people[0].user_id, second.bijeenkomst_id)
    holders = calendar_holders.get("intervisie")
    assert set(holders([pair])) == set()
    Bericht.objects.filter(kind="N66").update(status=BerichtStatus.VERZONDEN)
    assert set(holders([pair])) == {pair}
    report_absence(actor=planning.people[2].user, bezoek=second, now=NOW)
    with confidential():
        plan(NOW)
        hart = said("N223")
        row = propose_repair(actor=planning.hart, toernee=planning.again(), hosts=[str(second.host_id)], now=NOW)
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)
    assert planning.people[2].user.naam in hart[str(planning.hart.pk)]
    rows = list(Bericht.objects.filter(kind="N67").select_related("recipient"))
    found = bericht_kinds.get("N67").load(rows, NOW)
    assert len(found) == 6
    for one in found.values():
        (file,) = one.attachments
        assert file.content.count(b"BEGIN:VEVENT") == 1
        assert f"UID:{second.bijeenkomst_id}".encode() in file.content
    assert said("N223") == {}


def test_the_hart_is_asked_about_a_visit_that_is_over_until_somebody_says_so() -> None:
    planning = fixed(a_planning())
    first = planning.bezoeken[0]
    later = first.bijeenkomst.ends_at + timedelta(days=1)
    with confidential():
        follow_visits(later)
    taken = list(Taak.objects.filter(kind="BEZOEK_GEWEEST", user=planning.hart))
    words = taak_kinds.get("BEZOEK_GEWEEST").words(taken, later)
    assert [one.title for one in words.values()] == [f"Is het bezoek bij {first.host.user.naam} geweest?"]
    type(first).objects.filter(pk=first.pk).update(status="GEHOUDEN")
    assert set(taak_kinds.get("BEZOEK_GEWEEST").is_done(taken, later)) == {taak.pk for taak in taken}
