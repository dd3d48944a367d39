"""The pages around a session: the list, making one, changing it, its people, and calling it off."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.confidential import confidential
from community.models import User
from intervisie.actions.sessiemensen import add_on_paper
from intervisie.models import Sessie, Sessiedeelnemer, Werkvorm
from intervisie.views.sessiedoor import cookie_name
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import NOW
from tests.factories.sessies import a_meeting, a_sessie, closes, guest_token, plek_of, seat_of
from tests.factories.werkvormen import ONE, a_werkvorm

pytestmark = pytest.mark.django_db
ALL = "/intervisie/sessies/"
FORM = {"expected": "8", "subgroups": "1", "medium": "SCHERM", "tempo": "LIVE", "takes_part": "on", "version": "0"}


def read(user: User, path: str) -> str:
    answer = as_(user).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def at(sessie: Sessie, page: str = "") -> str:
    return f"{ALL}{sessie.code}/{page}"


def test_a_member_sees_what_a_plan_comes_down_to_and_makes_it() -> None:
    user, werkvorm = UserFactory(), a_werkvorm()
    client, form = as_(user), FORM | {"werkvorm": werkvorm.code}
    shown = " ".join(client.post(f"{ALL}nieuw/", form | {"bekijk": "ja"}).content.decode().split())
    assert "8 mensen: 8 vragen, 56 inzichten, 50 minuten" in shown
    shown = " ".join(client.post(f"{ALL}nieuw/", form | {"bekijk": "ja", "subgroups": "2"}).content.decode().split())
    assert "8 mensen: 8 vragen, 24 inzichten, 50 minuten" in shown
    assert not Sessie.objects.exists()
    answer = client.post(f"{ALL}nieuw/", form)
    sessie = Sessie.objects.get()
    assert answer.headers["Location"] == at(sessie)
    assert (sessie.made_by, sessie.expected, sessie.leader, sessie.status) == (
        user,
        8,
        seat_of(sessie, 1),
        "VOORBEREIDING",
    )
    assert "Ga naar de sessie" in read(user, at(sessie))
    assert "Alleen wie deze sessie maakte" in read(user, at(sessie))


def test_the_form_sent_twice_makes_one_session() -> None:
    client, werkvorm = as_(UserFactory()), a_werkvorm()
    form = FORM | {"werkvorm": werkvorm.code, "eenmalig": "0e0c4d5e-7d52-4f0a-8c7c-0f3f7f6f6a11"}
    paths = {client.post(f"{ALL}nieuw/", form).headers["Location"] for _ in range(2)}
    assert (len(paths), Sessie.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("expected", "1", "tot en met"), ("expected", "600", "tot en met"), ("expected", "acht", "heel getal"),
        ("expected", "9" * 400, "heel getal"), ("expected", "20", "voor 2 tot 16 mensen"),
        ("subgroups", "0", "tot en met"), ("subgroups", "5", "aantal groepjes"), ("subgroups", "-1", "tot en met"),
        ("werkvorm", "", "Kies er één"), ("werkvorm", "bestaat-niet", "mogelijkheden"),
        ("medium", "ROOK", "mogelijkheden"),
        ("tempo", "ooit", "mogelijkheden"), ("days", "2", "tot en met"), ("version", "x", "te lang"),
        ("werkvorm", "a\x00b", "mogelijkheden"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_in_dutch_and_the_rest_stays(field: str, value: str, said: str) -> None:
    werkvorm = a_werkvorm()
    form = FORM | {"werkvorm": werkvorm.code, "lets_guests": "on"} | {field: value}
    answer = as_(UserFactory()).post(f"{ALL}nieuw/", form)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert said in shown or field == "version"
    assert "checked" in shown
    assert not Sessie.objects.exists()


def test_a_session_for_a_meeting_is_seen_by_the_group_and_by_nobody_else() -> None:
    groep, werkvorm = a_groep(), a_werkvorm()
    users, meeting = people_of(groep), a_meeting(groep.kring, NOW + timedelta(hours=3))
    assert groep.kring.name in read(users[2], f"{ALL}nieuw/")
    path = f"{ALL}nieuw/{meeting.code}/"
    assert as_(UserFactory()).get(path).status_code == 404
    as_(users[2]).post(path, FORM | {"werkvorm": werkvorm.code, "lets_guests": "on"})
    sessie = Sessie.objects.get()
    assert (sessie.bijeenkomst, sessie.join_digest != "") == (meeting, True)
    assert werkvorm.name in read(users[3], ALL)
    assert werkvorm.name not in read(UserFactory(), ALL)
    assert as_(UserFactory()).get(at(sessie)).status_code == 404
    assert "Bewerken" not in read(users[3], at(sessie))


def test_changing_it_keeps_both_versions_and_gives_and_takes_the_code() -> None:
    groep, werkvorm = a_groep(), a_werkvorm()
    users = people_of(groep)
    sessie = a_sessie(users[1], bijeenkomst=a_meeting(groep.kring), werkvorm=werkvorm, is_begun=False)
    form = FORM | {"werkvorm": werkvorm.code, "version": str(sessie.version), "expected": "6"}
    assert as_(users[3]).get(at(sessie, "bewerken/")).status_code == 404
    as_(users[1]).post(at(sessie, "bewerken/"), form | {"lets_guests": "on"})
    sessie.refresh_from_db()
    assert (sessie.expected, sessie.lets_guests, bool(sessie.join_digest)) == (6, True, True)
    shown = as_(users[0]).post(at(sessie, "bewerken/"), form | {"expected": "7"}).content.decode()
    assert "Bekijk beide versies" in shown
    sessie.refresh_from_db()
    assert sessie.expected == 6
    as_(users[0]).post(at(sessie, "bewerken/"), form | {"expected": "7", "version": str(sessie.version)})
    sessie.refresh_from_db()
    assert (sessie.expected, sessie.join_digest) == (7, "")


def test_a_session_keeps_a_method_that_is_not_offered_any_more() -> None:
    user, werkvorm = UserFactory(), a_werkvorm()
    sessie = a_sessie(user, werkvorm=werkvorm, is_begun=False)
    Werkvorm.objects.update(is_offered=False)
    form = FORM | {"werkvorm": werkvorm.code, "version": str(sessie.version), "expected": "5"}
    assert as_(user).post(at(sessie, "bewerken/"), form).status_code == 302
    assert Sessie.objects.get().expected == 5
    assert werkvorm.name not in read(user, f"{ALL}nieuw/")


def test_who_begins_comes_in_by_it_and_a_reader_begins_when_the_maker_stays_away() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(*users, bijeenkomst=a_meeting(groep.kring), is_begun=False)
    Sessiedeelnemer.objects.filter(sessie=sessie, number=1).update(seen_at=NOW - timedelta(hours=1))
    Sessiedeelnemer.objects.filter(sessie=sessie, number=4).update(joined_at=None)
    assert as_(users[3]).post(at(sessie, "begin/")).headers["Location"] == at(sessie, "live/")
    sessie.refresh_from_db()
    assert (sessie.status, sessie.leader) == ("BEZIG", seat_of(sessie, 4))
    alone = a_sessie(UserFactory(), UserFactory(), is_begun=False)
    other = seat_of(alone, 2).user
    assert as_(other).post(at(alone, "begin/")).status_code == 404
    assert as_(UserFactory()).post(at(alone, "begin/")).status_code == 404


def test_calling_off_is_asked_first_and_said() -> None:
    user = UserFactory()
    sessie = a_sessie(user, is_begun=False)
    assert "Weet je het zeker" in read(user, at(sessie, "vervalt/"))
    as_(user).post(at(sessie, "vervalt/"))
    sessie.refresh_from_db()
    assert (sessie.status, sessie.closed_at) == ("VERVALLEN", NOW)
    assert "gaat niet door" in read(user, at(sessie))
    assert "Gaat niet door" in read(user, ALL)
    for page in ("bewerken/", "vervalt/", "mensen/"):
        assert as_(user).get(at(sessie, page)).status_code == 404


def test_people_on_paper_subgroups_and_shutting_out() -> None:
    users = [UserFactory() for _ in range(3)]
    sessie = a_sessie(*users, is_begun=False)
    client = as_(users[0])
    client.post(at(sessie, "mensen/"), {"name": "Anna"})
    for name, said in (("", "Typ een voornaam"), ("<b>", "met letters"), ("x" * 41, "korter")):
        assert said in client.post(at(sessie, "mensen/"), {"name": name}).content.decode()
    paper = seat_of(sessie, 4)
    assert (paper.name, paper.is_on_paper) == ("Anna", True)
    groups = {f"groep-{row.pk}": str(1 + row.number % 2) for row in Sessiedeelnemer.objects.filter(sessie=sessie)}
    client.post(at(sessie, "mensen/groepjes/"), groups)
    assert [seat_of(sessie, number).group for number in (1, 2, 3, 4)] == [2, 1, 2, 1]
    bad = client.post(at(sessie, "mensen/groepjes/"), groups | {f"groep-{paper.pk}": "99"}).content.decode()
    assert "mogelijkheden" in bad
    client.post(at(sessie, "mensen/groepjes/"), {"op-volgorde": "ja"})
    assert {seat_of(sessie, number).group for number in (1, 2, 3, 4)} == {1}
    path = at(sessie, f"mensen/{paper.pk}/verwijderen/")
    assert "Anna" in read(users[0], path)
    assert as_(users[1]).get(path).status_code == 404
    client.post(path)
    paper.refresh_from_db()
    assert paper.removed_at == NOW
    assert as_(users[0]).get(at(sessie, f"mensen/{seat_of(sessie, 1).pk}/verwijderen/")).status_code == 404


def test_choosing_an_inbrenger_also_of_who_is_not_in_yet() -> None:
    groep = a_groep()
    users = people_of(groep)
    sessie = a_sessie(users[0], bijeenkomst=a_meeting(groep.kring), werkvorm=a_werkvorm(ONE), is_begun=False)
    client = as_(users[0])
    assert users[2].naam in read(users[0], at(sessie, "mensen/"))
    for wrong in ("", f"u:{UserFactory().pk}", "d:geen-id", "x"):
        shown = client.post(at(sessie, "mensen/inbrenger/"), {"inbrenger": wrong})
        assert shown.status_code == 200
    client.post(at(sessie, "mensen/inbrenger/"), {"inbrenger": f"u:{users[2].pk}"})
    sessie.refresh_from_db()
    assert (sessie.inbrenger.user, sessie.inbrenger.joined_at) == (users[2], None)
    client.post(at(sessie, "mensen/inbrenger/"), {"inbrenger": f"d:{seat_of(sessie, 1).pk}"})
    sessie.refresh_from_db()
    assert sessie.inbrenger.user == users[0]


def test_a_guest_stands_in_the_session_itself() -> None:
    sessie = a_sessie(guests=1)
    client = Client()
    client.cookies[cookie_name(sessie.code)] = guest_token(sessie)
    assert client.get(at(sessie)).headers["Location"] == at(sessie, "live/")
    for page in ("bewerken/", "vervalt/", "mensen/"):
        assert client.get(at(sessie, page)).status_code == 404
    answer = client.get(at(sessie, "live/"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert Client().get(at(sessie)).headers["Location"].startswith("/inloggen/")
    assert Client().get(f"{ALL}s-bestaatniet/").headers["Location"].startswith("/inloggen/")


def test_the_list_has_what_is_on_what_comes_and_thirty_days_of_what_was() -> None:
    users = [UserFactory() for _ in range(3)]
    running, coming = a_sessie(*users), a_sessie(*users, is_begun=False)
    past, old = closes(a_sessie(*users)), closes(a_sessie(*users))
    Sessie.objects.filter(pk=old.pk).update(closed_at=NOW - timedelta(days=31))
    shown = read(users[1], ALL)
    assert shown.index("Nu bezig") < shown.index(running.code) < shown.index("Komt eraan") < shown.index(coming.code)
    assert shown.index("Geweest") < shown.index(past.code)
    assert old.code not in shown


def test_pages_cost_as_many_queries_with_one_as_with_thirty() -> None:
    user, werkvorm = UserFactory(), a_werkvorm()
    client = as_(user)
    sessie = a_sessie(user, werkvorm=werkvorm, is_begun=False)
    paths = (ALL, at(sessie), at(sessie, "mensen/"))

    def costs() -> list[int]:
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        return found

    before = costs()
    for number in range(29):
        a_sessie(user, werkvorm=werkvorm, is_begun=False)
        if number < 15:
            with confidential():
                add_on_paper(plek=plek_of(sessie, user), name=f"Anna {number}", now=NOW)
    assert costs() == before


def test_a_guest_who_is_taken_out_loses_the_code_she_knows_too() -> None:
    users = [UserFactory() for _ in range(3)]
    sessie = a_sessie(*users, guests=1)
    guest = seat_of(sessie, 4)
    as_(users[0]).post(at(sessie, f"mensen/{guest.pk}/verwijderen/"))
    guest.refresh_from_db()
    assert guest.removed_at == NOW
    assert Sessie.objects.get().join_digest not in ("", sessie.join_digest)
