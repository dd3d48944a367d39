"""Who reads a praktijkboek: its people who agreed, from and until the very request; nobody else whatever her role."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from casussen.models import Inzage, InzageVia, Praktijkboek, PraktijkboekStatus
from community.confidential import confidential
from community.models import KringRol, Lidmaatschap, Rol, User
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import CANARY
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_coordinator, a_praktijkboek, an_opname, in_boek
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answer(user: User, address: str) -> tuple[int, str]:
    response = browser(user).get(address)
    return response.status_code, response.content.decode()


def readings() -> list[tuple[object, str]]:
    with confidential():
        return [(row.reader_id, row.via) for row in Inzage.objects.order_by("at", "pk")]


def test_who_takes_part_reads_and_each_read_is_a_line() -> None:
    boek = a_praktijkboek()
    opname, reader = an_opname(boek), in_boek(boek).user
    for _time in range(2):
        status, body = answer(reader, f"/praktijkboeken/{boek.code}/{opname.code}/")
        assert (status, CANARY in body) == (200, True)
    assert readings() == [(reader.pk, InzageVia.PRAKTIJKBOEK)] * 2


def test_her_own_reading_is_no_line() -> None:
    opname = an_opname(boek := a_praktijkboek())
    assert answer(opname.author, f"/praktijkboeken/{boek.code}/{opname.code}/")[0] == 200
    assert readings() == []


@pytest.mark.parametrize("rol", [None, *Rol])
def test_nobody_else_sees_it_whatever_her_role(rol: Rol | None) -> None:
    boek = a_praktijkboek()
    opname, stranger = an_opname(boek), with_second_factor(UserFactory(is_superuser=rol == Rol.BEHEERDER))
    if rol and rol != Rol.PARTNERCONTACT:
        RoltoekenningFactory(user=stranger, rol=rol)
    client = browser(stranger)
    ends = ("", f"{opname.code}/", f"{opname.code}/inzage/", f"{opname.code}/terugnemen/", "inleveren/", "volgorde/",
            "vaststellen/", "sluiten/", "vernietigen/")  # fmt: skip
    there = [client.get(f"/praktijkboeken/{boek.code}/{end}") for end in ends]
    nowhere = client.get("/praktijkboeken/p-22222222/")
    assert {(page.status_code, page.content) for page in there} == {(404, nowhere.content)}
    assert readings() == []


def test_who_did_not_agree_is_led_to_the_agreements_and_sees_no_title() -> None:
    boek = a_praktijkboek()
    opname, lid = an_opname(boek), in_boek(boek, agreed=False)
    status, cover = answer(lid.user, f"/praktijkboeken/{boek.code}/")
    assert (status, CANARY in cover, "Lees de afspraken" in cover) == (200, False, True)
    for end in (f"{opname.code}/", "inleveren/"):
        page = browser(lid.user).get(f"/praktijkboeken/{boek.code}/{end}")
        assert (page.status_code, page.url) == (302, f"/kringen/{boek.kring_id}/afspraken/")
    agreed = browser(lid.user).post(f"/kringen/{boek.kring_id}/afspraken/", {"number": "1", "akkoord": "on"})
    assert agreed.url == f"/praktijkboeken/{boek.code}/"
    assert answer(lid.user, f"/praktijkboeken/{boek.code}/{opname.code}/")[0] == 200


def test_who_was_taken_out_sees_nothing_from_the_next_request_also_in_the_middle_of_the_list() -> None:
    boek = a_praktijkboek()
    first, second = an_opname(boek), an_opname(boek)
    lid, keeper = in_boek(boek), with_second_factor(a_coordinator())
    client = browser(lid.user)
    page = client.get(f"/praktijkboeken/{boek.code}/{first.code}/").content.decode()
    assert f"/praktijkboeken/{boek.code}/{second.code}/" in page
    gone = browser(keeper).post(f"/coordinatie/praktijkboeken/{boek.code}/mensen/{lid.pk}/verwijderen/")
    assert gone.status_code == 302
    answers = [client.get(f"/praktijkboeken/{boek.code}/{end}").status_code for end in (f"{second.code}/", "")]
    assert (answers, len(readings())) == ([404, 404], 1)
    assert CANARY not in client.get("/praktijkboeken/").content.decode()


def test_an_author_who_left_still_sees_her_own_and_takes_it_back() -> None:
    boek = a_praktijkboek()
    other, lid = an_opname(boek), in_boek(boek)
    own = an_opname(boek, lid.user)
    Lidmaatschap.objects.filter(pk=lid.pk).update(until_at=NOW)
    client = browser(lid.user)
    ends = ("", f"{other.code}/", f"{own.code}/", f"{own.code}/inzage/")
    assert [client.get(f"/praktijkboeken/{boek.code}/{end}").status_code for end in ends] == [404, 404, 200, 200]
    assert f"/praktijkboeken/{boek.code}/{own.code}/" in client.get("/praktijkboeken/").content.decode()
    taken = client.post(f"/praktijkboeken/{boek.code}/{own.code}/terugnemen/")
    assert (taken.status_code, taken.url) == (302, "/praktijkboeken/")
    assert client.get(f"/praktijkboeken/{boek.code}/{own.code}/").status_code == 404


def test_a_begeleider_who_is_one_no_more_keeps_nothing() -> None:
    boek = a_praktijkboek()
    an_opname(boek)
    lid = in_boek(boek, begeleider=True)
    ends = ("volgorde/", "vaststellen/", "sluiten/", "vernietigen/")
    client = browser(lid.user)
    assert [client.get(f"/praktijkboeken/{boek.code}/{end}").status_code for end in ends] == [200] * 4
    Lidmaatschap.objects.filter(pk=lid.pk).update(role=KringRol.LID)
    assert [client.get(f"/praktijkboeken/{boek.code}/{end}").status_code for end in ends] == [404] * 4
    assert [client.post(f"/praktijkboeken/{boek.code}/{end}").status_code for end in ends] == [404] * 4
    with confidential():
        assert Praktijkboek.objects.get().status == PraktijkboekStatus.VERZAMELEN


def test_a_participant_does_not_keep_it() -> None:
    boek = a_praktijkboek()
    opname = an_opname(boek)
    page = answer(opname.author, f"/praktijkboeken/{boek.code}/")[1]
    assert "Begeleiden" not in page
    for end in ("volgorde/", "vaststellen/", "sluiten/", "vernietigen/"):
        assert answer(opname.author, f"/praktijkboeken/{boek.code}/{end}")[0] == 404


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (0, 404), (1, 404)])
def test_on_its_last_day_nobody_reads_it_whether_or_not_the_planner_ran(days: int, status: int) -> None:
    day = date(2027, 2, 9)
    boek = a_praktijkboek(closes_date=day - timedelta(days=2), destroys_date=day)
    opname, reader = an_opname(boek), in_boek(boek).user
    with time_machine.travel(f"{day + timedelta(days=days)} 12:00:00+01:00", tick=False):
        assert answer(reader, f"/praktijkboeken/{boek.code}/{opname.code}/")[0] == status


def test_a_coordinator_sees_numbers_dates_and_people_never_a_title() -> None:
    boek = a_praktijkboek()
    opname = an_opname(boek)
    client = browser(with_second_factor(a_coordinator()))
    for address in ("/coordinatie/praktijkboeken/", f"/coordinatie/praktijkboeken/{boek.code}/"):
        page = client.get(address)
        body = page.content.decode()
        assert (page.status_code, CANARY in body, "1 casus" in body or ">1</td>" in body) == (200, False, True)
    assert opname.author.naam in body
    assert client.get(f"/praktijkboeken/{boek.code}/{opname.code}/").status_code == 404


def test_the_author_sees_how_many_read_it_and_who_others_see_neither() -> None:
    boek = a_praktijkboek()
    opname = an_opname(boek)
    readers = [in_boek(boek).user for _number in range(3)]
    for reader in readers[:2]:
        answer(reader, f"/praktijkboeken/{boek.code}/{opname.code}/")
    assert "Gelezen door 2 van 3" in answer(opname.author, f"/praktijkboeken/{boek.code}/")[1]
    status, page = answer(opname.author, f"/praktijkboeken/{boek.code}/{opname.code}/inzage/")
    names = [reader.naam in page for reader in readers]
    assert (status, names) == (200, [True, True, False])
    assert "Gelezen door" not in answer(readers[0], f"/praktijkboeken/{boek.code}/")[1]
    assert answer(readers[0], f"/praktijkboeken/{boek.code}/{opname.code}/inzage/")[0] == 404


def test_a_reading_that_cannot_be_logged_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    boek = a_praktijkboek()
    opname, reader = an_opname(boek), in_boek(boek).user

    def refuse(**_values: object) -> None:
        raise RuntimeError("no line")

    with confidential():
        monkeypatch.setattr(Inzage.objects, "create", refuse)
    client = browser(reader)
    client.raise_request_exception = False
    page = client.get(f"/praktijkboeken/{boek.code}/{opname.code}/")
    assert (page.status_code, CANARY in page.content.decode()) == (500, False)


def test_no_tab_of_the_browser_names_a_casus_or_the_praktijkboek() -> None:
    boek = a_praktijkboek(name="Geheim beekdal")
    opname, keeper = an_opname(boek), in_boek(boek, begeleider=True).user
    ends = ("", f"{opname.code}/", "volgorde/", "vaststellen/", "sluiten/", "vernietigen/", "inleveren/")
    for end in ends:
        body = answer(keeper, f"/praktijkboeken/{boek.code}/{end}")[1]
        found = re.search(r"<title>(.*?)</title>", body, re.DOTALL)
        assert found
        assert [word in found[1] for word in (CANARY, "Geheim")] == [False, False]
