"""Meldingen: what was told to me, in one line, as it stands now (PLT-03, T59)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from community.extension_points import Inhoud, bericht_kinds
from community.models import Bericht, BerichtStatus
from tests.community.meldingen.messages import melding
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.post.kinds import DIRECT, MANDATORY, SCREEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

PAGE = "/mijn/meldingen/"


def lines(browser: Client, query: str = "") -> list[str]:
    answer = browser.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return re.findall(r'<span class="name">(?:<a [^>]*>)?([^<]*)<', answer.content.decode())


def number_in_header(browser: Client, path: str = "/mijn/") -> int:
    found = re.search(r'<span class="number">(\d+)', browser.get(path).content.decode())
    return int(found[1]) if found else 0


def test_the_newest_comes_first_and_new_ones_carry_a_word() -> None:
    user = UserFactory()
    melding(user, "oud", hours=30)
    Bericht.objects.update(seen_at=NOW)
    melding(user, "nieuw", hours=2)
    browser = browser_of(user, with_factor=False)
    page = browser.get(PAGE).content.decode()
    assert re.findall(r"Proef (\w+)<", page) == ["nieuw", "oud"]
    assert re.findall(r"(Nieuw)</span>", page) == ["Nieuw"]
    assert "vandaag om 7 uur" in page
    assert f'href="/mijn/{SCREEN}/"' in page


def test_an_empty_page_says_what_will_stand_there() -> None:
    page = browser_of(UserFactory(), with_factor=False).get(PAGE).content.decode()
    assert "Je hebt nog geen meldingen. Zodra er iets voor je gebeurt, lees je het hier." in page


def test_looking_makes_them_seen_and_nothing_else() -> None:
    user, other = UserFactory(), UserFactory()
    mine, theirs = melding(user), melding(other)
    before = dict(Bericht.objects.values().get(pk=mine.pk))
    browser = browser_of(user, with_factor=False)
    assert number_in_header(browser) == 1
    assert lines(browser) == ["Proef een"]
    after = dict(Bericht.objects.values().get(pk=mine.pk))
    assert {key for key in after if after[key] != before[key]} == {"seen_at"}
    assert Bericht.objects.get(pk=theirs.pk).seen_at is None
    assert number_in_header(browser) == 0


def test_the_page_itself_no_longer_counts_what_it_shows() -> None:
    user = UserFactory()
    melding(user)
    assert number_in_header(browser_of(user, with_factor=False), PAGE) == 0


def test_the_first_time_counts_as_seen() -> None:
    user = UserFactory()
    row = melding(user)
    Bericht.objects.filter(pk=row.pk).update(seen_at=NOW - timedelta(days=3))
    browser_of(user, with_factor=False).get(PAGE)
    assert Bericht.objects.get(pk=row.pk).seen_at == NOW - timedelta(days=3)


def test_asking_for_the_head_marks_nothing() -> None:
    user = UserFactory()
    row = melding(user)
    browser = browser_of(user, with_factor=False)
    assert browser.head(PAGE).status_code == 200
    for call in (browser.post, browser.put, browser.delete):
        assert call(PAGE).status_code == 405
    assert Bericht.objects.get(pk=row.pk).seen_at is None


def test_what_may_no_longer_be_seen_is_left_out_and_stops_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory()
    hidden = melding(user, "geheim")
    melding(user, "gewoon")

    def load(rows: Any, now: Any) -> Mapping[Any, Inhoud]:
        return {row.pk: Inhoud("/mijn/x/", {"woord": row.moment}) for row in rows if row.pk != hidden.pk}

    monkeypatch.setitem(bericht_kinds._items, SCREEN, replace(bericht_kinds.get(SCREEN), load=load))
    browser = browser_of(user, with_factor=False)
    assert lines(browser) == ["Proef gewoon"]
    assert number_in_header(browser) == 0


def test_what_fell_away_is_mail_only_unknown_or_still_to_come_is_not_shown() -> None:
    user = UserFactory()
    for status in (BerichtStatus.VERVALLEN, BerichtStatus.INGETROKKEN):
        Bericht.objects.filter(pk=melding(user).pk).update(status=status)
    melding(user, kind=MANDATORY)
    melding(user, hours=-24)
    Bericht.objects.filter(pk=melding(user).pk).update(kind="WEG")
    melding(user, "wel", kind=DIRECT)
    assert lines(browser_of(user, with_factor=False)) == ["Proef wel"]


def test_somebody_else_sees_nothing_of_it() -> None:
    melding(UserFactory(), "geheim")
    for trait in ({}, {"coordinator": True}, {"beheerder": True}):
        assert lines(browser_of(UserFactory(**trait))) == []


def test_a_name_in_a_subject_is_escaped() -> None:
    user = UserFactory()
    melding(user, "<script>alert(1)</script>")
    page = browser_of(user, with_factor=False).get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("amount", [1, 30])
def test_the_page_costs_as_many_queries_for_one_as_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    user = UserFactory()
    for number in range(amount):
        melding(user, str(number))
    browser = browser_of(user, with_factor=False)
    browser.get(PAGE)
    with django_assert_num_queries(7):
        assert len(lines(browser)) == amount


def test_fifty_stand_on_a_page() -> None:
    user = UserFactory()
    for number in range(51):
        melding(user, str(number))
    browser = browser_of(user, with_factor=False)
    assert [len(lines(browser, query)) for query in ("", "?page=2", "?page=zomaar", "?page=-9")] == [50, 1, 50, 1]
