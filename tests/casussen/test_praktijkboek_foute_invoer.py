"""Bad input at the forms of a praktijkboek: always a sentence, never a 500, nothing lost and nothing changed."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from casussen.models import Praktijkboek
from community.confidential import confidential
from community.models import Lidmaatschap, User
from community.requests import FIELD
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_coordinator, a_praktijkboek, an_opname, in_boek
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
LONG, NUL = "a" * 10_000, "dijk\x00dorp"
RIGHT = {
    "name": "Najaar in het veen", "hand_in_date": "1 maart 2027", "closes_date": "30-6-2027",
    "destroys_date": "30-9-2027", "rules": "Wat ik lees, blijft hier.", "version": "1",
}  # fmt: skip
WRONG_DATES = [
    ("hand_in_date", "gisteren"), ("hand_in_date", "31-2-2027"), ("hand_in_date", "1 juli 2027"),
    ("hand_in_date", NUL), ("closes_date", ""), ("closes_date", "18-1-2027"), ("closes_date", "1-1-2020"),
    ("closes_date", "1-1-2031"), ("closes_date", "0-0-0"), ("closes_date", LONG), ("closes_date", "9-2-99999"),
    ("closes_date", "30-9-2027"), ("destroys_date", ""), ("destroys_date", "30-6-2027"), ("destroys_date", "1-6-2027"),
    ("destroys_date", "30-9-2028"), ("destroys_date", "9 februari -1"), ("destroys_date", "32 mei 2027"),
]  # fmt: skip
WRONG_NAMES = [("name", ""), ("name", " \t "), ("name", NUL), ("name", LONG), ("name", "!!! ---")]
WRONG_RULES = [("rules", ""), ("rules", "   "), ("rules", NUL), ("rules", LONG)]
WRONG_VERSIONS = [("version", value) for value in ("", "x", "-1", "1e9", "99999999999999999999", NUL)]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def planner() -> Client:
    return browser(with_second_factor(a_coordinator()))


def test_what_is_right_makes_a_praktijkboek() -> None:
    answer = planner().post("/coordinatie/praktijkboeken/nieuw/", RIGHT)
    boek = Praktijkboek.objects.get()
    assert answer.url == f"/coordinatie/praktijkboeken/{boek.code}/"
    assert (boek.kring.name, boek.closes_date, boek.destroys_date) == (
        RIGHT["name"], date(2027, 6, 30), date(2027, 9, 30),
    )  # fmt: skip


def test_the_form_proposes_dates_and_rules() -> None:
    body = planner().get("/coordinatie/praktijkboeken/nieuw/").content.decode()
    proposed = [word in body for word in ("15 februari 2027", "19 juli 2027", "18 oktober 2027", "Ik lees de casussen")]
    assert proposed == [True] * 4


@pytest.mark.parametrize(("field", "value"), [*WRONG_DATES, *WRONG_NAMES, *WRONG_RULES])
def test_a_new_one_with_a_fault_says_so_and_makes_nothing(field: str, value: str) -> None:
    page = planner().post("/coordinatie/praktijkboeken/nieuw/", RIGHT | {field: value})
    body = page.content.decode()
    kept = RIGHT["rules"] if field == "name" else RIGHT["name"]
    assert (page.status_code, kept in body, "error" in body) == (200, True, True)
    assert not Praktijkboek.objects.exists()


@pytest.mark.parametrize(("field", "value"), [*WRONG_DATES, *WRONG_NAMES, *WRONG_VERSIONS])
def test_a_change_with_a_fault_says_so_and_changes_nothing(field: str, value: str) -> None:
    boek = a_praktijkboek()
    page = planner().post(f"/coordinatie/praktijkboeken/{boek.code}/bewerken/", RIGHT | {field: value})
    stored = Praktijkboek.objects.get()
    if (field, value) in (("closes_date", "30-6-2027"), ("destroys_date", "30-9-2027")):
        return
    assert (page.status_code, stored.version, stored.kring.name) == (200, 1, boek.kring.name)


def test_a_stale_change_shows_both_versions() -> None:
    boek, client = a_praktijkboek(), planner()
    address = f"/coordinatie/praktijkboeken/{boek.code}/bewerken/"
    assert client.post(address, RIGHT | {"name": "Van haar"}).status_code == 302
    body = client.post(address, RIGHT | {"name": "Van mij"}).content.decode()
    assert ("Van haar" in body, "Van mij" in body, 'value="2"' in body) == (True, True, True)


@pytest.mark.parametrize(
    "sent",
    [{}, {"persoon": ""}, {"persoon": "niemand@voorbeeld.example"}, {"persoon": NUL}, {"persoon": LONG},
     {"rol": ""}, {"rol": "BAAS"}, {"rol": NUL}, {"persoon": "% OR 1=1"}],
)  # fmt: skip
def test_a_person_who_cannot_come_in_is_said(sent: dict[str, str]) -> None:
    boek, user = a_praktijkboek(), UserFactory()
    data = ({"persoon": user.email, "rol": "LID"} | sent) if sent else {}
    page = planner().post(f"/coordinatie/praktijkboeken/{boek.code}/mensen/nieuw/", data)
    assert (page.status_code, Lidmaatschap.objects.filter(kring=boek.kring).count()) == (200, 0)


def test_somebody_twice_is_said() -> None:
    boek, user = a_praktijkboek(), UserFactory()
    client = planner()
    pages = [
        client.post(f"/coordinatie/praktijkboeken/{boek.code}/mensen/nieuw/", {"persoon": user.email, "rol": "LID"})
        for _time in range(2)
    ]
    assert [page.status_code for page in pages] == [302, 200]
    assert "doet al mee" in pages[1].content.decode()


@pytest.mark.parametrize("rol", ["", "BAAS", NUL, LONG])
def test_a_role_that_does_not_exist_changes_nothing(rol: str) -> None:
    boek = a_praktijkboek()
    lid = in_boek(boek)
    page = planner().post(f"/coordinatie/praktijkboeken/{boek.code}/mensen/{lid.pk}/rol/", {"rol": rol})
    assert (page.status_code, Lidmaatschap.objects.get(pk=lid.pk).role) == (200, "LID")


@pytest.mark.parametrize("end", ["rol/", "verwijderen/"])
def test_somebody_of_another_praktijkboek_is_not_there(end: str) -> None:
    boek, other = a_praktijkboek(), in_boek(a_praktijkboek())
    client = planner()
    for lid_id in (other.pk, uuid4()):
        address = f"/coordinatie/praktijkboeken/{boek.code}/mensen/{lid_id}/{end}"
        assert [client.get(address).status_code, client.post(address, {"rol": "TREKKER"}).status_code] == [404, 404]
    assert Lidmaatschap.objects.get(pk=other.pk).until_at is None


@pytest.mark.parametrize("code", ["p-22222222", "x", "p-%00", "..", "%F0%9F%90%B8", "a" * 300])
def test_a_made_up_code_is_a_404_everywhere(code: str) -> None:
    client, boek = planner(), a_praktijkboek()
    reader = browser(in_boek(boek).user)
    pages: list[Any] = [client.get(f"/coordinatie/praktijkboeken/{code}/")]
    pages += [reader.get(f"/praktijkboeken/{code}/{end}") for end in ("", "inleveren/", "p-22222222/", "volgorde/")]
    pages += [reader.get(f"/praktijkboeken/{boek.code}/{code}/{end}") for end in ("", "inzage/", "terugnemen/")]
    assert {page.status_code for page in pages} == {404}


@pytest.mark.parametrize("casus", ["", "c-22222222", "x", NUL, LONG, "1 OR 1=1"])
def test_a_casus_that_is_not_hers_is_not_handed_in(casus: str) -> None:
    boek = a_praktijkboek()
    opname = an_opname(boek)
    data = {"casus": casus, "controle": ["namen", "bedragen", "toon", "durf"]}
    page = browser(opname.author).post(f"/praktijkboeken/{boek.code}/inleveren/", data)
    opname.refresh_from_db()
    assert (page.status_code, opname.version) == (200, 1)


def test_a_casus_of_another_praktijkboek_has_no_page_here() -> None:
    boek, other = a_praktijkboek(), a_praktijkboek()
    opname = an_opname(boek)
    in_boek(other, opname.author)
    assert browser(opname.author).get(f"/praktijkboeken/{other.code}/{opname.code}/").status_code == 404


def test_a_second_click_is_calm() -> None:
    boek, client = a_praktijkboek(), planner()
    opname, keeper = an_opname(boek), browser(in_boek(boek, begeleider=True).user)
    lid = in_boek(boek)
    keeper.post(f"/praktijkboeken/{boek.code}/sluiten/")
    for who, address, more in (
        (client, f"/coordinatie/praktijkboeken/{boek.code}/mensen/{lid.pk}/verwijderen/", {}),
        (browser(opname.author), f"/praktijkboeken/{boek.code}/{opname.code}/terugnemen/", {}),
        (keeper, f"/praktijkboeken/{boek.code}/vernietigen/", {"zeker": "on"}),
    ):
        sent = {FIELD: str(uuid4())} | more
        assert [who.post(address, sent).status_code for _time in range(2)] == [302, 302], address
