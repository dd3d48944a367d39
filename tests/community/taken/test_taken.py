"""The lists of duties: open, done, fallen away; one's own only."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from community.models import Taak
from tests.community.taken.duties import duty
from tests.factories import KringFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

PAGES = ("/mijn/taken/", "/mijn/taken/afgerond/")


def words(page: str) -> list[str]:
    text = re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1].split("</main>", 1)[0])
    return [line for line in (" ".join(part.split()) for part in text.split("\n")) if line]


def test_an_open_duty_says_why_and_until_when() -> None:
    user = UserFactory()
    duty(user, days=1)
    page = browser_of(user, with_factor=False).get("/mijn/taken/").content.decode()
    for part in ("Vul de proef in", "Omdat het een proef is.", "Uiterlijk morgen", 'href="/mijn/proef/"'):
        assert part in page


def test_empty_lists_say_so() -> None:
    browser = browser_of(UserFactory(), with_factor=False)
    page = browser.get("/mijn/taken/").content.decode()
    assert "Je hebt nu niets te doen. Fijn. Kijk gerust in de agenda of bij je leergroepen." in page
    assert "Je hebt nog geen taken afgerond." in page
    assert "Hier staan straks de taken die je hebt afgerond." in browser.get(PAGES[1]).content.decode()


def test_what_was_done_is_confirmed_and_what_fell_away_is_explained() -> None:
    user = UserFactory()
    duty(user, done_at=NOW - timedelta(days=1))
    duty(user, withdrawn_at=NOW - timedelta(days=2))
    browser = browser_of(user, with_factor=False)
    for path in PAGES:
        text = " ".join(words(browser.get(path).content.decode()))
        assert "Proef Klaar, 17 jan 2027" in text
        assert "Proef Vervallen: je hoeft dit niet meer te doen, 16 jan 2027" in text


def test_the_group_of_a_finished_duty_is_told_to_who_is_in_it() -> None:
    user, kring, left = UserFactory(), KringFactory(name="Veenweide"), KringFactory(name="Verlaten groep")
    LidmaatschapFactory(user=user, kring=kring)
    LidmaatschapFactory(user=user, kring=left, until_at=NOW)
    duty(user, kring=kring, done_at=NOW)
    duty(user, kring=left, done_at=NOW)
    page = browser_of(user, with_factor=False).get(PAGES[1]).content.decode()
    assert ("Veenweide" in page, "Verlaten groep" in page) == (True, False)


def test_nobody_sees_the_duties_of_somebody_else() -> None:
    duty(UserFactory())
    duty(UserFactory(), done_at=NOW)
    for trait in ({}, {"coordinator": True}, {"beheerder": True}):
        browser = browser_of(UserFactory(**trait))
        assert all("roef" not in browser.get(path).content.decode().split("<main")[1] for path in PAGES)


@pytest.mark.parametrize("amount", [1, 30])
def test_the_lists_cost_as_many_queries_for_one_as_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    user, kring = UserFactory(), KringFactory()
    LidmaatschapFactory(user=user, kring=kring)
    for _ in range(amount):
        duty(user, kring=kring)
        duty(user, kring=kring, done_at=NOW)
    browser = browser_of(user, with_factor=False)
    browser.get(PAGES[0])
    with django_assert_num_queries(7):
        browser.get(PAGES[0])
    with django_assert_num_queries(7):
        browser.get(PAGES[1])


def test_finished_duties_come_fifty_a_page_the_last_first() -> None:
    user = UserFactory()
    Taak.objects.bulk_create(
        Taak(user=user, kind="PROEF", object_id=user.pk, opened_at=LONG_AGO, done_at=NOW - timedelta(days=number))
        for number in range(51)
    )
    browser = browser_of(user, with_factor=False)
    assert amount_on(browser, "") == 50
    assert amount_on(browser, "?page=2") == 1


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "twee", "", "%00", "1'--", "<script>", "٢", "1e9"])
def test_a_strange_page_number_gives_a_page(page: str) -> None:
    user = UserFactory()
    duty(user, done_at=NOW)
    assert amount_on(browser_of(user, with_factor=False), f"?page={page}") == 1


@pytest.mark.parametrize("path", ["/mijn/", *PAGES])
def test_looking_changes_nothing(path: str) -> None:
    user = UserFactory()
    duty(user)
    duty(user, done_at=NOW)
    before = list(Taak.objects.order_by("pk").values())
    browser = browser_of(user, with_factor=False)
    for call in (browser.get, browser.head):
        assert call(path).status_code == 200
    for change in (browser.post, browser.put, browser.patch, browser.delete):
        assert change(path).status_code == 405
    assert list(Taak.objects.order_by("pk").values()) == before


def amount_on(browser: Client, query: str) -> int:
    answer = browser.get(f"{PAGES[1]}{query}")
    assert answer.status_code == 200
    return answer.content.decode().count('<li class="task')
