"""Protocols in /beheer/: who keeps them, drafts, the example with dates, publishing, and that what runs stays."""

import copy
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.models import Rol
from intervisie.actions.protocollen import change_versie, publish_versie, remove_versie
from intervisie.models import Protocol, Protocolversie
from intervisie.queries.protocollen import protocol_of
from intervisie.queries.toernees import usual_protocolversie
from tests.casussen.instrumenten.test_beheer import browser, keeper
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.toernees import a_toernee

pytestmark = pytest.mark.django_db
LIST, PAGES = "/beheer/protocollen/", "/beheer/protocolversies/"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client() -> Client:
    """Return the browser of who keeps the registers."""
    return browser(keeper())


def first() -> Protocolversie:
    return Protocolversie.objects.select_related("protocol").get(protocol__code="visitatie", number=1)


def draft() -> Protocolversie:
    row = first()
    return Protocolversie.objects.create(protocol=row.protocol, number=2, schema=row.schema, source=row.source)


def sent(schema: Any, source: str = "Eigen ontwerp") -> dict[str, str]:
    return {"source": source, "schema": schema if isinstance(schema, str) else json.dumps(schema)}


def test_the_usual_protocol_comes_along_and_loading_it_again_changes_nothing() -> None:
    assert usual_protocolversie() == first()
    assert first().source.startswith("Eigen ontwerp")
    Protocol.objects.update(name="Ons protocol")
    migration = MigrationExecutor(connection).loader.get_migration("intervisie", "0002_protocollen")
    state = MigrationExecutor(connection).loader.project_state(("intervisie", "0002_protocollen"))
    for operation in migration.operations:
        operation.code(state.apps, connection.schema_editor())
    assert (Protocol.objects.get().name, Protocolversie.objects.count()) == ("Ons protocol", 1)


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, None, Rol.TRAINER, Rol.REDACTEUR])
def test_who_keeps_registers_keeps_protocols_and_nobody_else(rol: Rol | None) -> None:
    opened = browser(keeper(rol) if rol else UserFactory())
    addresses = (LIST, PAGES, f"{LIST}edit/{first().protocol_id}/", f"{PAGES}inspect/{first().pk}/")
    found = {opened.get(address).status_code for address in addresses}
    assert (found == {200}) == (rol == Rol.COORDINATOR)
    menu = opened.get("/beheer/").content.decode()
    assert ('"url": "/beheer/protocollen/"' in menu) == (rol == Rol.COORDINATOR)
    opened.post(f"{PAGES}inspect/{first().pk}/", {"nieuw": "ja"})
    assert Protocolversie.objects.count() == (2 if rol == Rol.COORDINATOR else 1)


def test_a_version_is_copied_changed_looked_at_with_dates_and_published(client: Client) -> None:
    running = a_toernee()
    made = client.post(f"{PAGES}inspect/{first().pk}/", {"nieuw": "ja"})
    row = Protocolversie.objects.get(number=2)
    assert made.url == f"{PAGES}edit/{row.pk}/"
    schema = copy.deepcopy(row.schema)
    schema["phases"][1]["steps"][0] |= {"title": "Kennismakingsgesprek", "offset_weeks": -8}
    saved = client.post(f"{PAGES}edit/{row.pk}/", sent(schema))
    assert saved.url == f"{PAGES}inspect/{row.pk}/"
    shown = client.get(f"{saved.url}?dag=4-5-2027").content.decode()
    # Eight weeks before Tuesday 4 May.
    told = ("Kennismakingsgesprek", "9 maart 2027", "Zo ziet een toernee eruit", "Kring van bezoekers", "Publiceren")
    assert [words in shown for words in told] == [True] * 5
    client.post(saved.url, {"publiceren": "ja"})
    row.refresh_from_db()
    assert (row.published_at, usual_protocolversie()) == (NOW, row)
    running.refresh_from_db()
    kept = protocol_of(running).step("VERKENNEND_GESPREK")
    assert kept is not None
    assert (kept.title, kept.offset_weeks) == ("Verkennend gesprek over het bezoek", -6)
    assert a_toernee().protocolversie == row


def test_a_published_version_never_changes(client: Client) -> None:
    row = first()
    for address in (f"{PAGES}edit/{row.pk}/", f"{PAGES}delete/{row.pk}/"):
        assert client.get(address).url == f"{PAGES}inspect/{row.pk}/"
        client.post(address, sent({"phases": []}))
    assert first().schema == row.schema
    actor = keeper()
    for refuse in (
        lambda: change_versie(actor=actor, versie=row, schema=row.schema, source="Anders", now=NOW),
        lambda: remove_versie(actor=actor, versie=row, now=NOW),
    ):
        with pytest.raises(ActionError):
            refuse()
    assert publish_versie(actor=actor, versie=row, now=NOW + timedelta(days=1)).published_by is None


