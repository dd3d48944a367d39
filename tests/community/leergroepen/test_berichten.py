"""What members write to each other: conversations with replies, changed or removed, in plain text."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from community.actions.errors import ActionError, StaleSaveError
from community.actions.groepsberichten import (
    edit_groepsbericht,
    post_groepsbericht,
    remove_groepsbericht,
    reply_to_groepsbericht,
)
from community.models import Groepsbericht, Kring, Lidmaatschap, User
from tests.community.leergroepen.groups import a_group
from tests.factories import GroepsberichtFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def trekker() -> User:
    """Who leads the one group of these tests."""
    return a_group()[1]


@pytest.fixture
def kring(trekker: User) -> Kring:
    """The Kring of that group."""
    return Lidmaatschap.objects.get(user=trekker).kring


@pytest.fixture
def lid(kring: Kring) -> User:
    """An ordinary member."""
    member: User = LidmaatschapFactory(kring=kring, user__achternaam="Aydın").user
    return member


@pytest.fixture
def browser(lid: User) -> Client:
    """The browser of the ordinary member."""
    return browser_of(lid)


def url(kring: Kring, page: str = "leergroep-berichten", **more: Any) -> str:
    """Return an address of the group."""
    return reverse(page, kwargs={"slug": kring.leergroep.slug, **more})


def one(kring: Kring, bericht: Groepsbericht, page: str = "leergroep-gesprek") -> str:
    """Return an address of one message."""
    return url(kring, page, bericht_id=bericht.pk)


def test_writing_and_replying(browser: Client, kring: Kring, lid: User, trekker: User) -> None:
    form = {"text": "Wie heeft een voorbeeld?\r\n\r\nGroet", "eenmalig": str(uuid4())}
    answer = browser.post(url(kring), form, follow=True)
    assert "Je bericht staat erop." in answer.content.decode()
    first = Groepsbericht.objects.get()
    assert (first.author, first.text, first.created_at) == (lid, "Wie heeft een voorbeeld?\n\nGroet", NOW)
    of_trekker = browser_of(trekker)
    of_trekker.post(one(kring, first), {"text": "Ik wel.", "eenmalig": str(uuid4())})
    reply = Groepsbericht.objects.exclude(pk=first.pk).get()
    assert (reply.reply_to, reply.text, reply.author) == (first, "Ik wel.", trekker)
    nested = reply_to_groepsbericht(actor=lid, bericht=reply, text="Mooi.", now=NOW)
    assert nested.reply_to == first  # one level


def test_the_same_form_twice_places_one_message(browser: Client, kring: Kring) -> None:
    """T92."""
    form = {"text": "Dubbel", "eenmalig": str(uuid4())}
    assert [browser.post(url(kring), form).status_code for _ in range(2)] == [302, 302]
    first = Groepsbericht.objects.get()
    form = {"text": "Ook dubbel", "eenmalig": str(uuid4())}
    assert [browser.post(one(kring, first), form).status_code for _ in range(2)] == [302, 302]
    assert Groepsbericht.objects.count() == 2


def test_the_latest_conversation_stands_on_top_with_its_last_replies(browser: Client, kring: Kring) -> None:
    old = GroepsberichtFactory(kring=kring, text="Oud gesprek", created_at=NOW - timedelta(days=9))
    GroepsberichtFactory(kring=kring, text="Nieuw gesprek", created_at=NOW - timedelta(days=1))
    text = browser.get(url(kring)).content.decode()
    assert text.index("Nieuw gesprek") < text.index("Oud gesprek")
    for number in range(4):
        GroepsberichtFactory(
            kring=kring, reply_to=old, text=f"Reactie {number}", created_at=NOW - timedelta(minutes=9 - number)
        )
    text = browser.get(url(kring)).content.decode()
    assert text.index("Oud gesprek") < text.index("Nieuw gesprek")
    assert re.findall(r"Reactie \d", text) == ["Reactie 2", "Reactie 3"]
    assert "Nog 2 eerdere reacties" in text
    assert re.findall(r"Reactie \d", browser.get(one(kring, old)).content.decode()) == [
        f"Reactie {number}" for number in range(4)
    ]


def test_ten_conversations_a_page_and_the_last_replies_first(browser: Client, kring: Kring) -> None:
    for number in range(11):
        GroepsberichtFactory(kring=kring, text=f"Gesprek-{number:02}", created_at=NOW - timedelta(days=number))
    first = browser.get(url(kring)).content.decode()
    second = browser.get(f"{url(kring)}?page=2").content.decode()
    assert len(re.findall(r"Gesprek-\d\d", first)) == 10
    assert re.findall(r"Gesprek-\d\d", second) == ["Gesprek-10"]
    talk = Groepsbericht.objects.get(text="Gesprek-00")
    for number in range(51):
        GroepsberichtFactory(kring=kring, reply_to=talk, text=f"R-{number:02}", created_at=NOW + timedelta(0, number))
    assert re.findall(r"R-\d\d", browser.get(one(kring, talk)).content.decode()) == ["R-50"]
    assert len(re.findall(r"R-\d\d", browser.get(f"{one(kring, talk)}?page=1").content.decode())) == 50


def test_an_empty_group_invites_to_begin(browser: Client, kring: Kring) -> None:
    assert "Nog geen berichten." in browser.get(url(kring)).content.decode()


def test_one_changes_ones_own_words(browser: Client, kring: Kring, lid: User, trekker: User) -> None:
    own = post_groepsbericht(actor=lid, kring=kring, text="Vloedlijn", now=NOW)
    other = post_groepsbericht(actor=trekker, kring=kring, text="Van de trekker", now=NOW)
    path = one(kring, own, "leergroep-bericht-bewerken")
    assert "Vloedlijn" in browser.get(path).content.decode()
    answer = browser.post(path, {"text": "Veldlijn", "version": 1, "eenmalig": str(uuid4())}, follow=True)
    assert ("Veldlijn" in answer.content.decode(), "aangepast" in answer.content.decode()) == (True, True)
    assert browser.get(one(kring, other, "leergroep-bericht-bewerken")).status_code == 404
    assert browser_of(trekker).get(path).status_code == 404


def test_two_tabs_change_the_same_message(browser: Client, kring: Kring, lid: User) -> None:
    """T91: the second save shows both versions, and the third wins on purpose."""
    own = post_groepsbericht(actor=lid, kring=kring, text="Eerst", now=NOW)
    path = one(kring, own, "leergroep-bericht-bewerken")
    browser.post(path, {"text": "Uit tab een", "version": 1, "eenmalig": str(uuid4())})
    answer = browser.post(path, {"text": "Uit tab twee", "version": 1, "eenmalig": str(uuid4())})
    text = answer.content.decode()
    assert (answer.status_code, "Bekijk beide versies." in text) == (200, True)
    assert ("Uit tab een" in text, "Uit tab twee" in text, 'value="2"' in text) == (True, True, True)
    assert Groepsbericht.objects.get().text == "Uit tab een"
    browser.post(path, {"text": "Samen", "version": 2, "eenmalig": str(uuid4())})
    assert Groepsbericht.objects.get().text == "Samen"
    with pytest.raises(StaleSaveError):
        edit_groepsbericht(actor=lid, bericht=own, version=1, text="Te oud", now=NOW)


def test_the_text_of_a_removed_message_is_gone_and_its_place_stays(
    browser: Client, kring: Kring, lid: User, trekker: User
) -> None:
    own = post_groepsbericht(actor=lid, kring=kring, text="Vloedlijn", now=NOW)
    reply_to_groepsbericht(actor=trekker, bericht=own, text="Een antwoord", now=NOW)
    path = one(kring, own, "leergroep-bericht-verwijderen")
    assert "Je kunt dit niet terugdraaien." in browser.get(path).content.decode()
    answer = browser.post(path, {"eenmalig": str(uuid4())}, follow=True)
    text = answer.content.decode()
    assert ("Dit bericht is verwijderd." in text, "Een antwoord" in text, "Vloedlijn" in text) == (True, True, False)
    own.refresh_from_db()
    assert (own.text, own.removed_at) == ("", NOW)
    assert browser.post(path, {"eenmalig": str(uuid4())}).status_code == 302
    with pytest.raises(ActionError):
        edit_groepsbericht(actor=lid, bericht=own, version=1, text="Toch weer", now=NOW)


def test_a_trekker_removes_what_somebody_else_wrote_and_a_member_does_not(
    browser: Client, kring: Kring, lid: User, trekker: User
) -> None:
    of_lid = post_groepsbericht(actor=lid, kring=kring, text="Van een lid", now=NOW)
    of_trekker = post_groepsbericht(actor=trekker, kring=kring, text="Van de trekker", now=NOW)
    assert browser.post(one(kring, of_trekker, "leergroep-bericht-verwijderen")).status_code == 404
    assert browser_of(trekker).post(one(kring, of_lid, "leergroep-bericht-verwijderen")).status_code == 302
    assert list(Groepsbericht.objects.order_by("created_at", "pk").values_list("text", flat=True).distinct()) in (
        ["", "Van de trekker"], ["Van de trekker", ""],
    )  # fmt: skip


def test_a_closed_group_can_be_read_and_not_written(browser: Client, kring: Kring, lid: User) -> None:
    own = post_groepsbericht(actor=lid, kring=kring, text="Van vroeger", now=NOW)
    Kring.objects.update(closed_at=NOW)
    text = browser.get(url(kring)).content.decode()
    assert ("Van vroeger" in text, "niet meer schrijven" in text, "Plaatsen" in text) == (True, True, False)
    before = list(Groepsbericht.objects.values())
    edit = one(kring, own, "leergroep-bericht-bewerken")
    for path in (url(kring), one(kring, own), edit):  # she began before it closed: her text stays, with the reason
        answer = browser.post(path, {"text": "Nog een zeearend", "version": "1"}).content.decode()
        assert ("Deze groep is intussen afgesloten" in answer, "Nog een zeearend</textarea>" in answer) == (True, True)
    assert (browser.get(edit).status_code, list(Groepsbericht.objects.values())) == (404, before)
    remove_groepsbericht(actor=lid, bericht=own, now=NOW)  # one's own words one may always take back


def test_addresses_become_links_and_nothing_else_becomes_anything(browser: Client, kring: Kring, lid: User) -> None:
    """T41: plain text stays plain text."""
    nasty = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> javascript:alert(1) "
        "https://voorbeeld.example/a?b=1&c=%22onmouseover=alert(1) www.voorbeeld.example "
        'http://x.example/"onclick="alert(1) <a href="javascript:alert(1)">klik</a> {{ 7|add:7 }} &lt;b&gt;'
    )
    post_groepsbericht(actor=lid, kring=kring, text=nasty, now=NOW)
    text = browser.get(url(kring)).content.decode()
    words = text[text.index('<div class="words">') : text.index("</div>", text.index('<div class="words">'))]
    assert re.findall(r"<(\w+)", words) == ["div", "p", "a", "a", "a"]
    assert [name for name in re.findall(r"<a ([^>]*)>", words) if 'onclick="' in name or 'onmouseover="' in name] == []
    assert all(address.startswith("http") for address in re.findall(r'href="([^"]*)"', words))
    assert "{{ 7|add:7 }}" in words


def test_who_left_the_community_is_called_so(browser: Client, kring: Kring) -> None:
    GroepsberichtFactory(kring=kring, author=None, text="Van lang geleden")
    assert "Oud-lid" in browser.get(url(kring)).content.decode()


@pytest.mark.parametrize("number", [1, 30, 1000])
def test_the_page_of_messages_costs_the_same_for_one_as_for_a_thousand(
    django_assert_num_queries: Any, browser: Client, kring: Kring, lid: User, number: int
) -> None:
    first = GroepsberichtFactory(kring=kring, author=lid)
    Groepsbericht.objects.bulk_create(
        Groepsbericht(
            kring=kring, author=lid, text="Nog een", created_at=NOW - timedelta(minutes=count),
            reply_to=None if count % 2 else first, number=0 if count % 2 else 1 + count // 2,
        )
        for count in range(number)
    )  # fmt: skip
    Groepsbericht.objects.filter(pk=first.pk).update(reply_count=(number + 1) // 2, last_reply_at=NOW)
    browser.get(url(kring))
    with django_assert_num_queries(13):
        assert browser.get(url(kring)).status_code == 200
    with django_assert_num_queries(14):
        assert browser.get(one(kring, first)).status_code == 200
    with django_assert_num_queries(10):
        assert browser.get(url(kring, "leergroep")).status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_members_costs_the_same_for_one_as_for_thirty(
    django_assert_num_queries: Any, kring: Kring, trekker: User, number: int
) -> None:
    for _ in range(number):
        LidmaatschapFactory(kring=kring, user=UserFactory())
    browser, path = browser_of(trekker), url(kring, "leergroep-leden")
    browser.get(path)  # the first request of a session notes when it began
    with django_assert_num_queries(16):
        assert browser.get(path).status_code == 200
