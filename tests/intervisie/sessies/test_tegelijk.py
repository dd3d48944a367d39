"""What several people do in a session at the same moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Lidmaatschap, User
from intervisie.access.sessies import Plek
from intervisie.actions.groepsleden import leave_groep
from intervisie.actions.sessiebladen import save_blad
from intervisie.actions.sessieleiding import choose_user_as_inbrenger, hand_over, take_lead, take_over_when_gone
from intervisie.actions.sessieloop import begin, close, close_sessie, extend, go_on, pause
from intervisie.actions.sessiemensen import join, join_as_guest, leave, note_seen
from intervisie.actions.sessieslot import NotLeadingError, SessieOverError
from intervisie.models import Sessie, Sessieblad, Sessiedeelnemer
from tests.community.agenda.test_at_once import all_at_once
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import NOW
from tests.factories.sessies import a_meeting, a_sessie, leader_of, moves_to, plek_of, seat_of
from tests.factories.werkvormen import ONE, OWN, a_werkvorm

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])
THREADS = 6
LATER = NOW + timedelta(seconds=90)


def sealed(act: Callable[[], object]) -> Callable[[], object]:
    """Return the act within a scope of its own."""

    def run() -> None:
        with confidential():
            act()

    return run


def writing(plek: Plek, author: int, text: str) -> Callable[[], object]:
    """Return the act of writing a question, as a sheet that was never saved before."""
    return sealed(
        lambda: save_blad(plek=plek, step="vraag", round=0, author=author, answers={"tekst": text}, version=0, now=NOW)
    )


def people(number: int = 4) -> list[User]:
    return [UserFactory() for _ in range(number)]


def test_many_clicks_on_the_same_place_are_one_step() -> None:
    sessie = a_sessie()
    plek = leader_of(sessie)
    done: list[bool] = []
    errors = all_at_once(*[lambda: done.append(go_on(plek=plek, position="0.0.0", now=NOW)) for _ in range(THREADS)])
    assert (errors, sorted(done)) == ([], [False] * (THREADS - 1) + [True])
    assert Sessie.objects.get().step == 1


def test_the_old_and_the_new_leader_press_at_once_and_it_goes_on_once() -> None:
    users = people()
    sessie = a_sessie(*users)
    first, second = plek_of(sessie, users[0]), plek_of(sessie, users[1])

    def give() -> None:
        hand_over(plek=first, deelnemer_id=seat_of(sessie, 2).pk, now=NOW)

    errors = all_at_once(
        give,
        lambda: go_on(plek=first, position="0.0.0", now=NOW),
        lambda: go_on(plek=second, position="0.0.0", now=NOW),
    )
    assert {type(error) for error in errors} <= {NotLeadingError}
    assert Sessie.objects.get().step in (0, 1)
    assert leader_of(sessie).user == users[1]


def test_everybody_takes_over_at_once_and_one_leads() -> None:
    users = people(6)
    sessie = a_sessie(*users)
    plekken = [plek_of(sessie, user, LATER) for user in users[1:]]
    for plek in plekken:
        note_seen(deelnemer_id=plek.deelnemer.pk, now=LATER)
    before = Sessie.objects.get().revision
    done: list[bool] = []
    errors = all_at_once(
        *[lambda plek=plek: done.append(take_over_when_gone(plek=plek, now=LATER)) for plek in plekken]
    )
    assert (errors, sum(done)) == ([], 1)
    assert leader_of(sessie, LATER).user == users[1]
    assert Sessie.objects.get().revision == before + 1


def test_taking_back_and_handing_over_at_once_leaves_one_leader() -> None:
    users = people()
    sessie = a_sessie(*users)
    hand_over(plek=plek_of(sessie, users[0]), deelnemer_id=seat_of(sessie, 2).pk, now=NOW)
    first, second = plek_of(sessie, users[0]), plek_of(sessie, users[1])
    target = seat_of(sessie, 3).pk
    errors = all_at_once(
        lambda: take_lead(plek=first, now=NOW), lambda: hand_over(plek=second, deelnemer_id=target, now=NOW)
    )
    assert {type(error) for error in errors} <= {NotLeadingError}
    assert Sessie.objects.get().leader.number in (1, 3)


def test_one_seat_left_is_one_persons() -> None:
    schema = OWN | {"size": {"fewest": 2, "most": 4}}
    sessie = a_sessie(*people(3), werkvorm=a_werkvorm(schema), lets_guests=True)
    late = people(THREADS)
    errors = all_at_once(*[lambda user=user: join(user=user, sessie=sessie, now=NOW, by_code=True) for user in late])
    assert len(errors) == THREADS - 1
    assert all(isinstance(error, ActionError) and "vol" in error.message for error in errors)
    assert Sessiedeelnemer.objects.filter(sessie=sessie, joined_at__isnull=False).count() == 4


def test_people_who_join_at_once_get_seats_of_their_own_and_the_smallest_subgroup() -> None:
    sessie = moves_to(a_sessie(*people(4), lets_guests=True, subgroups=2), "vraag")
    acts = [
        lambda number=number: join_as_guest(sessie=sessie, name="Noor", token=f"t{number}", now=NOW)
        for number in range(THREADS)
    ]
    assert all_at_once(*acts) == []
    rows = list(Sessiedeelnemer.objects.filter(sessie=sessie).order_by("number"))
    assert [row.number for row in rows] == list(range(1, 5 + THREADS))
    assert len({row.name for row in rows[4:]}) == THREADS
    assert [sum(row.group == group for row in rows) for group in (1, 2)] == [5, 5]


def test_one_person_who_comes_in_twice_at_once_has_one_seat() -> None:
    users = people()
    sessie = a_sessie(*users, is_begun=False, lets_guests=True)
    late = UserFactory()
    errors = all_at_once(*[lambda: join(user=late, sessie=sessie, now=NOW, by_code=True) for _ in range(THREADS)])
    assert errors == []
    assert Sessiedeelnemer.objects.filter(sessie=sessie, user=late).count() == 1


def test_the_same_sheet_from_many_windows_is_one_and_the_others_see_both_versions() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "vraag")
    plek = plek_of(sessie, users[1])

    assert all_at_once(*[writing(plek, 2, "hetzelfde") for _ in range(THREADS)]) == []
    errors = all_at_once(*[writing(plek, 2, f"anders {number}") for number in range(THREADS)])
    assert {type(error) for error in errors} == {StaleSaveError}
    with confidential():
        assert (Sessieblad.objects.get().answers, Sessieblad.objects.get().version) == ({"tekst": "hetzelfde"}, 1)


def test_who_leaves_the_group_while_she_writes_wrote_before_or_not_at_all() -> None:
    groep = a_groep(number=6)
    users = people_of(groep)
    sessie = moves_to(a_sessie(*users, bijeenkomst=a_meeting(groep.kring)), "vraag")
    plek = plek_of(sessie, users[2])
    write = writing(plek, 3, "net nog")
    errors = all_at_once(write, lambda: leave_groep(actor=users[2], groep=groep, now=NOW))
    assert {type(error) for error in errors} <= {DeniedError}
    assert Lidmaatschap.objects.get(kring=groep.kring, user=users[2]).until_at is not None
    errors = all_at_once(write)
    assert [type(error) for error in errors] == [DeniedError]


def test_writing_and_closing_at_once_is_kept_or_told() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "vraag")
    lead = plek_of(sessie, users[0])
    acts = [writing(plek_of(sessie, user), number, "tot het eind") for number, user in enumerate(users, start=1)]
    errors = all_at_once(*acts, sealed(lambda: close(plek=lead, now=NOW)))
    assert {type(error) for error in errors} <= {SessieOverError}
    with confidential():
        assert Sessieblad.objects.count() == len(users) - len(errors)
    assert Sessie.objects.get().status == "KLAAR"


def test_closing_by_hand_and_by_the_planner_at_once_is_once() -> None:
    sessie = a_sessie()
    plek = leader_of(sessie)
    errors = all_at_once(sealed(lambda: close(plek=plek, now=NOW)), *[lambda: close_sessie(sessie=sessie, now=NOW)] * 3)
    assert errors == []
    assert Sessie.objects.get().revision == sessie.revision + 1


def test_beginning_from_many_screens_is_once() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring), is_begun=False)
    plekken = [plek_of(sessie, user) for user in users]
    assert all_at_once(*[lambda plek=plek: begin(plek=plek, now=NOW) for plek in plekken]) == []
    assert (Sessie.objects.get().revision, leader_of(sessie).user) == (sessie.revision + 1, users[0])


def test_clock_and_step_at_once_never_mix() -> None:
    sessie = a_sessie()
    plek = leader_of(sessie)
    at = {"plek": plek, "position": "0.0.0", "now": NOW}
    assert all_at_once(lambda: pause(**at), lambda: go_on(**at), lambda: extend(**at), lambda: go_on(**at)) == []
    row = Sessie.objects.get()
    # Whatever came first: the new step has a clock of its own that runs.
    assert (row.step, row.paused_at, row.moment_seconds, row.held_seconds) == (1, None, 300, 0)


def test_two_members_bring_in_at_once_and_one_does() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(users[0], bijeenkomst=a_meeting(groep.kring), werkvorm=a_werkvorm(ONE), is_begun=False)
    errors = all_at_once(
        *[
            lambda user=user: choose_user_as_inbrenger(actor=user, sessie=sessie, user=user, now=NOW)
            for user in users[1:]
        ]
    )
    assert len(errors) == len(users) - 2
    assert all("al iemand" in getattr(error, "message", "") for error in errors)
    assert Sessie.objects.get().inbrenger is not None


def test_all_leave_at_once_and_the_session_stands() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "ronde")
    plekken = [plek_of(sessie, user) for user in users]
    assert all_at_once(*[lambda plek=plek: leave(plek=plek, now=NOW) for plek in plekken]) == []
    row = Sessie.objects.get()
    assert (row.status, row.leader) == ("BEZIG", None)
