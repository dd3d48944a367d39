"""Inviting a list of people: what a file leads to is told first, then one button invites, once."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.access import DeniedError
from community.actions.toegang import Entry, accept_invitation, invite_member
from community.actions.uitnodigingslijst import Genodigde, invite_list
from community.forms.uitnodigingslijst import seal_list
from community.models import Bericht, Organisatie, Uitnodiging, User
from tests.community.agenda.test_at_once import all_at_once
from tests.community.toegang.lists import (
    BOMB,
    HEAD,
    JORIS,
    LAUGHS,
    NOOR,
    changed,
    csv_file,
    many,
    xlsx_file,
    zipped,
)
from tests.factories import OrganisatieFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
PAGE, CONFIRM = "/coordinatie/uitnodigingen/import/", "/coordinatie/uitnodigingen/import/bevestigen/"


@pytest.fixture
def coordinator() -> User:
    return UserFactory(coordinator=True)


@pytest.fixture
def browser(coordinator: User) -> Client:
    return browser_of(coordinator)


@pytest.fixture
def waterschap() -> Organisatie:
    return OrganisatieFactory(name="Waterschap De Lage Landen")


@pytest.fixture
def send(browser: Client, waterschap: Organisatie) -> Callable[..., Any]:
    """Send a file and return the answer."""

    def sending(content: bytes, name: str = "lijst.csv") -> Any:
        upload = io.BytesIO(content)
        upload.name = name
        with time_machine.travel(NOW, tick=False):
            return browser.post(PAGE, {"organisatie": waterschap.pk, "lijst": upload})

    return sending


def token_in(answer: Any) -> str:
    return str(answer.context["token"])


def problems_in(answer: Any) -> list[str]:
    return list(answer.context["proefrun"].problems)


def error_of(answer: Any) -> str:
    (error,) = answer.context["form"].errors["lijst"]
    return str(error)


FILES = {
    "semicolons": csv_file(HEAD, NOOR, JORIS),
    "commas": csv_file(HEAD, NOOR, JORIS, sign=","),
    "tabs": csv_file(HEAD, NOOR, JORIS, sign="\t"),
    "with a mark": csv_file(HEAD, NOOR, JORIS, encoding="utf-8-sig"),
    "windows": csv_file(HEAD, NOOR, JORIS, encoding="cp1252"),
    "excel says which sign": b"sep=;\r\n" + csv_file(HEAD, NOOR, JORIS),
    "empty lines": csv_file(HEAD, ("", "", "", "", ""), NOOR, ("", ""), JORIS),
    "old line ends": csv_file(HEAD, NOOR, JORIS).replace(b"\r\n", b"\r"),
    "other order": csv_file(*([row[3], row[2], row[0], row[1], row[4]] for row in (HEAD, NOOR, JORIS))),
    "workbook": xlsx_file(HEAD, NOOR, JORIS),
    "workbook with empty rows": xlsx_file(HEAD, (), NOOR, (), (), JORIS),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_every_ordinary_file_is_read(send: Callable[..., Any], content: bytes) -> None:
    answer = send(content)
    assert answer.status_code == 200
    people = answer.context["proefrun"].genodigden
    assert [(person.voornaam, person.tussenvoegsel, person.achternaam) for person in people] == [
        ("Noor", "van der", "Wal"), ("Joris", "de", "Boer"),
    ]  # fmt: skip
    assert problems_in(answer) == []
    assert "Nodig 2 mensen uit" in answer.content.decode()
    assert not Uitnodiging.objects.exists()
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_with_accents_come_over(send: Callable[..., Any], encoding: str) -> None:
    content = csv_file(HEAD, ("Zoë", "", "Müller-Çelik", "zoe@voorbeeld.example", "Coördinator"), encoding=encoding)
    (person,) = send(content).context["proefrun"].genodigden
    assert (person.voornaam, person.achternaam, person.functie) == ("Zoë", "Müller-Çelik", "Coördinator")


def test_every_bad_row_is_named_with_its_number_and_column(send: Callable[..., Any], coordinator: User) -> None:
    member = UserFactory(email="lid@voorbeeld.example", voornaam="Tineke", tussenvoegsel="", achternaam="Postma")
    UserFactory(email="dicht@voorbeeld.example", is_active=False)
    Uitnodiging.objects.create(email="al@voorbeeld.example", created_at=NOW, issued_at=NOW,
                               expires_at=NOW + timedelta(days=14))  # fmt: skip
    answer = send(csv_file(
        HEAD, NOOR,
        ("Wouter", "", "Hofstra", "", ""), ("Wouter", "", "Hofstra", "geen adres", ""),
        ("", "", "Hofstra", "w@voorbeeld.example", ""), ("=HYPERLINK(1)", "", "Hofstra", "v@voorbeeld.example", ""),
        ("A" * 61, "", "Hofstra", "u@voorbeeld.example", ""), ("Noor", "", "Wal", "NOOR@voorbeeld.example ", ""),
        ("Tineke", "", "Postma", "Lid@Voorbeeld.example", ""), ("Bas", "", "Dicht", "dicht@voorbeeld.example", ""),
        ("Al", "", "Uit", "al@voorbeeld.example", ""), ("Bas", "", "", "b@voorbeeld.example"),
    ))  # fmt: skip
    assert problems_in(answer) == [
        "Rij 3: e-mailadres ontbreekt",
        "Rij 4: e-mailadres: Schrijf het e-mailadres zo: naam@organisatie.nl.",
        "Rij 5: voornaam ontbreekt",
        "Rij 6: voornaam: Schrijf de naam met letters, bijvoorbeeld: Noor van der Wal.",
        "Rij 7: voornaam: Maak deze tekst korter: hooguit 60 tekens. Nu zijn het er 61.",
        "Rij 8: e-mailadres staat ook in rij 2",
        f"Rij 9: lid@voorbeeld.example is al lid: {member.naam}",
        "Rij 10: dicht@voorbeeld.example hoort bij een gesloten account; open dat account weer",
        "Rij 11: al@voorbeeld.example is al uitgenodigd op 18 januari 2027",
        "Rij 12: achternaam ontbreekt",
    ]
    assert "Nodig 1 persoon uit" in answer.content.decode()
    page = answer.content.decode()
    assert "10 rijen nodigen we niet uit" in page


def test_a_row_with_more_mistakes_is_one_row(send: Callable[..., Any]) -> None:
    answer = send(csv_file(HEAD, NOOR, ("", "", "", "geen adres", "")))
    assert problems_in(answer) == [
        "Rij 3: voornaam ontbreekt; achternaam ontbreekt; e-mailadres: Schrijf het e-mailadres zo: naam@organisatie.nl."
    ]
    assert "1 rij nodigen we niet uit" in answer.content.decode()


def test_columns_that_mean_nothing_are_named(send: Callable[..., Any]) -> None:
    answer = send(csv_file((*HEAD, "Telefoon"), (*NOOR, "06")))
    assert answer.context["proefrun"].unused == ("Telefoon",)
    assert "Deze kolommen gebruiken we niet: Telefoon." in answer.content.decode()


WRONG = {
    "empty": (b"", "Dit bestand is leeg."),
    "spaces": (b" \r\n \r\n", "Dit bestand is leeg."),
    "only a head": (csv_file(HEAD), "Onder de kolomnamen staat niemand."),
    "no head": (csv_file(NOOR, JORIS), "In de eerste regel ontbreekt: voornaam, achternaam en e-mailadres."),
    "half a head": (csv_file(("voornaam", "achternaam"), ("Noor", "Wal")), "In de eerste regel ontbreekt: e-mailadres"),
    "a head twice": (csv_file((*HEAD, "email"), NOOR), "De kolom e-mailadres staat er twee keer."),
    "1,001 people": (many(1001), "Er staan te veel mensen in dit bestand"),
    "too large": (csv_file(HEAD, NOOR) + b" " * (2 * 1024 * 1024), "Dit bestand is te groot"),
    "a hundred thousand empty lines": (csv_file(HEAD, NOOR) + b";;\r\n" * 100_000, "heel veel lege regels"),
    "a quote that never ends": (csv_file(HEAD) + b'"Noor;van;Wal;x@y.example\r\n' * 3, "aanhalingsteken verkeerd"),
    "text after a quote": (csv_file(HEAD) + b'"Noor"x;van;Wal;x@y.example;\r\n', "Regel 2 is niet te lezen"),
    "a cell without end": (csv_file(HEAD) + b"a" * 200_000, "is niet te lezen"),
    "NUL": (csv_file(HEAD, NOOR).replace(b"Noor", b"No\x00r"), "Dit is geen tekstbestand."),
    "utf-16": (csv_file(HEAD, NOOR, encoding="utf-16"), "andere tekenset"),
    "no encoding at all": (csv_file(HEAD) + b"\x81\x8d\x9d;x", "De letters in dit bestand"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "oud of beveiligd Excel-bestand"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "Dit is een pdf."),
    "html": (b"<!DOCTYPE html><table><tr><td>voornaam</td></tr></table>", "Dit is geen lijst."),
    "json": (b'{"voornaam": "Noor"}', "Dit is geen lijst."),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "Dit is geen tekstbestand."),
    "zip": (zipped(lijst=b"x"), "Dit is geen Excel-lijst."),
    "word": (zipped(Content_Types_xml=b"<x/>", word__document_xml=b"<x/>"), "Dit is geen Excel-lijst."),
    "half a zip": (xlsx_file(HEAD, NOOR)[:900], "Dit Excel-bestand is beschadigd."),
    "broken members": (zipped(Content_Types_xml=b"<x", xl__workbook_xml=b"<x"), "Dit Excel-bestand is niet te lezen."),
    "zip bomb": (changed(xlsx_file(HEAD, NOOR), "xl/worksheets/sheet1.xml", BOMB), "te groot als het wordt uitgepakt"),
    "entities": (changed(xlsx_file(HEAD, NOOR), "xl/worksheets/sheet1.xml", LAUGHS), "iets dat we niet openen"),
    "a sheet of nonsense": (changed(xlsx_file(HEAD), "xl/worksheets/sheet1.xml", b"<a><b></a>"), "niet te lezen"),
    "workbook of 1,001": (xlsx_file(HEAD, *([*NOOR[:3], f"n{n}@v.example"] for n in range(1001))), "te veel mensen"),
    "workbook without head": (xlsx_file((), NOOR), "In de eerste regel ontbreekt"),
    "an empty workbook": (xlsx_file(), "Dit bestand is leeg."),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), WRONG.values(), ids=WRONG.keys())
def test_a_file_that_is_no_list_is_refused_in_words(send: Callable[..., Any], content: bytes, words: str) -> None:
    answer = send(content)
    assert answer.status_code == 200
    assert words in error_of(answer)
    assert not Uitnodiging.objects.exists()


def test_a_million_empty_rows_in_a_workbook_are_not_walked(send: Callable[..., Any]) -> None:
    sheet = (b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
             b'<sheetData><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
             b"</worksheet>")  # fmt: skip
    assert "lege regels" in error_of(send(changed(xlsx_file(HEAD, NOOR), "xl/worksheets/sheet1.xml", sheet)))


def test_the_button_invites_once_with_what_the_list_tells(
    send: Callable[..., Any], browser: Client, waterschap: Organisatie
) -> None:
    form = {"lijst": token_in(send(FILES["semicolons"])), "eenmalig": "5b0ad1c6-1f53-4c3b-9d69-6d4d7e0f1a11"}
    with time_machine.travel(NOW, tick=False):
        answers = [browser.post(CONFIRM, form, follow=True).content.decode() for _click in range(2)]
        without_token = browser.post(CONFIRM, {"lijst": form["lijst"]}, follow=True).content.decode()
    assert ["2 mensen zijn uitgenodigd." in answer for answer in answers] == [True, True]
    assert "0 mensen zijn uitgenodigd. 2 waren al bekend." in without_token
    rows = Uitnodiging.objects.order_by("email")
    assert list(rows.values_list("email", "voornaam", "tussenvoegsel", "achternaam", "functie")) == [
        ("joris@voorbeeld.example", "Joris", "de", "Boer", ""),
        ("noor@voorbeeld.example", "Noor", "van der", "Wal", "Gebiedsregisseur"),
    ]
    assert {row.organisatie for row in rows} == {waterschap}
    assert Bericht.objects.filter(kind="N01").count() == 2


def test_what_the_list_tells_stands_ready_for_the_invited(coordinator: User, waterschap: Organisatie) -> None:
    noor = Genodigde("noor@voorbeeld.example", "Noor", "van der", "Wal", "Gebiedsregisseur")
    invite_list(actor=coordinator, genodigden=[noor], organisatie=waterschap, now=NOW)
    row = Uitnodiging.objects.get()
    user = accept_invitation(uitnodiging_id=row.pk, issue=1, now=NOW,
                             entry=Entry("Noor", "van der", "Wal", organisatie=row.organisatie))  # fmt: skip
    assert (user.profiel.functie, user.dienstverbanden.get().organisatie) == ("Gebiedsregisseur", waterschap)


def test_who_became_a_member_between_looking_and_pressing_is_skipped(send: Callable[..., Any], browser: Client) -> None:
    token = token_in(send(FILES["workbook"]))
    UserFactory(email="noor@voorbeeld.example")
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        page = browser.post(CONFIRM, {"lijst": token}, follow=True).content.decode()
    assert "1 persoon is uitgenodigd. 1 was al bekend." in page


def tampered(token: str, browser: Client) -> list[str]:
    value, _, signature = token.rpartition("~")
    return ["", "x", token[:-1], token[1:], value, f"{value}~{signature[::-1]}", f"A{token}", "\x00", "é" * 50,
            f".{'A' * 5000}~{signature}", f"{value}.x~{signature}", "~", "null"]  # fmt: skip


def test_a_forged_list_invites_nobody(send: Callable[..., Any], browser: Client) -> None:
    token = token_in(send(FILES["semicolons"]))
    with time_machine.travel(NOW, tick=False):
        for wrong in tampered(token, browser):
            page = browser.post(CONFIRM, {"lijst": wrong}, follow=True)
            assert (page.status_code, "Kies het bestand opnieuw." in page.content.decode()) == (200, True), wrong
    assert not Uitnodiging.objects.exists()


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (61, False), (-1, False)])
def test_a_list_is_valid_for_an_hour(send: Callable[..., Any], browser: Client, minutes: int, stays: bool) -> None:
    token = token_in(send(FILES["semicolons"]))
    with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
        browser.post(CONFIRM, {"lijst": token})
    assert Uitnodiging.objects.count() == (2 if stays else 0)


def test_a_list_of_a_colleague_or_of_an_organisatie_that_stopped_is_refused(
    send: Callable[..., Any], browser: Client, waterschap: Organisatie
) -> None:
    people = (Genodigde("noor@voorbeeld.example", "Noor", "", "Wal", ""),)
    other = seal_list(actor=UserFactory(), organisatie=waterschap, genodigden=people, now=NOW)
    with time_machine.travel(NOW, tick=False):
        browser.post(CONFIRM, {"lijst": other})
        token = token_in(send(FILES["semicolons"]))
        Organisatie.objects.update(is_active=False)
        assert browser.post(CONFIRM, {"lijst": token}).status_code == 404
    assert not Uitnodiging.objects.exists()


def test_only_coordinatoren_import(waterschap: Organisatie) -> None:
    people = [Genodigde("noor@voorbeeld.example", "Noor", "", "Wal", "")]
    member = UserFactory()
    with pytest.raises(DeniedError):
        invite_list(actor=member, genodigden=people, organisatie=waterschap, now=NOW)
    for name in ("uitnodigingslijst", "uitnodigingslijst-bevestigen", "uitnodigingslijst-voorbeeld"):
        assert browser_of(member, with_factor=False).get(reverse(name)).status_code == 404


def test_the_example_can_be_filled_in_and_sent(send: Callable[..., Any], browser: Client) -> None:
    example = browser.get(reverse("uitnodigingslijst-voorbeeld"))
    assert example["Content-Disposition"] == 'attachment; filename="uitnodigingen-voorbeeld.csv"'
    answer = send(example.content)
    assert (len(answer.context["proefrun"].genodigden), problems_in(answer)) == (1, [])


def test_a_file_without_organisatie_or_without_file_says_so(browser: Client) -> None:
    page = browser.post(PAGE, {}).content.decode()
    assert ("Kies de organisatie van deze mensen." in page, "Kies een bestand." in page) == (True, True)


def test_looking_at_a_list_costs_as_much_for_one_as_for_a_thousand(
    send: Callable[..., Any], django_assert_num_queries: Any
) -> None:
    send(many(1))
    with django_assert_num_queries(7):
        send(many(1))
    with django_assert_num_queries(7):
        send(many(1000))


@pytest.mark.parametrize("amount", [1, 1000])
def test_inviting_costs_as_much_for_one_as_for_a_thousand(
    coordinator: User, waterschap: Organisatie, amount: int, django_assert_num_queries: Any
) -> None:
    people = [Genodigde(f"bas{n}@voorbeeld.example", "Bas", "", "Verhoeven", "") for n in range(amount)]
    coordinator = User.objects.get(pk=coordinator.pk)
    with django_assert_num_queries(9):
        outcome = invite_list(actor=coordinator, genodigden=people, organisatie=waterschap, now=NOW)
    assert (len(outcome.invited), outcome.skipped, Uitnodiging.objects.count()) == (amount, (), amount)
    assert Bericht.objects.filter(kind="N02").count() == 2 * amount


def test_an_invitation_of_a_list_is_the_same_as_one_given_alone(coordinator: User, waterschap: Organisatie) -> None:
    noor = Genodigde("noor@voorbeeld.example", "Noor", "van der", "Wal", "Gebiedsregisseur")
    invite_list(actor=coordinator, genodigden=[noor], organisatie=waterschap, now=NOW)
    invite_member(actor=coordinator, email="joris@voorbeeld.example", voornaam="Joris", organisatie=waterschap, now=NOW)
    told = ["kind", "moment", "mail_mode", "is_on_screen", "due_at", "mail_at", "expires_at", "status", "recipient_id"]
    rows = Uitnodiging.objects.in_bulk(field_name="id")
    mails = {row.email: list(Bericht.objects.filter(object_id=row.pk).order_by("kind", "moment").values(*told))
             for row in rows.values()}  # fmt: skip
    assert mails["noor@voorbeeld.example"] == mails["joris@voorbeeld.example"]
    same = {(row.issue, row.issued_at, row.expires_at, row.organisatie_id, row.invited_by_id) for row in rows.values()}
    assert len(same) == 1


def test_who_is_known_by_now_is_skipped_and_named(coordinator: User, waterschap: Organisatie) -> None:
    UserFactory(email="lid@voorbeeld.example")
    UserFactory(email="dicht@voorbeeld.example", is_active=False)
    invite_member(actor=coordinator, email="al@voorbeeld.example", now=NOW)
    people = [Genodigde(f"{name}@voorbeeld.example", "Bas", "", "Verhoeven", "")
              for name in ("nieuw", "lid", "dicht", "al")]  # fmt: skip
    outcome = invite_list(actor=coordinator, genodigden=people, organisatie=waterschap, now=NOW)
    assert outcome.invited == ("nieuw@voorbeeld.example",)
    assert outcome.skipped == ("al@voorbeeld.example", "dicht@voorbeeld.example", "lid@voorbeeld.example")
    assert sorted(Uitnodiging.objects.values_list("email", flat=True)) == [
        "al@voorbeeld.example", "nieuw@voorbeeld.example",
    ]  # fmt: skip
    assert Bericht.objects.filter(kind="N01").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_lists_with_the_same_people_at_once_make_one_invitation_each() -> None:
    coordinators = [UserFactory(coordinator=True) for _ in range(2)]
    organisatie = OrganisatieFactory()
    people = [Genodigde(f"bas{n}@voorbeeld.example", "Bas", "", "Verhoeven", "") for n in range(20)]

    def invite(actor: User, order: list[Genodigde]) -> Callable[[], object]:
        return lambda: invite_list(actor=actor, genodigden=order, organisatie=organisatie, now=NOW)

    assert all_at_once(invite(coordinators[0], people), invite(coordinators[1], people[::-1])) == []
    assert Uitnodiging.objects.count() == 20
    assert Bericht.objects.filter(kind="N01").count() == 20


def test_the_longest_list_goes_through_both_steps(send: Callable[..., Any], browser: Client) -> None:
    token = token_in(send(many(1000)))
    with time_machine.travel(NOW, tick=False):
        page = browser.post(CONFIRM, {"lijst": token}, follow=True).content.decode()
    assert "1000 mensen zijn uitgenodigd." in page
    assert Uitnodiging.objects.count() == 1000
