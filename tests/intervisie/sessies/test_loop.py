"""The course of a session: beginning, going on and back, the clock, who leads it, and closing."""

from datetime import datetime, timedelta

import pytest

from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.models import Kring, User
from intervisie.actions.sessieleiding import (
    NobodyThereError,
    choose_inbrenger,
    choose_user_as_inbrenger,
    hand_over,
    take_lead,
    take_over_when_gone,
)
from intervisie.actions.sessieloop import (
    begin,
    close,
    close_sessie,
    extend,
    go_back,
    go_on,
    go_on_by_itself,
    pause,
    resume,
)
from intervisie.actions.sessiemensen import join, leave, note_seen
from intervisie.actions.sessieslot import NotLeadingError, SessieOverError
from intervisie.models import Sessie, Sessiedeelnemer, Werkvormversie
from intervisie.queries.sessiestand import stand_of
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import NOW
from tests.factories.sessies import (
    a_meeting,
    a_sessie,
    closes,
    leader_of,
    moves_to,
    plek_of,
    seat_of,
)
from tests.factories.werkvormen import IN_TURN, ONE, OWN, a_step, a_werkvorm

pytestmark = pytest.mark.django_db
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def place(sessie: Sessie) -> tuple[int, int, int]:
    """Return where a session is, as stored."""
    row = Sessie.objects.get(pk=sessie.pk)
    return row.step, row.round, row.turn


def left(sessie: Sessie, user: User, now: datetime) -> int:
    """Return how many seconds the clock of this person shows."""
    with confidential():
        return stand_of(plek_of(sessie, user, now), now).klok.left_seconds


def people(number: int) -> list[User]:
    return [UserFactory() for _ in range(number)]


def test_a_session_begins_with_who_is_in_at_its_first_step() -> None:
    users = people(4)
    sessie = a_sessie(*users)
    assert (sessie.status, sessie.started_at, sessie.moment_started_at, sessie.moment_seconds) == (
        "BEZIG",
        NOW,
        NOW,
        600,
    )
    assert sessie.leader == seat_of(sessie, 1)
    revision = sessie.revision
    begin(plek=plek_of(sessie, users[1]), now=NOW + MINUTE)
    sessie.refresh_from_db()
    assert (sessie.moment_started_at, sessie.revision) == (NOW, revision)


@pytest.mark.parametrize(("number", "said"), [(1, "minstens 2 mensen"), (17, "hooguit 16 mensen")])
def test_too_few_or_too_many_do_not_begin(number: int, said: str) -> None:
    users = people(number)
    if number > 16:
        sessie = a_sessie(*users[:16], is_begun=False, subgroups=2)
        row = Sessiedeelnemer.objects.create(sessie=sessie, number=17, user=users[16])
        with pytest.raises(ActionError, match="vol"):
            join(user=users[16], sessie=sessie, now=NOW)
        Sessiedeelnemer.objects.filter(pk=row.pk).update(joined_at=NOW, seen_at=NOW)
    else:
        sessie = a_sessie(*users, is_begun=False)
    with pytest.raises(ActionError, match=said):
        begin(plek=plek_of(sessie, users[0]), now=NOW)
    sessie.refresh_from_db()
    assert sessie.status == "VOORBEREIDING"


def test_a_second_click_is_one_step() -> None:
    sessie = a_sessie()
    plek = leader_of(sessie)
    assert go_on(plek=plek, position="0.0.0", now=NOW)
    assert not go_on(plek=plek, position="0.0.0", now=NOW)
    assert place(sessie) == (1, 0, 0)
    for junk in ("", "0", "x.y.z", "0.0.0.1", "-1.0.0", "999999999999.0.0"):
        assert not go_on(plek=plek, position=junk, now=NOW)
        assert not go_back(plek=plek, position=junk, now=NOW)
    assert place(sessie) == (1, 0, 0)
    assert go_back(plek=plek, position="1.0.0", now=NOW)
    assert not go_back(plek=plek, position="0.0.0", now=NOW)
    assert place(sessie) == (0, 0, 0)


