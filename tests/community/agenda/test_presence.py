"""Presence: written on the list, told at the door with a code, or by opening the online meeting."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest

from community.access import DeniedError
from community.actions.agenda import PRESENTIE_INVULLEN, cancel_bijeenkomst, change_bijeenkomst
from community.actions.errors import ActionError
from community.actions.kringen import end_member
from community.actions.presentie import (
    Opkomst,
    Presentie,
    StalePresentieError,
    WrongCodeError,
    attend_online,
    check_in,
    save_presentie,
)
from community.actions.taken import open_taken
from community.models import Bijeenkomst, Deelname, Lidmaatschap, Taak, User
from tests.community.agenda.cast import a_group, group_meeting, post_at, status_of
from tests.community.agenda.opzetten import opzet_of
from tests.factories import BijeenkomstFactory, DeelnameFactory, DienstverbandFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
STARTED = {"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(hours=1)}


@pytest.fixture
def organiser() -> User:
    return UserFactory(coordinator=True)


@pytest.fixture
def meeting(organiser: User) -> Bijeenkomst:
    return BijeenkomstFactory(**STARTED, organiser=organiser, checkin_code="k7m2x9qd")


def mark(place: Deelname, chosen: str, *, seen: str | None = None) -> Presentie:
    return Presentie(place.pk, place.status if seen is None else seen, chosen)


def test_the_whole_list_is_stored_at_once_with_employers_of_that_day(organiser: User, meeting: Bijeenkomst) -> None:
    work = DienstverbandFactory(until_date=date(2027, 1, 18))
    here, away, silent, waiting = (
        DeelnameFactory(bijeenkomst=meeting, user=work.user),
        DeelnameFactory(bijeenkomst=meeting),
        DeelnameFactory(bijeenkomst=meeting, status="UITGENODIGD"),
        DeelnameFactory(bijeenkomst=meeting, status="WACHTLIJST", waiting_since=NOW),
    )
    open_taken(PRESENTIE_INVULLEN, users=[organiser], object_id=meeting.pk, now=NOW)
    lines = [mark(here, "AANWEZIG"), mark(away, "AFWEZIG"), mark(silent, ""), mark(waiting, "AANWEZIG")]
    outcome = save_presentie(actor=organiser, bijeenkomst=meeting, lines=lines, now=NOW)
    assert outcome == Opkomst(present=2, absent=1, open=0)
    rows = {row.user_id: (row.status, row.attended_via, row.organisatie) for row in Deelname.objects.all()}
    assert rows == {
        here.user_id: ("AANWEZIG", "LIJST", work.organisatie),
        away.user_id: ("AFWEZIG", "", None),
        silent.user_id: ("UITGENODIGD", "", None),
        waiting.user_id: ("AANWEZIG", "LIJST", None),
    }
    assert Bijeenkomst.objects.get().attendance_saved_at == NOW
    assert Taak.objects.get().done_at == NOW


def test_somebody_left_for_later_keeps_the_duty_open(organiser: User, meeting: Bijeenkomst) -> None:
    one, two = DeelnameFactory.create_batch(2, bijeenkomst=meeting)
    open_taken(PRESENTIE_INVULLEN, users=[organiser], object_id=meeting.pk, now=NOW)
    outcome = save_presentie(
        actor=organiser, bijeenkomst=meeting, lines=[mark(one, "AANWEZIG"), mark(two, "")], now=NOW
    )
    assert outcome == Opkomst(present=1, absent=0, open=1)
    assert (Bijeenkomst.objects.get().attendance_saved_at, Taak.objects.get().done_at) == (None, None)


def test_who_reports_herself_meanwhile_is_not_overwritten(organiser: User, meeting: Bijeenkomst) -> None:
    """T91 for the list: nothing is stored until the reader saw what changed."""
    one, two = DeelnameFactory.create_batch(2, bijeenkomst=meeting)
    lines = [mark(one, "AFWEZIG"), mark(two, "AANWEZIG")]
    check_in(actor=one.user, bijeenkomst=meeting, code="k7m2x9qd", now=NOW)
    with pytest.raises(StalePresentieError) as refusal:
        save_presentie(actor=organiser, bijeenkomst=meeting, lines=lines, now=NOW)
    assert [(row.pk, row.status) for row in refusal.value.changed] == [(one.pk, "AANWEZIG")]
    assert status_of(meeting, two.user) == "AANGEMELD"
    save_presentie(actor=organiser, bijeenkomst=meeting, now=NOW,
                   lines=[mark(one, "AFWEZIG", seen="AANWEZIG"), mark(two, "AANWEZIG")])  # fmt: skip
    assert (status_of(meeting, one.user), status_of(meeting, two.user)) == ("AFWEZIG", "AANWEZIG")


def test_the_same_choice_and_an_untouched_line_never_clash(organiser: User, meeting: Bijeenkomst) -> None:
    one, two = DeelnameFactory.create_batch(2, bijeenkomst=meeting)
    lines = [mark(one, "AANWEZIG"), mark(two, "")]
    for place in (one, two):
        check_in(actor=place.user, bijeenkomst=meeting, code="k7m2x9qd", now=NOW)
    assert save_presentie(actor=organiser, bijeenkomst=meeting, lines=lines, now=NOW).present == 2
    assert set(Deelname.objects.values_list("attended_via", flat=True)) == {"PLAATS"}


def test_a_decision_is_taken_back(organiser: User, meeting: Bijeenkomst) -> None:
    place = DeelnameFactory(bijeenkomst=meeting, status="AFWEZIG")
    save_presentie(actor=organiser, bijeenkomst=meeting, lines=[mark(place, "AANGEMELD")], now=NOW)
    assert (status_of(meeting, place.user), Bijeenkomst.objects.get().attendance_saved_at) == ("AANGEMELD", None)


def test_a_line_of_another_meeting_changes_nothing(organiser: User, meeting: Bijeenkomst) -> None:
    """T3: an id of somebody else's list is not on this one."""
    foreign = DeelnameFactory()
    save_presentie(actor=organiser, bijeenkomst=meeting, lines=[mark(foreign, "AANWEZIG")], now=NOW)
    assert Deelname.objects.get().status == "AANGEMELD"


