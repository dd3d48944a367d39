"""The light instruments on a casus, instruments as parts of it, and going on under newer questions."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casussen.actions.instrumenten import save_answers
from casussen.cards.instrumenten import PARTS
from casussen.models import Casus, DelingRol, Instrument, Instrumentversie, Invulling, Moment
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


def save(
    casus: Casus, part: str, *, version: object = 0, by: User | None = None, headers: Any = None, **given: Any
) -> Any:
    address = f"/casussen/{casus.code}/{part}/"
    return browser(by or casus.owner).post(address, {"version": version, **given}, headers=headers or {})


def page(casus: Casus, part: str) -> str:
    return browser(casus.owner).get(f"/casussen/{casus.code}/{part}/").content.decode()


def answers(casus: Casus) -> dict[str, Any]:
    row = Invulling.objects.filter(casus=casus).first()
    return dict(row.answers) if row else {}


def newer(code: str, change: Any = None) -> Instrumentversie:
    """Publish a second version of an instrument, with another schema when `change` changes it."""
    first = Instrumentversie.objects.get(instrument__code=code)
    schema = copy.deepcopy(first.schema)
    if change:
        change(schema)
    return Instrumentversie.objects.create(
        instrument=first.instrument, number=2, schema=schema, source="Bron van versie twee", published_at=NOW
    )


def test_the_vormverkenner_says_what_must_turn() -> None:
    casus = a_casus()
    body = page(casus, "vormen")
    places = [body.index(f'<th scope="col">{form}</th>') for form in ("Netwerk", "Combine", "Coalitie", "Alliantie")]
    assert ("De vormen naast elkaar" in body, places) == (True, sorted(places))
    assert save(casus, "vormen", antwoord_nu="netwerk", antwoord_gewenst="alliantie", antwoord_waarom="Het moet.").url
    body = page(casus, "vormen")
    assert ("Van Netwerk naar Alliantie" in body, "Het moet." in body, "Bron" in body) == (True, True, True)
    assert answers(casus) == {"nu": "netwerk", "gewenst": "alliantie", "waarom": "Het moet."}


def test_the_dilemmalijn_says_where_to_move_and_keeps_both_layers_in_one_save() -> None:
    casus = a_casus()
    told = save(casus, "dilemmalijn", nu_tempo="80", gewenst_tempo="20", headers=BY_ITSELF)
    assert (told.status_code, told.json()["version"]) == (200, 1)
    assert answers(casus) == {"nu": {"tempo": 80}, "gewenst": {"tempo": 20}}
    assert "Een flinke stap naar: Doorpakken." in page(casus, "dilemmalijn")


@pytest.mark.parametrize(
    ("part", "given", "sentence"),
    [
        ("dilemmalijn", {"nu_tempo": "101"}, "Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"nu_tempo": "-1"}, "Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"nu_tempo": "1.5"}, "Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"nu_tempo": "veel"}, "Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"nu_tempo": "9" * 400}, "Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"nu_tempo": "NaN"}, "Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"straks_tempo": "3"}, "hoort bij geen vraag van dit instrument."),
        ("dilemmalijn", {"nu_geheim": "3"}, "hoort bij geen vraag van dit instrument."),
        ("vormen", {"antwoord_nu": "stichting"}, "Kies een van de mogelijkheden in de lijst."),
        ("vormen", {"antwoord_nu": "netwerk\x00"}, "Kies een van de mogelijkheden in de lijst."),
        ("vormen", {"antwoord_waarom": "x" * 4001}, "Maak deze tekst korter: hooguit 4000 tekens."),
        ("vormen", {"antwoord_waarom": "\x00"}, "Er staat een teken in dat we niet kunnen bewaren."),
        ("vormen", {"answers": "{}"}, "hoort bij geen vraag van dit instrument."),
        ("vormen", {"version": "x"}, "Deze pagina is te oud."),
    ],
)
def test_what_cannot_be_kept_is_said_in_words(part: str, given: dict[str, str], sentence: str) -> None:
    casus = a_casus()
    answer = save(casus, part, **given)
    assert (answer.status_code, sentence in answer.content.decode(), answers(casus)) == (200, True, {})
    assert save(casus, part, headers=BY_ITSELF, **given).status_code == 422


@pytest.mark.parametrize("part", ["vormen", "dilemmalijn"])
def test_light_ones_too_show_both_versions_and_let_only_writers_write(part: str) -> None:
    field, first, second = {"vormen": ("antwoord_waarom", "Van haar", "Van mij"),
                            "dilemmalijn": ("nu_tempo", "10", "90")}[part]  # fmt: skip
    casus, other, reader = a_casus(), UserFactory(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    a_deling(casus, user=reader)
    save(casus, part, by=other, **{field: first})
    body = save(casus, part, **{field: second}).content.decode()
    assert ("Zo staat het er nu" in body, first in body, second in body) == (True, True, True)
    read = browser(reader).get(f"/casussen/{casus.code}/{part}/")
    assert (read.status_code, "<form" in read.content.decode().partition("<main")[2].partition("</main>")[0]) == (
        200,
        False,
    )
    kept = answers(casus)
    save(casus, part, by=reader, version=1, **{field: "50"})
    assert answers(casus) == kept
    assert browser(UserFactory()).get(f"/casussen/{casus.code}/{part}/").status_code == 404


def fill(casus: Casus, code: str) -> None:
    given: dict[str, dict[str, Any]] = {
        "canvas": {"K1": {"text": "Drie partijen", "status": "CONCEPT", "open": "Wie nog?"}},
        "keuzehulp": {"doel": "nee"},
        "vormverkenner": {"nu": "netwerk", "gewenst": "combine", "waarom": "Omdat het kan."},
        "dilemmalijn": {"nu": {"tempo": 80}, "gewenst": {"tempo": 20}},
    }
    versie = Instrumentversie.objects.get(instrument__code=code, number=1)
    layer = "nu" if code == "canvas" else ""
    save_answers(actor=casus.owner, casus=casus, versie=versie, layer=layer, version=0, answers=given[code], now=NOW)


CODES = {"canvas": "canvas", "keuzehulp": "keuzehulp", "vormen": "vormverkenner", "dilemmalijn": "dilemmalijn"}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.code)
def test_each_instrument_is_a_part_to_show_elsewhere(part: Any) -> None:
    casus = a_casus()
    assert part.read(casus) is None
    fill(casus, CODES[part.code])
    values = json.loads(json.dumps(part.read(casus)))
    shown = render_to_string(part.template, values)
    words = {"canvas": "Drie partijen", "keuzehulp": "Splits de opgave", "vormen": "Omdat het kan.",
             "dilemmalijn": "Een flinke stap naar: Doorpakken."}  # fmt: skip
    assert (words[part.code] in shown, "<a " in shown, "Bron" in shown) == (True, False, True)


def test_the_tiles_of_a_casus_say_how_far_each_instrument_is() -> None:
    casus = a_casus()
    fill(casus, "canvas")
    figures = {name: figure for part in PARTS for name, figure in part.figures().items()}
    found = Casus.objects.filter(pk=casus.pk).annotate(**figures).values(*figures).get()
    assert {part.code: part.line(found, {}) for part in PARTS} == {
        "canvas": "Bezig", "keuzehulp": "Nog niet begonnen", "vormen": "Nog niet begonnen",
        "dilemmalijn": "Nog niet begonnen",
    }  # fmt: skip


def test_the_page_of_a_casus_leads_to_no_instrument_that_was_withdrawn() -> None:
    begun, other = a_casus(), a_casus()
    fill(begun, "dilemmalijn")
    Instrument.objects.filter(code="dilemmalijn").update(is_offered=False)
    found = {
        casus: (f"/{casus.code}/dilemmalijn/" in home, browser(casus.owner).get(f"{at}dilemmalijn/").status_code)
        for casus, at in ((begun, f"/casussen/{begun.code}/"), (other, f"/casussen/{other.code}/"))
        for home in [browser(casus.owner).get(at).content.decode()]
    }
    assert found == {begun: (True, 200), other: (False, 404)}


def test_the_check_before_sharing_reads_what_she_wrote_and_no_words_of_ours() -> None:
    casus = a_casus()
    for code in CODES.values():
        fill(casus, code)
    day = {"day": "2027-03-04", "kind": "WAARHEID", "text": "De raad beslist dan.", "needs": ""}
    Moment.objects.create(casus=casus, data_key_id=casus.data_key_id, changed_at=NOW, **day)
    shown = browser(casus.owner).get(f"/casussen/{casus.code}/controle/").context["marked"].texts
    found = {title: ["".join(piece.text for piece in row) for row in rows] for title, rows in shown}
    found.pop("Casusformat")
    assert found == {
        "Tijdlijn": ["De raad beslist dan."], "Vormverkenner": ["Omdat het kan."],
        "Samenwerkingscanvas": ["Drie partijen", "Wie nog?"],
    }  # fmt: skip


def test_answers_keep_to_their_questions_until_she_moves_on() -> None:
    casus = a_casus()
    fill(casus, "vormverkenner")

    def other_question(schema: dict[str, Any]) -> None:
        schema["sections"][0]["questions"][2]["ask"] = "Vertel eens waarom?"

    second = newer("vormverkenner", other_question)
    body = page(casus, "vormen")
    assert ("Waarom past die vorm beter?" in body, "Er zijn nieuwe vragen" in body, "Vertel eens" in body) == (
        True, True, False,
    )  # fmt: skip
    assert "Vertel eens waarom?" in page(a_casus(), "vormen")
    move = f"/casussen/{casus.code}/instrumenten/vormverkenner/overstappen/"
    assert "Al je antwoorden gaan mee." in browser(casus.owner).get(move).content.decode()
    assert browser(casus.owner).post(move).url == f"/casussen/{casus.code}/vormen/"
    body = page(casus, "vormen")
    assert ("Vertel eens waarom?" in body, "Omdat het kan." in body, "Er zijn nieuwe vragen" in body) == (
        True,
        True,
        False,
    )
    assert Invulling.objects.get(casus=casus).instrumentversie_id == second.pk
    # Who wrote on an open page under the old questions loses nothing and hears what happened.
    stale = save(casus, "vormen", version=1, antwoord_waarom="Van een oude pagina").content.decode()
    assert ("Van een oude pagina" in stale, "Zo staat het er nu" in stale) == (True, True)


def test_what_does_not_fit_the_new_questions_is_shown_before_it_goes() -> None:
    casus = a_casus()
    fill(casus, "dilemmalijn")

    def without_the_first(schema: dict[str, Any]) -> None:
        del schema["sections"][0]["questions"][0]

    newer("dilemmalijn", without_the_first)
    move = f"/casussen/{casus.code}/instrumenten/dilemmalijn/overstappen/"
    body = browser(casus.owner).get(move).content.decode()
    assert ("vervallen" in body, "nu tempo" in body, "80" in body) == (True, True, True)
    browser(casus.owner).post(move)
    assert answers(casus) == {"nu": {}, "gewenst": {}}


@pytest.mark.parametrize("instrument", ["bestaat-niet", "canvas2", "keuze-hulp"])
def test_one_cannot_move_on_with_what_is_not_there(instrument: str) -> None:
    casus = a_casus()
    address = f"/casussen/{casus.code}/instrumenten/{instrument}/overstappen/"
    assert [browser(casus.owner).get(address).status_code, browser(casus.owner).post(address).status_code] == [404, 404]


def test_who_only_reads_does_not_move_on() -> None:
    casus, reader = a_casus(), UserFactory()
    fill(casus, "vormverkenner")
    newer("vormverkenner")
    a_deling(casus, user=reader)
    address = f"/casussen/{casus.code}/instrumenten/vormverkenner/overstappen/"
    assert browser(reader).post(address).status_code == 404
    assert Invulling.objects.get().instrumentversie.number == 1


@pytest.mark.parametrize(
    "part", ["keuzehulp/", "keuzehulp/advies/", "vormen/", "dilemmalijn/", "canvas/vergelijken/", "canvas/eisen/"]
)
def test_the_number_of_questions_to_the_database_stays(part: str) -> None:
    casus = a_casus()
    for code in ("keuzehulp", "dilemmalijn", "vormverkenner", "canvas"):
        fill(casus, code)
    client = browser(casus.owner)
    client.get(f"/casussen/{casus.code}/{part}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/casussen/{casus.code}/{part}").status_code == 200
    assert len(asked) <= 15
