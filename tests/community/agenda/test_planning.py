"""Planning, changing, making known and cancelling a meeting."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from community.access import DeniedError
from community.actions.agenda import (
    PlanningError,
    cancel_bijeenkomst,
    cancel_coming_of_kring,
    change_bijeenkomst,
    plan_bijeenkomst,
    publish_bijeenkomst,
)
from community.actions.deelname import answer, invite_kring
from community.actions.errors import ActionError, StaleSaveError
from community.forms.agenda import BijeenkomstForm
from community.models import Bericht, Bijeenkomst, Deelname, Taak, User
from tests.community.agenda.cast import a_group, group_meeting, post_at, status_of
from tests.community.agenda.opzetten import new_opzet, opzet_of
from tests.factories import (
    AfsprakenFactory,
    BijeenkomstFactory,
    DeelnameFactory,
    KringFactory,
    LidmaatschapFactory,
    UserFactory,
)
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def planner() -> User:
    return UserFactory(coordinator=True)


def owed(kind: str) -> set[Any]:
    return set(Bericht.objects.filter(kind=kind, status="GEPLAND").values_list("recipient", flat=True))


def test_a_meeting_for_members_is_told_in_the_weekly_overview(planner: User) -> None:
    other = UserFactory()
    UserFactory(is_active=False)
    meeting = plan_bijeenkomst(actor=planner, opzet=new_opzet(), now=NOW)
    assert (meeting.status, meeting.organiser, meeting.sequence, meeting.schedule_version) == ("GEPLAND", planner, 0, 1)
    assert list(Bericht.objects.values_list("kind", "recipient", "mail_mode")) == [("N79", other.pk, "WEEK")]


def test_a_concept_is_told_to_nobody_until_it_is_made_known(planner: User) -> None:
    UserFactory()
    meeting = plan_bijeenkomst(actor=planner, opzet=new_opzet(), is_concept=True, now=NOW)
    assert (meeting.status, Bericht.objects.count()) == ("CONCEPT", 0)
    for _ in range(2):
        meeting = publish_bijeenkomst(actor=planner, bijeenkomst=meeting, now=LATER)
    assert (meeting.status, Bericht.objects.filter(kind="N79").count()) == ("GEPLAND", 1)


def test_a_concept_whose_day_is_over_is_not_made_known(planner: User) -> None:
    meeting = BijeenkomstFactory(status="CONCEPT", starts_at=NOW - timedelta(days=1))
    with pytest.raises(PlanningError):
        publish_bijeenkomst(actor=planner, bijeenkomst=meeting, now=NOW)


def test_who_leads_a_group_plans_for_it_and_all_are_asked() -> None:
    kring, leader, members = a_group()
    opzet = new_opzet(kind="LEERGROEP", audience="KRING")
    meeting = plan_bijeenkomst(actor=leader, opzet=opzet, kring=kring, now=NOW)
    assert status_of(meeting, leader) == "AANGEMELD"
    assert owed("N106") == {user.pk for user in members}
    assert owed("N79") == set()


@pytest.mark.parametrize("who", ["member", "leader of another group", "leader who left", "coordinator", "not agreed"])
def test_nobody_else_plans_for_a_group(who: str) -> None:
    kring, _leader, members = a_group()
    actor = {
        "member": lambda: members[0],
        "leader of another group": lambda: LidmaatschapFactory(kring=KringFactory(), trekker=True).user,
        "leader who left": lambda: LidmaatschapFactory(kring=kring, trekker=True, until_at=NOW).user,
        "coordinator": lambda: UserFactory(coordinator=True),
        "not agreed": lambda: _leader_without_agreement(kring),
    }[who]()
    with pytest.raises(DeniedError):
        plan_bijeenkomst(actor=actor, opzet=new_opzet(kind="LEERGROEP", audience="KRING"), kring=kring, now=NOW)


def _leader_without_agreement(kring: Any) -> User:
    AfsprakenFactory(kring=kring)
    return LidmaatschapFactory(kring=kring, trekker=True).user


def test_nobody_plans_for_a_closed_group() -> None:
    kring, leader, _members = a_group()
    kring.closed_at = NOW
    kring.save()
    with pytest.raises(DeniedError):
        plan_bijeenkomst(actor=leader, opzet=new_opzet(kind="LEERGROEP", audience="KRING"), kring=kring, now=NOW)


@pytest.mark.parametrize("role", [None, "trainer", "redacteur", "beheerder"])
def test_only_a_coordinator_plans_for_the_community(role: str | None) -> None:
    actor = UserFactory(**({role: True} if role else {}))
    with pytest.raises(DeniedError):
        plan_bijeenkomst(actor=actor, opzet=new_opzet(), now=NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": NOW}, "date"),
        ({"starts_at": NOW - timedelta(days=1)}, "date"),
        ({"starts_at": datetime(9999, 12, 31, 9, tzinfo=UTC)}, "date"),
        ({"starts_at": NOW + timedelta(days=2000)}, "date"),
        ({"ends_at": NOW + timedelta(days=21)}, "ends"),
        ({"ends_at": NOW}, "ends"),
        ({"ends_at": NOW + timedelta(days=36)}, "last_date"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": -1}, "capacity"),
        ({"capacity": 99_999}, "capacity"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"online_url": "data:text/html,x"}, "online_url"),
        ({"online_url": "ftp://voorbeeld.example/x"}, "online_url"),
        ({"audience": "KRING"}, "audience"),
    ],
)
def test_what_no_planner_can_mean_is_refused(planner: User, changes: dict[str, Any], field: str) -> None:
    start = changes.get("starts_at", NOW + timedelta(days=21))
    changes.setdefault("ends_at", start if start.year == 9999 else start + timedelta(hours=3))
    with pytest.raises(PlanningError) as refusal:
        plan_bijeenkomst(actor=planner, opzet=new_opzet(**changes), now=NOW)
    assert refusal.value.field == field
    assert not Bijeenkomst.objects.exists()


def test_another_time_or_place_is_a_move_other_words_are_not(planner: User) -> None:
    meeting = BijeenkomstFactory()
    changed = change_bijeenkomst(
        actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting, title="Nieuwe titel"), now=LATER
    )
    assert (changed.sequence, changed.schedule_version, changed.version, changed.changed_at) == (1, 1, 2, LATER)
    moved = change_bijeenkomst(
        actor=planner, bijeenkomst=changed, version=2, opzet=opzet_of(changed, place_name="Zwolle"), now=LATER
    )
    assert (moved.sequence, moved.schedule_version) == (2, 2)
    start = moved.starts_at + timedelta(days=1)
    later = change_bijeenkomst(
        actor=planner, bijeenkomst=moved, version=3, now=LATER,
        opzet=opzet_of(moved, starts_at=start, ends_at=start + timedelta(hours=2)),
    )  # fmt: skip
    assert (later.sequence, later.schedule_version) == (3, 3)


def test_saving_without_a_change_tells_nobody(planner: User) -> None:
    meeting = BijeenkomstFactory()
    DeelnameFactory(bijeenkomst=meeting)
    saved = change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting), now=LATER)
    assert (saved.sequence, saved.schedule_version, saved.changed_at) == (0, 1, meeting.changed_at)
    assert not Bericht.objects.exists()


def test_two_people_who_change_at_once_overwrite_nothing(planner: User) -> None:
    """T91: the second save is refused and gets the stored row."""
    meeting = BijeenkomstFactory()
    change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting, title="Een"), now=NOW)
    with pytest.raises(StaleSaveError) as refusal:
        change_bijeenkomst(
            actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting, title="Twee"), now=LATER
        )
    assert refusal.value.current.title == "Een"
    assert Bijeenkomst.objects.get().title == "Een"


def test_a_move_is_told_to_who_it_concerns_and_asks_the_group_again() -> None:
    kring, leader, members = a_group()
    silent, coming, declined = members
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    Bericht.objects.filter(kind="N106").update(status="VERZONDEN")
    answer(actor=coming, bijeenkomst=meeting, is_coming=True, now=NOW)
    answer(actor=declined, bijeenkomst=meeting, is_coming=False, now=NOW)
    start = meeting.starts_at + timedelta(days=7)
    change_bijeenkomst(actor=leader, bijeenkomst=meeting, version=1, now=LATER,
                       opzet=opzet_of(meeting, starts_at=start, ends_at=start + timedelta(hours=2)))  # fmt: skip
    assert owed("N112") == {leader.pk, silent.pk, coming.pk}
    assert owed("N106") == {declined.pk}
    assert [status_of(meeting, user) for user in members] == ["UITGENODIGD", "AANGEMELD", "UITGENODIGD"]
    open_taken = Taak.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True)
    assert set(open_taken.values_list("user", flat=True)) == {silent.pk, declined.pk}
    assert {row.opened_at for row in open_taken} == {LATER}


def test_fewer_places_than_people_is_refused(planner: User) -> None:
    meeting = BijeenkomstFactory(capacity=5)
    DeelnameFactory.create_batch(2, bijeenkomst=meeting)
    with pytest.raises(PlanningError) as refusal:
        change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting, capacity=1), now=NOW)
    assert refusal.value.message == "Er zijn al 2 mensen aangemeld. Kies 2 plaatsen of meer."


@pytest.mark.parametrize("changes", [{"audience": "OPENBAAR"}, {"kind": "LEERGROEP"}])
def test_for_whom_it_is_does_not_change(planner: User, changes: dict[str, Any]) -> None:
    meeting = BijeenkomstFactory()
    with pytest.raises(PlanningError):
        change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting, **changes), now=NOW)


@pytest.mark.parametrize("fields", [{"starts_at": NOW}, {"status": "GEANNULEERD", "cancelled_at": NOW}])
def test_what_began_or_was_cancelled_does_not_change(planner: User, fields: dict[str, Any]) -> None:
    meeting = BijeenkomstFactory(**fields)
    opzet = opzet_of(meeting, starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=1, hours=1))
    with pytest.raises(ActionError):
        change_bijeenkomst(actor=planner, bijeenkomst=meeting, version=1, opzet=opzet, now=NOW)


def test_cancelling_stops_what_was_planned_and_tells_who_it_concerns() -> None:
    kring, leader, members = a_group()
    meeting = group_meeting(kring)
    invite_kring(actor=leader, bijeenkomst=meeting, now=NOW)
    answer(actor=members[0], bijeenkomst=meeting, is_coming=False, now=NOW)
    post_at(NOW)
    for _ in range(2):
        cancelled = cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="De zaal is stuk.", now=LATER)
    assert (cancelled.status, cancelled.cancelled_at, cancelled.cancel_reason, cancelled.sequence) == (
        "GEANNULEERD", LATER, "De zaal is stuk.", 1,
    )  # fmt: skip
    assert owed("N113") == {leader.pk, members[1].pk, members[2].pk}
    assert set(Bericht.objects.filter(status="GEPLAND").values_list("kind", flat=True)) == {"N113"}
    assert not Taak.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True).exists()
    # The places stay: who looks back sees what was answered.
    assert Deelname.objects.count() == 4


def test_a_cancelled_concept_is_gone(planner: User) -> None:
    meeting = BijeenkomstFactory(status="CONCEPT")
    cancel_bijeenkomst(actor=planner, bijeenkomst=meeting, reason="", now=NOW)
    assert not Bijeenkomst.objects.exists()


def test_what_began_is_not_cancelled(planner: User) -> None:
    meeting = BijeenkomstFactory(starts_at=NOW)
    with pytest.raises(ActionError):
        cancel_bijeenkomst(actor=planner, bijeenkomst=meeting, reason="x", now=NOW)


@pytest.mark.parametrize("act", ["change", "cancel", "publish"])
def test_only_who_runs_a_meeting_changes_it(act: str) -> None:
    kring, _leader, members = a_group()
    meeting = group_meeting(kring, status="CONCEPT" if act == "publish" else "GEPLAND")
    for actor in (members[0], UserFactory(), UserFactory(coordinator=True)):
        with pytest.raises(DeniedError):
            {
                "change": lambda who: change_bijeenkomst(
                    actor=who, bijeenkomst=meeting, version=1, opzet=opzet_of(meeting), now=NOW
                ),
                "cancel": lambda who: cancel_bijeenkomst(actor=who, bijeenkomst=meeting, reason="", now=NOW),
                "publish": lambda who: publish_bijeenkomst(actor=who, bijeenkomst=meeting, now=NOW),
            }[act](actor)


def test_closing_a_group_cancels_what_still_comes() -> None:
    kring, leader, _members = a_group()
    coming, over = group_meeting(kring), group_meeting(kring, starts_at=NOW - timedelta(days=3))
    group_meeting(kring, status="CONCEPT")
    other = group_meeting(KringFactory())
    DeelnameFactory(bijeenkomst=coming, user=leader)
    cancel_coming_of_kring(kring=kring, reason="De groep is afgesloten.", now=NOW)
    assert dict(Bijeenkomst.objects.values_list("pk", "status")) == {
        coming.pk: "GEANNULEERD", over.pk: "GEPLAND", other.pk: "GEPLAND",
    }  # fmt: skip
    assert owed("N113") == {leader.pk}


def test_a_moment_in_the_hour_that_comes_twice_stays_the_second_when_the_form_is_saved_again() -> None:
    """From 1.30 to the second 2.30 lasts two hours in that night; nobody is told of a move that nobody made."""
    kring, leader, _members = a_group(1)
    start = datetime(2027, 10, 30, 23, 30, tzinfo=UTC)
    meeting = group_meeting(kring, starts_at=start, ends_at=start + timedelta(hours=2))
    sent = {
        "title": "Nachtvlinders",
        "date": "31-10-2027",
        "starts": "1.30",
        "ends": "2.30",
        "version": "1",
        "toch": "",
    }
    form = BijeenkomstForm(leader, NOW, sent, bijeenkomst=meeting)
    assert form.is_valid()
    assert (form.opzet().starts_at, form.opzet().ends_at) == (meeting.starts_at, meeting.ends_at)
    fresh = BijeenkomstForm(leader, NOW, sent, kring=kring)
    assert fresh.is_valid()
    assert fresh.opzet().ends_at == start + timedelta(hours=1)
