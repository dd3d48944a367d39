"""Beginning a group, changing it, closing it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.urls import reverse

from community.actions import leergroepen as actions
from community.actions.errors import ActionError
from community.actions.leergroepen import LeergroepAnswers, create_leergroep, free_slug
from community.actions.toetredingen import join_leergroep
from community.models import Afspraken, Joining, KringRol, Leergroep, Lidmaatschap, Opgave, Toetreding
from tests.community.leergroepen.groups import a_group, asked_by, people_in, told
from tests.factories import LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

NEW = reverse("leergroep-nieuw")


def form(**changes: Any) -> dict[str, Any]:
    """Return a filled-in form of a group, with its own token."""
    return {
        "name": "Natte teelten", "summary": "Over paludicultuur", "description": "Elke zes weken.", "joining": "OPEN",
        "capacity": "12", "phase": "ACTIEF", "ervaring": "SENIOR", "provincies": ["UTRECHT", "FRYSLAN"],
        "version": "0", "eenmalig": str(uuid4()), **changes,
    }  # fmt: skip


def edit(leergroep: Leergroep) -> str:
    """Return the address of changing a group."""
    return reverse("leergroep-bewerken", kwargs={"slug": leergroep.slug})


def test_a_coordinator_begins_a_group() -> None:
    opgave = Opgave.objects.create(name="Water", slug="water")
    trekker = UserFactory(voornaam="Tineke", tussenvoegsel="", achternaam="Postma")
    browser = browser_of(UserFactory(coordinator=True))
    sent = form(trekker="tineke postma", afspraken="We luisteren.", opgaven=[opgave.pk])
    answer = browser.post(NEW, sent, follow=True)
    assert answer.redirect_chain[-1][0] == "/leergroepen/natte-teelten/"
    made = Leergroep.objects.get()
    assert (made.kring.name, made.capacity, made.provincies, list(made.opgaven.all())) == (
        "Natte teelten", 12, ["FRYSLAN", "UTRECHT"], [opgave],
    )  # fmt: skip
    assert (trekker.lidmaatschappen.get().role, told(trekker)) == (KringRol.TREKKER, [("N104", "trekker")])
    assert Afspraken.objects.get().text == "We luisteren."
    assert browser.post(NEW, sent).headers["Location"] == "/leergroepen/natte-teelten/"  # the same form again
    assert Leergroep.objects.count() == 1


@pytest.mark.parametrize(
    ("trekker", "sentence"),
    [
        ("", "Vul in wie de groep trekt."),
        ("niemand@voorbeeld.example", "We vinden niemand met deze naam of dit e-mailadres."),
        ("Noor van der Dubbel", "Er zijn meer mensen met deze naam. Vul het e-mailadres in."),
        ("weg@voorbeeld.example", "We vinden niemand met deze naam of dit e-mailadres."),
    ],
)
def test_a_trekker_is_one_active_person(trekker: str, sentence: str) -> None:
    for _ in range(2):
        UserFactory(achternaam="Dubbel")
    UserFactory(email="weg@voorbeeld.example", is_active=False)
    answer = browser_of(UserFactory(coordinator=True)).post(NEW, form(trekker=trekker))
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert Leergroep.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Water & landbouw", "water-landbouw"), ("Élan in 't veld", "elan-in-t-veld"), ("東京", "leergroep"),
        ("nieuw", "nieuw-2"), ("Bezet", "bezet-2"), ("x" * 120, "x" * 70),
    ],
)  # fmt: skip
def test_the_address_of_a_new_group(name: str, slug: str) -> None:
    LeergroepFactory(slug="bezet")
    assert free_slug(name) == slug


def test_two_coordinators_take_the_same_address(monkeypatch: pytest.MonkeyPatch) -> None:
    LeergroepFactory(slug="natte-teelten")
    monkeypatch.setattr(actions, "free_slug", lambda name: "natte-teelten")
    answers = LeergroepAnswers("Natte teelten 2", "x", "", [], [], "", Joining.OPEN, None, "ACTIEF")
    with pytest.raises(ActionError) as refusal:
        create_leergroep(
            actor=UserFactory(coordinator=True), answers=answers, trekkers=[], afspraken="", now=NOW
        )  # fmt: skip
    assert isinstance(refusal.value.__cause__, IntegrityError)
    assert Leergroep.objects.count() == 1


def test_a_trekker_changes_her_group() -> None:
    leergroep, trekker = a_group()
    browser = browser_of(trekker)
    assert "Natte teelten" in browser.get(edit(leergroep)).content.decode()
    answer = browser.post(edit(leergroep), form(name="Droge teelten", version=1, joining="OP_VERZOEK"), follow=True)
    assert "De groep is opgeslagen." in answer.content.decode()
    leergroep = Leergroep.objects.get()
    assert (leergroep.kring.name, leergroep.joining, leergroep.version) == ("Droge teelten", "OP_VERZOEK", 2)
    assert leergroep.slug != "droge-teelten"  # links that were sent keep working


def test_two_people_change_the_group_at_once() -> None:
    """T91."""
    leergroep, trekker = a_group()
    coordinator = browser_of(UserFactory(coordinator=True))
    browser = browser_of(trekker)
    coordinator.post(edit(leergroep), form(summary="Van de coördinator", version=1))
    answer = browser.post(edit(leergroep), form(summary="Van de trekker", version=1))
    text = answer.content.decode()
    assert (answer.status_code, "Bekijk beide versies." in text) == (200, True)
    assert ("Van de coördinator" in text, "Van de trekker" in text) == (True, True)
    assert 'name="version" value="2"' in text
    assert Leergroep.objects.get().summary == "Van de coördinator"
    assert browser.post(edit(leergroep), form(summary="Samen", version=2)).status_code == 302
    assert Leergroep.objects.get().summary == "Samen"


def test_more_members_than_places_is_refused_in_words() -> None:
    leergroep, trekker = a_group()
    for _ in range(2):
        LidmaatschapFactory(kring=leergroep.kring)
    answer = browser_of(trekker).post(edit(leergroep), form(capacity="2", version=1))
    assert "Er doen al 3 mensen mee. Kies een hoger aantal." in answer.content.decode()
    assert Leergroep.objects.get().capacity is None


def test_more_places_let_in_who_waits() -> None:
    leergroep, trekker = a_group(capacity=2)
    LidmaatschapFactory(kring=leergroep.kring)
    waiting = [UserFactory() for _ in range(3)]
    for number, user in enumerate(waiting):
        join_leergroep(actor=user, leergroep=leergroep, now=NOW + timedelta(seconds=number))
    browser = browser_of(trekker)
    browser.post(edit(leergroep), form(capacity="4", version=1))
    assert [user in people_in(leergroep) for user in waiting] == [True, True, False]
    browser.post(edit(leergroep), form(capacity="", version=2))
    assert [user in people_in(leergroep) for user in waiting] == [True, True, True]


def test_closing_ends_every_wish_to_join_and_keeps_the_members() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    lid = LidmaatschapFactory(kring=leergroep.kring).user
    asking = UserFactory()
    join_leergroep(actor=asking, leergroep=leergroep, now=NOW)
    browser = browser_of(trekker)
    browser.post(edit(leergroep), form(phase="AFGESLOTEN", version=1))
    leergroep = Leergroep.objects.select_related("kring").get()
    assert leergroep.kring.closed_at == NOW
    assert (asked_by(asking).status, told(asking)) == ("AFGEWEZEN", [("N101", "vervallen")])
    assert not trekker.taken.filter(withdrawn_at__isnull=True).exists()
    assert people_in(leergroep) == {trekker, lid}
    assert browser_of(lid).get(reverse("leergroep-berichten", kwargs={"slug": leergroep.slug})).status_code == 200
    browser.post(edit(leergroep), form(phase="ACTIEF", version=2))
    assert Leergroep.objects.get().kring.closed_at is None


# What nobody may send: field -> value -> a word of the sentence that explains it.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "Geef de groep een naam."),
    ({"name": "   "}, "Geef de groep een naam."),
    ({"name": "???"}, "Geef de groep een naam met letters"),
    ({"name": "Bézét"}, "Er is al een leergroep met deze naam."),
    ({"name": "x" * 121}, "Maak deze tekst korter"),
    ({"name": "Nul\x00"}, "Er staat een teken in dat we niet kunnen bewaren."),
    ({"summary": ""}, "Schrijf in een of twee zinnen waar de groep over gaat."),
    ({"summary": "x" * 241}, "Maak deze tekst korter"),
    ({"description": "x" * 4001}, "Maak deze tekst korter"),
    ({"description": "\x00"}, "Er staat een teken in dat we niet kunnen bewaren."),
    ({"joining": ""}, "Kies hoe iemand zich aansluit."),
    ({"joining": "GEHEIM"}, "Kies een van de mogelijkheden in de lijst."),
    ({"phase": "VERWIJDERD"}, "Kies een van de mogelijkheden in de lijst."),
    ({"ervaring": "GOEROE"}, "Kies een van de mogelijkheden in de lijst."),
    ({"provincies": ["ATLANTIS"]}, "Kies een van de mogelijkheden in de lijst."),
    ({"opgaven": ["999999"]}, "Kies een van de mogelijkheden in de lijst."),
    ({"opgaven": ["1 OR 1=1"]}, "Kies een van de mogelijkheden in de lijst."),
    ({"opgaven": ["99999999999999999999999"]}, "Kies een van de mogelijkheden in de lijst."),
    ({"capacity": "1"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "0"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "-5"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "501"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "99999999999999999999"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "twaalf"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "1e3"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "NaN"}, "Schrijf het aantal in cijfers"),
    ({"capacity": "12.5"}, "Schrijf het aantal in cijfers"),
    ({"version": ""}, "Deze pagina is te oud."),
    ({"version": "een"}, "Deze pagina is te oud."),
    ({"version": "-1"}, "Deze pagina is te oud."),
    ({"version": "9" * 40}, "Deze pagina is te oud."),
]  # fmt: skip


def test_what_is_wrong_is_said_and_nothing_typed_is_lost() -> None:
    """T40: every wrong answer of the form of a group."""
    LeergroepFactory(kring__name="bezet")
    leergroep, trekker = a_group()
    browser = browser_of(trekker)
    before = list(Leergroep.objects.order_by("pk").values())
    wrong = []
    for changes, sentence in WRONG:
        answer = browser.post(edit(leergroep), form(version=1, summary="Bewaarde woorden") | changes)
        text = answer.content.decode()
        kept = "summary" in changes or "Bewaarde woorden" in text
        if (answer.status_code, sentence in text, kept) != (200, True, True):
            wrong.append((changes, answer.status_code))
    assert wrong == []
    assert list(Leergroep.objects.order_by("pk").values()) == before


def test_fields_that_are_not_in_the_form_change_nothing() -> None:
    """T10."""
    leergroep, trekker = a_group()
    more = {
        "id": str(uuid4()), "pk": "1", "slug": "gekaapt", "kring": str(uuid4()), "kring_id": str(uuid4()),
        "closed_at": "2020-01-01", "is_staff": "on", "role": "TREKKER", "user": str(UserFactory().pk), "status": "X",
        "search_text": "x", "trekker": "Noor", "afspraken": "Geen",
    }  # fmt: skip
    browser_of(trekker).post(edit(leergroep), {**form(version=1), **more})
    after = Leergroep.objects.select_related("kring").get()
    assert (after.pk, after.slug, after.kring_id, after.kring.closed_at) == (
        leergroep.pk, leergroep.slug, leergroep.kring_id, None,
    )  # fmt: skip
    assert (Lidmaatschap.objects.count(), Toetreding.objects.count(), Afspraken.objects.count()) == (1, 0, 0)
