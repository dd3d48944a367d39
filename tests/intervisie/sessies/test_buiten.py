"""T8: who lost her place in a session finds no way back around: by its code, as a guest, or by what she held before."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.models import Lidmaatschap, User
from intervisie.access.sessies import may_prepare
from intervisie.actions.kaartfotos import add_foto, remove_foto
from intervisie.actions.sessiegroepjes import divide_people
from intervisie.actions.sessieleiding import choose_inbrenger
from intervisie.actions.sessieloop import go_back
from intervisie.actions.sessiemensen import shut_out
from intervisie.models import Kaartfoto, Sessie, Sessiedeelnemer
from intervisie.queries.sessiecode import code_for
from intervisie.queries.sessiestand import stand_of
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.kaartfotos import a_foto, a_picture
from tests.factories.moments import NOW
from tests.factories.sessierijen import a_voorbereiding
from tests.factories.sessies import a_meeting, a_sessie, leader_of, moves_to, plek_of, seat_of, writes
from tests.factories.werkvormen import ONE, a_werkvorm
from tests.intervisie.sessies.gasten.coming import types_code
from tests.intervisie.sessies.live.livework import browser, get

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


def code_now(sessie: Sessie) -> str:
    return code_for(sessie.pk, Sessie.objects.get(pk=sessie.pk).join_issue)


def leaves_kring(user: User) -> None:
    Lidmaatschap.objects.filter(user=user).update(until_at=NOW)


def test_a_member_who_is_shut_out_loses_the_code_she_knows() -> None:
    users = [UserFactory() for _ in range(4)]
    sessie = a_sessie(*users, lets_guests=True)
    known = code_now(sessie)
    shut_out(plek=leader_of(sessie), deelnemer_id=seat_of(sessie, 3).pk, now=NOW)
    assert types_code(known, "Piet").status_code == 200
    assert not Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True).exists()
    assert types_code(code_now(sessie), "Piet").status_code == 302


def test_a_guest_who_is_shut_out_by_a_guest_loses_the_code_too() -> None:
    users = [UserFactory() for _ in range(3)]
    sessie = a_sessie(*users, guests=2)
    Sessie.objects.filter(pk=sessie.pk).update(leader=seat_of(sessie, 4))
    known = code_now(sessie)
    path = f"/intervisie/sessies/{sessie.code}/mensen/{seat_of(sessie, 5).pk}/verwijderen/"
    assert browser(1, sessie).post(path).status_code == 302
    assert seat_of(sessie, 5).removed_at == NOW
    assert types_code(known, "Piet").status_code == 200


def test_who_left_the_group_does_not_come_back_by_the_code() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring), lets_guests=True)
    leaves_kring(users[2])
    client = Client()
    client.force_login(users[2])
    answer = types_code(code_now(sessie), "Piet", client)
    assert answer.status_code == 200
    assert not Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True).exists()


def test_who_made_it_and_left_the_group_decides_nothing_any_more() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring), is_begun=False, guests=1)
    assert may_prepare(users[0], sessie, NOW)
    leaves_kring(users[0])
    fresh = User.objects.get(pk=users[0].pk)
    assert not may_prepare(fresh, sessie, NOW)
    client = browser(1, sessie)
    client.force_login(fresh)
    assert client.get(f"/intervisie/sessies/{sessie.code}/gasten/").status_code == 404


def test_photographs_are_judged_with_what_is_stored() -> None:
    users = [UserFactory() for _ in range(4)]
    sessie = a_sessie(*users, medium="PAPIER", guests=1)
    row = a_foto(sessie, 1, 5)
    held, own = plek_of(sessie, 1), plek_of(sessie, users[2])
    for number in (3, 5):
        shut_out(plek=leader_of(sessie), deelnemer_id=seat_of(sessie, number).pk, now=NOW)
    with confidential():
        for plek, number in ((held, 5), (own, 3)):
            with pytest.raises(DeniedError):
                add_foto(plek=plek, about=seat_of(sessie, number).pk, upload=a_picture(), now=NOW)
        with pytest.raises(DeniedError):
            remove_foto(plek=held, foto=row, now=NOW)
        assert Kaartfoto.objects.count() == 1


def test_who_left_the_group_adds_no_photograph_she_was_about_to_send() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring), medium="PAPIER")
    held = plek_of(sessie, users[2])
    leaves_kring(users[2])
    with confidential(), pytest.raises(DeniedError):
        add_foto(plek=held, about=seat_of(sessie, 3).pk, upload=a_picture(), now=NOW)


def test_the_question_of_an_inbrenger_who_left_the_group_is_shared_no_more() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring), werkvorm=a_werkvorm(ONE), inbrenger=3)
    with confidential():
        a_voorbereiding(sessie, users[2], "grutto", is_shared=True)
        assert stand_of(plek_of(sessie, users[1]), NOW).question == "grutto"
    leaves_kring(users[2])
    with confidential():
        assert stand_of(plek_of(sessie, users[1]), NOW).question == ""


def test_a_guest_with_an_account_shows_as_there() -> None:
    users = [UserFactory() for _ in range(3)]
    sessie = a_sessie(*users, guests=1)
    client = browser(1, sessie)
    client.force_login(UserFactory())
    with time_machine.travel(NOW + timedelta(seconds=90), tick=False):
        answer = client.get(f"/intervisie/sessies/{sessie.code}/stand/?na=0")
        assert answer.status_code == 200
    assert seat_of(sessie, 4).seen_at == NOW + timedelta(seconds=90)


def test_what_was_written_in_a_subgroup_stays_there_also_when_the_leader_goes_back() -> None:
    users = [UserFactory() for _ in range(4)]
    sessie = a_sessie(*users, subgroups=2)
    moves_to(sessie, "vraag")
    for user in users:
        writes(sessie, user, "vraag", {"tekst": "grutto"}, hands_in=True)
    moved = {number: 3 - seat_of(sessie, number).group for number in (1, 4)}
    assert sorted(moved.values()) == [1, 2]
    with confidential():
        go_back(plek=leader_of(sessie), position="1.0.0", now=NOW)
        with pytest.raises(ActionError, match="al bezig"):
            divide_people(plek=leader_of(sessie), groups={seat_of(sessie, at).pk: group for at, group in moved.items()},
                          now=NOW)  # fmt: skip
        assert browser(users[0], sessie).get(f"/intervisie/sessies/{sessie.code}/mensen/").status_code == 200


def test_what_others_wrote_about_a_question_is_not_opened_by_choosing_another_inbrenger() -> None:
    users = [UserFactory() for _ in range(4)]
    sessie = a_sessie(*users, werkvorm=a_werkvorm(ONE), inbrenger=2)
    moves_to(sessie, "vragen")
    writes(sessie, users[2], "vragen", {"1": "grutto"})
    with confidential():
        with pytest.raises(ActionError, match="brengt al een vraag in"):
            choose_inbrenger(plek=leader_of(sessie), deelnemer_id=seat_of(sessie, 4).pk, now=NOW)
        assert "grutto" not in get(sessie, "stand", by=users[1]).content.decode()
        # She closed her laptop and went: then another goes on with it.
        Sessiedeelnemer.objects.filter(sessie=sessie, number=2).update(seen_at=NOW - timedelta(minutes=2))
        choose_inbrenger(plek=leader_of(sessie), deelnemer_id=seat_of(sessie, 4).pk, now=NOW)
    assert Sessie.objects.get(pk=sessie.pk).inbrenger == seat_of(sessie, 4)


@pytest.mark.parametrize(("tempo", "days", "kept"), [("LIVE", None, 12), ("DAGEN", 10, 60 * 24)])
def test_a_guest_keeps_her_seat_as_long_as_her_session_lasts(tempo: str, days: int | None, kept: int) -> None:
    sessie = a_sessie(tempo=tempo, days=days, lets_guests=True)
    client = Client()
    assert types_code(code_now(sessie), "Noor", client).status_code == 302
    assert {cookie["max-age"] for name, cookie in client.cookies.items() if name.startswith("sessie_")} == {kept * 3600}


@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\u00ad", "\u3164", "\u115f", "\u034f", "\u180e", "\u2800"])
def test_a_guest_does_not_look_like_somebody_else_by_a_sign_that_shows_nothing(hidden: str) -> None:
    users = [UserFactory() for _ in range(3)]
    sessie = a_sessie(*users, lets_guests=True)
    name = f"{users[1].naam[:20]}{hidden}{users[1].naam[20:]}"
    assert types_code(code_now(sessie), name).status_code == 302
    assert seat_of(sessie, 4).name == f"{users[1].naam} (2)"
    assert types_code(code_now(sessie), hidden).status_code == 200
    assert '(2) <span class="meta">(gast)</span>' in get(sessie, "live", by=users[0]).content.decode()
