"""The list of leergroepen: filters, a word for each state, as many queries for one group as for thirty."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.models import Kring, Opgave, Toetreding
from tests.factories import BijeenkomstFactory, LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

LIST = reverse("leergroepen")


def found(browser: Client, query: str = "") -> list[str]:
    """Return the names of the groups below 'Alle leergroepen', in order."""
    text = browser.get(f"{LIST}{query}").content.decode()
    return re.findall(r"<h3><a [^>]*>([^<]+)</a></h3>", text[text.index('id="alle"') :])


@pytest.fixture
def browser() -> Client:
    """A member of the community who is in no group."""
    return browser_of(UserFactory())


@pytest.fixture
def network() -> None:
    """Six groups that differ in everything one can filter on."""
    water = Opgave.objects.create(name="Water", slug="water")
    natuur = Opgave.objects.create(name="Natuur", slug="natuur")
    LeergroepFactory(kring__name="Akkers", provincies=["DRENTHE"], ervaring="STARTEND").opgaven.add(natuur)
    LeergroepFactory(kring__name="Beken", provincies=["DRENTHE", "UTRECHT"], joining="OP_VERZOEK").opgaven.add(water)
    vol = LeergroepFactory(kring__name="Duinen", capacity=2, ervaring="SENIOR")
    for _ in range(2):
        LidmaatschapFactory(kring=vol.kring)
    LeergroepFactory(kring__name="élan in Twente", summary="Over casussen in coulissen", capacity=2)
    LeergroepFactory(kring__name="Fonteinkruid", phase="IN_OPRICHTING", description="Meer over 100% duurzaam_heid")
    dicht = LeergroepFactory(kring__name="Aardgas", phase="AFGESLOTEN")
    Kring.objects.filter(pk=dicht.kring_id).update(closed_at=NOW)


ALL = ["Akkers", "Beken", "Duinen", "élan in Twente", "Fonteinkruid", "Aardgas"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ALL),
        ("?q=beken", ["Beken"]),
        ("?q=ELAN", ["élan in Twente"]),
        ("?q=casus", ["élan in Twente"]),
        ("?q=twente+coulissen", ["élan in Twente"]),
        ("?q=twente+beken", []),
        ("?q=100%25", ["Fonteinkruid"]),
        ("?q=%25%25", ALL),
        ("?provincie=DRENTHE", ["Akkers", "Beken"]),
        ("?opgave=water", ["Beken"]),
        ("?ervaring=SENIOR", ["Beken", "Duinen", "élan in Twente", "Fonteinkruid", "Aardgas"]),
        ("?aansluiten=OP_VERZOEK", ["Beken"]),
        ("?plek=on", ["Akkers", "Beken", "élan in Twente", "Fonteinkruid"]),
        ("?plek=on&aansluiten=OPEN&provincie=DRENTHE", ["Akkers"]),
        ("?fase=AFGESLOTEN&kring__name=x&summary__contains=casus", ALL),
    ],
)
@pytest.mark.usefixtures("network")
def test_filters(browser: Client, query: str, names: list[str]) -> None:
    assert found(browser, query) == names


@pytest.mark.parametrize(
    "query",
    [
        "?provincie=ATLANTIS", "?opgave=zz", "?opgave=1;drop", "?ervaring=1", "?aansluiten=alles", "?q=" + "x" * 101,
        "?q=%00", "?provincie=DRENTHE&provincie=ATLANTIS", "?ervaring[]=SENIOR&ervaring=%FF",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("network")
def test_a_filter_that_does_not_exist_is_said_in_words(browser: Client, query: str) -> None:
    answer = browser.get(f"{LIST}{query}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Er ging iets mis." in text
    assert "Traceback" not in text


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "abc", "1.5", "", "%00", "²"])
@pytest.mark.usefixtures("network")
def test_any_page_number_gives_a_page(browser: Client, page: str) -> None:
    assert browser.get(f"{LIST}?page={page}").status_code == 200


@pytest.mark.usefixtures("network")
def test_every_state_has_its_word_and_its_button(browser: Client) -> None:
    text = browser.get(LIST).content.decode()
    cards = re.findall(r'<article class="card">.*?</article>', text, re.S)
    words = ("Open", "Op verzoek", "Vol: wachtlijst", "In oprichting", "Afgesloten")
    buttons = ("Doe mee", "Vraag om mee te doen", "Zet me op de wachtlijst")
    shown = []
    for card in cards:
        plain = re.sub(r"<[^>]+>", "|", card)
        shown.append(
            ([word for word in words if f"|{word}|" in plain], [text for text in buttons if f"|{text}|" in plain])
        )
    assert shown == [
        (["Open"], ["Doe mee"]),
        (["Op verzoek"], ["Vraag om mee te doen"]),
        (["Vol: wachtlijst"], ["Zet me op de wachtlijst"]),
        (["Open"], ["Doe mee"]),
        (["In oprichting"], ["Doe mee"]),
        (["Afgesloten"], []),
    ]


def test_my_groups_stand_on_top_with_my_place_in_them(browser: Client) -> None:
    lid = UserFactory()
    own = browser_of(lid)
    LidmaatschapFactory(user=lid, kring=LeergroepFactory(kring__name="Beken").kring)
    LidmaatschapFactory(user=lid, trekker=True, kring=LeergroepFactory(kring__name="Akkers").kring)
    waiting = LeergroepFactory(kring__name="Duinen")
    Toetreding.objects.create(kring=waiting.kring, user=lid, status="WACHTLIJST", requested_at=NOW)
    text = own.get(LIST).content.decode()
    mine = text[text.index('id="mijn"') : text.index('id="alle"')]
    assert re.findall(r"<h3><a [^>]*>([^<]+)</a></h3>", mine) == ["Akkers", "Beken", "Duinen"]
    assert [word in mine for word in ("Jij bent trekker", "Je doet mee", "Je staat op de wachtlijst")] == [True] * 3
    assert "Doe mee" not in mine
    assert 'id="mijn"' not in browser.get(LIST).content.decode()


def test_a_card_tells_how_many_are_in_and_when_they_meet(browser: Client) -> None:
    leergroep = LeergroepFactory(kring__name="Beken")
    LidmaatschapFactory(kring=leergroep.kring)
    LidmaatschapFactory(kring=leergroep.kring, until_at=NOW)
    LidmaatschapFactory(kring=leergroep.kring, user__is_active=False)
    for days, status in ((-3, "GEPLAND"), (2, "CONCEPT"), (3, "GEANNULEERD"), (14, "GEPLAND")):
        BijeenkomstFactory(
            kring=leergroep.kring, audience="KRING", kind="LEERGROEP", title="Geheim agendapunt",
            starts_at=NOW + timedelta(days=days), status=status,
            cancelled_at=NOW if status == "GEANNULEERD" else None,
        )  # fmt: skip
    text = browser.get(LIST).content.decode()
    assert ("1 lid" in text, "ma 1 feb 2027" in text, "Geheim agendapunt" in text) == (True, True, False)


def test_an_empty_list_says_what_would_stand_here(browser: Client) -> None:
    assert "Er zijn nog geen leergroepen." in browser.get(LIST).content.decode()
    LeergroepFactory()
    text = browser.get(f"{LIST}?q=zeewier").content.decode()
    assert "Geen leergroepen gevonden met deze filters. Haal een filter weg." in text


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_group_as_for_thirty(django_assert_num_queries: Any, number: int) -> None:
    lid = UserFactory()
    for count in range(number):
        leergroep = LeergroepFactory(joining="OP_VERZOEK" if count % 2 else "OPEN")
        LidmaatschapFactory(kring=leergroep.kring)
        LidmaatschapFactory(kring=leergroep.kring, user=lid)
        BijeenkomstFactory(kring=leergroep.kring, audience="KRING", kind="LEERGROEP")
    browser = browser_of(lid)
    browser.get(LIST)  # the first request of a session notes when it began
    with django_assert_num_queries(10):
        browser.get(LIST)