def test_the_list_opens_half_an_hour_before(organiser: User) -> None:
    meeting = BijeenkomstFactory(starts_at=NOW + timedelta(minutes=30), organiser=organiser)
    place = DeelnameFactory(bijeenkomst=meeting)
    with pytest.raises(ActionError):
        save_presentie(actor=organiser, bijeenkomst=meeting, lines=[mark(place, "AANWEZIG")],
                       now=NOW - timedelta(seconds=1))  # fmt: skip
    assert save_presentie(actor=organiser, bijeenkomst=meeting, lines=[mark(place, "AANWEZIG")], now=NOW).present == 1


@pytest.mark.parametrize("who", ["member", "guest", "organiser who left", "coordinator of a cancelled one"])
def test_nobody_else_writes_the_list(who: str, meeting: Bijeenkomst) -> None:
    kring, _leader, members = a_group()
    actor = {
        "member": lambda: members[0],
        "guest": lambda: DeelnameFactory(bijeenkomst=meeting).user,
        "organiser who left": lambda: UserFactory(),
        "coordinator of a cancelled one": lambda: UserFactory(coordinator=True),
    }[who]()
    asked = {
        "guest": lambda: meeting,
        "organiser who left": lambda: group_meeting(kring, **STARTED, organiser=actor),
        "coordinator of a cancelled one": lambda: BijeenkomstFactory(**STARTED, status="GEANNULEERD", cancelled_at=NOW),
    }.get(who, lambda: group_meeting(kring, **STARTED))()
    with pytest.raises(DeniedError):
        save_presentie(actor=actor, bijeenkomst=asked, lines=[], now=NOW)


