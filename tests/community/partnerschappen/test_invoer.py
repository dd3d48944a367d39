"""What people type wrong about a partnerschap: every refusal says in Dutch what to do, and nothing typed is lost."""

import io
import re
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import escape, unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from community.forms.bedragen import AmountField
from community.models import Bijdrage, Initiatief, Partnerschap, Regisseurregel, User
from tests.community.partnerschappen.test_paginas import a_bijdrage, an_example, browser
from tests.factories import OrganisatieFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.partners import a_contact, a_partnerschap

pytestmark = pytest.mark.django_db
LONG = "a" * 161


def text_of(answer: object) -> str:
    """Return the words of a page, as somebody reads them."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))  # type: ignore[attr-defined]  # a response of the test client


GIFT = {"kind": "CONTRIBUTIE", "description": "Jaarlijkse bijdrage", "promised": "12.500,50",
        "promised_date": "1 maart 2027", "realised": "", "realised_date": "", "version": "0"}  # fmt: skip
WRONG_GIFTS = [
    ({"promised": "-5"}, "Vul een getal in dat niet onder nul ligt."),
    ({"promised": "−12,50"}, "Vul een getal in dat niet onder nul ligt."),
    ({"promised": "1,234"}, "Schrijf hooguit twee cijfers achter de komma."),
    ({"promised": "1.25"}, "Schrijf een komma voor de cijfers achter de komma: 1,25."),
    ({"promised": "12,500.00"}, "Schrijf het getal zo: 1.250 of 1.250,50."),
    ({"promised": "twaalf"}, "Schrijf het getal zo: 1.250 of 1.250,50."),
    ({"promised": "1e9"}, "Schrijf het getal zo: 1.250 of 1.250,50."),
    ({"promised": "NaN"}, "Schrijf het getal zo: 1.250 of 1.250,50."),
    ({"promised": "=1+1"}, "Schrijf het getal zo: 1.250 of 1.250,50."),
    ({"promised": "١٢"}, "Schrijf het getal zo: 1.250 of 1.250,50."),
    ({"promised": "9" * 25}, "Dit getal is te groot. Vul hooguit 10.000.000 in."),
    ({"promised": "10.000.001"}, "Vul hooguit 10.000.000 in."),
    ({"promised": "0"}, "Wat is toegezegd, is meer dan nul."),
    ({"promised": ""}, "Vul in hoeveel er is toegezegd, of hoeveel er is gekomen."),
    ({"kind": "DEELNEMERS", "promised": "2,5"}, "Mensen tel je heel: vul een heel getal in."),
    ({"kind": "INHOUD"}, "Bij inhoud en een initiatief hoort geen getal."),
    ({"kind": ""}, "Kies een soort."),
    ({"kind": "GOUD"}, "Kies een van de mogelijkheden in de lijst."),
    ({"description": " "}, "Schrijf op wat jullie bijdragen."),
    ({"description": LONG}, "Maak deze tekst korter: hooguit 160 tekens."),
    ({"description": "nul\x00"}, "Er staat een teken in dat we niet kunnen bewaren."),
    ({"promised_date": "31 februari 2027"}, "Schrijf de datum zo: 9 februari 2027 of 09-02-2027."),
    ({"promised_date": "1 maart 1827"}, "Kies een dag van 1 januari 2000 tot en met"),
    ({"promised_date": "1 maart 9999"}, "Kies een dag van 1 januari 2000 tot en met"),
    ({"realised": "100"}, "Vul ook in op welke dag dit kwam."),
    ({"realised_date": "1 januari 2027"}, "Vul ook in hoeveel er kwam. Kwam er niets? Vul dan 0 in."),
    ({"realised": "100", "realised_date": "1 maart 2027"}, "tot en met 18 januari 2027."),
    ({"realised": "-1", "realised_date": "1 januari 2027"}, "Vul een getal in dat niet onder nul ligt."),
    ({"version": "oud"}, "Deze pagina is te oud."),
    ({"version": "99999999999"}, "Deze pagina is te oud."),
]


WORDS = ("description", "title", "naam", "note", "start_date", "end_date", "ended_date")


def unsaid(client: Client, page: str, right: dict[str, str], cases: list[tuple[dict[str, str], str]]) -> list[str]:
    """Send each wrong form; return the sentences that did not come, and what was typed and got lost."""
    missing = []
    for wrong, said in cases:
        answer = client.post(page, right | wrong)
        words = text_of(answer) if answer.status_code == 200 else ""
        # Words that somebody would have to think of again.
        typed = next((value for key in WORDS if (value := (right | wrong).get(key)) and value.isprintable()), "")
        if said not in words or str(escape(typed)) not in answer.content.decode():
            missing.append(f"{wrong}: {said}")
    return missing


def test_a_wrong_bijdrage_is_refused_in_words_and_stays_on_the_page() -> None:
    row = a_partnerschap()
    page = f"/partner/{row.code}/bijdragen/nieuw/"
    assert (unsaid(browser(a_contact(row)), page, GIFT, WRONG_GIFTS), Bijdrage.objects.exists()) == ([], False)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("12500", "12500"), ("12.500", "12500"), ("€ 12.500,50", "12500.50"), ("12 500,5", "12500.5"), ("7,5", "7.5"),
     ("0007", "7"), ("1.250,-", "1250"), ("", None)],
)  # fmt: skip
def test_amounts_are_read_as_dutch_people_write_them(typed: str, amount: str | None) -> None:
    field = AmountField(required=False)
    assert field.clean(typed) == (Decimal(amount) if amount else None)
    assert field.clean(field.prepare_value(field.clean(typed))) == field.clean(typed)


AGREED = {"organisatie": "", "status": "VERKENNING", "start_date": "1 maart 2027", "end_date": "", "has_option": "on",
          "note": "", "version": "0"}  # fmt: skip
WRONG_AGREED = [
    ({"organisatie": ""}, "Kies een organisatie."),
    ({"organisatie": str(uuid.UUID(int=7))}, "Kies een van de mogelijkheden in de lijst."),
    ({"organisatie": "' OR 1=1"}, "Kies een van de mogelijkheden in de lijst."),
    ({"status": "ACTIEF"}, "Kies een van de mogelijkheden in de lijst."),
    ({"status": ""}, "Kies hoe ver jullie zijn."),
    ({"start_date": "morgen"}, "Schrijf de datum zo:"),
    ({"start_date": "", "end_date": "1 maart 2029"}, "Vul ook in wanneer het begint."),
    ({"end_date": "28 februari 2027"}, "Het einde ligt vóór het begin. Kies een latere dag."),
    ({"end_date": "1 maart 2927"}, "Kies een dag tussen 1 januari 2000 en"),
    ({"note": "n" * 2001}, "Maak deze tekst korter: hooguit 2000 tekens."),
]


def test_a_wrong_partnerschap_is_refused_in_words() -> None:
    form = AGREED | {"organisatie": str(OrganisatieFactory().pk)}
    hart = browser(UserFactory(coordinator=True))
    missing = unsaid(hart, "/coordinatie/partners/nieuw/", form, WRONG_AGREED)
    assert (missing, Partnerschap.objects.exists()) == ([], False)


WRONG_STEPS = [
    ("starten", {"status": "BERAAD"}, {"start_date": ""}, "Vul een datum in."),
    ("starten", {"status": "BERAAD"}, {"start_date": "1-3-2027", "end_date": "1-3-2027"}, "Het einde ligt vóór"),
    ("starten", {}, {"start_date": "1-3-2027"}, "Dit partnerschap loopt al."),
    ("verlengen", {"status": "BERAAD"}, {"end_date": "1-3-2030"}, "Dit partnerschap loopt nog niet. Start het eerst."),
    ("verlengen", {}, {"end_date": "1-1-2028"}, "Het loopt al tot 1 januari 2028. Kies een latere dag."),
    ("verlengen", {}, {"end_date": "1-1-2088"}, "Kies een dag tussen 1 januari 2000 en"),
    ("verlengen", {"end_date": date(2026, 12, 1)}, {"end_date": "1-1-2027"}, "Kies een dag na vandaag"),
    ("beeindigen", {}, {"ended_date": "1-3-2027"}, "Deze dag moet nog komen."),
    ("beeindigen", {}, {"ended_date": "31-12-2025"}, "Kies een dag vanaf 1 januari 2026."),
    ("beeindigen", {}, {"ended_date": "30-2-2027"}, "Schrijf de datum zo:"),
    ("bewerken", {}, {"start_date": "", "end_date": "1-3-2029"}, "Vul een datum in."),
]


def test_a_step_that_cannot_be_is_refused_in_words() -> None:
    hart = browser(UserFactory(coordinator=True))
    missing = []
    for verb, fields, form, said in WRONG_STEPS:
        row = a_partnerschap(**fields)
        missing += unsaid(hart, f"/coordinatie/partners/{row.code}/{verb}/", {"version": "1"}, [(form, said)])
    assert (missing, set(Partnerschap.objects.values_list("version", flat=True))) == ([], {1})


EXAMPLE = {"title": "Werkplaats veenweide", "kind": "TRAINING", "provincie": "UTRECHT", "from_date": "1 maart 2027",
           "until_date": "", "summary": "", "version": "0"}  # fmt: skip
WRONG_EXAMPLES = [
    ({"title": ""}, "Geef het voorbeeld een titel."),
    ({"title": "a" * 121}, "hooguit 120 tekens"),
    ({"kind": "FEEST"}, "Kies een van de mogelijkheden in de lijst."),
    ({"provincie": "LIMBABWE"}, "Kies een van de mogelijkheden in de lijst."),
    ({"until_date": "1 februari 2027"}, "De laatste dag ligt vóór de eerste."),
    ({"from_date": "1 maart 1999"}, "Kies een dag tussen 2000 en 2100."),
    ({"summary": "s" * 601}, "hooguit 600 tekens"),
]


def test_a_wrong_example_is_refused_in_words() -> None:
    row = a_partnerschap()
    page = f"/partner/{row.code}/goede-voorbeelden/nieuw/"
    assert (unsaid(browser(a_contact(row)), page, EXAMPLE, WRONG_EXAMPLES), Initiatief.objects.exists()) == ([], False)


WRONG_LINES = [
    ({"naam": ""}, "Vul een naam in."),
    ({"naam": "12345"}, "Schrijf de naam met letters"),
    ({"naam": "=HYPERLINK(1)"}, "Schrijf de naam met letters"),
    ({"naam": LONG}, "hooguit 160 tekens"),
    ({"naam": "Noor", "email": "noor"}, "Schrijf het e-mailadres zo: naam@organisatie.nl."),
    ({"naam": "Iemand Anders", "email": "ROSA@vliet.example"}, "rosa@vliet.example staat al op jullie lijst."),
    ({"naam": "bram de wit", "email": ""}, "bram de wit staat al op jullie lijst."),
]


def test_a_wrong_regisseur_is_refused_in_words() -> None:
    row = a_partnerschap()
    for naam, email in (("Rosa Vliet", "rosa@vliet.example"), ("Bram de Wit", "")):
        Regisseurregel.objects.create(partnerschap=row, naam=naam, email=email, created_at=NOW)
    page, right = f"/partner/{row.code}/regisseurs/nieuw/", {"naam": "Noor van der Wal", "email": "noor@wal.example"}
    assert (unsaid(browser(a_contact(row)), page, right, WRONG_LINES), Regisseurregel.objects.count()) == ([], 2)


def sheet(*rows: tuple[object, ...]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


WRONG_FILES = [
    (b"", "", "Dit bestand is leeg."),
    (b"%PDF-1.7", "", "Dit is een pdf."),
    (b"naam;e-mailadres\n", "", "Onder de kolomnamen staat niemand."),
    (b"functie;plaats\nregisseur;Utrecht\n", "", "In de eerste regel ontbreekt: naam."),
    (b"naam;naam\nNoor;Noor\n", "", "De kolom naam staat er twee keer."),
    (b"x" * (2 * 1024 * 1024 + 1), "", "Dit bestand is te groot"),
    (b"naam\n" + b"Noor\n" * 1001, "", "hooguit 1.000"),
    (b"PK\x03\x04niets", "", "beschadigd"),
    (None, "", "Kies een bestand of plak een lijst."),
    (b"naam\nNoor\n", "Noor", "Kies een bestand of plak een lijst, niet allebei."),
    (None, "a" * 200_001, "hooguit 200000 tekens"),
]


def test_what_is_no_list_is_refused_in_words() -> None:
    row = a_partnerschap()
    client = browser(a_contact(row))
    missing = []
    for content, text, said in WRONG_FILES:
        file = {} if content is None else {"bestand": SimpleUploadedFile("lijst.csv", content)}
        answer = client.post(f"/partner/{row.code}/regisseurs/import/", {"tekst": text, **file})
        if answer.status_code != 200 or said not in text_of(answer):
            missing.append(said)
    assert (missing, Regisseurregel.objects.exists()) == ([], False)


@pytest.mark.parametrize(
    "given",
    [
        {"bestand": b"naam;e-mailadres\nNoor van der Wal;noor@wal.example\nNoor W;NOOR@wal.example\n;leeg@x.example\n"
                    b"Rosa Vliet;rosa@vliet.example\nBram de Wit;\nBas;bas\n"},
        {"bestand": sheet(("Naam", "E-mail"), ("Noor van der Wal", "noor@wal.example"),
                          ("Noor W", "NOOR@wal.example"), (None, "leeg@x.example"),
                          ("Rosa Vliet", "rosa@vliet.example"), ("Bram de Wit", None), ("Bas", "bas"))},
        {"tekst": "Noor van der Wal\tnoor@wal.example\nNoor W\tNOOR@wal.example\n;leeg@x.example\n"
                  "Rosa Vliet\trosa@vliet.example\nBram de Wit\nBas\tbas\n".replace(";", "\t")},
    ],
    ids=["csv", "xlsx", "pasted without a head"],
)  # fmt: skip
def test_a_list_is_shown_with_its_faults_first_and_stored_then_once(given: dict[str, bytes | str]) -> None:
    row = a_partnerschap()
    Regisseurregel.objects.create(partnerschap=row, naam="Rosa", email="rosa@vliet.example", created_at=NOW)
    client = browser(a_contact(row))
    form = {"tekst": "", **{key: SimpleUploadedFile("lijst.bin", value) if isinstance(value, bytes) else value
                            for key, value in given.items()}}  # fmt: skip
    start = f"/partner/{row.code}/regisseurs/"
    page = client.post(f"{start}import/", form)
    first = 1 if "tekst" in given else 2
    said = [f"Rij {first + 1}: noor@wal.example staat ook in rij {first}", f"Rij {first + 2}: naam ontbreekt",
            f"Rij {first + 3}: rosa@vliet.example staat al op jullie lijst",
            f"Rij {first + 5}: e-mailadres: Schrijf het e-mailadres zo"]  # fmt: skip
    words = text_of(page)
    assert [line for line in said if line not in words] == []
    assert ("4 rijen nemen we niet over" in words, "Zet 2 mensen op de lijst" in words) == (True, True)
    assert Regisseurregel.objects.count() == 1
    token = re.search(r'name="lijst" value="([^"]+)"', page.content.decode())
    assert token
    sent = {"lijst": token[1], "eenmalig": str(uuid.uuid4())}
    answers = [client.post(f"{start}import/bevestigen/", sent, follow=True) for _ in range(2)]
    assert ["2 regisseurs toegevoegd." in text_of(answer) for answer in answers] == [True, True]
    assert set(Regisseurregel.objects.values_list("naam", "email")) == {
        ("Rosa", "rosa@vliet.example"), ("Noor van der Wal", "noor@wal.example"), ("Bram de Wit", "")
    }  # fmt: skip


def taken_from_another(client: Client, other: User, row: Partnerschap) -> str:
    page = browser(other).post(f"/partner/{row.code}/regisseurs/import/", {"tekst": "Noor van der Wal"})
    found = re.search(r'name="lijst" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("forge", [lambda token: token, lambda token: token[:-2], lambda _token: "", lambda _t: "x:y"],
                         ids=["of a colleague", "cut off", "empty", "made up"])  # fmt: skip
def test_a_list_that_was_not_looked_at_is_not_stored(forge: Callable[[str], str]) -> None:
    row = a_partnerschap()
    client = browser(a_contact(row))
    token = forge(taken_from_another(client, a_contact(row), row))
    answer = client.post(f"/partner/{row.code}/regisseurs/import/bevestigen/", {"lijst": token}, follow=True)
    assert ("Kies het bestand opnieuw." in text_of(answer), Regisseurregel.objects.exists()) == (True, False)


def test_a_row_of_another_partnerschap_is_not_reached_through_ones_own() -> None:
    own, other = a_partnerschap(), a_partnerschap()
    gift, example = a_bijdrage(other), an_example(other)
    line = Regisseurregel.objects.create(partnerschap=other, naam="Rosa Vliet", created_at=NOW)
    client = browser(a_contact(own))
    start = f"/partner/{own.code}/"
    pages = [f"{start}bijdragen/{gift.pk}/{verb}/" for verb in ("bewerken", "gerealiseerd", "verwijderen")]
    pages += [f"{start}goede-voorbeelden/{example.pk}/bewerken/", f"{start}regisseurs/{line.pk}/verwijderen/"]
    assert {client.post(page, GIFT | EXAMPLE).status_code for page in pages} == {404}
    assert (Bijdrage.objects.count(), Regisseurregel.objects.count()) == (1, 1)
