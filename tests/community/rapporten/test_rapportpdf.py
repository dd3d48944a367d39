"""The pdf of a report: asked with one button, made, fetched; nothing for who reads the report no more; no names."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access.partnerschappen import AFTERWARDS
from community.actions.rapportpdf import KIND, may_still_read
from community.actions.werkgang import work_off
from community.models import Bericht, Partnerschap, PartnerschapStatus, Rapport, Roltoekenning, User, Werk, WerkStatus
from tests.community.rapporten.lezers import content_of, squeezed, tables_of_page, text_of_pdf
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
def rapport(partnerschap: Partnerschap) -> Rapport:
    return a_rapport(partnerschap, content=content_of(partnerschap, 9))


@pytest.fixture
def reader(partnerschap: Partnerschap) -> User:
    return a_contact(partnerschap, UserFactory(voornaam="Tineke", tussenvoegsel="", achternaam="Gagelheide"))


def home_of(rapport: Rapport) -> str:
    assert rapport.partnerschap is not None
    return reverse("rapport", args=[rapport.partnerschap.code, f"{rapport.year}-k{rapport.quarter}"])


def made(client: Client, home: str) -> Werk:
    """Ask with the button of the page and let the worker do it."""
    client.post(f"{home}pdf/")
    work_off(lambda: NOW, lambda: False)
    return Werk.objects.latest("asked_at")


def fetched(client: Client, werk: Werk) -> tuple[int, bytes]:
    answer = client.get(reverse("werk-ophalen", args=[werk.pk]))
    return answer.status_code, (b"".join(answer.streaming_content) if answer.streaming else answer.content)


def test_from_the_button_to_the_bytes(rapport: Rapport, reader: User) -> None:
    """Two clicks; every cell of the page stands on paper, and no name, not that of the reader either."""
    client = browser_of(reader)
    page = client.get(home_of(rapport)).content.decode()
    assert f'action="{home_of(rapport)}pdf/"' in page
    werk = made(client, home_of(rapport))
    assert (werk.kind, werk.status, werk.failure) == ("RAPPORT_PDF", WerkStatus.KLAAR, "")
    here = client.get(reverse("werk", args=[werk.pk])).content.decode()
    assert "Je rapport is klaar" in here
    assert "staat jouw naam" not in here
    answer = client.get(reverse("werk-ophalen", args=[werk.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="participatierapport-2026-k4.pdf"'
    text = text_of_pdf(b"".join(answer.streaming_content))
    assert "Gagelheide" not in text
    assert [row for table in tables_of_page(page) for row in table if squeezed("".join(row)) not in text] == []
    assert KIND.back(werk) == home_of(rapport)


def test_the_message_says_that_it_is_ready(rapport: Rapport, reader: User) -> None:
    werk = made(browser_of(reader), home_of(rapport))
    assert Bericht.objects.filter(kind="N160", object_id=werk.pk, recipient=reader).count() == 1
    assert KIND.fetchable([werk], NOW) == {werk.pk}


def test_the_network_report_comes_as_pdf_for_the_hart_alone(rapport: Rapport, reader: User) -> None:
    a_network_rapport()
    home = reverse("netwerkrapport", args=["2026-k4"])
    client = browser_of(UserFactory(coordinator=True))
    werk = made(client, home)
    status, content = fetched(client, werk)
    assert (status, squeezed("Netwerkrapport 4e kwartaal 2026") in text_of_pdf(content)) == (200, True)
    assert KIND.file_name(werk, NOW) == "netwerkrapport-2026-k4.pdf"
    assert fetched(browser_of(reader), werk)[0] == 404


@pytest.mark.parametrize("change", ["role", "partnerschap", "end", "account"])
def test_who_reads_the_report_no_more_fetches_nothing(
    rapport: Rapport, reader: User, partnerschap: Partnerschap, change: str
) -> None:
    client = browser_of(reader)
    werk = made(client, home_of(rapport))
    yesterday = NOW.date() - timedelta(days=1)
    if change == "role":
        Roltoekenning.objects.filter(user=reader).update(until_date=yesterday)
    elif change == "partnerschap":
        Partnerschap.objects.filter(pk=partnerschap.pk).update(
            status=PartnerschapStatus.BEEINDIGD, ended_date=NOW.date()
        )
    elif change == "end":
        Partnerschap.objects.filter(pk=partnerschap.pk).update(end_date=yesterday - AFTERWARDS)
    else:
        User.objects.filter(pk=reader.pk).update(is_active=False)
    assert fetched(client, werk)[0] == (302 if change == "account" else 404)
    assert KIND.fetchable([werk], NOW) == set()
    assert change == "account" or not may_still_read(User.objects.get(pk=reader.pk), werk, NOW)


def test_who_lost_it_before_it_was_made_gets_none(rapport: Rapport, reader: User) -> None:
    browser_of(reader).post(f"{home_of(rapport)}pdf/")
    Roltoekenning.objects.filter(user=reader).update(until_date=NOW.date() - timedelta(days=1))
    work_off(lambda: NOW, lambda: False)
    werk = Werk.objects.get()
    assert (werk.status, werk.failure) == (WerkStatus.MISLUKT, "GEEN_TOEGANG")


def test_work_of_somebody_else_is_not_hers(rapport: Rapport, reader: User, partnerschap: Partnerschap) -> None:
    werk = made(browser_of(reader), home_of(rapport))
    assert fetched(browser_of(a_contact(partnerschap)), werk)[0] == 404


def test_what_is_not_what_was_frozen_is_not_made(partnerschap: Partnerschap, reader: User) -> None:
    rapport = a_rapport(partnerschap, content_hash="0" * 64)
    Werk.objects.create(user=reader, kind="RAPPORT_PDF", object_id=rapport.pk, asked_at=NOW)
    work_off(lambda: NOW, lambda: False)
    werk = Werk.objects.get()
    assert (werk.status, werk.failure) == (WerkStatus.MISLUKT, "RAPPORT_BESCHADIGD")
    assert not KIND.is_current(werk, NOW)
    assert KIND.fetchable([werk], NOW) == set()


def test_asked_twice_it_is_made_once(rapport: Rapport, reader: User) -> None:
    client = browser_of(reader)
    places = {client.post(f"{home_of(rapport)}pdf/")["Location"] for _ in range(2)}
    assert (len(places), Werk.objects.count()) == (1, 1)
    assert client.get(f"{home_of(rapport)}pdf/")["Location"] == home_of(rapport)


def test_telling_what_can_be_fetched_costs_the_same_for_one_and_for_thirty(partnerschap: Partnerschap) -> None:
    rows = [
        Werk(user=a_contact(partnerschap), kind="RAPPORT_PDF", object_id=a_rapport(partnerschap, quarter).pk)
        for quarter in (f"{year}K{number}" for year in range(2018, 2026) for number in range(1, 5))
    ]
    for some in (rows[:1], rows[:30]):
        with CaptureQueriesContext(connection) as queries:
            assert KIND.fetchable(some, NOW) == {werk.pk for werk in some}
        assert len(queries) == 3