def test_turns_take_equal_parts_and_rounds_go_by_person() -> None:
    sessie = moves_to(a_sessie(), "ronde")
    assert sessie.moment_seconds == 300
    seen = []
    while sessie.step == 2:
        seen.append(sessie.turn)
        go_on(plek=leader_of(sessie), position=f"2.0.{sessie.turn}", now=NOW)
        sessie.refresh_from_db()
    assert (seen, sessie.step) == ([0, 1, 2, 3], 3)
    other = moves_to(a_sessie(werkvorm=a_werkvorm(IN_TURN)), "vertel")
    path = []
    while other.step in (1, 2):
        path.append((other.step, other.round))
        go_on(plek=leader_of(other), position=f"{other.step}.{other.round}.0", now=NOW)
        other.refresh_from_db()
    assert path == [(step, round) for round in range(4) for step in (1, 2)]


def test_after_the_last_moment_it_closes_and_closing_twice_is_once() -> None:
    sessie = moves_to(a_sessie(), "acties")
    plek = leader_of(sessie)
    with confidential():
        assert go_on(plek=plek, position="4.0.0", now=NOW)
    sessie.refresh_from_db()
    assert (sessie.status, sessie.closed_at, sessie.join_digest) == ("KLAAR", NOW, "")
    revision = sessie.revision
    with confidential():
        close(plek=plek, now=NOW + MINUTE)
    assert not close_sessie(sessie=sessie, now=NOW + MINUTE)
    sessie.refresh_from_db()
    assert (sessie.closed_at, sessie.revision) == (NOW, revision)
    with pytest.raises(SessieOverError):
        go_on(plek=plek, position="4.0.0", now=NOW)


def test_only_who_leads_moves_it() -> None:
    users = people(4)
    sessie = a_sessie(*users, guests=1)
    acts = (go_on, go_back, pause, resume, extend)
    for who in (users[1], 1):
        for act in acts:
            with pytest.raises(NotLeadingError, match="Iemand anders"):
                act(plek=plek_of(sessie, who), position="0.0.0", now=NOW)
        with pytest.raises(NotLeadingError):
            close(plek=plek_of(sessie, who), now=NOW)
    assert place(sessie) == (0, 0, 0)
    outsider = UserFactory()
    Sessiedeelnemer.objects.create(sessie=sessie, user=outsider, number=9)
    with pytest.raises(DeniedError):
        go_on(plek=plek_of(sessie, outsider), position="0.0.0", now=NOW)


def test_the_clock_stands_still_goes_on_and_gets_a_minute_more() -> None:
    users = people(4)
    sessie = a_sessie(*users)
    plek = plek_of(sessie, users[0])
    at = {"position": "0.0.0"}
    assert left(sessie, users[3], NOW + 9 * MINUTE) == 60
    assert pause(plek=plek, now=NOW + 9 * MINUTE, **at)
    assert not pause(plek=plek, now=NOW + 10 * MINUTE, **at)
    assert left(sessie, users[2], NOW + 20 * MINUTE) == 60
    assert resume(plek=plek, now=NOW + 20 * MINUTE, **at)
    assert not resume(plek=plek, now=NOW + 20 * MINUTE, **at)
    assert left(sessie, users[1], NOW + 20 * MINUTE + 30 * SECOND) == 30
    assert extend(plek=plek, now=NOW + 20 * MINUTE + 30 * SECOND, **at)
    assert left(sessie, users[1], NOW + 20 * MINUTE + 30 * SECOND) == 90
    # When the time is over, a minute from now on; at zero nothing closes.
    late = NOW + 40 * MINUTE
    assert left(sessie, users[1], late) < 0
    assert extend(plek=plek, now=late, **at)
    assert left(sessie, users[1], late) == 60
    assert Sessie.objects.get(pk=sessie.pk).status == "BEZIG"
    assert not extend(plek=plek, position="1.0.0", now=late)


