"""Mijn omgeving: what to do first, only what runs, the same number of queries for one thing as for thirty (PLT-04)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.actions.deelname import REAGEREN
from community.actions.kringen import AFSPRAKEN_AKKOORD
from community.actions.people import PROFIEL_TAAK
from community.actions.toetredingsvragen import TOETREDING_BEOORDELEN
from community.extension_points import Card, TaakKind, TaakWords, cards, taak_kinds
from community.models import Aanmelding, Bijeenkomst, Deelname, DeelnameStatus, Taak, Toetreding, User
from tests.community.taken.duties import duty
from tests.factories import (
    AfsprakenFactory,
    BijeenkomstFactory,
    DeelnameFactory,
    GroepsberichtFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

NOTHING = "Je hebt nu niets te doen. Fijn. Kijk gerust in de agenda of bij je leergroepen."


def page_of(browser: Client) -> str:
    answer = browser.get("/mijn/")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'<li class="task[^>]*>.*?<span class="name">(?:<a [^>]*>)?([^<]*)<', page)


@pytest.mark.parametrize(
    ("moment", "greeting"),
    [
        (datetime(2027, 1, 18, 8, tzinfo=UTC), "Goedemorgen Noor"),
        (datetime(2027, 1, 18, 10, 59, tzinfo=UTC), "Goedemorgen Noor"),
        (datetime(2027, 1, 18, 11, tzinfo=UTC), "Goedemiddag Noor"),
        (datetime(2027, 1, 18, 17, tzinfo=UTC), "Goedenavond Noor"),
    ],
)
def test_the_greeting_follows_the_clock_of_amsterdam(moment: datetime, greeting: str) -> None:
    with time_machine.travel(moment, tick=False):
        assert f"<h1>{greeting}</h1>" in page_of(browser_of(UserFactory(), with_factor=False))


def test_who_is_new_reads_what_she_can_do() -> None:
    page = page_of(browser_of(UserFactory(), with_factor=False))
    for sentence in (NOTHING, "Er staat nog niets voor je op de agenda.", "Je doet nu aan geen lopende groep mee."):
        assert sentence in page
    assert "Nieuw in je groepen" not in page
    assert "Dit vraagt een hand in de coördinatie" not in page


def test_the_order_is_action_first() -> None:
    user = member_of_a_group()
    duty(user)
    page = page_of(browser_of(user, with_factor=False))
    headings = re.findall(r'<h2 id="(\w+)"', page)
    assert headings == ["nu", "eerst", "lopend", "nieuw"]


def test_the_first_five_duties_stand_on_top_the_rest_behind_a_link() -> None:
    user = UserFactory()
    for days in (9, 2, None, 5, -1, 7, 3):
        duty(user, days=days)
    page = page_of(browser_of(user, with_factor=False))
    assert len(titles(page)) == 5
    assert re.findall(r"(?:Te laat: het kon tot en met|Uiterlijk) ([^<]+)<", page) == [
        "17 januari 2027", "overmorgen", "over 3 dagen", "over 5 dagen", "over 7 dagen",
    ]  # fmt: skip
    assert "Dit zijn de eerste 5 van je 7 taken." in page
    assert 'href="/mijn/taken/"' in page


def test_a_duty_that_is_done_gone_or_unknown_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory()
    duty(user, done_at=NOW)
    duty(user, withdrawn_at=NOW)
    duty(user, kind="WEG")
    duty(UserFactory())
    gone, open_one = duty(user), duty(user)

    def words(taken: Any, now: datetime) -> dict[Any, TaakWords]:
        return {t.pk: TaakWords("Nog te doen", "Omdat.", "/mijn/x/") for t in taken if t.pk != gone.pk}

    register(monkeypatch, "PROEF", words)
    page = page_of(browser_of(user, with_factor=False))
    assert titles(page) == ["Nog te doen"]
    assert open_one.pk != gone.pk


def test_the_first_next_meeting_shows_without_a_click() -> None:
    user = UserFactory()
    DeelnameFactory(user=user, bijeenkomst__title="Kijken bij de sluis", bijeenkomst__starts_at=NOW + timedelta(days=9))
    DeelnameFactory(user=user, bijeenkomst__title="Ver weg", bijeenkomst__starts_at=NOW + timedelta(days=30))
    page = page_of(browser_of(user, with_factor=False))
    assert "Kijken bij de sluis" in page
    assert "Zet in mijn agenda" in page
    assert "Ver weg" not in page


def test_only_running_groups_are_tiles() -> None:
    user = member_of_a_group(name="Veen en water")
    LidmaatschapFactory(user=user, kring=LeergroepFactory(kring__name="Voorbij", phase="AFGESLOTEN").kring)
    LidmaatschapFactory(user=user, kring=LeergroepFactory(kring__name="Verlaten").kring, until_at=NOW)
    LeergroepFactory(kring__name="Nooit lid")
    tiles = re.findall(r'<div class="tile">.*?<a [^>]*>([^<]*)<', page_of(browser_of(user, with_factor=False)))
    assert tiles == ["Veen en water"]


def test_news_is_cut_at_five_for_all_apps_together(monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory()
    monkeypatch.setattr(cards, "_items", dict(cards._items))
    for number, template in ((1, "a"), (2, "b")):
        cards.add(f"nieuws-{template}", Card(f"nieuws-{template}", number, "NIEUW",
                  "community/leergroepen/cards/nieuw.html", news(template)))  # fmt: skip
    shown = re.findall(r"Joris schreef in ([ab])", page_of(browser_of(user, with_factor=False)))
    assert shown == ["a", "a", "a", "b", "b"]


def test_a_coordinator_sees_what_waits_for_a_hand_and_others_do_not() -> None:
    Aanmelding.objects.create(
        naam="Hanneke van Rooij", email="h@voorbeeld.example", organisatie="Gemeente Elzenbroek", created_at=NOW
    )
    page = page_of(browser_of(UserFactory(coordinator=True)))
    assert "1 nieuwe aanmelding wacht op antwoord" in page
    for trait in ({}, {"trainer": True}, {"redacteur": True}, {"beheerder": True}):
        assert "aanmelding wacht" not in page_of(browser_of(UserFactory(**trait)))


@pytest.mark.parametrize("tile", [
    'href="/coordinatie/accounts/">Accounts<', 'href="/coordinatie/rollen/">Rollen<',
    'href="/coordinatie/berichten/">Berichten<', 'href="/beheer/">Registers<',
])  # fmt: skip
def test_a_beheerder_finds_what_she_looks_after_from_here(tile: str) -> None:
    assert tile in page_of(browser_of(UserFactory(beheerder=True)))
    assert tile not in page_of(browser_of(UserFactory()))


@pytest.mark.parametrize("amount", [1, 30])
def test_the_page_costs_as_many_queries_for_one_as_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    user = UserFactory(coordinator=True)
    for number in range(amount):
        duty(user, days=number)
        kring = LeergroepFactory().kring
        LidmaatschapFactory(user=user, kring=kring)
        GroepsberichtFactory(kring=kring)
        meeting: Bijeenkomst = BijeenkomstFactory(kring=kring, audience="KRING")
        Deelname.objects.create(bijeenkomst=meeting, user=user, status=DeelnameStatus.AANGEMELD)
    browser = browser_of(user)
    browser.get("/mijn/")
    with django_assert_num_queries(11):
        browser.get("/mijn/")


def test_who_has_every_kind_of_duty_of_a_trekker_stays_within_twenty_queries(
    django_assert_max_num_queries: Any,
) -> None:
    """Bar P5, for whoever is asked most: in one group she must agree and answer, of another she is the trekker."""
    user = UserFactory(profiel__completed_at=None)
    asked, led = LeergroepFactory().kring, LeergroepFactory(joining="OP_VERZOEK").kring
    AfsprakenFactory(kring=asked)
    LidmaatschapFactory(user=user, kring=asked)
    LidmaatschapFactory(user=user, kring=led, trekker=True)
    meeting = BijeenkomstFactory(kring=asked, audience="KRING")
    DeelnameFactory(user=user, bijeenkomst=meeting, status=DeelnameStatus.UITGENODIGD)
    wish = Toetreding.objects.create(kring=led, user=UserFactory(), status="AANGEVRAAGD", requested_at=NOW)
    for kind, about in ((PROFIEL_TAAK, user), (AFSPRAKEN_AKKOORD, asked), (REAGEREN, meeting),
                        (TOETREDING_BEOORDELEN, wish)):  # fmt: skip
        Taak.objects.create(user=user, kind=kind, object_id=about.pk, opened_at=LONG_AGO)
    browser = browser_of(user, with_factor=False)
    assert len(titles(page_of(browser).split('id="nieuw"')[0])) == 4
    with django_assert_max_num_queries(20):
        browser.get("/mijn/")


def member_of_a_group(name: str = "Veenweide") -> User:
    user: User = UserFactory()
    kring = LeergroepFactory(kring__name=name).kring
    LidmaatschapFactory(user=user, kring=kring)
    GroepsberichtFactory(kring=kring, created_at=NOW - timedelta(days=1))
    return user


def register(monkeypatch: pytest.MonkeyPatch, code: str, words: Any) -> None:
    monkeypatch.setitem(taak_kinds._items, code, TaakKind(code, "Proef", words, lambda taken, now: []))


def news(group: str) -> Any:
    item = {"url": "/leergroepen/x/", "author": "Joris", "group": group, "at": NOW, "is_reply": False}
    return lambda user, now: {"items": [item] * 3}
