"""The ledengids: found by what all members may see, in the Dutch order, at one price (COM-01, T49, T50)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from community.models import Opgave, Profiel, Rol, User, VisibleTo
from community.models.organisaties import OrganisatieKind, Wereld
from tests.community.people.situations import expired, in_one_kring, profiel_of, reader_of, show_all
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

PAGE = "/leden/"
NOBODY: tuple[list[str], str] = ([], "0 leden gevonden")
NAME = re.compile(r'<a href="/leden/[^/"]+/">([^<]+)</a></span></h2>')


@pytest.fixture
def browser() -> Client:
    """A browser of somebody who is not in the list herself."""
    reader = UserFactory()
    profiel_of(reader, in_ledengids=False)
    return browser_of(reader)


def result(browser: Client, query: str = "") -> tuple[list[str], str]:
    """Return the names in the list, as they are shown and in their order, and the line that counts them."""
    answer = browser.get(PAGE + query)
    assert answer.status_code == 200
    page = answer.content.decode()
    found = re.search(r'class="result-count"[^>]*>([^<]*)', page)
    return NAME.findall(page), found[1] if found else ""


def names(browser: Client, query: str = "") -> list[str]:
    return result(browser, query)[0]


def member(achternaam: str, **profiel: Any) -> User:
    user = UserFactory(voornaam="Bas", tussenvoegsel="", achternaam=achternaam)
    profiel_of(user, **profiel)
    return user


def works(user: User, **organisatie: Any) -> User:
    DienstverbandFactory(user=user, organisatie=OrganisatieFactory(**organisatie))
    return user


# --- who is in it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["lid", "colleague", "trainer", "coordinator", "redacteur", "beheerder"])
def test_who_did_not_choose_to_be_found_is_in_nobodys_list(role: str) -> None:
    hidden, unknown = member("Verborgen", in_ledengids=False), member("Onbekend", in_ledengids=None)
    reader = reader_of(role, hidden)
    in_one_kring(reader, unknown)
    profiel_of(reader, in_ledengids=False)
    browser = browser_of(reader)
    for query in ("", "?q=Verborgen", "?q=Onbekend", "?volgorde=naam-omgekeerd", "?per_pagina=100"):
        assert result(browser, query) == NOBODY


def test_a_closed_account_is_not_in_the_list(browser: Client) -> None:
    User.objects.filter(pk=member("Weg").pk).update(is_active=False)
    assert names(browser) == []


def test_an_empty_list_says_what_to_do(browser: Client) -> None:
    assert "Nog niemand heeft gekozen om vindbaar te zijn." in browser.get(PAGE).content.decode()
    assert "Haal een filter weg." in browser.get(PAGE + "?q=niemand").content.decode()


# --- order --------------------------------------------------------------------------------------------------------

PEOPLE = [
    ("Noor", "van der", "Wal"), ("Ömer", "", "Zeeland"), ("Åsa", "", "Ömer"), ("Bas", "", "Verhoeven"),
    ("Anna", "'t", "Hart"), ("Joris", "de", "Boer"), ("Zeynep", "", "Boer"), ("Émile", "", "Boer"),
    ("Wim", "", "ijsbrand"),
]  # fmt: skip
SORTED = [
    "Émile Boer", "Joris de Boer", "Zeynep Boer", "Anna 't Hart", "Wim ijsbrand", "Åsa Ömer", "Bas Verhoeven",
    "Noor van der Wal", "Ömer Zeeland",
]  # fmt: skip


def test_people_stand_under_their_surname_the_dutch_way(browser: Client) -> None:
    for voornaam, tussenvoegsel, achternaam in PEOPLE:
        UserFactory(voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam)
    shown = [name.replace("&#x27;", "'") for name in names(browser)]
    assert shown == SORTED
    back = [name.replace("&#x27;", "'") for name in names(browser, "?volgorde=naam-omgekeerd")]
    assert back == SORTED[::-1]


@pytest.mark.parametrize(
    "order", ["email", "-email", "user__password", "password", "?", "naam,email", "-naam", "'", ""]
)
def test_another_order_is_no_order(browser: Client, order: str) -> None:
    for achternaam in ("Wal", "Boer"):
        member(achternaam)
    assert names(browser, f"?volgorde={order}") == ["Bas Boer", "Bas Wal"]


# --- filters ------------------------------------------------------------------------------------------------------

FILTERS: list[tuple[str, str, dict[str, Any]]] = [
    ("?provincie=ZEELAND", "provincies", {"provincies": ["DRENTHE", "ZEELAND"]}),
    ("?ervaring=SENIOR", "ervaring", {"ervaring": "SENIOR"}),
    ("?opgave=water", "opgaven", {}),
    ("?soort=COLLECTIEF", "organisatie", {}),
    ("?wereld=NGO", "organisatie", {}),
    ("?biedt=on", "biedt", {"biedt": "Kennis van kavelruil"}),
    ("?zoekt=on", "zoekt", {"zoekt": "Een maatje in de polder"}),
    ("?q=kavelruil", "biedt", {"biedt": "Kennis van kavelruil"}),
    ("?q=kavelruli", "biedt", {"biedt": "Kennis van kavelruil"}),
    ("?q=polder", "zoekt", {"zoekt": "Een maatje in de polder"}),
    ("?q=landmeter", "functie", {"functie": "Landmeter"}),
    ("?q=lantmeter", "functie", {"functie": "Landmeter"}),
    ("?q=zonnedauw", "organisatie", {}),
    ("?q=zonnedouw", "organisatie", {}),
    ("?q=zeeland", "provincies", {"provincies": ["ZEELAND"]}),
    ("?q=water", "opgaven", {}),
    ("?q=0612345678", "telefoon", {"telefoon": "0612345678"}),
    ("?q=kanarie", "email", {}),
]


def seeker_of(query: str, fields: dict[str, Any]) -> User:
    """Return somebody whom this filter fits, beside somebody whom it does not fit."""
    member("Ander")
    user = UserFactory(voornaam="Bas", tussenvoegsel="", achternaam="Vogel", email="kanarie@voorbeeld.example")
    works(user, name="Stichting Zonnedauw", kind=OrganisatieKind.COLLECTIEF, wereld=Wereld.NGO)
    show_all(user, VisibleTo.LEDEN)
    profiel = profiel_of(user, **fields)
    profiel.opgaven.add(Opgave.objects.create(name="Water", slug="water"))
    return user


@pytest.mark.parametrize(("query", "field", "fields"), FILTERS)
def test_each_filter_finds(browser: Client, query: str, field: str, fields: dict[str, Any]) -> None:
    seeker_of(query, fields)
    is_found = field not in {"telefoon", "email"}
    assert result(browser, query) == ((["Bas Vogel"], "1 lid gevonden") if is_found else NOBODY)


@pytest.mark.parametrize("level", [VisibleTo.ALLEEN_IK, VisibleTo.MIJN_GROEPEN])
@pytest.mark.parametrize(("query", "field", "fields"), FILTERS)
def test_a_hidden_field_changes_neither_list_nor_count(
    query: str, field: str, fields: dict[str, Any], level: VisibleTo
) -> None:
    user = seeker_of(query, fields)
    profiel_of(user, **{f"{field}_visible_to": level})
    for role in ("lid", "colleague" if level == VisibleTo.MIJN_GROEPEN else "coordinator"):
        reader = reader_of(role, user)
        profiel_of(reader, in_ledengids=False)
        browser = browser_of(reader)
        assert result(browser, query) == NOBODY


def test_two_filters_find_who_fits_both(browser: Client) -> None:
    water = Opgave.objects.create(name="Water", slug="water")
    for achternaam, provincies, has_opgave in (("Beide", ["UTRECHT"], True), ("Een", ["UTRECHT"], False),
                                               ("Twee", ["DRENTHE"], True)):  # fmt: skip
        profiel = profiel_of(member(achternaam), provincies=provincies)
        profiel.opgaven.set([water] if has_opgave else [])
    assert names(browser, "?provincie=UTRECHT&opgave=water") == ["Bas Beide"]


def test_the_employer_of_today_counts(browser: Client) -> None:
    user = member("Wisselaar")
    works(user, kind=OrganisatieKind.RIJK)
    user.dienstverbanden.update(until_date="2026-12-31")
    DienstverbandFactory(user=user, organisatie=OrganisatieFactory(kind=OrganisatieKind.ADVIES), from_date="2027-01-01")
    assert (names(browser, "?soort=RIJK"), names(browser, "?soort=ADVIES")) == ([], ["Bas Wisselaar"])


@pytest.mark.parametrize(
    "query",
    ["?email=x", "?user__email__icontains=voorbeeld", "?telefoon=06", "?user__password__startswith=a", "?id=1",
     "?is_superuser=1", "?in_ledengids=false", "?functie_visible_to=ALLEEN_IK", "?zoekt__contains=x", "?code=a"],
)  # fmt: skip
def test_parameters_that_are_no_filter_change_nothing(browser: Client, query: str) -> None:
    member("Wal")
    assert result(browser, query) == (["Bas Wal"], "1 lid gevonden")


# --- words --------------------------------------------------------------------------------------------------------

WORDS: list[tuple[str, str]] = [
    ("Ik breng een casus in", "casussen"),
    ("Wij bespreken casussen", "casus"),
    ("Ervaring bij een waterschap", "waterschappen"),
    ("Werkt met waterschappen", "waterschap"),
    ("Ik ben coördinerend trekker", "coordinerend"),
    ("Ik ben coordinerend trekker", "coördinerend"),
    ("Ik ben coördinator", "COORDINATOR"),
    ("Begeleidt groepen", "groep"),
    ("Kent de gebieden", "gebied"),
    ("Samenwerkingen in Fryslân", "fryslan samenwerking"),
    ("Kavelruil in de veenweide", "veenweide kavelruil"),
    ("Kavelruil in de veenweide", "wie heeft er kavelruil in de veenweide"),
    ("Kavelruil", "kavel-ruil"),
    ("Kavelruil", "kavelriul"),
    ("Waterschapsheuvel", "watershap"),
    ("Procesbegeleiding", "procesbegeliding"),
    ("100% duurzaam_beheer", "duurzaam_beheer"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_dutch_words_are_found(browser: Client, text: str, words: str) -> None:
    member("Gevonden", biedt=text, functie="")
    member("Ander", biedt="Iets heel verschillends", functie="")
    assert names(browser, f"?q={words}") == ["Bas Gevonden"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Aydın", True), ("aydin", True), ("AYDIN", True), ("fatima aydin", True), ("aydin fatima", True),
        ("fatma", True), ("ayd", True), ("fatima hofstra", False), ("noor", False), ("%", False), ("_", False),
    ],
)  # fmt: skip
def test_people_are_found_by_name(browser: Client, words: str, found: bool) -> None:
    UserFactory(voornaam="Fatima", tussenvoegsel="", achternaam="Aydın")
    UserFactory(voornaam="Wouter", tussenvoegsel="", achternaam="Hofstra")
    expected = ["Fatima Aydın"] if found else []
    # Signs that are no letters are no words: they leave nobody out.
    assert names(browser, f"?q={words}") == (["Fatima Aydın", "Wouter Hofstra"] if words in "%_" else expected)


def test_name_and_organisatie_together(browser: Client) -> None:
    works(member("Wal"), name="Waterschap De Meanders")
    works(member("Boer"), name="Gemeente Weidestad")
    assert names(browser, "?q=bas meanders") == ["Bas Wal"]


def test_a_guess_says_that_it_is_one(browser: Client) -> None:
    member("Hofstra")
    assert "lijken erop" in browser.get(PAGE + "?q=hofsta").content.decode()
    assert "lijken erop" not in browser.get(PAGE + "?q=hofstra").content.decode()
    assert "lijken erop" not in browser.get(PAGE + "?q=qqqqqqqq").content.decode()


def test_a_guess_keeps_to_the_other_filters(browser: Client) -> None:
    member("Hofstra", provincies=["DRENTHE"])
    assert names(browser, "?q=hofsta&provincie=UTRECHT") == []
    assert names(browser, "?q=hofsta&provincie=DRENTHE") == ["Bas Hofstra"]


# --- what a card shows --------------------------------------------------------------------------------------------


def test_a_card_shows_what_this_reader_may_see(browser: Client) -> None:
    user = works(member("Wal", functie="Regisseur", biedt="KANARIE"), name="Waterschap De Meanders")
    profiel_of(user, biedt_visible_to=VisibleTo.MIJN_GROEPEN, foto="fotos/x.jpg", foto_visible_to=VisibleTo.ALLEEN_IK)
    page = browser.get(PAGE).content.decode()
    assert "Regisseur · Waterschap De Meanders" in page
    assert ("KANARIE" in page, "/foto/" in page) == (False, False)
    assert "KANARIE" in browser_of(reader_of("colleague", user)).get(PAGE).content.decode()


def test_words_of_members_are_shown_as_words(browser: Client) -> None:
    member("Wal", functie="<img src=x onerror=alert(1)>", biedt="{{ 7 }}</p><script>alert(1)</script>")
    page = browser.get(PAGE).content.decode()
    assert ("<img src=x" in page, "<script>alert" in page) == (False, False)


# --- pages and price ----------------------------------------------------------------------------------------------

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
