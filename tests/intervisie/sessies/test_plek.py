"""T8: who has a place in a session is judged anew at every request and poll; coming in, leaving and being shut out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.models import BijeenkomstStatus, Kring, Lidmaatschap, Rol, Roltoekenning, User
from intervisie.access.sessies import (
    may_begin,
    may_make_sessie,
    may_prepare,
    place_of,
    place_of_guest,
    removable_people,
    visible_sessies,
)
from intervisie.actions.sessiegroepjes import divide_people
from intervisie.actions.sessiemensen import (
    add_on_paper,
    come_back,
    join,
    join_as_guest,
    leave,
    note_seen,
    shut_out,
)
from intervisie.actions.sessies import cancel_sessie, change_sessie, make_sessie
from intervisie.models import Intervisiegroep, Sessie, Sessiedeelnemer
from intervisie.queries.sessiepoll import poll
from intervisie.queries.sessiestand import stand_of
from intervisie.views.sessiedoor import cookie_name
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import LONG_AGO, LONG_AGO_DAY, NOW
from tests.factories.sessies import (
    a_meeting,
    a_plan,
    a_sessie,
    closes,
    guest_token,
    leader_of,
    moves_to,
    plek_of,
    seat_of,
)
from tests.factories.werkvormen import a_werkvorm

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def people(number: int = 4) -> list[User]:
    return [UserFactory() for _ in range(number)]


def _left(groep: Intervisiegroep, sessie: Sessie, user: User) -> None:
    Lidmaatschap.objects.filter(kring=groep.kring, user=user).update(until_at=NOW)


def _not_agreed(groep: Intervisiegroep, sessie: Sessie, user: User) -> None:
    Lidmaatschap.objects.filter(kring=groep.kring, user=user).update(accepted=None, accepted_at=None)


def _role_over(groep: Intervisiegroep, sessie: Sessie, user: User) -> None:
    Lidmaatschap.objects.filter(kring=groep.kring, user=user).update(by_rol=Rol.TRAINER)


def _closed_account(groep: Intervisiegroep, sessie: Sessie, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False


def _shut(groep: Intervisiegroep, sessie: Sessie, user: User) -> None:
    Sessiedeelnemer.objects.filter(sessie=sessie, user=user).update(left_at=NOW, removed_at=NOW)


def _destroyed(groep: Intervisiegroep, sessie: Sessie, user: User) -> None:
    Intervisiegroep.objects.filter(pk=groep.pk).update(destroyed_at=NOW)


def _removed(groep: Intervisiegroep, sessie: Sessie, user: User) -> None:
    Sessie.objects.filter(pk=sessie.pk).update(removed_at=NOW)


ENDINGS = [_left, _not_agreed, _role_over, _closed_account, _shut, _destroyed, _removed]


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__)
def test_who_has_no_place_any_more_finds_nothing_at_her_next_request_or_poll(
    end: Callable[[Intervisiegroep, Sessie, User], None],
) -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie, user = a_sessie(*users, bijeenkomst=a_meeting(groep.kring)), users[2]
    client = Client()
    client.force_login(user)
    paths = [f"/intervisie/sessies/{sessie.code}/{page}" for page in ("", "live/", "stand/", "stand/?na=1")]
    assert [client.get(path).status_code for path in paths] == [200] * 4
    assert place_of(user, sessie.code, NOW) is not None
    assert poll(user, sessie.code, NOW) is not None
    end(groep, sessie, user)
    assert place_of(user, sessie.code, NOW) is None
    assert poll(user, sessie.code, NOW) is None
    assert {client.get(path).status_code for path in paths} <= {302, 404}


def test_a_role_that_holds_keeps_her_in_by_place_and_poll() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring))
    _role_over(groep, sessie, users[1])
    Roltoekenning.objects.create(user=users[1], rol=Rol.TRAINER, from_date=LONG_AGO_DAY)
    assert place_of(users[1], sessie.code, NOW) is not None
    assert poll(users[1], sessie.code, NOW) is not None


def test_a_session_of_its_own_is_for_who_made_it_and_who_takes_part() -> None:
    users = people()
    sessie = a_sessie(*users, guests=1)
    assert all(place_of(user, sessie.code, NOW) for user in users)
    for stranger in (UserFactory(), UserFactory(coordinator=True)):
        assert place_of(stranger, sessie.code, NOW) is None
        assert poll(stranger, sessie.code, NOW) is None
        assert not visible_sessies(stranger, NOW).exists()
    for code in ("", "s-onbekend", "s-\x00", sessie.code.upper()):
        assert place_of(users[0], code, NOW) is None
        assert poll(users[0], code, NOW) is None


def test_a_guest_has_her_own_session_as_long_as_it_lets_guests_in() -> None:
    sessie, other = a_sessie(guests=2), a_sessie(guests=1)
    token = guest_token(sessie)
    found = place_of_guest(token, sessie.code, NOW)
    assert found is not None
    assert found.is_guest
    assert poll(token, sessie.code, NOW) is not None
    for wrong, code in ((token, other.code), ("", sessie.code), ("mis", sessie.code), (token, "s-\x00")):
        assert place_of_guest(wrong, code, NOW) is None
        assert poll(wrong, code, NOW) is None
    with confidential():
        names = repr(stand_of(found, NOW).people)
    assert token not in names
    Sessie.objects.filter(pk=sessie.pk).update(lets_guests=False)
    assert place_of_guest(token, sessie.code, NOW) is None
    assert poll(token, sessie.code, NOW) is None


def test_a_guest_who_was_shut_out_is_out_and_the_other_stays() -> None:
    sessie = a_sessie(guests=2)
    shut_out(plek=leader_of(sessie), deelnemer_id=plek_of(sessie, 1).deelnemer.pk, now=NOW)
    assert place_of_guest(guest_token(sessie, 1), sessie.code, NOW) is None
    assert place_of_guest(guest_token(sessie, 2), sessie.code, NOW) is not None
    client = Client()
    for number, status in ((1, 302), (2, 200)):
        client.cookies[cookie_name(sessie.code)] = guest_token(sessie, number)
        assert client.get(f"/intervisie/sessies/{sessie.code}/live/").status_code == status


@pytest.mark.parametrize("is_guest", [False, True])
def test_the_poll_agrees_with_the_page_and_is_one_query(
    is_guest: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    users = people()
    sessie = a_sessie(*users, guests=1)
    who = guest_token(sessie) if is_guest else users[1]
    plek = plek_of(sessie, 1 if is_guest else users[1])
    with confidential():
        before = stand_of(plek, NOW).revision
    with django_assert_num_queries(1):
        found = poll(who, sessie.code, NOW)
    assert found is not None
    assert (found.revision, found.must_refresh_presence, found.leader_is_gone) == (before, False, False)
    assert plek.deelnemer is not None
    assert found.deelnemer_id == plek.deelnemer.pk
    # Ten seconds later it is time to say that she is there; after a minute the others show as away, and the leader too.
    later = NOW + 10 * SECOND
    found = poll(who, sessie.code, later)
    assert found is not None
    assert (found.revision, found.must_refresh_presence) == (before, True)
    note_seen(deelnemer_id=plek.deelnemer.pk, now=later)
    found = poll(who, sessie.code, later)
    assert found is not None
    assert not found.must_refresh_presence
    later = NOW + 61 * SECOND
    with confidential():
        after = stand_of(plek_of(sessie, 1 if is_guest else users[1], later), later).revision
    found = poll(who, sessie.code, later)
    assert found is not None
    assert (found.revision, found.leader_is_gone) == (after, True)
    assert after != before


def test_closing_the_group_changes_what_a_page_compares() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring))
    first = poll(users[1], sessie.code, NOW)
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    second = poll(users[1], sessie.code, NOW)
    assert first is not None
    assert second is not None
    assert first.revision != second.revision


def test_who_starts_a_session_and_where() -> None:
    groep = a_groep()
    users = people_of(groep)
    meeting = a_meeting(groep.kring)
    assert may_make_sessie(users[3], meeting, NOW)
    assert may_make_sessie(UserFactory(), None, NOW)
    for who in (UserFactory(), UserFactory(coordinator=True), UserFactory(is_active=False)):
        assert not may_make_sessie(who, meeting, NOW)
        with confidential(), pytest.raises(DeniedError):
            make_sessie(actor=who, bijeenkomst=meeting, plan=a_plan(), now=NOW)
    assert not may_make_sessie(users[3], meeting, NOW + timedelta(days=1))
    meeting.status = BijeenkomstStatus.CONCEPT
    assert not may_make_sessie(users[3], meeting, NOW)
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    assert not may_make_sessie(users[3], a_meeting(Kring.objects.get(pk=groep.kring_id)), NOW)


def test_who_prepares_and_who_begins() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(users[1], bijeenkomst=a_meeting(groep.kring), is_begun=False)
    assert [may_prepare(user, sessie, NOW) for user in users] == [True, True, False, False, False]
    assert all(may_begin(plek_of(sessie, user), NOW) for user in users)
    alone = a_sessie(*people(), is_begun=False)
    seats = Sessiedeelnemer.objects.filter(sessie=alone).select_related("user").order_by("number")
    assert [may_begin(plek_of(alone, one.user), NOW) for one in seats] == [True, False, False, False]
    for act in (
        lambda: cancel_sessie(actor=users[2], sessie=sessie, now=NOW),
        lambda: change_sessie(actor=users[2], sessie=sessie, version=1, plan=a_plan(), now=NOW),
        lambda: add_on_paper(plek=plek_of(sessie, users[2]), name="Anna", now=NOW),
        lambda: divide_people(plek=plek_of(sessie, users[2]), groups=None, now=NOW),
    ):
        with pytest.raises(DeniedError):
            act()
    cancel_sessie(actor=users[1], sessie=sessie, now=NOW)
    with pytest.raises(DeniedError):
        cancel_sessie(actor=users[1], sessie=Sessie.objects.get(pk=sessie.pk), now=NOW)


def test_who_leaves_comes_back_to_her_own_seat() -> None:
    users = people()
    sessie = a_sessie(*users, guests=1)
    leave(plek=plek_of(sessie, users[2]), now=NOW)
    leave(plek=plek_of(sessie, 1), now=NOW)
    assert not plek_of(sessie, users[2]).is_inside
    assert join(user=users[2], sessie=sessie, now=NOW).number == 3
    come_back(plek=plek_of(sessie, 1), now=NOW)
    assert (plek_of(sessie, users[2]).is_inside, plek_of(sessie, 1).number) == (True, 5)


def test_who_was_shut_out_does_not_come_back() -> None:
    users = people()
    sessie = a_sessie(*users, guests=1)
    shut_out(plek=leader_of(sessie), deelnemer_id=seat_of(sessie, 3).pk, now=NOW)
    for by_code in (False, True):
        with pytest.raises(DeniedError):
            join(user=users[2], sessie=sessie, now=NOW, by_code=by_code)
    with pytest.raises(ActionError, match="Jezelf"):
        shut_out(plek=leader_of(sessie), deelnemer_id=seat_of(sessie, 1).pk, now=NOW)
    with pytest.raises(DeniedError):
        shut_out(plek=plek_of(sessie, users[1]), deelnemer_id=seat_of(sessie, 4).pk, now=NOW)
    assert {row.number for row in removable_people(leader_of(sessie), NOW)} == {2, 4, 5}


def test_guests_come_in_only_where_they_may_and_with_a_name_of_their_own() -> None:
    sessie = a_sessie(guests=1)
    for name in ("", "   ", "x" * 41):
        with pytest.raises(ActionError, match="voornaam"):
            join_as_guest(sessie=sessie, name=name, token="t", now=NOW)
    twins = [join_as_guest(sessie=sessie, name=name, token=f"t-{name}", now=NOW) for name in ("Noor", " noor", "NOOR ")]
    assert [one.name for one in twins] == ["Noor", "noor (2)", "NOOR (3)"]
    closed = a_sessie()
    with pytest.raises(ActionError, match="geen gasten"):
        join_as_guest(sessie=closed, name="Noor", token="u", now=NOW)
    with pytest.raises(ActionError, match="afgesloten"):
        join_as_guest(sessie=closes(sessie), name="Noor", token="v", now=NOW)


def test_a_late_joiner_goes_to_the_smallest_subgroup_and_shifts_nobody() -> None:
    users = people(5)
    sessie = a_sessie(*users[:4], lets_guests=True, subgroups=2)
    assert [seat_of(sessie, number).group for number in (1, 2, 3, 4)] == [1, 1, 2, 2]
    sessie = moves_to(sessie, "ronde")
    leave(plek=plek_of(sessie, users[3]), now=NOW)
    late = join(user=users[4], sessie=sessie, now=NOW, by_code=True)
    assert (late.number, late.group, late.joined_step) == (5, 2, 2)
    with confidential():
        stand = stand_of(plek_of(sessie, users[4]), NOW)
    assert stand.subgroup[-1] == users[4].naam
    with pytest.raises(ActionError, match="al bezig"):
        divide_people(plek=leader_of(sessie), groups=None, now=NOW)


def test_who_was_expected_and_comes_late_gets_a_seat_after_the_others() -> None:
    users = people()
    sessie = a_sessie(*users, is_begun=False)
    Sessiedeelnemer.objects.filter(sessie=sessie, number=2).update(joined_at=None, seen_at=None)
    sessie = moves_to(_begun(sessie), "ronde")
    assert join(user=users[1], sessie=sessie, now=NOW).number == 5


def _begun(sessie: Sessie) -> Sessie:
    from intervisie.actions.sessieloop import begin  # noqa: PLC0415 - only here

    begin(plek=leader_of(sessie), now=NOW)
    return Sessie.objects.get(pk=sessie.pk)


def test_subgroups_by_hand_follow_the_method() -> None:
    users = people()
    sessie = a_sessie(*users, is_begun=False)
    plek = leader_of(sessie)
    ids = {number: seat_of(sessie, number).pk for number in (1, 2, 3, 4)}
    divide_people(plek=plek, groups={ids[1]: 1, ids[2]: 2, ids[3]: 1, ids[4]: 2}, now=NOW)
    assert [seat_of(sessie, number).group for number in (1, 2, 3, 4)] == [1, 2, 1, 2]
    for groups, said in (({ids[1]: 4}, "vanaf 1"), ({ids[1]: 2, ids[3]: 2, ids[2]: 1, ids[4]: 2}, "2 tot 8 mensen")):
        with pytest.raises(ActionError, match=said):
            divide_people(plek=plek, groups=groups, now=NOW)
    divide_people(plek=plek, groups=None, now=NOW)
    assert {seat_of(sessie, number).group for number in (1, 2, 3, 4)} == {1}


def test_who_guides_only_has_no_seat() -> None:
    users = people(5)
    sessie = a_sessie(*users, is_begun=False, takes_part=False)
    plek = plek_of(sessie, users[0])
    assert (plek.number, plek.is_inside) == (None, True)
    sessie = moves_to(_begun(sessie), "inzicht")
    with confidential():
        stand = stand_of(plek_of(sessie, users[0]), NOW)
    assert (stand.is_leader, stand.blad, stand.owes, stand.still_to_come) == (True, None, None, 12)


def test_a_plan_must_fit_its_method() -> None:
    user = UserFactory()
    small = a_werkvorm()
    small.is_offered = False
    small.save()
    for plan, said in (
        (a_plan(expected=30), "2 tot 16 mensen"), (a_plan(subgroups=3, expected=4), "aantal groepjes: 1, 2"),
        (a_plan(tempo="DAGEN", days=9), "10 tot en met 20"), (a_plan(tempo="DAGEN"), "10 tot en met 20"),
        (a_plan(small), "niet meer aangeboden"),
    ):  # fmt: skip
        with confidential(), pytest.raises(ActionError, match=said):
            make_sessie(actor=user, bijeenkomst=None, plan=plan, now=NOW)
    assert not Sessie.objects.exists()


def test_a_stand_costs_as_many_queries_for_four_as_for_sixteen(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in (4, 16):
        users = people(number)
        sessie = moves_to(a_sessie(*users, subgroups=1 if number == 4 else 2), "inzicht")
        plek = plek_of(sessie, users[1])
        with confidential(), django_assert_num_queries(3):
            stand_of(plek, NOW)


def test_members_who_left_long_ago_see_no_session_of_before() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = closes(a_sessie(*users, bijeenkomst=a_meeting(groep.kring)))
    Lidmaatschap.objects.filter(kring=groep.kring, user=users[1]).update(until_at=LONG_AGO)
    assert place_of(users[1], sessie.code, NOW) is None
    assert place_of(users[2], sessie.code, NOW) is not None
