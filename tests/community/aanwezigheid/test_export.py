"""Attendance as a file: what is in it and what is not, safe in a spreadsheet, streamed, logged (T42, T50)."""

import csv
import io
import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from community.models import Bijeenkomst, Deelname, Kring, Organisatie, User
from community.queries.aanwezigheid import HEAD, Keuze, table
from community.sheet_writing import csv_lines, safe_cell, xlsx_lines
from community.workdays import AMSTERDAM
from tests.community.agenda.cast import a_group, group_meeting
from tests.factories import BijeenkomstFactory, DeelnameFactory, LidmaatschapFactory, OrganisatieFactory, UserFactory
from tests.factories.browsers import browser_of, proved
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
PAGE, FILE = "/coordinatie/aanwezigheid/", "/coordinatie/aanwezigheid/downloaden/"
PERIOD = {"van": "1-1-2027", "tot": "31-12-2027"}
YEAR = Keuze(date(2027, 1, 1), date(2027, 12, 31))


@pytest.fixture
def coordinator() -> User:
    return UserFactory(coordinator=True)


@pytest.fixture
def browser(coordinator: User) -> Iterator[Client]:
    """A coördinator who showed a moment ago that it is her."""
    with time_machine.travel(NOW, tick=False):
        yield proved(browser_of(coordinator))


def downloaded(browser: Client, kind: str = "csv", **query: str) -> Any:
    answer: Any = browser.get(FILE, {**PERIOD, "vorm": kind, **query})
    assert answer.status_code == 200, answer
    return answer


def rows_of(answer: Any) -> list[list[str]]:
    """Return the rows of a download as a spreadsheet program reads them."""
    content = b"".join(answer.streaming_content)
    if content.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(content), read_only=True).active
        assert sheet is not None
        return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_row_says_who_was_where_for_whom(browser: Client, kind: str) -> None:
    start = datetime(2027, 2, 9, 9, tzinfo=AMSTERDAM)
    noor = UserFactory(voornaam="Noor", tussenvoegsel="van der", achternaam="Wal")
    meeting = BijeenkomstFactory(title="Dag in het veld", starts_at=start, ends_at=start + timedelta(hours=7))
    DeelnameFactory(bijeenkomst=meeting, user=noor, status="AANWEZIG", organisatie=OrganisatieFactory(name="Vlietland"))
    long = BijeenkomstFactory(title="Tweedaagse", starts_at=start + timedelta(days=1),
                              ends_at=start + timedelta(days=2, hours=3))  # fmt: skip
    DeelnameFactory(bijeenkomst=long, user=noor, status="AFGEMELD", organisatie=None)
    assert rows_of(downloaded(browser, kind)) == [
        list(HEAD),
        ["Dag in het veld", "2027-02-09", "ochtend en middag", "", "Noor van der Wal", "Vlietland", "Aanwezig"],
        ["Tweedaagse", "2027-02-10",
         "wo 10 feb 2027: ochtend, middag en avond; do 11 feb 2027: ochtend", "", "Noor van der Wal", "", "Afgemeld"],
    ]  # fmt: skip


def test_titles_of_groups_and_confidential_titles_stay_inside(coordinator: User, browser: Client) -> None:
    kring, _leader, _members = a_group()
    own, _other, _others = a_group()
    LidmaatschapFactory(kring=own, user=coordinator)
    for of in (kring, own):
        DeelnameFactory(bijeenkomst=group_meeting(of, title=f"kemphanenvraag {of.pk}", description="roerdomp"))
    DeelnameFactory(bijeenkomst__title="grutto-overleg", bijeenkomst__is_confidential=True)
    shown = {(row[0], row[3]) for row in rows_of(downloaded(browser))[1:]}
    assert shown == {
        (f"Bijeenkomst van {kring.name}", kring.name), (f"kemphanenvraag {own.pk}", own.name),
        ("Bijeenkomst (vertrouwelijk)", ""),
    }  # fmt: skip