def test_going_on_starts_a_new_clock_also_from_a_paused_one() -> None:
    sessie = a_sessie()
    plek = leader_of(sessie)
    pause(plek=plek, position="0.0.0", now=NOW + MINUTE)
    go_on(plek=plek, position="0.0.0", now=NOW + 5 * MINUTE)
    sessie.refresh_from_db()
    assert (sessie.paused_at, sessie.held_seconds, sessie.moment_started_at) == (None, 0, NOW + 5 * MINUTE)
    assert sessie.moment_seconds == 300


def test_everybody_has_the_same_deadline_in_the_night_that_summer_time_begins() -> None:
    night = datetime.fromisoformat("2027-03-28T00:55:00+00:00")  # 1.55, and five minutes later 3.00 o'clock
    users = people(4)
    sessie = a_sessie(*users, now=night)
    later = night + 9 * MINUTE
    with confidential():
        ends = {stand_of(plek_of(sessie, user, later), later).klok.deadline_ms for user in users}
    assert ends == {int((night + 10 * MINUTE).timestamp() * 1000)}


def test_each_change_that_somebody_can_see_raises_the_revision() -> None:
    users = people(4)
    sessie = a_sessie(*users)
    plek = plek_of(sessie, users[0])
    acts = [
        lambda: go_on(plek=plek, position="0.0.0", now=NOW), lambda: go_back(plek=plek, position="1.0.0", now=NOW),
        lambda: pause(plek=plek, position="0.0.0", now=NOW), lambda: resume(plek=plek, position="0.0.0", now=NOW),
        lambda: extend(plek=plek, position="0.0.0", now=NOW),
        lambda: leave(plek=plek_of(sessie, users[3]), now=NOW), lambda: join(user=users[3], sessie=sessie, now=NOW),
        lambda: hand_over(plek=plek, deelnemer_id=seat_of(sessie, 2).pk, now=NOW),
        lambda: take_lead(plek=plek, now=NOW),
    ]  # fmt: skip
    for act in acts:
        before = Sessie.objects.get(pk=sessie.pk).revision
        act()
        assert Sessie.objects.get(pk=sessie.pk).revision > before


def test_the_lead_is_handed_over_and_taken_back_by_who_made_it() -> None:
    users = people(4)
    sessie = a_sessie(*users)
    first, second = plek_of(sessie, users[0]), plek_of(sessie, users[1])
    hand_over(plek=first, deelnemer_id=seat_of(sessie, 2).pk, now=NOW)
    with pytest.raises(NotLeadingError):
        go_on(plek=first, position="0.0.0", now=NOW)
    assert go_on(plek=second, position="0.0.0", now=NOW)
    with pytest.raises(DeniedError):
        take_lead(plek=plek_of(sessie, users[2]), now=NOW)
    take_lead(plek=plek_of(sessie, users[0]), now=NOW)
    take_lead(plek=plek_of(sessie, users[0]), now=NOW)
    assert leader_of(sessie).user == users[0]


def test_the_lead_goes_to_nobody_who_is_away_or_on_paper() -> None:
    users = people(4)
    sessie = a_sessie(*users)
    plek = plek_of(sessie, users[0])
    Sessiedeelnemer.objects.filter(sessie=sessie, number=2).update(seen_at=NOW - 2 * MINUTE)
    Sessiedeelnemer.objects.filter(sessie=sessie, number=3).update(is_on_paper=True)
    for number in (2, 3):
        with pytest.raises(NobodyThereError):
            hand_over(plek=plek, deelnemer_id=seat_of(sessie, number).pk, now=NOW)
    elsewhere = a_sessie()
    with pytest.raises(DeniedError):
        hand_over(plek=plek, deelnemer_id=seat_of(elsewhere, 2).pk, now=NOW)