BROKEN = [
    ("", "Zet hier het protocol met de stappen."),
    ("{", "Hier staat iets wat geen JSON is, op regel 1."),
    ("[" * 50_000, "Hier staat iets wat geen JSON is, op regel 1."),
    ('{"phases": "\\u0000"}', "Er staat een teken in dat we niet kunnen bewaren."),
    ("[]", "Het protocol is geen object. Begin met een accolade."),
    ("null", "Het protocol is geen object. Begin met een accolade."),
    ("{}", "Het protocol heeft geen stappen. Zet er minstens één stap in."),
    ('{"phases": [{"code": "A", "title": "A", "steps": [{}]}]}', "fase 1, stap 1: &#x27;code&#x27; ontbreekt."),
    ('{"phases": 1e999}', "Hier staat iets"),
]


@pytest.mark.parametrize(("schema", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_protocol_is_refused_in_words_and_stays_on_the_screen(
    client: Client, schema: str, sentence: str
) -> None:  # fmt: skip
    row = draft()
    page = client.post(f"{PAGES}edit/{row.pk}/", sent(schema))
    assert page.status_code == 200
    if "1e999" not in schema:
        assert sentence in page.content.decode()
    row.refresh_from_db()
    assert row.schema == first().schema


def test_every_fault_of_a_protocol_is_said_at_once(client: Client) -> None:
    row = draft()
    schema = copy.deepcopy(row.schema)
    schema["phases"][1]["steps"][0]["page"] = "FEEST"
    schema["phases"][1]["steps"][1]["offset_weeks"] = -60
    schema["phases"][1]["steps"][2]["code"] = "KICKOFF"
    body = client.post(f"{PAGES}edit/{row.pk}/", sent(schema)).content.decode()
    faults = ("&#x27;page&#x27; moet een van deze zijn", "&#x27;offset_weeks&#x27; is -60",
              "De code &#x27;KICKOFF&#x27; staat twee keer", "Zet de stappen op volgorde")  # fmt: skip
    assert [fault in body for fault in faults] == [True] * 4


@pytest.mark.parametrize("day", ["", "morgen", "31-2-2027", "1-1-9999", "1-1-1", "0", "' OR 1=1"])
def test_the_example_takes_any_day_that_is_one(client: Client, day: str) -> None:
    page = client.get(f"{PAGES}inspect/{first().pk}/", {"dag": day})
    assert page.status_code == 200
    assert "Zo ziet een toernee eruit" in page.content.decode()


def test_there_is_one_usual_protocol_that_can_be_used(client: Client) -> None:
    page = f"{PAGES}inspect/{first().pk}/"
    made = client.post(page, {"kopie": "ja", "naam": "Visitatie kort"})
    short = Protocol.objects.get(code="visitatie-kort")
    assert made.url == f"{PAGES}edit/{short.versies.get().pk}/"
    for name in ("Visitatie kort", "  ", "!!!", "x" * 81, "a\x00b"):
        client.post(page, {"kopie": "ja", "naam": name})
    assert Protocol.objects.count() == 2
    words = {"name": "Visitatie kort", "summary": "In één dagdeel", "is_usual": "on"}
    refused = client.post(f"{LIST}edit/{short.pk}/", words)
    assert "nog geen gepubliceerde versie" in refused.content.decode()
    client.post(f"{PAGES}inspect/{short.versies.get().pk}/", {"publiceren": "ja"})
    assert client.post(f"{LIST}edit/{short.pk}/", words).status_code == 302
    assert list(Protocol.objects.filter(is_usual=True)) == [short]
    without = client.post(f"{LIST}edit/{short.pk}/", {"name": "Kort", "summary": "x"})
    assert "Er moet één gewoon protocol zijn." in without.content.decode()
    for address in (f"{LIST}new/", f"{LIST}delete/{short.pk}/", f"{PAGES}new/"):
        client.post(address, words)
    assert Protocol.objects.count() == 2


def test_a_draft_can_be_thrown_away_and_strangers_do_nothing(client: Client) -> None:
    row, stranger = draft(), UserFactory()
    with pytest.raises(DeniedError):
        publish_versie(actor=stranger, versie=row, now=NOW)
    with pytest.raises(DeniedError):
        change_versie(actor=stranger, versie=row, schema=row.schema, source="x", now=NOW)
    assert client.post(f"{PAGES}delete/{row.pk}/").status_code == 302
    assert Protocolversie.objects.count() == 1