def test_concepts_and_cancelled_meetings_are_left_out(browser: Client) -> None:
    DeelnameFactory(bijeenkomst__status="CONCEPT")
    DeelnameFactory(bijeenkomst__status="GEANNULEERD", bijeenkomst__cancelled_at=NOW)
    assert len(rows_of(downloaded(browser))) == 1


@pytest.mark.parametrize(
    ("van", "tot", "found"),
    [("9-2-2027", "9-2-2027", 1), ("10-2-2027", "31-12-2027", 0), ("1-1-2027", "8-2-2027", 0),
     ("9 februari 2027", "2027-02-09", 1)],
)  # fmt: skip
def test_the_period_counts_local_days_both_included(browser: Client, van: str, tot: str, found: int) -> None:
    start = datetime(2027, 2, 9, 0, 30, tzinfo=AMSTERDAM)
    DeelnameFactory(bijeenkomst__starts_at=start, bijeenkomst__ends_at=start + timedelta(hours=23))
    assert len(rows_of(downloaded(browser, van=van, tot=tot))) == 1 + found
    assert browser.get(PAGE, {"van": van, "tot": tot}).context["amount"] == found


def test_one_group_can_be_chosen(browser: Client) -> None:
    kring, _leader, _members = a_group()
    DeelnameFactory(bijeenkomst=group_meeting(kring))
    DeelnameFactory()
    assert [row[3] for row in rows_of(downloaded(browser, groep=str(kring.pk)))[1:]] == [kring.name]


# What spreadsheet programs calculate, or have calculated, with and without quotes, spaces and full-width signs.
PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","klik")', "=IMPORTXML(A1)", "=WEBSERVICE(A1)",
    "+1+1", "+cmd|' /C calc'!A0", "+31612345678", "-1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "@A1",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "   +1", "\u00a0=1+1", "\u3000=1+1", "\u200b=1+1", "\ufeff=1+1",
    "'=1+1", '"=1+1', "''=1+1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20A1", "\u22121", "|calc", "%0A=1",
    '=1+1";=1+1', "=1;=2", '";=1+1;"', "x\r\n=1+1", "x;=1+1", 'x";=1+1;"',
)  # fmt: skip
FORMULA_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212|%")


def test_there_are_thirty_payloads_for_each_column() -> None:
    assert len(PAYLOADS) >= 30


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("column", ["title", "kring", "persoon", "organisatie"])
def test_no_cell_is_a_formula(column: str, kind: str) -> None:
    """T42: in each text column, opened as a spreadsheet program does."""
    user = UserFactory(coordinator=True)
    for number, payload in enumerate(PAYLOADS):
        meeting = BijeenkomstFactory()
        if column == "title":
            Bijeenkomst.objects.filter(pk=meeting.pk).update(title=payload)
        if column == "kring":
            kring = Kring.objects.create(kind="LEERGROEP", name=payload)
            Bijeenkomst.objects.filter(pk=meeting.pk).update(kring=kring, kind="LEERGROEP", audience="KRING")
        place = DeelnameFactory(bijeenkomst=meeting, organisatie=OrganisatieFactory())
        if column == "persoon":
            User.objects.filter(pk=place.user_id).update(voornaam=payload, tussenvoegsel="", achternaam=f"{number}")
        if column == "organisatie":
            Organisatie.objects.filter(pk=place.organisatie_id).update(name=payload)
    written = csv_lines(table(user, YEAR, NOW)) if kind == "csv" else xlsx_lines(table(user, YEAR, NOW), name="x")
    content = b"".join(written)
    if kind == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
        read = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    else:
        read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(read) == 1 + len(PAYLOADS)
    assert {len(row) for row in read} == {len(HEAD)}
    assert [cell for row in read for cell in row if cell.startswith(FORMULA_SIGNS)] == []