def test_who_is_there_takes_over_from_a_leader_who_closed_her_laptop() -> None:
    users = people(3)
    sessie = a_sessie(*users, guests=1)
    later = NOW + 61 * SECOND
    for who in (users[2], 1):
        note_seen(deelnemer_id=plek_of(sessie, who, later).deelnemer.pk, now=later)
    assert not take_over_when_gone(plek=plek_of(sessie, 1, NOW), now=NOW)
    # Number 2 was not seen either; the guest has a higher number, and no account.
    assert take_over_when_gone(plek=plek_of(sessie, 1, later), now=later)
    assert leader_of(sessie, later).user == users[2]
    assert not take_over_when_gone(plek=plek_of(sessie, users[2], later), now=later)


def test_a_guest_leads_when_nobody_else_is_there_and_leaving_passes_it_on_at_once() -> None:
    users = people(2)
    sessie = a_sessie(*users, guests=1)
    leave(plek=plek_of(sessie, users[0]), now=NOW)
    assert leader_of(sessie).user == users[1]
    leave(plek=plek_of(sessie, users[1]), now=NOW)
    assert leader_of(sessie).is_guest
    leave(plek=plek_of(sessie, 1), now=NOW)
    row = Sessie.objects.get(pk=sessie.pk)
    assert (row.leader, row.status) == (None, "BEZIG")
    join(user=users[1], sessie=sessie, now=NOW)
    assert take_over_when_gone(plek=plek_of(sessie, users[1]), now=NOW)
    assert leader_of(sessie).user == users[1]


def test_a_step_about_a_question_waits_for_an_inbrenger() -> None:
    users = people(4)
    sessie = a_sessie(*users, werkvorm=a_werkvorm(ONE))
    plek = plek_of(sessie, users[0])
    with confidential():
        assert stand_of(plek, NOW).needs_inbrenger
    with pytest.raises(ActionError, match="Kies eerst"):
        go_on(plek=plek, position="0.0.0", now=NOW)
    choose_inbrenger(plek=plek, deelnemer_id=seat_of(sessie, 3).pk, now=NOW)
    assert go_on(plek=plek, position="0.0.0", now=NOW)
    # She has to go: the step stays, and the leader chooses another.
    leave(plek=plek_of(sessie, users[2]), now=NOW)
    assert (place(sessie), Sessie.objects.get(pk=sessie.pk).inbrenger) == ((1, 0, 0), None)
    with pytest.raises(ActionError, match="Kies eerst"):
        go_on(plek=plek, position="1.0.0", now=NOW)
    with pytest.raises(NobodyThereError):
        choose_inbrenger(plek=plek, deelnemer_id=seat_of(sessie, 3).pk, now=NOW)
    with pytest.raises(DeniedError):
        choose_inbrenger(plek=plek_of(sessie, users[1]), deelnemer_id=seat_of(sessie, 2).pk, now=NOW)
    choose_inbrenger(plek=plek, deelnemer_id=seat_of(sessie, 2).pk, now=NOW)
    assert go_on(plek=plek, position="1.0.0", now=NOW)


def test_a_method_that_begins_with_the_inbrenger_does_not_begin_without() -> None:
    schema = ONE | {"steps": ONE["steps"][1:]}
    users = people(3)
    sessie = a_sessie(*users, werkvorm=a_werkvorm(schema), is_begun=False)
    with pytest.raises(ActionError, match="Kies eerst"):
        begin(plek=plek_of(sessie, users[0]), now=NOW)
    choose_inbrenger(plek=plek_of(sessie, users[0]), deelnemer_id=seat_of(sessie, 2).pk, now=NOW)
    assert begin(plek=plek_of(sessie, users[0]), now=NOW).status == "BEZIG"