@pytest.mark.parametrize("who", ["leader", "coordinator", "organiser"])
def test_who_may_write_the_list_of_a_group(who: str) -> None:
    kring, leader, members = a_group()
    actor = {"leader": leader, "coordinator": UserFactory(coordinator=True), "organiser": members[0]}[who]
    meeting = group_meeting(kring, **STARTED, organiser=members[0])
    assert save_presentie(actor=actor, bijeenkomst=meeting, lines=[], now=NOW) == Opkomst(0, 0, 0)


@pytest.mark.parametrize("typed", ["k7m2x9qd", "K7M2 X9QD", " k7m2-x9qd ", "k7m2\tx9qd"])
@pytest.mark.parametrize("status", ["AANGEMELD", "UITGENODIGD", "WACHTLIJST", "AFGEMELD", None])
def test_the_code_at_the_door_says_one_is_there(meeting: Bijeenkomst, typed: str, status: str | None) -> None:
    user = UserFactory()
    if status:
        since = NOW if status == "WACHTLIJST" else None
        DeelnameFactory(bijeenkomst=meeting, user=user, status=status, waiting_since=since)
    place = check_in(actor=user, bijeenkomst=meeting, code=typed, now=NOW)
    assert (place.status, place.attended_via, place.waiting_since) == ("AANWEZIG", "PLAATS", None)


@pytest.mark.parametrize("typed", ["", "k7m2x9qq", "k7m2x9q", "k7m2x9qdd", "é" * 8, "\x00", "٠" * 8, "' or 1=1 --"])
def test_another_code_says_nothing(meeting: Bijeenkomst, typed: str) -> None:
    with pytest.raises(WrongCodeError):
        check_in(actor=UserFactory(), bijeenkomst=meeting, code=typed, now=NOW)
    assert not Deelname.objects.exists()


MINUTE = timedelta(minutes=1)
WINDOW = [
    (NOW - timedelta(hours=1, minutes=30), True),
    (NOW - timedelta(hours=1, minutes=30) - MINUTE, False),
    (NOW + timedelta(hours=3), True),
    (NOW + timedelta(hours=3) + MINUTE, False),
]


@pytest.mark.parametrize(("moment", "is_open"), WINDOW)
def test_the_code_works_around_the_meeting(meeting: Bijeenkomst, moment: datetime, is_open: bool) -> None:
    user = UserFactory()
    if is_open:
        assert check_in(actor=user, bijeenkomst=meeting, code="k7m2x9qd", now=moment).status == "AANWEZIG"
        return
    with pytest.raises(ActionError):
        check_in(actor=user, bijeenkomst=meeting, code="k7m2x9qd", now=moment)


@pytest.mark.parametrize(("moment", "is_open"), WINDOW)
def test_opening_the_online_meeting_is_noted_around_it(meeting: Bijeenkomst, moment: datetime, is_open: bool) -> None:
    meeting.online_url = "https://video.example/x"
    meeting.save()
    place = DeelnameFactory(bijeenkomst=meeting)
    noted = attend_online(actor=place.user, bijeenkomst=meeting, now=moment)
    assert (noted is not None) is is_open
    assert status_of(meeting, place.user) == ("AANWEZIG" if is_open else "AANGEMELD")


def test_who_only_runs_it_is_not_noted(meeting: Bijeenkomst, organiser: User) -> None:
    meeting.online_url = "https://video.example/x"
    meeting.save()
    assert attend_online(actor=organiser, bijeenkomst=meeting, now=NOW) is None
    assert not Deelname.objects.exists()


@pytest.mark.parametrize("status", ["UITGENODIGD", "WACHTLIJST", "AFGEMELD", None])
def test_who_does_not_take_part_has_no_way_in(meeting: Bijeenkomst, status: str | None) -> None:
    meeting.online_url = "https://video.example/x"
    meeting.save()
    user = UserFactory()
    if status:
        since = NOW if status == "WACHTLIJST" else None
        DeelnameFactory(bijeenkomst=meeting, user=user, status=status, waiting_since=since)
    with pytest.raises(DeniedError):
        attend_online(actor=user, bijeenkomst=meeting, now=NOW)


