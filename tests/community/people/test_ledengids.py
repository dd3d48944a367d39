"""The ledengids: found by what all members may see, in the Dutch order, at one price (COM-01, T49, T50)."""

from typing import Any

import pytest
from django.test import Client

from community.models import Opgave, User, VisibleTo
from community.models.organisaties import OrganisatieKind, Wereld
from tests.community.people.ledengids import NOBODY, PAGE, member, names, result, works
from tests.community.people.situations import in_one_kring, profiel_of, reader_of, show_all
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

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
