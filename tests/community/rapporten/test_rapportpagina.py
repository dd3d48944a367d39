"""What a report says on its page, what its list says, and what both cost; one verdict on rows and in the database."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access.rapporten import may_read_rapport, rapport_readers, visible_rapporten
from community.models import Partnerschap, Rapport, RapportStatus
from community.queries.rapporten import network_rapporten, rapporten_of
from community.rapportage.content import canonical, digest
from tests.community.rapporten.cast import AFTER_K1, IN_K1, K1, frozen, held, others, staff
from tests.community.rapporten.lezers import content_of, parts_of_csv, sheets_of_xlsx, tables_of_page
from tests.community.rapporten.test_paginas import FILES, home_of, of_an_ended_one, other_contact, role_is_over
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.partners import a_contact, a_network_rapport, a_partnerschap, a_rapport

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def partnerschap() -> Partnerschap:
    return a_partnerschap()


@pytest.fixture
def contact(partnerschap: Partnerschap) -> Client:
    return browser_of(a_contact(partnerschap))


@pytest.fixture
def coordinator() -> Client:
    return browser_of(UserFactory(coordinator=True))


def test_page_and_files_say_the_same_to_contact_and_hart(
    partnerschap: Partnerschap, contact: Client, coordinator: Client
) -> None:
    home = home_of(a_rapport(partnerschap, content=content_of(partnerschap, 9)))
    tables = tables_of_page(contact.get(home).content.decode())
    assert tables[0][0] == ["Kwartaal", "Mensen", "Rest van het netwerk"]
    assert tables == tables_of_page(coordinator.get(home).content.decode())
    csv, xlsx = (contact.get(f"{home}{kind}/") for kind in ("csv", "xlsx"))
    assert (csv.content, xlsx.content) == (
        coordinator.get(f"{home}csv/").content,
        coordinator.get(f"{home}xlsx/").content,
    )
    parts = [part for part in parts_of_csv(csv.content) if len(part) > 2]
    book = list(sheets_of_xlsx(xlsx.content).values())
    for table in tables:
        assert any(table == part[1 : len(table) + 1] for part in parts), table[0]
        assert any(table == rows[: len(table)] for rows in book), table[0]
    assert csv["Content-Disposition"] == 'attachment; filename="participatierapport-2026-k4.csv"'
    assert xlsx["Content-Disposition"] == 'attachment; filename="participatierapport-2026-k4.xlsx"'
    assert {"no-store" in answer["Cache-Control"] for answer in (csv, xlsx)} == {True}


def test_what_is_really_frozen_stands_on_the_page(
    partnerschap: Partnerschap, contact: Client, coordinator: Client
) -> None:
    people = staff(partnerschap.organisatie, 40)
    held(IN_K1, people[:15], partnerschap.organisatie)
    others(4, 12, IN_K1)
    network, content = frozen(None, K1, AFTER_K1)
    rapport, own = frozen(partnerschap, K1, AFTER_K1)
    (lo, hi), (low, high) = content["bereik"]["2026K1"], own["bereik"]["2026K1"]
    page = contact.get(home_of(rapport)).content.decode()
    assert f"In dit kwartaal: {low} tot {high} mensen bereikt; de eigen lijst van regisseurs is nog leeg." in page
    assert f'<td class="num">{low}–{high}</td>' in page
    assert f"In dit kwartaal: {lo} tot {hi} mensen bereikt." in coordinator.get(home_of(network)).content.decode()
    assert all(user.achternaam not in page for user in people)


def test_the_page_names_nobody_who_was_counted(partnerschap: Partnerschap, contact: Client) -> None:
    counted = UserFactory(voornaam="Fatima", tussenvoegsel="", achternaam="Gagelheide")
    rapport = a_rapport(partnerschap, tellingen={counted: {"2026K4": {"activiteiten": {"TRAINING": 90}}}})
    for tail in ("", "csv/"):
        assert "Gagelheide" not in contact.get(home_of(rapport) + tail).content.decode()


def test_a_quarter_without_a_new_report_says_why(partnerschap: Partnerschap, contact: Client) -> None:
    old = a_rapport(partnerschap, "2026K3")
    empty = a_rapport(partnerschap, "2026K4", status=RapportStatus.GEEN_NIEUW)
    page = contact.get(home_of(empty)).content.decode()
    assert "Geen nieuw rapport over het 4e kwartaal 2026" in page
    assert "veranderde er te weinig" in page
    assert f'href="{home_of(old)}"' in page
    assert [contact.get(home_of(empty) + tail).status_code for tail in FILES] == [404, 404, 404]
    assert contact.post(f"{home_of(empty)}pdf/").status_code == 404


def test_the_first_quarter_without_a_report_leads_to_no_other(partnerschap: Partnerschap, contact: Client) -> None:
    empty = a_rapport(partnerschap, "2026K2", status=RapportStatus.GEEN_NIEUW)
    a_rapport(partnerschap, "2026K3")
    assert "Bekijk Rapport" not in contact.get(home_of(empty)).content.decode()


@pytest.mark.parametrize("change", [{"bereik": {"2026K4": [1, 1]}}, {"definitie": 2}], ids=["ander getal", "versie"])
def test_what_was_not_frozen_so_is_not_shown(
    partnerschap: Partnerschap, contact: Client, change: dict[str, Any]
) -> None:
    """A number that does not fit, or content of a kind that this version does not know."""
    content = content_of(partnerschap, 2)
    number = digest(canonical(content if "bereik" in change else {**content, **change}))
    home = home_of(a_rapport(partnerschap, content={**content, **change}, content_hash=number))
    for tail in ("", *FILES):
        answer = contact.get(home + tail)
        assert (answer.status_code, "13–17" in answer.content.decode()) == (409, False)
        assert "kunnen we nu niet laten zien" in answer.content.decode()
    assert contact.post(f"{home}pdf/").status_code == 409


# --- lists, and what it costs ----------------------------------------------------------------------------------------


def test_lists_have_the_newest_first(partnerschap: Partnerschap) -> None:
    for quarter in ("2025K4", "2026K4", "2026K2"):
        a_rapport(partnerschap, quarter)
        a_network_rapport(quarter)
    a_rapport(partnerschap, "2026K3", status=RapportStatus.GEEN_NIEUW)
    a_rapport(a_partnerschap(), "2026K4")
    contact = a_contact(partnerschap)
    lines = rapporten_of([partnerschap], contact, NOW)
    assert [(line.title, line.is_published) for line in lines] == [
        ("Rapport 4e kwartaal 2026", True), ("Rapport 3e kwartaal 2026", False), ("Rapport 2e kwartaal 2026", True),
        ("Rapport 4e kwartaal 2025", True),
    ]  # fmt: skip
    assert lines[0].url == f"/partner/{partnerschap.code}/rapport/2026-k4/"
    assert rapporten_of([partnerschap], UserFactory(), NOW) == network_rapporten(contact, NOW) == []
    network = network_rapporten(UserFactory(coordinator=True), NOW)
    assert [line.url for line in network] == [
        f"/coordinatie/netwerkrapport/{quarter}/" for quarter in ("2026-k4", "2026-k2", "2025-k4")
    ]


def _cost(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_a_page_costs_the_same_for_one_quarter_and_for_thirty(contact: Client, partnerschap: Partnerschap) -> None:
    small = home_of(a_rapport(partnerschap, "2026K3", content=content_of(partnerschap, 1)))
    large = home_of(a_rapport(partnerschap, "2026K4", content=content_of(partnerschap, 30)))
    contact.get(small)  # the first visit notes that she is here
    assert [_cost(contact, address) for address in (small, large)] == [9, 9]
    assert [_cost(contact, f"{address}csv/") for address in (small, large)] == [4, 4]


def test_the_list_of_the_network_costs_the_same_for_one_and_for_thirty(coordinator: Client) -> None:
    address = reverse("netwerkrapporten")
    a_network_rapport("2019K1")
    coordinator.get(address)
    few = _cost(coordinator, address)
    for year in range(2020, 2027):
        for number in range(1, 5):
            a_network_rapport(f"{year}K{number}")
    assert (few, _cost(coordinator, address)) == (5, 5)


def test_one_row_is_judged_as_many_are_in_the_database(partnerschap: Partnerschap) -> None:
    rapporten = [a_rapport(partnerschap), a_rapport(a_partnerschap()), a_network_rapport(),
                 a_rapport(partnerschap, "2026K3", frozen_at=NOW + timedelta(days=1))]  # fmt: skip
    people = [a_contact(partnerschap), other_contact(rapporten[0]), role_is_over(rapporten[0]),
              UserFactory(coordinator=True), UserFactory(),
              a_contact(partnerschap, UserFactory(is_active=False))]  # fmt: skip
    of_an_ended_one(rapporten[1])
    rows = list(Rapport.objects.select_related("partnerschap"))
    with CaptureQueriesContext(connection) as queries:
        batch = rapport_readers(rows, {user.pk for user in people}, NOW)
    assert len(queries) == 2
    one_by_one = {(user.pk, row.pk) for user in people for row in rows if may_read_rapport(user, row, NOW)}
    in_database = {(user.pk, pk) for user in people for pk in visible_rapporten(user, NOW).values_list("pk", flat=True)}
    assert batch == one_by_one == in_database
    assert len(batch) == 4
