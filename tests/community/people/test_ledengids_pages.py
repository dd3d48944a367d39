"""Pages of the ledengids: odd addresses are answered, a page holds at most a hundred, at one price (T40, T50)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from community.models import Opgave, Profiel, Rol
from tests.community.people.ledengids import PAGE, member, names, works
from tests.community.people.situations import expired, profiel_of
from tests.factories import UserFactory
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

ODD: list[str] = [
    "?page=-1", "?page=0", "?page=999999", "?page=abc", "?page=1e9", "?page=", "?page=%00", "?page=1&page=2",
    "?page=99999999999999999999999", "?per_pagina=0", "?per_pagina=-5", "?per_pagina=101", "?per_pagina=1000000",
    "?per_pagina=abc", "?provincie=ATLANTIS", "?provincie=", "?provincie=UTRECHT%00", "?soort=%27%20OR%201=1",
    "?wereld[]=NGO", "?ervaring=null", "?opgave=bestaat-niet", "?opgave=" + "x" * 5000, "?q=" + "a" * 10_000, "?q=%00",
    "?q=%F0%9F%91%A9", "?q=%E2%80%AE", "?q=%ED%A0%80", "?q=%FF%FE", "?q=%27%3B%20DROP%20TABLE", "?q=%5C",
    "?q=%25%25%25",
    "?q=" + "a%20" * 40, "?q=%26%7C%21%28%29%3A%2A", "?q=%C4%B0", "?q=%EF%AC%81", "?q=.......", "?biedt=", "?biedt=%00",
    "?zoekt=false", "?volgorde=%00", "?" + "&".join(f"x{number}=1" for number in range(400)), "?=&=&&&;", "?%",
]  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_odd_addresses_are_answered(browser: Client, query: str) -> None:
    member("Wal")
    assert browser.get(PAGE + query).status_code == 200


SAID = {
    "?q=" + "a" * 10_000: "Zoek met minder woorden",
    "?q=%00": "Er staat een teken in waar we niet op kunnen zoeken.",
    "?provincie=ATLANTIS": "Kies een van de mogelijkheden in de lijst.",
    "?per_pagina=1000000": "Kies een van de mogelijkheden in de lijst.",
}


@pytest.mark.parametrize("query", SAID)
def test_what_cannot_be_used_is_said_and_leaves_nobody_out(browser: Client, query: str) -> None:
    member("Wal")
    assert SAID[query] in browser.get(PAGE + query).content.decode()
    assert names(browser, query) == ["Bas Wal"]


@pytest.mark.parametrize(("query", "amount"), [("", 30), ("?per_pagina=60", 60), ("?per_pagina=100", 100),
                                               ("?per_pagina=5000", 30), ("?page=2&per_pagina=100", 5)])  # fmt: skip
def test_a_page_holds_at_most_a_hundred(browser: Client, query: str, amount: int) -> None:
    UserFactory.create_batch(105)
    assert len(names(browser, query)) == amount


@pytest.mark.parametrize("amount", [1, 30, 100])
@pytest.mark.parametrize(
    ("query", "price"),
    [("?per_pagina=100", 9), ("?per_pagina=100&q=noor&provincie=UTRECHT&opgave=water&soort=WATERSCHAP&biedt=on", 9)],
)
def test_the_list_costs_the_same_for_one_and_for_a_hundred(
    browser: Client, amount: int, query: str, price: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    water = Opgave.objects.create(name="Water", slug="water")
    for user in UserFactory.create_batch(amount):
        profiel_of(user, provincies=["UTRECHT"], biedt="Kennis").opgaven.add(water)
        works(user)
    browser.get(PAGE + query)
    with django_assert_num_queries(price):
        assert len(names(browser, query)) == amount


def test_a_role_that_ended_shows_no_more(browser: Client) -> None:
    member("Verborgen", in_ledengids=False)
    assert names(browser_of(expired(UserFactory(), Rol.COORDINATOR)), "?q=Verborgen") == []
    assert Profiel.objects.filter(in_ledengids=False).count() == 2