def test_a_member_brings_in_by_herself_before_the_session_of_her_group() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(users[0], bijeenkomst=a_meeting(groep.kring), werkvorm=a_werkvorm(ONE), is_begun=False)
    own = choose_user_as_inbrenger(actor=users[1], sessie=sessie, user=users[1], now=NOW)
    assert (Sessie.objects.get(pk=sessie.pk).inbrenger, own.joined_at) == (own, None)
    with pytest.raises(ActionError, match="al iemand"):
        choose_user_as_inbrenger(actor=users[2], sessie=sessie, user=users[2], now=NOW)
    with pytest.raises(DeniedError):
        choose_user_as_inbrenger(actor=users[2], sessie=sessie, user=users[3], now=NOW)
    with pytest.raises(DeniedError):
        choose_user_as_inbrenger(actor=users[0], sessie=sessie, user=UserFactory(), now=NOW)
    choose_user_as_inbrenger(actor=users[0], sessie=sessie, user=users[3], now=NOW)
    assert Sessie.objects.get(pk=sessie.pk).inbrenger.user == users[3]


def test_turns_and_rounds_of_who_leaves_fall_away() -> None:
    users = people(4)
    sessie = moves_to(a_sessie(*users), "ronde")
    go_on(plek=plek_of(sessie, users[0]), position="2.0.0", now=NOW)
    leave(plek=plek_of(sessie, users[1]), now=NOW)
    # It was her turn: the next one's begins, with a whole turn.
    assert place(sessie) == (2, 0, 2)
    leave(plek=plek_of(sessie, users[3]), now=NOW)
    assert place(sessie) == (2, 0, 2)
    go_on(plek=plek_of(sessie, users[0]), position="2.0.2", now=NOW)
    assert place(sessie) == (3, 0, 0)


def test_the_session_of_a_closed_group_is_over() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring))
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    plek = plek_of(sessie, users[0])
    for act in (go_on, pause, extend):
        with pytest.raises(SessieOverError, match="afgesloten"):
            act(plek=plek, position="0.0.0", now=NOW)
    with confidential():
        stand = stand_of(plek, NOW)
    assert (stand.status, stand.is_live, stand.step, stand.blad, stand.shown) == ("KLAAR", False, None, None, ())
    assert close_sessie(sessie=sessie, now=NOW)


def test_a_session_keeps_the_version_of_its_method() -> None:
    sessie = a_sessie()
    versie = sessie.versie
    changed = OWN | {"steps": [a_step("anders", minutes=1)]}
    Werkvormversie.objects.create(werkvorm=versie.werkvorm, number=2, schema=changed, source="Proef", published_at=NOW)
    assert go_on(plek=leader_of(sessie), position="0.0.0", now=NOW)
    sessie.refresh_from_db()
    assert (sessie.versie, sessie.moment_seconds) == (versie, 300)
    assert a_sessie(werkvorm=versie.werkvorm).versie.number == 2


def test_in_days_a_step_lasts_until_a_working_morning_and_goes_on_by_itself() -> None:
    users = people(4)
    sessie = a_sessie(*users, tempo="DAGEN", days=14)
    with confidential():
        klok = stand_of(plek_of(sessie, users[1]), NOW).klok
    assert klok.deadline_ms is None
    assert klok.ends_date is not None
    assert klok.ends_date.weekday() < 5
    assert not pause(plek=plek_of(sessie, users[0]), position="0.0.0", now=NOW)
    assert go_on_by_itself(sessie=sessie, position="0.0.0", now=NOW)
    assert not go_on_by_itself(sessie=sessie, position="0.0.0", now=NOW)
    assert place(sessie) == (1, 0, 0)
    later = NOW + 3 * MINUTE
    assert not take_over_when_gone(plek=plek_of(sessie, users[1], later), now=later)
    assert not go_on_by_itself(sessie=a_sessie(), position="0.0.0", now=NOW)


def test_a_session_that_was_called_off_or_closed_takes_nobody_in() -> None:
    users = people(4)
    sessie = closes(a_sessie(*users))
    with pytest.raises(SessieOverError):
        join(user=users[1], sessie=sessie, now=NOW)
    leave(plek=plek_of(sessie, users[1]), now=NOW)
    assert seat_of(sessie, 2).left_at is None
