"""The pages of a partnerschap: who comes in, what stands there, and that a page costs the same for one and thirty."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access.partnerschappen import AFTERWARDS, own_partnerschappen, visible_partnerschappen
from community.models import Bijdrage, Initiatief, Partnerschap, PartnerschapStatus, Regisseurregel, User
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.partners import a_contact, a_partnerschap, a_rapport

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def browser(user: User) -> Client:
    """Return a browser of this person, with her second factor when her role needs it."""
    return browser_of(user, with_factor=user.roltoekenningen.exists())


def a_bijdrage(partnerschap: Partnerschap, number: int = 1, **fields: object) -> Bijdrage:
    values = {"kind": "UREN", "description": f"Uren voor dag {number}", "promised": Decimal("16.50"),
              "promised_date": TODAY + timedelta(days=60), "created_at": LONG_AGO, **fields}  # fmt: skip
    return Bijdrage.objects.create(partnerschap=partnerschap, **values)


def an_example(partnerschap: Partnerschap, title: str = "Werkplaats veenweide") -> Initiatief:
    made: Initiatief = Initiatief.objects.create(title=title, provincie="UTRECHT", kind="TRAINING")
    made.organisaties.add(partnerschap.organisatie)
    return made


def pages_of(row: Partnerschap) -> list[str]:
    """Return every page of a contact, with something in it."""
    gift, line = a_bijdrage(row), Regisseurregel.objects.create(partnerschap=row, naam="Rosa Vliet", created_at=NOW)
    example = an_example(row)
    start = f"/partner/{row.code}/"
    return [
        "/partner/", start, f"{start}bijdragen/", f"{start}bijdragen/nieuw/", f"{start}bijdragen/{gift.pk}/bewerken/",
        f"{start}bijdragen/{gift.pk}/gerealiseerd/", f"{start}bijdragen/{gift.pk}/verwijderen/",
        f"{start}goede-voorbeelden/nieuw/", f"{start}goede-voorbeelden/{example.pk}/bewerken/",
        f"{start}regisseurs/", f"{start}regisseurs/nieuw/", f"{start}regisseurs/import/",
        f"{start}regisseurs/import/bevestigen/", f"{start}regisseurs/import/voorbeeld/",
        f"{start}regisseurs/leegmaken/", f"{start}regisseurs/{line.pk}/verwijderen/",
    ]  # fmt: skip


def kept_pages_of(row: Partnerschap) -> list[str]:
    start = f"/coordinatie/partners/{row.code}/"
    return ["/coordinatie/partners/", "/coordinatie/partners/nieuw/", start,
            *(f"{start}{verb}/" for verb in ("bewerken", "starten", "verlengen", "beeindigen"))]  # fmt: skip


def of_another(row: Partnerschap) -> User:
    return a_contact(a_partnerschap())


def of_an_ended_one(row: Partnerschap) -> User:
    contact = a_contact(row)
    Partnerschap.objects.filter(pk=row.pk).update(status=PartnerschapStatus.BEEINDIGD, ended_date=TODAY)
    return contact


def past_its_term(row: Partnerschap) -> User:
    contact = a_contact(row)
    Partnerschap.objects.filter(pk=row.pk).update(
        start_date=date(2024, 1, 1), end_date=TODAY - AFTERWARDS - timedelta(days=1)
    )
    return contact


def with_an_ended_role(row: Partnerschap) -> User:
    return a_contact(row, until_date=YESTERDAY)


def with_a_role_to_come(row: Partnerschap) -> User:
    return a_contact(row, from_date=TODAY + timedelta(days=1))


def who_works_there(row: Partnerschap) -> User:
    employee = UserFactory()
    DienstverbandFactory(user=employee, organisatie=row.organisatie)
    return employee


STRANGERS = [of_another, of_an_ended_one, past_its_term, with_an_ended_role, with_a_role_to_come, who_works_there]


@pytest.mark.parametrize("who", STRANGERS, ids=lambda who: who.__name__)
def test_who_is_no_contact_of_it_finds_no_page_of_it(who: Callable[[Partnerschap], User]) -> None:
    row = a_partnerschap()
    pages = pages_of(row)
    client = browser(who(row))
    answers = {client.get(page).status_code for page in [*pages[1:], *kept_pages_of(row)]}
    posts = {
        client.post(page, {"eenmalig": str(uuid.uuid4())}).status_code
        for page in [*pages[3:9], *pages[10:13], *pages[14:]]
    }
    assert (answers, posts) == ({404}, {404})
    assert (Bijdrage.objects.count(), Regisseurregel.objects.count()) == (1, 1)


def test_a_contact_reads_and_changes_all_of_her_own_and_nothing_of_the_hart() -> None:
    row = a_partnerschap()
    pages = pages_of(row)
    client = browser(a_contact(row))
    assert [client.get(page).status_code for page in pages] == [302, *[200] * 11, 302, *[200] * 3]
    assert {client.get(page).status_code for page in kept_pages_of(row)} == {404}


def test_the_hart_keeps_it_and_the_bijdragen_but_never_reads_the_list() -> None:
    row = a_partnerschap()
    pages = pages_of(row)
    client = browser(UserFactory(coordinator=True))
    assert [client.get(page).status_code for page in pages] == [404, 404, *[200] * 5, *[404] * 9]
    shown = [client.get(page) for page in kept_pages_of(row)]
    assert {page.status_code for page in shown} == {200}
    assert not any("Rosa Vliet" in page.content.decode() for page in shown)


def test_without_her_second_factor_a_contact_comes_nowhere() -> None:
    row = a_partnerschap()
    client = Client()
    client.force_login(a_contact(row))
    answer = client.get(f"/partner/{row.code}/")
    assert (answer.status_code, answer.headers["Location"].startswith("/mijn/beveiliging/")) == (302, True)


def test_in_the_days_after_its_end_a_contact_reads_on_and_changes_nothing() -> None:
    row = a_partnerschap(start_date=date(2025, 1, 1), end_date=TODAY - AFTERWARDS)
    pages = pages_of(row)
    client = browser(a_contact(row))
    reads = [client.get(pages[number]).status_code for number in (1, 2, 9, 14, 15)]
    changes = {client.get(pages[number]).status_code for number in (3, 4, 5, 6, 7, 8, 10, 11, 13)}
    assert (reads, changes) == ([200] * 5, {404})


def test_a_contact_of_two_organisaties_chooses_and_of_none_finds_nothing() -> None:
    user = UserFactory()
    for name in ("Waterschap De Tureluur", "Provincie Zandrug"):
        a_contact(a_partnerschap(OrganisatieFactory(name=name)), user)
    page = browser(user).get("/partner/").content.decode()
    assert ("De Tureluur" in page, "Provincie Zandrug" in page) == (True, True)
    assert browser(UserFactory()).get("/partner/").status_code == 404


def test_access_in_the_database_and_per_row_agree() -> None:
    row = a_partnerschap()
    contact, hart = a_contact(row), UserFactory(coordinator=True)
    assert set(own_partnerschappen(contact, NOW)) == {row}
    assert (set(visible_partnerschappen(hart, NOW)), set(own_partnerschappen(hart, NOW))) == ({row}, set())


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "Loopt tot 1 januari 2028, met een optie om te verlengen."),
        ({"has_option": False}, "Loopt tot 1 januari 2028."),
        ({"status": "VERLENGD", "end_date": date(2030, 2, 28)}, "Loopt tot 28 februari 2030, met een optie"),
        ({"end_date": date(2027, 1, 1)}, "Liep tot 1 januari 2027."),
        ({"status": "BERAAD", "start_date": None, "end_date": None}, "nog niet begonnen: constituerend beraad"),
    ],
    ids=["option", "no option", "extended", "past", "before"],
)
def test_the_top_line_says_until_when_it_runs(fields: dict[str, object], line: str) -> None:
    row = a_partnerschap(**fields)
    assert line in browser(a_contact(row)).get(f"/partner/{row.code}/").content.decode()


def test_the_menu_shows_partner_to_who_reads_one() -> None:
    row = a_partnerschap()
    contact = a_contact(row)
    client = browser(contact)
    assert 'href="/partner/"' in client.get("/mijn/").content.decode()
    of_an_ended_one(row)
    assert 'href="/partner/"' not in client.get("/mijn/").content.decode()


def queries(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


def test_a_page_costs_the_same_for_one_and_for_thirty() -> None:
    row = a_partnerschap()
    pages_of(row)
    contact, hart = browser(a_contact(row)), browser(UserFactory(coordinator=True))
    pages = [(contact, f"/partner/{row.code}/"), (contact, f"/partner/{row.code}/bijdragen/"),
             (contact, f"/partner/{row.code}/regisseurs/"), (contact, "/mijn/"),
             (hart, "/coordinatie/partners/"), (hart, f"/coordinatie/partners/{row.code}/")]  # fmt: skip
    few = [queries(client, page) for client, page in pages]
    for number in range(30):
        a_bijdrage(row, number)
        Regisseurregel.objects.create(partnerschap=row, naam=f"Regisseur {number}", created_at=NOW)
        other = a_partnerschap()
        a_bijdrage(other)
        a_contact(other)
        an_example(row, f"Voorbeeld {number}")
    assert [queries(client, page) for client, page in pages] == few
    assert few == [11, 7, 8, 11, 8, 10]


def test_a_bijdrage_is_written_down_in_three_clicks_and_the_report_is_one_away() -> None:
    row = a_partnerschap()
    reports = [a_rapport(row, f"2026K{number}") for number in (1, 2, 3, 4)] + [a_rapport(row, "2025K4")]
    client = browser(a_contact(row))
    environment = client.get("/mijn/").content.decode()
    assert ('href="/partner/"' in environment, f'href="/partner/{row.code}/rapport/2026-k4/"' in environment) == (
        True, True)  # fmt: skip
    page = client.get("/partner/", follow=True).content.decode()
    new = f"/partner/{row.code}/bijdragen/nieuw/"
    assert (f'href="{new}"' in page, page.count(f"/partner/{row.code}/rapport/")) == (True, len(reports))
    form = {"kind": "UREN", "description": "Begeleider", "promised": "40", "version": "0"}
    assert client.post(new, form).status_code == 302
