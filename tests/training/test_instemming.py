"""The opdrachtgever: asked by mail, answers on a page of her own without an account, once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.links import sign
from community.models import Gastlink, User
from community.queries.gastlinks import token_of
from tests.factories import UserFactory
from tests.factories.inschrijvingen import an_inschrijving, letters
from tests.factories.moments import NOW
from tests.factories.training import an_editie
from training.actions.inschrijvingen import ask_opdrachtgever_again, withdraw_inschrijving
from training.actions.inschrijvingsverloop import settle
from training.models import EditieStatus, Inschrijving, Instemming

pytestmark = pytest.mark.django_db
CANARY = "boezemkanaal"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, four weeks before the first dagdeel."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def asked() -> tuple[Inschrijving, str]:
    """Return an application, and the address of the page of its opdrachtgever."""
    row = an_inschrijving(an_editie(), motivation=CANARY, samenwerking=CANARY)
    return row, f"/gedeeld/{token_of(Gastlink.objects.get(pk=row.gastlink_id))}/"


def answer(page: str, **words: str) -> Any:
    return Client().post(f"{page}training/instemming/", words)


def test_the_mail_names_who_asks_and_nothing_she_wrote() -> None:
    row, page = asked()
    (letter,) = letters("N180")
    assert letter.address == "wil@provincie.example"
    assert letter.subject == f"{row.user.naam} vraagt of je akkoord bent met een training"
    assert page in letter.text
    assert CANARY not in letter.text + letter.html


def test_looking_changes_nothing_and_answering_is_told() -> None:
    row, page = asked()
    shown = Client().get(page)
    text = shown.content.decode()
    assert (shown.status_code, CANARY in text, row.user.naam in text) == (200, False, True)
    assert "no-store" in shown.headers["Cache-Control"]
    row.refresh_from_db()
    assert row.instemming == Instemming.GEVRAAGD
    done = answer(page, antwoord="akkoord", opmerking="Veel plezier.")
    assert (done.status_code, done.url) == (302, page)
    row.refresh_from_db()
    assert (row.instemming, row.instemming_at, row.instemming_remark) == (Instemming.AKKOORD, NOW, "Veel plezier.")
    assert "Je bent akkoord" in Client().get(page).content.decode()
    (letter,) = letters("N181")
    assert letter.address == row.user.email
    assert "Veel plezier." not in letter.text
    assert letters("N180") == []


def test_a_second_answer_changes_nothing() -> None:
    row, page = asked()
    answer(page, antwoord="niet", opmerking="Geen tijd.")
    again = answer(page, antwoord="akkoord", opmerking="")
    assert "Je hebt al antwoord gegeven." in again.content.decode()
    row.refresh_from_db()
    assert (row.instemming, row.instemming_remark) == (Instemming.NIET_AKKOORD, "Geen tijd.")


@pytest.mark.parametrize("words", [{}, {"antwoord": "misschien"}, {"antwoord": "akkoord", "opmerking": "a" * 501}])
def test_a_wrong_answer_is_asked_again(words: dict[str, str]) -> None:
    row, page = asked()
    assert answer(page, **words).status_code == 200
    row.refresh_from_db()
    assert row.instemming == Instemming.GEVRAAGD


def test_a_link_that_is_forged_old_or_over_opens_nothing(clock: Any) -> None:
    row, page = asked()
    link = Gastlink.objects.get(pk=row.gastlink_id)
    forged = (
        sign("gast", link.pk, 2),
        sign("uitnodiging", link.pk, 1),
        f"{page.split('/')[2]}A",
        "verzonnen",
    )
    for token in forged:
        for path in (f"/gedeeld/{token}/", f"/gedeeld/{token}/training/instemming/"):
            assert Client().post(path, {"antwoord": "akkoord"}).status_code == 404
    clock.move_to(link.expires_at + timedelta(seconds=1))
    assert [Client().get(page).status_code, answer(page, antwoord="akkoord").status_code] == [404, 404]
    row.refresh_from_db()
    assert row.instemming == Instemming.GEVRAAGD


@pytest.mark.parametrize("end", ["withdrawn", "asked_another", "called_off", "account_closed", "admitted"])
def test_once_nothing_depends_on_it_the_link_opens_nothing(end: str) -> None:
    row, page = asked()
    if end == "withdrawn":
        withdraw_inschrijving(actor=row.user, inschrijving=row, now=NOW)
    elif end == "asked_another":
        ask_opdrachtgever_again(actor=row.user, inschrijving=row, name="Ander", email="ander@x.example", now=NOW)
    elif end == "called_off":
        row.editie.status = EditieStatus.GEANNULEERD
        row.editie.save()
    elif end == "account_closed":
        User.objects.filter(pk=row.user_id).update(is_active=False)
    else:
        Inschrijving.objects.filter(pk=row.pk).update(status="TOEGELATEN")
    assert [Client().get(page).status_code, answer(page, antwoord="akkoord").status_code] == [404, 404]


def test_who_says_nothing_is_asked_once_more() -> None:
    an_inschrijving(an_editie())
    settle(NOW + timedelta(days=6))
    assert len(letters("N180", NOW + timedelta(days=6))) == 1
    for _ in range(2):
        settle(NOW + timedelta(days=7))
    later = letters("N180", NOW + timedelta(days=7))
    assert sorted("Vorige week stuurden we je deze vraag." in letter.text for letter in later) == [False, True]


def test_the_link_of_another_kind_is_not_answered_here() -> None:
    row, _page = asked()
    link = Gastlink.objects.create(
        kind="CASUS", object_id=row.pk, name="Wil", email="wil@x.example", made_by=UserFactory(), made_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )  # fmt: skip
    assert answer(f"/gedeeld/{token_of(link)}/", antwoord="akkoord").status_code == 404