@pytest.mark.parametrize(
    "text", ["Noor van der Wal", "Waterschap 'De Vliet'", "A-watering", "3e groep", "", "Ömer & Co"]
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


UNKNOWN: tuple[dict[str, Any], ...] = (
    {"vorm": "csv", "x": "1"}, {"vorm": "pdf"}, {}, {"vorm": ""}, {"vorm": "csv", "page": "2"},
    {"vorm": "csv", "kring": "1"}, {"vorm": "CSV"}, {"vorm": "csv\x00"}, {"vorm": "csv", "limit": "10"},
    {"vorm": ["csv", "xlsx"]}, {"vorm": "csv", "van": ["1-1-2027", "2-1-2027"]}, {"vorm": "csv", "Van": "1-1-2027"},
    {"vorm": "csv", "van": "gisteren"}, {"vorm": "csv", "van": "31-2-2027"}, {"vorm": "csv", "van": "1-1-0001"},
    {"vorm": "csv", "tot": "31-12-9999"}, {"vorm": "csv", "van": "2-1-2027", "tot": "1-1-2027"},
    {"vorm": "csv", "van": "1-1-2001", "tot": "31-12-2027"}, {"vorm": "csv", "groep": "bestaat-niet"},
    {"vorm": "csv", "groep": "00000000-0000-4000-8000-000000000000"}, {"vorm": "csv", "groep": "1 OR 1=1"},
    {"vorm": "csv", "groep": "\x00"}, {"vorm": "csv", "van": "1" * 5000}, {"vorm": "csv", "tot": "NaN"},
)  # fmt: skip


@pytest.mark.parametrize("query", UNKNOWN, ids=str)
def test_what_is_not_known_is_refused_with_400(browser: Client, query: dict[str, Any]) -> None:
    answer: Any = browser.get(FILE, query)
    assert (answer.status_code, answer.streaming) == (400, False)
    assert "Aanwezigheid" in answer.content.decode()


def test_the_period_stands_there_as_people_write_a_day(browser: Client) -> None:
    form = browser.get(PAGE).context["form"]
    assert form["van"].value().startswith("1 januari ")
    assert form.is_valid()


def test_the_page_refuses_what_it_does_not_know_too(browser: Client) -> None:
    assert browser.get(PAGE, {"sorteer": "naam"}).status_code == 400
    assert browser.get(PAGE, {"van": "gisteren"}).status_code == 200


def test_who_did_not_just_show_that_it_is_her_is_asked_first(coordinator: User) -> None:
    with time_machine.travel(NOW, tick=False):
        browser = proved(browser_of(coordinator))
    with time_machine.travel(NOW + timedelta(minutes=20), tick=False):
        answer: Any = browser.get(FILE, {**PERIOD, "vorm": "csv"})
        assert (answer.status_code, answer.streaming) == (302, False)
        assert "/mijn/beveiliging/controle/" in answer["Location"]
        assert "downloaden" in answer["Location"]
        assert browser.get(PAGE).status_code == 200


def test_nobody_else_finds_the_page_or_the_file() -> None:
    leader = a_group()[1]
    for user in (UserFactory(), leader, UserFactory(beheerder=True), UserFactory(redacteur=True)):
        browser = browser_of(user)
        statuses = [browser.get(path, {"vorm": "csv"} if path == FILE else {}).status_code for path in (PAGE, FILE)]
        assert statuses == [404, 404], user
        assert list(table(user, YEAR, NOW)) == [HEAD]


def test_each_download_is_logged_with_who_and_how_many(
    coordinator: User, browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    DeelnameFactory.create_batch(3)
    with caplog.at_level(logging.INFO, logger="community.aanwezigheid"):
        rows_of(downloaded(browser, "xlsx"))
    (record,) = [row for row in caplog.records if row.name == "community.aanwezigheid"]
    assert record.getMessage() == (
        f"aanwezigheid.export by={coordinator.pk} from=2027-01-01 until=2027-12-31 kring=- form=xlsx rows=3"
    )


def test_the_file_has_a_name_and_is_kept_by_no_cache(browser: Client) -> None:
    answer = downloaded(browser)
    assert answer["Content-Disposition"] == (
        'attachment; filename="aanwezigheid-2027-01-01-tot-en-met-2027-12-31.csv"'
    )  # fmt: skip
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_page_links_to_both_files_of_its_choice(browser: Client) -> None:
    DeelnameFactory()
    page = browser.get(PAGE, {**PERIOD, "groep": ""}).content.decode()
    for kind in ("csv", "xlsx"):
        assert f'href="{reverse("aanwezigheid-downloaden")}?vorm={kind}&amp;van=1-1-2027&amp;tot=31-12-2027"' in page


def a_lot(places: int) -> None:
    """Store so many places, twenty in each meeting."""
    people = User.objects.bulk_create(
        User(email=f"p{n}@voorbeeld.example", voornaam="Noor", achternaam=f"Wal{n}", joined_at=NOW) for n in range(20)
    )
    meetings = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(kind="ONTMOETING", audience="LEDEN", title=f"Ontmoeting {n}", changed_at=NOW,
                    starts_at=NOW + timedelta(minutes=n), ends_at=NOW + timedelta(minutes=n, hours=2))
        for n in range(places // 20)
    )  # fmt: skip
    Deelname.objects.bulk_create(
        [Deelname(bijeenkomst=meeting, user=user, status="AANWEZIG") for meeting in meetings for user in people],
        batch_size=5000,
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_twenty_thousand_rows_come_in_pieces_and_cost_no_more_questions(browser: Client, kind: str) -> None:
    def cost() -> tuple[int, list[int]]:
        with CaptureQueriesContext(connection) as queries:
            pieces = [len(piece) for piece in downloaded(browser, kind).streaming_content]
        return len(queries), pieces

    DeelnameFactory()
    cost()  # the first visit notes that she is here
    few, _one = cost()
    a_lot(20_000)
    many, pieces = cost()
    assert (few, many) == (9, 9)
    assert len(pieces) == 41
    assert max(pieces) < 60_000


def test_more_rows_than_a_report_needs_are_refused_in_words(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """T50: no file without an end."""
    monkeypatch.setattr("community.views.aanwezigheid.MOST_ROWS", 2)
    DeelnameFactory.create_batch(3)
    answer: Any = browser.get(FILE, {**PERIOD, "vorm": "csv"})
    assert (answer.status_code, answer.streaming) == (400, False)
    page = browser.get(PAGE, PERIOD).content.decode()
    assert "te veel regels voor één bestand" in page
    assert "Bewaar als" not in page


def test_who_stops_halfway_is_logged_with_what_she_took(
    coordinator: User, browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    a_lot(2000)
    with caplog.at_level(logging.INFO, logger="community.aanwezigheid"):
        answer = downloaded(browser)
        next(iter(answer.streaming_content))
        answer.close()
    (record,) = [row for row in caplog.records if row.name == "community.aanwezigheid"]
    assert record.getMessage().endswith("rows=499")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("payload", ["=1+1", "+1", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", " =1", "'=1", '"=1'])
def test_no_program_finds_a_formula_whatever_it_takes_for_the_end_of_a_column(payload: str, delimiter: str) -> None:
    cells = [safe_cell(f"Overleg{sign}{payload}") for sign in (",", ";", ", ", "\t", '",', '";')]
    content = b"".join(csv_lines([("groep", cell, cell) for cell in cells])).decode("utf-8-sig")
    read = [cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter) for cell in row]
    assert [cell for cell in read if cell.lstrip(" '\"")[:1] in tuple("=+-@") and not cell.startswith("'")] == []


@pytest.mark.parametrize("text", ["Utrecht, Zeist; en meer", "kost 10,- per keer", "a, - b", "Jan-Willem, Piet-Hein"])
def test_ordinary_text_with_commas_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text
