"""Agreements: who joins agrees first, and again after every new version."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from community.access import DeniedError
from community.access.groepsberichten import visible_groepsberichten
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import accept_afspraken, publish_afspraken
from community.actions.toetredingen import join_leergroep, leave_leergroep
from community.models import Afspraken, Bericht, Kring, KringRol, Leergroep, Lidmaatschap, Taak, User
from community.queries.taken import open_taken_of
from tests.factories import (
    AfsprakenFactory,
    GroepsberichtFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
WORD = "kwartelkoning"


def a_group(*, with_afspraken: bool = True) -> tuple[Leergroep, User]:
    """Return an open group with one message, and its trekker."""
    leergroep = LeergroepFactory(kring__name="Natte teelten")
    afspraken = AfsprakenFactory(kring=leergroep.kring) if with_afspraken else None
    moment = LONG_AGO if with_afspraken else None
    trekker = UserFactory(achternaam="Trekkersma")
    LidmaatschapFactory(
        kring=leergroep.kring, user=trekker, role=KringRol.TREKKER, accepted=afspraken, accepted_at=moment
    )
    GroepsberichtFactory(kring=leergroep.kring, author=trekker, text=WORD)
    return leergroep, trekker


def open_taken(user: User) -> list[tuple[str, object]]:
    """Return the open duties of a person as they are stored: kind and Kring."""
    rows = Taak.objects.filter(user=user, done_at__isnull=True, withdrawn_at__isnull=True)
    return list(rows.values_list("kind", "kring"))


def page(kring: Kring) -> str:
    """Return the address of the agreements."""
    return reverse("kring-afspraken", kwargs={"kring_id": kring.pk})


def agree(browser: Client, kring: Kring, number: int = 1) -> object:
    """Say yes on the page."""
    return browser.post(page(kring), {"number": number, "akkoord": "on", "eenmalig": str(uuid4())}, follow=True)


def test_joining_a_group_with_agreements_asks_to_agree_first() -> None:
    leergroep, _trekker = a_group()
    lid = UserFactory()
    browser = browser_of(lid)
    answer = browser.post(reverse("leergroep-aansluiten", kwargs={"slug": leergroep.slug}), follow=True)
    assert answer.redirect_chain[-1][0] == page(leergroep.kring)
    assert "Wat hier gezegd wordt, blijft hier." in answer.content.decode()
    assert open_taken(lid) == [("AFSPRAKEN_AKKOORD", leergroep.kring_id)]
    told = open_taken_of(lid, NOW)
    assert [(row.title, row.path, row.group) for row in told] == [
        ("Lees de afspraken van Natte teelten en geef akkoord", page(leergroep.kring), "Natte teelten")
    ]


def test_without_agreements_the_group_is_open_at_once() -> None:
    leergroep, _trekker = a_group(with_afspraken=False)
    lid = UserFactory()
    browser = browser_of(lid)
    answer = browser.post(reverse("leergroep-aansluiten", kwargs={"slug": leergroep.slug}), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("leergroep", kwargs={"slug": leergroep.slug})
    assert WORD in answer.content.decode()
    assert open_taken(lid) == []


def test_agreeing_opens_the_group_and_closes_the_duty() -> None:
    leergroep, _trekker = a_group()
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    browser = browser_of(lid)
    messages = reverse("leergroep-berichten", kwargs={"slug": leergroep.slug})
    shut = browser.get(messages, follow=True)
    assert (shut.redirect_chain[-1][0], WORD in shut.content.decode()) == (page(leergroep.kring), False)
    answer = agree(browser, leergroep.kring)
    assert answer.redirect_chain[-1][0] == reverse("leergroep", kwargs={"slug": leergroep.slug})  # type: ignore[attr-defined]  # a response that was followed
    assert WORD in browser.get(messages).content.decode()
    assert open_taken(lid) == []
    assert Taak.objects.get(user=lid).done_at == NOW


def test_agreeing_twice_changes_nothing_the_second_time() -> None:
    leergroep, trekker = a_group()
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    accept_afspraken(actor=lid, kring=leergroep.kring, number=1, now=NOW)
    accept_afspraken(actor=lid, kring=leergroep.kring, number=1, now=LATER)
    assert Lidmaatschap.objects.get(user=lid).accepted_at == NOW
    assert not Taak.objects.filter(user=trekker).exists()


def test_without_the_tick_nothing_is_agreed() -> None:
    leergroep, _trekker = a_group()
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    answer = browser_of(lid).post(page(leergroep.kring), {"number": 1})
    assert "Zet een vinkje als je akkoord gaat met de afspraken." in answer.content.decode()
    assert Lidmaatschap.objects.get(user=lid).accepted is None


def test_new_agreements_ask_everyone_again_but_the_writer() -> None:
    leergroep, trekker = a_group()
    kring = leergroep.kring
    lid = UserFactory()
    LidmaatschapFactory(kring=kring, user=lid, accepted=Afspraken.objects.get(), accepted_at=LONG_AGO)
    browser, of_trekker = browser_of(lid), browser_of(trekker)
    messages = reverse("leergroep-berichten", kwargs={"slug": leergroep.slug})
    assert WORD in browser.get(messages).content.decode()
    answer = of_trekker.post(
        reverse("kring-afspraken-nieuw", kwargs={"kring_id": kring.pk}),
        {"text": "Nieuw: we beginnen op tijd.", "number": 1, "eenmalig": str(uuid4())}, follow=True,
    )  # fmt: skip
    assert "De nieuwe afspraken gelden vanaf nu." in answer.content.decode()
    assert browser.get(messages).status_code == 302
    assert list(visible_groepsberichten(lid, NOW)) == []
    assert open_taken(lid) == [("AFSPRAKEN_AKKOORD", kring.pk)]
    assert (of_trekker.get(messages).status_code, open_taken(trekker)) == (200, [])
    assert "we beginnen op tijd" in browser.get(page(kring)).content.decode()
    agree(browser, kring, 2)
    assert WORD in browser.get(messages).content.decode()


def test_nobody_agrees_to_what_she_did_not_read() -> None:
    leergroep, trekker = a_group()
    kring = leergroep.kring
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    publish_afspraken(actor=trekker, kring=kring, text="Strenger", number=1, now=NOW)
    browser = browser_of(lid)
    answer = agree(browser, kring, 1)
    assert "De afspraken zijn net veranderd." in answer.content.decode()  # type: ignore[attr-defined]  # idem
    assert Lidmaatschap.objects.get(user=lid).accepted is None
    with pytest.raises(ActionError):
        accept_afspraken(actor=lid, kring=kring, number=7, now=NOW)


def test_two_people_write_new_agreements_at_once() -> None:
    leergroep, trekker = a_group()
    kring = leergroep.kring
    publish_afspraken(actor=trekker, kring=kring, text="De eerste was sneller", number=1, now=NOW)
    with pytest.raises(StaleSaveError):
        publish_afspraken(actor=trekker, kring=kring, text="De tweede", number=1, now=NOW)
    browser = browser_of(trekker)
    path = reverse("kring-afspraken-nieuw", kwargs={"kring_id": kring.pk})
    answer = browser.post(path, {"text": "De tweede", "number": 1, "eenmalig": str(uuid4())})
    text = answer.content.decode()
    assert "Bekijk beide versies." in text
    assert ("De eerste was sneller" in text, "De tweede" in text, 'value="2"' in text) == (True, True, True)
    assert list(Afspraken.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    answer = browser.post(path, {"text": "Samen", "number": 2, "eenmalig": str(uuid4())})
    assert (answer.status_code, Afspraken.objects.count()) == (302, 3)


def test_the_same_form_twice_makes_one_version() -> None:
    """T92."""
    leergroep, trekker = a_group()
    browser = browser_of(trekker)
    path = reverse("kring-afspraken-nieuw", kwargs={"kring_id": leergroep.kring_id})
    form = {"text": "Nieuw", "number": 1, "eenmalig": str(uuid4())}
    assert [browser.post(path, form).status_code for _ in range(2)] == [302, 302]
    assert Afspraken.objects.count() == 2


def test_after_leaving_nothing_is_left_of_the_group() -> None:
    leergroep, _trekker = a_group()
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    leave_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    browser = browser_of(lid)
    assert open_taken(lid) == []
    assert open_taken_of(lid, NOW) == []
    assert browser.get(page(leergroep.kring)).status_code == 404
    with pytest.raises(DeniedError):
        accept_afspraken(actor=lid, kring=leergroep.kring, number=1, now=NOW)


def test_who_joins_again_agrees_again() -> None:
    leergroep, _trekker = a_group()
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    accept_afspraken(actor=lid, kring=leergroep.kring, number=1, now=NOW)
    leave_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    join_leergroep(actor=lid, leergroep=leergroep, now=LATER)
    assert open_taken(lid) == [("AFSPRAKEN_AKKOORD", leergroep.kring_id)]
    assert list(visible_groepsberichten(lid, LATER)) == []


def test_a_trekker_who_did_not_agree_leads_nothing() -> None:
    leergroep, trekker = a_group()
    coordinator = UserFactory(coordinator=True)
    publish_afspraken(actor=coordinator, kring=leergroep.kring, text="Van het hart", number=1, now=NOW)
    browser = browser_of(trekker)
    closed = [reverse(name, kwargs={"slug": leergroep.slug}) for name in ("leergroep-bewerken", "leergroep-leden")]
    assert [browser.get(path).status_code for path in closed] == [404, 302]
    assert Bericht.objects.filter(kind="N57").count() == 0  # a reminder comes later, not at once


def test_agreements_of_a_closed_group_stay_as_they_are() -> None:
    leergroep, trekker = a_group()
    Kring.objects.filter(pk=leergroep.kring_id).update(closed_at=NOW)
    kring = Kring.objects.get(pk=leergroep.kring_id)
    with pytest.raises(DeniedError):
        publish_afspraken(actor=trekker, kring=kring, text="Te laat", number=1, now=NOW)


def test_a_group_that_closes_while_its_agreements_are_written_keeps_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    leergroep, trekker = a_group()
    path = reverse("kring-afspraken-nieuw", kwargs={"kring_id": leergroep.kring_id})

    def closes_first(**answers: object) -> object:
        Kring.objects.update(closed_at=NOW)
        return publish_afspraken(**{**answers, "kring": leergroep.kring})

    monkeypatch.setattr("community.views.kringen.publish_afspraken", closes_first)
    text = browser_of(trekker).post(path, {"text": "Wij luisteren eerst.", "number": "1"}).content.decode()
    assert ("intussen afgesloten" in text, "Wij luisteren eerst.</textarea>" in text) == (True, True)


def test_a_text_that_was_sent_before_agreeing_waits_on_the_page_of_the_agreements() -> None:
    """The script keeps it while the page says that it is an entrance; who agreed already has nothing to wait for."""
    leergroep, trekker = a_group()
    lid = LidmaatschapFactory(kring=leergroep.kring).user
    shown = [browser_of(user, with_factor=False).get(page(leergroep.kring)).content.decode() for user in (lid, trekker)]
    assert ['data-page="entrance"' in text for text in shown] == [True, False]
