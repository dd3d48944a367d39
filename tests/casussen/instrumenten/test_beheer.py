"""Instruments in /beheer/: who keeps them, drafts, publishing, and that what is published never changes."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from casussen.actions.instrumentversies import change_versie, publish_versie, remove_versie
from casussen.models import Instrument, Instrumentversie
from community.access import DeniedError
from community.actions.errors import ActionError
from community.models import Rol, User
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db
LIST, PAGES = "/beheer/instrumenten/", "/beheer/instrumentversies/"
GROUPS = {Rol.REDACTEUR: "Redacteuren", Rol.COORDINATOR: "Coördinatoren", Rol.BEHEERDER: "Beheerders"}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def keeper(rol: Rol = Rol.COORDINATOR) -> User:
    user = with_second_factor(UserFactory())
    RoltoekenningFactory(user=user, rol=rol)
    user.groups.add(*Group.objects.filter(name=GROUPS.get(rol, "")))
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def first(code: str = "canvas") -> Instrumentversie:
    return Instrumentversie.objects.get(instrument__code=code, number=1)


def draft(code: str = "canvas") -> Instrumentversie:
    row = first(code)
    return Instrumentversie.objects.create(instrument=row.instrument, number=2, schema=row.schema, source=row.source)


def sent(schema: Any, source: str = "Eigen bron") -> dict[str, str]:
    return {"source": source, "schema": schema if isinstance(schema, str) else json.dumps(schema)}


def test_four_instruments_come_along_each_with_a_published_first_version() -> None:
    rows = Instrumentversie.objects.values_list("instrument__code", "number")
    assert sorted(rows) == [(code, 1) for code in ("canvas", "dilemmalijn", "keuzehulp", "vormverkenner")]
    assert all(row.source and row.published_at for row in Instrumentversie.objects.all())


def test_loading_them_again_changes_nothing() -> None:
    Instrument.objects.filter(code="canvas").update(name="Ons canvas")
    before = list(Instrumentversie.objects.order_by("pk").values())
    migration = MigrationExecutor(connection).loader.get_migration("casussen", "0002_instrumenten")
    state = MigrationExecutor(connection).loader.project_state(("casussen", "0002_instrumenten"))
    for operation in migration.operations:
        operation.code(state.apps, connection.schema_editor())
    assert list(Instrumentversie.objects.order_by("pk").values()) == before
    assert Instrument.objects.get(code="canvas").name == "Ons canvas"


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEHEERDER])
def test_who_keeps_registers_keeps_instruments(rol: Rol) -> None:
    client = browser(keeper(rol))
    addresses = (LIST, PAGES, f"{LIST}edit/{first().instrument_id}/", f"{PAGES}inspect/{first().pk}/")
    assert [client.get(address).status_code for address in addresses] == [200] * 4
    body = client.get(PAGES).content.decode()
    assert ("Samenwerkingscanvas, versie 1" in body, "Instrumenten" in body) == (True, True)


@pytest.mark.parametrize("rol", [None, Rol.TRAINER, Rol.COACH, Rol.EXPERT, Rol.REDACTEUR])
def test_nobody_else_does(rol: Rol | None) -> None:
    client = browser(keeper(rol) if rol else UserFactory())
    addresses = (LIST, PAGES, f"{LIST}edit/{first().instrument_id}/", f"{PAGES}inspect/{first().pk}/")
    assert 200 not in {client.get(address).status_code for address in addresses}
    client.post(f"{PAGES}inspect/{first().pk}/", {"nieuw": "ja"})
    assert Instrumentversie.objects.count() == 4


def test_its_words_change_and_no_instrument_is_added_or_removed() -> None:
    client, row = browser(keeper()), first().instrument
    given = {"name": "Ons canvas", "summary": "Kort", "hoofdvraag": "INRICHTEN", "position": "5", "code": "anders"}
    assert client.post(f"{LIST}edit/{row.pk}/", given).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.code, row.position, row.is_offered) == ("Ons canvas", "canvas", 5, False)
    for address in (f"{LIST}new/", f"{LIST}delete/{row.pk}/", f"{PAGES}new/"):
        client.post(address, given)
    assert Instrument.objects.count() == 4


def test_a_published_version_is_copied_changed_looked_at_and_published() -> None:
    client = browser(keeper())
    made = client.post(f"{PAGES}inspect/{first().pk}/", {"nieuw": "ja"})
    row = Instrumentversie.objects.get(number=2)
    assert made.url == f"{PAGES}edit/{row.pk}/"
    assert (row.schema, row.source, row.published_at) == (first().schema, first().source, None)
    schema = copy.deepcopy(row.schema)
    schema["sections"][0]["questions"][0]["ask"] = "Welke partijen doen mee?"
    saved = client.post(f"{PAGES}edit/{row.pk}/", sent(schema))
    assert saved.url == f"{PAGES}inspect/{row.pk}/"
    body = client.get(saved.url).content.decode()
    assert [words in body for words in ("Welke partijen doen mee?", "Eigen bron", "Publiceren")] == [True] * 3
    client.post(saved.url, {"publiceren": "ja"})
    row.refresh_from_db()
    assert (row.published_at, first().schema["sections"][0]["questions"][0]["ask"]) == (NOW, "Wie doen er mee?")


def test_two_who_copy_at_once_get_the_same_draft() -> None:
    client = browser(keeper())
    made = [client.post(f"{PAGES}inspect/{first().pk}/", {"nieuw": "ja"}).url for _time in range(2)]
    assert (made[0] == made[1], Instrumentversie.objects.filter(instrument=first().instrument).count()) == (True, 2)


def test_a_published_version_never_changes() -> None:
    client, row = browser(keeper()), first()
    before = (row.schema, row.source)
    assert "Nieuwe versie maken" in client.get(f"{PAGES}inspect/{row.pk}/").content.decode()
    for address in (f"{PAGES}edit/{row.pk}/", f"{PAGES}delete/{row.pk}/"):
        assert client.get(address).url == f"{PAGES}inspect/{row.pk}/"
        client.post(address, sent({"logic": "canvas"}))
    row.refresh_from_db()
    assert (row.schema, row.source) == before
    actor = keeper()
    for refuse in (
        lambda: change_versie(actor=actor, versie=row, schema=row.schema, source="Anders", now=NOW),
        lambda: remove_versie(actor=actor, versie=row, now=NOW),
    ):
        with pytest.raises(ActionError):
            refuse()
    assert publish_versie(actor=actor, versie=row, now=NOW).published_by is None


BROKEN = [
    ("", "Zet hier het schema met de vragen."),
    ("{", "Hier staat iets wat geen JSON is, op regel 1."),
    ("{\n'logic': 1}", "Hier staat iets wat geen JSON is, op regel 2."),
    ("[1, NaN]", "Hier staat iets wat geen JSON is, op regel 1."),
    ("[" * 50_000, "Hier staat iets wat geen JSON is, op regel 1."),
    ('"' + "x" * 200_001 + '"', "Dit schema is te groot"),
    ('{"logic": "can\\u0000vas"}', "Er staat een teken in dat we niet kunnen bewaren."),
    ("[]", "Het schema is geen object."),
    ("null", "Het schema is geen object."),
    ("{}", "Het schema heeft geen vragen."),
    ('{"logic": "canvas", "sections": [{"code": "K", "title": "Kern"}]}', "Het schema heeft geen vragen."),
    ('{"logic": "rekenhulp"}', "&#x27;logic&#x27; moet een van deze zijn"),
]


@pytest.mark.parametrize(("schema", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_schema_is_refused_in_words_and_stays_on_the_screen(schema: str, sentence: str) -> None:
    row = draft()
    page = browser(keeper()).post(f"{PAGES}edit/{row.pk}/", sent(schema))
    body = page.content.decode()
    assert (page.status_code, sentence in body) == (200, True)
    row.refresh_from_db()
    assert row.schema == first().schema


def test_every_fault_is_said_at_once() -> None:
    row = draft()
    schema = copy.deepcopy(row.schema)
    schema["sections"][0]["questions"][0]["kind"] = "dropdown"
    del schema["sections"][1]["questions"][0]["ask"]
    schema["sections"][2]["questions"][0]["code"] = "K1"
    body = browser(keeper()).post(f"{PAGES}edit/{row.pk}/", sent(schema)).content.decode()
    faults = ("blok 1, vraag 1: &#x27;kind&#x27; moet", "blok 2, vraag 1: &#x27;ask&#x27; ontbreekt",
              "De code &#x27;K1&#x27; staat twee keer")  # fmt: skip
    assert [fault in body for fault in faults] == [True] * 3


def test_the_questions_of_one_instrument_are_not_put_under_another() -> None:
    row = draft("keuzehulp")
    body = browser(keeper()).post(f"{PAGES}edit/{row.pk}/", sent(first("canvas").schema)).content.decode()
    assert "moet &#x27;keuzehulp&#x27; zijn" in body
    row.refresh_from_db()
    assert row.schema == first("keuzehulp").schema


def test_a_draft_can_be_thrown_away() -> None:
    row = draft()
    assert browser(keeper()).post(f"{PAGES}delete/{row.pk}/").status_code == 302
    assert not Instrumentversie.objects.filter(pk=row.pk).exists()


def test_the_actions_ask_who_does_it() -> None:
    row, stranger = draft(), UserFactory()
    with pytest.raises(DeniedError):
        publish_versie(actor=stranger, versie=row, now=NOW)
    with pytest.raises(DeniedError):
        change_versie(actor=stranger, versie=row, schema=row.schema, source="x", now=NOW)