def test_who_was_marked_absent_asks_the_organiser(meeting: Bijeenkomst) -> None:
    place = DeelnameFactory(bijeenkomst=meeting, status="AFWEZIG")
    with pytest.raises(ActionError):
        check_in(actor=place.user, bijeenkomst=meeting, code="k7m2x9qd", now=NOW)
    assert status_of(meeting, place.user) == "AFWEZIG"


def at_the_door(status: str) -> tuple[Bijeenkomst, User, User, datetime]:
    """Return a meeting of a group, who leads it, a member whose presence was noted, and twenty minutes before it."""
    kring, leader, (user,) = a_group(1)
    meeting, early = group_meeting(kring), NOW + timedelta(days=21, minutes=-20)
    place = DeelnameFactory(bijeenkomst=meeting, user=user)
    save_presentie(actor=leader, bijeenkomst=meeting, lines=[mark(place, status)], now=early)
    meeting.refresh_from_db()
    return meeting, leader, user, early


def test_who_reported_herself_before_the_begin_hears_that_it_does_not_go_on() -> None:
    meeting, leader, user, early = at_the_door("AANWEZIG")
    cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="De dijk is dicht.", now=early)
    (mail,) = post_at(early, user)
    assert str(mail.subject).startswith("Gaat niet door")


@pytest.mark.parametrize(("noted", "later"), [("AANWEZIG", "AANGEMELD"), ("AFWEZIG", "UITGENODIGD")])
def test_presence_for_a_moment_that_moved_away_is_forgotten_and_everybody_is_told(noted: str, later: str) -> None:
    meeting, leader, user, early = at_the_door(noted)
    start = meeting.starts_at + timedelta(days=7)
    opzet = opzet_of(meeting, starts_at=start, ends_at=start + timedelta(hours=3))
    change_bijeenkomst(actor=leader, bijeenkomst=meeting, version=meeting.version, opzet=opzet, now=early)
    meeting.refresh_from_db()
    assert (status_of(meeting, user), meeting.attendance_saved_at) == (later, None)
    assert len(post_at(early, user)) == 1


def test_presence_stays_when_the_begin_moves_five_minutes() -> None:
    meeting, leader, user, early = at_the_door("AANWEZIG")
    opzet = opzet_of(meeting, starts_at=meeting.starts_at + timedelta(minutes=5))
    change_bijeenkomst(actor=leader, bijeenkomst=meeting, version=meeting.version, opzet=opzet, now=early)
    assert status_of(meeting, user) == "AANWEZIG"


@pytest.mark.parametrize("change", ["cancelled", "moved", "removed"])
def test_what_changed_since_the_page_was_opened_stops_presence(change: str) -> None:
    kring, leader, (user,) = a_group(1)
    meeting, early = group_meeting(kring, online_url="https://video.example/x"), NOW + timedelta(days=21, minutes=-20)
    place = DeelnameFactory(bijeenkomst=meeting, user=user)
    stale, start = Bijeenkomst.objects.get(), meeting.starts_at + timedelta(days=1)
    opzet = opzet_of(meeting, starts_at=start, ends_at=start + timedelta(hours=1))
    if change == "cancelled":
        cancel_bijeenkomst(actor=leader, bijeenkomst=meeting, reason="x", now=early)
    elif change == "moved":
        change_bijeenkomst(actor=leader, bijeenkomst=meeting, version=1, opzet=opzet, now=early)
    else:
        end_member(lidmaatschap=Lidmaatschap.objects.get(kring=kring, user=user), now=early - timedelta(seconds=1))
    before = status_of(meeting, user)
    with pytest.raises((ActionError, DeniedError)):
        check_in(actor=user, bijeenkomst=stale, code=stale.checkin_code, now=early)
    with suppress(ActionError, DeniedError):
        attend_online(actor=user, bijeenkomst=stale, now=early)
    if change != "removed":
        with pytest.raises((ActionError, DeniedError)):
            save_presentie(actor=leader, bijeenkomst=stale, lines=[mark(place, "AANWEZIG")], now=early)
    assert status_of(meeting, user) == before
