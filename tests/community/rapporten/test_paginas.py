"""Who finds a report and its files, and what is refused: foreign, forged, asked for in part, or damaged (T61-T65)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.access.partnerschappen import AFTERWARDS
from community.access.rapporten import visible_rapporten
from community.models import Partnerschap, PartnerschapStatus, Rapport, Rol, User
from community.queries.rapporten import rapporten_of
from tests.community.rapporten.lezers import content_of
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.factories.partners import a_contact, a_network_rapport, a_partnerschap, a_rapport

pytestmark = pytest.mark.django_db
FILES = ("csv/", "xlsx/", "pdf/")
TODAY = NOW.date()


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


def home_of(rapport: Rapport) -> str:
    quarter = f"{rapport.year}-k{rapport.quarter}"
    if rapport.partnerschap is None:
        return reverse("netwerkrapport", args=[quarter])
    return reverse("rapport", args=[rapport.partnerschap.code, quarter])


def statuses(browser: Client, home: str) -> list[int]:
    """Return what the page and each file answer to GET and to HEAD, and asking for the pdf."""
    answers = [method(home + tail) for tail in ("", *FILES) for method in (browser.get, browser.head)]
    return [answer.status_code for answer in (*answers, browser.post(f"{home}pdf/"))]


OPEN = [200] * 6 + [302] * 3
SHUT = [404] * 9


def other_contact(rapport: Rapport) -> User:
    return a_contact(a_partnerschap())


def of_an_ended_one(rapport: Rapport) -> User:
    Partnerschap.objects.filter(pk=rapport.partnerschap_id).update(
        status=PartnerschapStatus.BEEINDIGD, ended_date=TODAY
    )
    return a_contact(Partnerschap.objects.get(pk=rapport.partnerschap_id))


def long_after_the_end(rapport: Rapport) -> User:
    Partnerschap.objects.filter(pk=rapport.partnerschap_id).update(end_date=TODAY - AFTERWARDS - timedelta(days=1))
    return a_contact(Partnerschap.objects.get(pk=rapport.partnerschap_id))


def shortly_after_the_end(rapport: Rapport) -> User:
    Partnerschap.objects.filter(pk=rapport.partnerschap_id).update(end_date=TODAY - AFTERWARDS)
    return a_contact(Partnerschap.objects.get(pk=rapport.partnerschap_id))


def role_is_over(rapport: Rapport) -> User:
    assert rapport.partnerschap is not None
    return a_contact(rapport.partnerschap, until_date=TODAY - timedelta(days=1))


def role_is_to_come(rapport: Rapport) -> User:
    assert rapport.partnerschap is not None
    return a_contact(rapport.partnerschap, from_date=TODAY + timedelta(days=1))


def was_coordinator(rapport: Rapport) -> User:
    user: User = UserFactory()
    RoltoekenningFactory(user=user, rol=Rol.COORDINATOR, until_date=LONG_AGO_DAY + timedelta(days=30))
    return user


def a_member(rapport: Rapport) -> User:
    return UserFactory()


def a_trainer(rapport: Rapport) -> User:
    return UserFactory(trainer=True)


def a_beheerder(rapport: Rapport) -> User:
    return UserFactory(beheerder=True)


def a_redacteur(rapport: Rapport) -> User:
    return UserFactory(redacteur=True)


STRANGERS: tuple[Callable[[Rapport], User], ...] = (
    other_contact, of_an_ended_one, long_after_the_end, role_is_over, role_is_to_come, was_coordinator, a_member,
    a_trainer, a_beheerder, a_redacteur,
)  # fmt: skip


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda one: one.__name__)
def test_who_is_not_its_contact_finds_nothing(partnerschap: Partnerschap, stranger: Callable[[Rapport], User]) -> None:
    rapport = a_rapport(partnerschap)
    user = stranger(rapport)
    browser = browser_of(user)
    assert statuses(browser, home_of(rapport)) == SHUT
    missing = reverse("rapport", args=[partnerschap.code, "2019-k1"])
    assert browser.get(home_of(rapport)).content == browser.get(missing).content
    assert list(visible_rapporten(user, NOW)) == []


def test_contacts_and_the_hart_find_page_and_files(
    partnerschap: Partnerschap, contact: Client, coordinator: Client
) -> None:
    home = home_of(a_rapport(partnerschap))
    assert statuses(contact, home) == OPEN
    assert statuses(coordinator, home) == OPEN
    assert statuses(contact, home_of(a_rapport(a_partnerschap()))) == SHUT


def test_a_contact_reads_on_for_four_months(partnerschap: Partnerschap) -> None:
    rapport = a_rapport(partnerschap)
    assert statuses(browser_of(shortly_after_the_end(rapport)), home_of(rapport)) == OPEN


def test_the_network_is_for_the_hart_alone(contact: Client, coordinator: Client) -> None:
    home = home_of(a_network_rapport())
    pages = reverse("netwerkrapporten")
    assert (statuses(coordinator, home), coordinator.get(pages).status_code) == (OPEN, 200)
    for browser in (
        contact,
        *(browser_of(UserFactory(**{rol: True})) for rol in ("trainer", "beheerder", "redacteur")),
    ):
        assert (statuses(browser, home), browser.get(pages).status_code) == (SHUT, 404)


def test_who_is_not_logged_in_is_asked_to_whether_it_exists_or_not(partnerschap: Partnerschap) -> None:
    home, nowhere = home_of(a_rapport(partnerschap)), reverse("rapport", args=["bestaat-niet", "2026-k4"])
    for tail in ("", *FILES, "?x=1"):
        for address in (home + tail, nowhere + tail):
            assert Client().get(address)["Location"].startswith("/inloggen/?next=/partner/")


# --- asked for in part -----------------------------------------------------------------------------------------------

QUESTIONS = (
    "x=1", "provincie=UTRECHT", "activiteit=TRAINING", "kwartaal=2026-k3", "van=2026-10-01", "zonder=noor", "page=1",
    "format=json", "x", "=", "&", "&&", "?", "??", "/", "%00", "%", "a=1&b=2", "next=/mijn/", "utm_source=mail", ";",
    "a[]=1", "#", "+", "%20", "limit=1&offset=1", "id__in=1", "person=1", "\u00e9=1",
)  # fmt: skip


@pytest.mark.parametrize("tail", ["", *FILES])
def test_any_question_behind_the_address_is_refused(partnerschap: Partnerschap, contact: Client, tail: str) -> None:
    home = home_of(a_rapport(partnerschap, content=content_of(partnerschap, 2)))
    for question in QUESTIONS:
        for method in (contact.get, contact.head):
            answer = method(home + tail, QUERY_STRING=question)
            assert (answer.status_code, "13–17" in answer.content.decode()) == (400, False), question
    page = contact.get(home + tail, QUERY_STRING="x=1").content.decode()
    assert "Deze vraag kennen we niet" in page
    assert f'href="{home}"' in page


def test_a_question_changes_nothing_for_who_may_not_read_it(partnerschap: Partnerschap) -> None:
    home = home_of(a_rapport(partnerschap))
    assert browser_of(UserFactory()).get(f"{home}?x=1").status_code == 404


def test_asking_for_the_pdf_with_a_question_makes_nothing(partnerschap: Partnerschap, contact: Client) -> None:
    home = home_of(a_rapport(partnerschap))
    assert contact.post(f"{home}pdf/?provincie=UTRECHT").status_code == 400
    assert statuses(contact, home)[-1] == 302


# --- forged ----------------------------------------------------------------------------------------------------------

FORGED = (
    "2026-k0", "2026-k5", "2026-k9", "0-k1", "0000-k4", "9999-k4", "2027-k1", "2027-k4", "2025-k4", "2026-K4",
    "2026k4", "2026-4", "2026-q4", "2026-k", "k4", "-k4", "2026-k44", "2026-k4-", "-2026-k4", "02026-k4", "12026-k4",
    "2026--k4", "2026-k04", "99999999999999999999-k4", "2026-k-1", "latest", "alle", "totaal", "1", "netwerk",
    "2026_k4", "2026-k4_", "2026-\u0664",
)  # fmt: skip
PATHS = ("2026-k4;x=1/", "2026-k4//", "2026-k4/json/", "2026-k4/pdf/x/", "2026-k4/../2026-k4/", "%00/", "2026-k4%00/",
         "2026-k4%2F/", "2026-k4/csv/csv/", "2026-k4.csv/", "2026-k4 /", "\u0662\u0660\u0662\u0666-k4/")  # fmt: skip


def test_there_are_enough_forged_addresses() -> None:
    assert len(FORGED) + len(PATHS) >= 40


def test_forged_addresses_lead_nowhere(partnerschap: Partnerschap, contact: Client) -> None:
    a_rapport(partnerschap)
    for tail in [*(f"{one}/" for one in FORGED), *PATHS]:
        answer = contact.get(f"/partner/{partnerschap.code}/rapport/{tail}")
        assert (answer.status_code, partnerschap.organisatie.name in answer.content.decode()) == (404, False), tail


def test_a_report_of_tomorrow_is_not_there_yet(
    partnerschap: Partnerschap, contact: Client, coordinator: Client
) -> None:
    rapport = a_rapport(partnerschap, frozen_at=NOW + timedelta(seconds=1))
    assert statuses(contact, home_of(rapport)) == statuses(coordinator, home_of(rapport)) == SHUT
    assert rapporten_of([partnerschap], UserFactory(coordinator=True), NOW) == []
