"""Proposals of members: who does them, who hears and handles them, and that they are forgotten a year later."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.kennisvoorstellen import MOST_OPEN, PROPOSED, handle_voorstel, propose, purge_voorstellen
from community.models import Begrip, Bericht, BerichtStatus, Kennisvoorstel, Rol
from community.reminders.kennisvoorstellen import load_proposed
from tests.casussen.instrumenten.test_beheer import browser, keeper
from tests.factories import UserFactory
from tests.factories.begrippen import a_begrip
from tests.factories.moments import NOW
from tests.factories.paginas import a_kennispagina

pytestmark = pytest.mark.django_db
FORM, LIST = "/kennis/begrippen/opgave/voorstel/", "/kennis/voorstellen/"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def begrip() -> Begrip:
    return a_begrip("opgave", settled_by=UserFactory())


def a_voorstel(begrip: Begrip, **fields: Any) -> Kennisvoorstel:
    plain = {"user": UserFactory(), "begrip": begrip, "text": "Zeg het korter.", "created_at": NOW}
    return Kennisvoorstel.objects.create(**(plain | fields))


def test_a_member_proposes_and_the_redacteuren_hear(begrip: Begrip) -> None:
    redacteur, member = keeper(Rol.REDACTEUR), UserFactory()
    keeper(Rol.COORDINATOR)
    client = browser(member)
    assert FORM in client.get("/kennis/begrippen/opgave/").content.decode()
    assert FORM not in Client().get("/kennis/begrippen/opgave/").content.decode()
    answer = client.post(FORM, {"text": "Zeg het korter."}, follow=True)
    assert "De redactie leest je voorstel." in answer.content.decode()
    row = Kennisvoorstel.objects.get()
    assert (row.user, row.begrip, row.text) == (member, begrip, "Zeg het korter.")
    bericht = Bericht.objects.get(kind=PROPOSED)
    assert bericht.recipient == redacteur
    told = load_proposed([bericht], NOW)[bericht.pk]
    assert (told.path, dict(told.context)) == (LIST, {"begrip": "opgave"})


def test_without_redacteuren_the_hart_hears(begrip: Begrip) -> None:
    coordinator = keeper(Rol.COORDINATOR)
    propose(actor=UserFactory(), text="Korter.", now=NOW, begrip=begrip)
    assert Bericht.objects.get(kind=PROPOSED).recipient == coordinator


def test_the_same_form_twice_is_one_proposal(begrip: Begrip) -> None:
    client = browser(UserFactory())
    sent = {"text": "Korter.", "eenmalig": "5a1d1a3e-0000-4000-8000-000000000000"}
    assert [client.post(FORM, sent).status_code for _ in range(2)] == [302, 302]
    assert Kennisvoorstel.objects.count() == 1


def test_strangers_log_in_first(begrip: Begrip) -> None:
    assert Client().get(FORM).status_code == 302
    Client().post(FORM, {"text": "Korter."})
    assert Kennisvoorstel.objects.count() == 0


def test_about_a_page_that_one_may_read(begrip: Begrip) -> None:
    member = UserFactory()
    page, draft = a_kennispagina("Over water"), a_kennispagina("Nog niet", live=False)
    browser(member).post(f"/kennis/paginas/{page.pk}/voorstel/", {"text": "Korter."})
    assert Kennisvoorstel.objects.get().page_id == page.pk
    assert browser(member).get(f"/kennis/paginas/{draft.pk}/voorstel/").status_code == 404
    with pytest.raises(DeniedError):
        propose(actor=member, text="Korter.", now=NOW, page=draft)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Schrijf eerst je voorstel."), (" \n\u200e", "Schrijf eerst je voorstel."),
     ("x" * 1001, "hooguit 1000 tekens"),
     ("a\x00b", "teken in dat we niet kunnen bewaren")],
)  # fmt: skip
def test_what_cannot_be_sent_is_said(begrip: Begrip, text: str, sentence: str) -> None:
    answer = browser(UserFactory()).post(FORM, {"text": text})
    assert sentence in answer.content.decode()
    assert Kennisvoorstel.objects.count() == 0


def test_the_eleventh_waits_until_one_was_handled(begrip: Begrip) -> None:
    member = UserFactory()
    for _ in range(MOST_OPEN):
        propose(actor=member, text="Korter.", now=NOW, begrip=begrip)
    answer = browser(member).post(FORM, {"text": "Dit raakt niet kwijt."})
    assert "wachten al tien voorstellen" in answer.content.decode()
    assert "Dit raakt niet kwijt." in answer.content.decode()
    with pytest.raises(ActionError):
        propose(actor=member, text="Korter.", now=NOW, begrip=begrip)
    handle_voorstel(actor=keeper(Rol.REDACTEUR), voorstel=member.kennisvoorstellen.first(), now=NOW)
    propose(actor=member, text="Korter.", now=NOW, begrip=begrip)


@pytest.mark.parametrize(
    ("rol", "code"),
    [(Rol.REDACTEUR, 200), (Rol.COORDINATOR, 200), (Rol.BEHEERDER, 404), (Rol.TRAINER, 404), (None, 404)],
)
def test_redacteuren_and_the_hart_read_and_handle(begrip: Begrip, rol: Rol | None, code: int) -> None:
    row = a_voorstel(begrip, text="<script>alert(1)</script>")
    actor = keeper(rol) if rol else UserFactory()
    client = browser(actor)
    answer = client.get(LIST)
    assert answer.status_code == code
    assert "<script>alert(1)" not in answer.content.decode()
    client.post(f"{LIST}{row.pk}/behandeld/")
    row.refresh_from_db()
    assert (row.handled_by == actor) == (code == 200)
    if code == 404:
        with pytest.raises(DeniedError):
            handle_voorstel(actor=actor, voorstel=row, now=NOW)


def test_handling_takes_the_message_back_and_counts_once(begrip: Begrip) -> None:
    first, second = keeper(Rol.REDACTEUR), keeper(Rol.REDACTEUR)
    row = propose(actor=UserFactory(), text="Korter.", now=NOW, begrip=begrip)
    handle_voorstel(actor=first, voorstel=row, now=NOW)
    handle_voorstel(actor=second, voorstel=row, now=NOW + timedelta(days=1))
    row.refresh_from_db()
    assert (row.handled_by, row.handled_at) == (first, NOW)
    berichten = list(Bericht.objects.filter(kind=PROPOSED))
    assert {bericht.status for bericht in berichten} == {BerichtStatus.VERVALLEN}
    assert load_proposed(berichten, NOW) == {}


def test_who_is_no_redacteur_any_more_hears_nothing(begrip: Begrip) -> None:
    redacteur = keeper(Rol.REDACTEUR)
    propose(actor=UserFactory(), text="Korter.", now=NOW, begrip=begrip)
    redacteur.roltoekenningen.all().delete()
    assert load_proposed(list(Bericht.objects.filter(kind=PROPOSED)), NOW) == {}


def test_what_was_handled_is_forgotten_a_year_later(begrip: Begrip) -> None:
    old = a_voorstel(begrip, handled_at=NOW - timedelta(days=366))
    kept = [a_voorstel(begrip, handled_at=NOW - timedelta(days=364)), a_voorstel(begrip)]
    assert purge_voorstellen(NOW) >= 1
    with pytest.raises(ObjectDoesNotExist):
        old.refresh_from_db()
    assert set(Kennisvoorstel.objects.all()) == set(kept)


def test_thirty_proposals_ask_no_more_than_one(begrip: Begrip) -> None:
    client = browser(keeper(Rol.REDACTEUR))
    a_voorstel(begrip)
    client.get(LIST)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    few = asked()
    for _ in range(29):
        a_voorstel(begrip)
    assert asked() == few
