"""The canvas on a casus: filling in, two at once, comparing, eisen, paper, who may."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casussen.instrumenten.canvas import BOXES
from casussen.models import Betrokkenheid, Casus, DelingRol, Invulling, Inzage, Partij
from community.confidential import confidential
from community.models import User
from tests.factories import UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
BY_ITSELF = {"X-Bewaren": "1"}


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(casus: Casus, *, layer: str = "nu", by: User | None = None, version: object = 0, **fields: Any) -> Any:
    headers = fields.pop("headers", {})
    return browser(by or casus.owner).post(
        f"/casussen/{casus.code}/canvas/{layer}/", {"version": version, **fields}, headers=headers
    )


def page(casus: Casus, end: str, *, by: User | None = None) -> str:
    response = browser(by or casus.owner).get(f"/casussen/{casus.code}/canvas/{end}")
    assert response.status_code == 200
    return response.content.decode()


def answers(casus: Casus, layer: str = "nu") -> dict[str, Any]:
    row = Invulling.objects.filter(casus=casus, layer=layer).first()
    return dict(row.answers) if row else {}


def test_the_canvas_begins_at_the_layer_of_now() -> None:
    casus = a_casus()
    assert browser(casus.owner).get(f"/casussen/{casus.code}/canvas/").url == f"/casussen/{casus.code}/canvas/nu/"
    assert browser(UserFactory()).get(f"/casussen/{casus.code}/canvas/").status_code == 404


def test_the_boxes_stand_in_the_order_of_the_canvas_with_their_source() -> None:
    body = page(a_casus(), "nu/")
    places = [body.index(f'name="{code}_text"') for code in BOXES]
    assert places == sorted(places)
    assert ("Bron: De onderwerpen" in body, "Versie 1 van dit instrument" in body) == (True, True)
    assert ('tabindex="1' in body, "0 van 19 afgesproken" in body) == (False, True)


def test_it_saves_by_itself_and_goes_on_from_the_version_it_got() -> None:
    casus = a_casus()
    first = save(casus, K1_text="Waterschap", K1_status="CONCEPT", headers=BY_ITSELF)
    assert (first.status_code, first.json()) == (200, {"melding": "Opgeslagen om 9 uur.", "version": 1})
    second = save(casus, version=1, K1_text="Waterschap", K1_status="AFGESPROKEN", headers=BY_ITSELF)
    assert second.json()["version"] == 2
    assert answers(casus) == {"K1": {"text": "Waterschap", "status": "AFGESPROKEN", "open": ""}}
    assert "1 van 19 afgesproken" in page(casus, "nu/")
    assert "0 van 19 afgesproken" in page(casus, "gewenst/")


def test_the_casus_says_when_something_in_it_changed() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    save(casus, by=other, K1_text="Waterschap")
    stored = Casus.objects.get()
    assert (stored.changed_at, stored.changed_by) == (NOW, other)


def test_the_answer_that_was_lost_on_the_way_is_no_second_save() -> None:
    casus = a_casus()
    told = [save(casus, K1_text="Waterschap", headers=BY_ITSELF).json() for _time in range(2)]
    assert told[0] == told[1]


def test_two_at_once_see_both_versions_and_nothing_is_lost() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    save(casus, by=other, K1_text="Van haar")
    by_itself = save(casus, K1_text="Van mij", headers=BY_ITSELF)
    assert (by_itself.status_code, other.naam in by_itself.json()["melding"]) == (409, True)
    body = save(casus, K1_text="Van mij").content.decode()
    assert ("Van haar" in body, body.count("Van mij"), 'name="version" value="1"' in body) == (True, 2, True)
    assert answers(casus)["K1"]["text"] == "Van haar"
    save(casus, version=1, K1_text="Van ons beiden")
    assert answers(casus)["K1"]["text"] == "Van ons beiden"


def test_without_a_goal_it_warns() -> None:
    casus = a_casus()
    warning = "Zonder gezamenlijk doel kan deze samenwerking niet slagen."
    assert warning in page(casus, "nu/")
    save(casus, K3_text="In 2030 voert de beek water")
    assert (warning in page(casus, "nu/"), warning in page(casus, "gewenst/")) == (False, True)


def test_a_partner_that_brings_nothing_is_named() -> None:
    casus = a_casus()
    for name, involvement, contribution in (
        ("Waterbedrijf", Betrokkenheid.PARTNER, ""), ("Gemeente", Betrokkenheid.PARTNER, "Grond"),
        ("Dorpsraad", Betrokkenheid.PARTICIPATIE, ""),
    ):  # fmt: skip
        row = Partij(casus=casus, data_key_id=casus.data_key_id, changed_at=NOW)
        row.name, row.involvement, row.contribution = name, involvement, contribution
        row.kind = row.role = row.interest = row.responsibility = row.mandate = row.contact = ""
        row.save()
    body = page(casus, "nu/")
    named = [f"{name} heeft nog geen bijdrage." in body for name in ("Waterbedrijf", "Gemeente", "Dorpsraad")]
    assert named == [True, False, False]


def test_both_layers_beside_each_other() -> None:
    casus = a_casus()
    save(casus, K1_text="Drie partijen")
    save(casus, layer="gewenst", K1_text="Vijf partijen")
    body = page(casus, "vergelijken/")
    assert ("Drie partijen" in body, "Vijf partijen" in body, body.count("Anders"), body.count("Gelijk")) == (
        True, True, 1, 18,
    )  # fmt: skip


def test_open_boxes_become_eisen() -> None:
    casus = a_casus()
    filled = {f"{code}_text": "Klaar" for code in BOXES if code != "B2"}
    save(casus, layer="gewenst", **filled, D1_open="Wie betaalt na 2030?")
    body = page(casus, "eisen/")
    found = [
        text in body
        for text in ("Wat doe je als je er samen niet uitkomt?", "Wie betaalt na 2030?", "Wie doen er mee?")
    ]
    assert found == [True, True, False]
    save(casus, layer="gewenst", version=1, **filled, B2_text="Eerst praten")
    assert "Alle vakken zijn gevuld" in page(casus, "eisen/")


@pytest.mark.parametrize(
    ("query", "kind"), [("", "a3"), ("?papier=a4", "a4"), ("?papier=a3", "a3"), ("?papier=A0", "a3")]
)
def test_it_goes_on_paper(query: str, kind: str) -> None:
    casus = a_casus()
    save(casus, K1_text="Drie partijen", K1_open="Wie nog?")
    body = page(casus, f"nu/afdrukken/{query}")
    assert (f'data-page="papier-{kind}"' in body, "Drie partijen" in body, "Wie nog?" in body, "Bron" in body) == (
        True, True, True, True,
    )  # fmt: skip


WRONG = [
    ({"K1_text": "x" * 4001}, "Maak deze tekst korter: hooguit 4000 tekens. Nu zijn het er 4001."),
    ({"K1_text": "dijk\x00dorp"}, "Er staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."),
    ({"K1_open": "x" * 1001}, "Maak deze tekst korter: hooguit 1000 tekens. Nu zijn het er 1001."),
    ({"K1_status": "KLAAR"}, "Kies Leeg, Concept of Afgesproken."),
    ({"K1_status": "<script>"}, "Kies Leeg, Concept of Afgesproken."),
    ({"K9_text": "x"}, "Het antwoord &#x27;K9_text&#x27; hoort bij geen vraag van dit instrument."),
    ({"owner": "1"}, "Het antwoord &#x27;owner&#x27; hoort bij geen vraag van dit instrument."),
    ({"instrumentversie": "1"}, "Het antwoord &#x27;instrumentversie&#x27; hoort bij geen vraag van dit instrument."),
    ({"version": "-1"}, "Deze pagina is te oud."),
    ({"version": "x"}, "Deze pagina is te oud."),
    ({"version": ""}, "Deze pagina is te oud."),
    ({"version": "99999999999999"}, "Deze pagina is te oud."),
]


@pytest.mark.parametrize(("fields", "sentence"), WRONG)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(fields: dict[str, str], sentence: str) -> None:
    casus = a_casus()
    answer = save(casus, A1_text="Blijft staan", **fields)
    body = answer.content.decode()
    assert (answer.status_code, sentence in body, "Blijft staan" in body, answers(casus)) == (200, True, True, {})
    assert save(casus, headers=BY_ITSELF, **fields).status_code == 422


def test_two_megabytes_of_text_are_no_500() -> None:
    casus = a_casus()
    answer = save(casus, K1_text="water " * 350_000, headers=BY_ITSELF)
    assert (answer.status_code, answers(casus)) == (422, {})


@pytest.mark.parametrize("end", ["straks/", "nu/x/", "NU/", "gewenst%00/", "1/", "nu/afdrukken/x/"])
def test_a_layer_that_is_not_there(end: str) -> None:
    casus = a_casus()
    assert browser(casus.owner).get(f"/casussen/{casus.code}/canvas/{end}").status_code == 404


ENDS = ["nu/", "gewenst/", "vergelijken/", "eisen/", "nu/afdrukken/"]


@pytest.mark.parametrize("end", ENDS)
def test_who_only_reads_sees_it_and_each_read_is_a_line(end: str) -> None:
    casus, reader = a_casus(), UserFactory()
    save(casus, K1_text="Drie partijen")
    a_deling(casus, user=reader)
    body = page(casus, end, by=reader)
    assert ("<textarea" in body, [row.part for row in Inzage.objects.all()]) == (False, ["canvas"])


@pytest.mark.parametrize("end", ENDS)
def test_who_may_not_see_the_casus_gets_the_page_of_nothing(end: str) -> None:
    casus, stranger = a_casus(), UserFactory()
    save(casus, K1_text="Drie partijen")
    there = browser(stranger).get(f"/casussen/{casus.code}/canvas/{end}")
    nowhere = browser(stranger).get(f"/casussen/c-22222222/canvas/{end}")
    assert (there.status_code, there.content == nowhere.content) == (404, True)


@pytest.mark.parametrize("role", [None, DelingRol.LEZER])
def test_who_does_not_write_cannot_save(role: DelingRol | None) -> None:
    casus, other = a_casus(), UserFactory()
    if role:
        a_deling(casus, user=other, role=role)
    save(casus, by=other, K1_text="Van een ander")
    assert answers(casus) == {}


def test_the_number_of_questions_to_the_database_does_not_grow() -> None:
    casus = a_casus()
    client = browser(casus.owner)
    client.get(f"/casussen/{casus.code}/canvas/nu/")
    counts = []
    for fields in ({"K1_text": "Een"}, {f"{code}_text": f"Vak {code}" for code in BOXES}):
        version = Invulling.objects.filter(casus=casus, layer="nu").values_list("version", flat=True).first() or 0
        save(casus, version=version, **fields)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/casussen/{casus.code}/canvas/nu/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15
