"""A protocol as data: the one that comes along is whole, and every fault is a sentence that says what to do."""

import contextlib
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casussen.instrumenten.schema import SchemaError
from intervisie.protocol.schema import read_protocol

ROWS = json.loads((Path(__file__).parents[3] / "intervisie" / "data" / "protocollen.json").read_text(encoding="utf-8"))
STANDARD: dict[str, Any] = ROWS[0]["schema"]


def test_the_standard_protocol_has_the_steps_of_the_design() -> None:
    schema = read_protocol(STANDARD)
    assert [(step.code, step.offset_weeks, step.who, step.page) for step in schema.steps()] == [
        ("KICKOFF", -10, "ALLEN", "GESPREK"),
        ("VERKENNEND_GESPREK", -6, "GASTHEER_EN_VOORZITTER", "GESPREK"),
        ("ZELFBEELD", -4, "GASTHEER", "KIT"),
        ("PAKKET", -2, "GASTHEER", "KIT"),
        ("BEZOEKERSGESPREK", -1, "BEZOEKERS", "GESPREK"),
        ("BEZOEK", 0, "ALLEN", "BEZOEK"),
        ("WAARNEMINGEN", 1, "BEZOEKERS", "WAARNEMINGEN"),
        ("BRIEF", 2, "VOORZITTER", "BRIEF"),
        ("REACTIE", 3, "GASTHEER", "REACTIE"),
        ("VASTSTELLEN", 4, "VOORZITTER", "VASTSTELLEN"),
        ("ACTIES", 4, "GASTHEER", "ACTIES"),
        ("TERUGBLIK_6", 26, "GASTHEER", "VRAGEN"),
        ("VOORTGANG_10", 43, "GASTHEER_EN_VOORZITTER", "GESPREK"),
    ]
    assert {one.code: one.minutes for one in schema.programmes} == {"DAGDEEL": 210, "HELE_DAG": 450}
    assert [step.code for step in schema.steps() if step.anchor == "TOERNEE"] == ["KICKOFF"]
    step = schema.step_at("verkennend-gesprek")
    assert step is not None
    assert (step.code, step.slug) == ("VERKENNEND_GESPREK", "verkennend-gesprek")
    assert schema.step("NIETS") is None
    assert schema.step_at("VERKENNEND_GESPREK") is None


def test_texts_are_short_enough_for_everybody() -> None:
    """No sentence of more than twenty words, and the words of the house."""
    schema = read_protocol(STANDARD)
    texts = [text for step in schema.steps() for text in (step.title, step.text)]
    texts += [text for step in schema.steps() for one in step.questions for text in (one.ask, one.help)]
    texts += [line.text for one in schema.programmes for line in one.lines]
    sentences = [one for text in texts for one in text.replace("?", ".").replace("!", ".").split(".")]
    assert [one for one in sentences if len(one.split()) > 20] == []
    assert [text for text in texts if "!" in text or " peer" in text.lower() or " host" in text.lower()] == []


def _step(code: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def at(data: dict[str, Any]) -> dict[str, Any]:
        return next(step for phase in data["phases"] for step in phase["steps"] if step["code"] == code)

    return at


def _set(code: str, /, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: _step(code)(data).update(values)


def _many_steps(data: dict[str, Any]) -> None:
    first = data["phases"][0]["steps"][0]
    data["phases"][0]["steps"] = [first | {"code": f"KICKOFF_{number}"} for number in range(41)]


FAULTS: list[tuple[str, Callable[[dict[str, Any]], Any], str]] = [
    ("no steps", lambda data: data.update(phases=[]), "Het protocol heeft geen stappen. Zet er minstens één stap in."),
    ("too many", _many_steps, "Het protocol heeft 53 stappen. Houd het bij 40."),
    ("phases no list", lambda data: data.update(phases={}), "protocol: 'phases' moet een lijst zijn."),
    ("phase no object", lambda data: data["phases"].append(3), "fase 6 is geen object."),
    ("step no object", lambda data: data["phases"][0]["steps"].append("x"), "fase 1, stap 2 is geen object."),
    ("double code", _set("PAKKET", code="ZELFBEELD"),
     "De code 'ZELFBEELD' staat twee keer bij een stap. Geef elke stap een eigen code."),
    ("double phase", lambda data: data["phases"][1].update(code="BEGINNEN"),
     "De code 'BEGINNEN' staat twee keer bij een fase. Geef elke fase een eigen code."),
    ("small code", _set("PAKKET", code="pakket"),
     "De code 'pakket' van een stap kan niet. Gebruik hoofdletters, cijfers en lage streepjes."),
    ("no code", _set("PAKKET", code=" "), "fase 2, stap 3: 'code' ontbreekt."),
    ("unknown page", _set("PAKKET", page="FEEST"),
     "Stap 'Bezoekkit delen': 'page' moet een van deze zijn: VRAGEN, GESPREK, KIT, BEZOEK, WAARNEMINGEN, BRIEF,"
     " REACTIE, VASTSTELLEN, ACTIES."),
    ("unknown who", _set("BRIEF", who="BURGEMEESTER"), "Stap 'Brief schrijven': 'who' moet een van deze zijn: ALLEN,"),
    ("unknown reader", _set("BRIEF", reads="IEDEREEN"), "Stap 'Brief schrijven': 'reads' moet een van deze zijn"),
    ("out of order", _set("PAKKET", offset_weeks=-5),
     "Stap 'Bezoekkit delen': week -5 ligt vóór week -4 van 'Zelfbeeld maken'. Zet de stappen op volgorde."),
    ("too early", _set("KICKOFF", offset_weeks=-53),
     "Stap 'Kick-off met elkaar': 'offset_weeks' is -53. Kies een week van -52 tot en met 104;"),
    ("too late", _set("VOORTGANG_10", offset_weeks=105),
     "Stap 'Voortgangsgesprek na tien maanden': 'offset_weeks' is 105."),
    ("half a week", _set("BRIEF", offset_weeks=2.5), "fase 4, stap 1: 'offset_weeks' moet een heel getal zijn."),
    ("a truth as week", _set("BRIEF", offset_weeks=True), "fase 4, stap 1: 'offset_weeks' moet een heel getal zijn."),
    ("no week", _set("BRIEF", offset_weeks=None), "fase 4, stap 1: 'offset_weeks' moet een heel getal zijn."),
    ("opens after", _set("BRIEF", opens_weeks=-1), "Stap 'Brief schrijven': 'opens_weeks' is -1. Kies een getal van 0"),
    ("too long", _set("BRIEF", minutes=100_000), "fase 4, stap 1: 'minutes' moet een getal van 0 tot en met 960 zijn."),
    ("page of others", _set("BRIEF", who="GASTHEER"), "Stap 'Brief schrijven': pagina BRIEF is alleen voor"),
    ("host of nothing", _set("KICKOFF", who="GASTHEER"),
     "Stap 'Kick-off met elkaar': een stap van de hele toernee is van ALLEN of CONTACTPERSOON."),
    ("readers of nothing", _set("KICKOFF", reads="BEZOEKERS"),
     "Stap 'Kick-off met elkaar': antwoorden bij de hele toernee leest ZELF of NA_EIGEN."),
    ("page of a visit", _set("KICKOFF", page="BEZOEK", questions=[]),
     "Stap 'Kick-off met elkaar': bij de hele toernee hoort pagina VRAGEN of GESPREK."),
    ("no questions", _set("TERUGBLIK_6", questions=[]),
     "Stap 'Terugblik na zes maanden': pagina VRAGEN heeft minstens één vraag nodig."),
    ("questions elsewhere", _set("BRIEF", questions=[{"code": "a", "ask": "Wat?"}]),
     "Stap 'Brief schrijven': vragen kunnen alleen op pagina VRAGEN of GESPREK."),
    ("scale", _set("TERUGBLIK_6", questions=[{"code": "a", "ask": "Hoe?", "kind": "scale"}]),
     "Stap 'Terugblik na zes maanden': vraag 'a': 'kind' moet een van deze zijn: text, line, choice."),
    ("question twice", _set("TERUGBLIK_6", questions=[{"code": "a", "ask": "Hoe?"}, {"code": "a", "ask": "Wat?"}]),
     "Stap 'Terugblik na zes maanden': de code 'a' staat bij twee vragen. Geef elke vraag een eigen code."),
    ("one choice", _set("TERUGBLIK_6", questions=[{"code": "a", "ask": "Hoe?", "kind": "choice"}]),
     "fase 5, stap 1, vraag 1: een keuzevraag heeft twee of meer mogelijkheden nodig."),
    ("empty programme", lambda data: data["programmes"][0].update(lines=[]),
     "dagprogramma 1 heeft geen regels. Zet erin wat er op de dag gebeurt."),
    ("line without time", lambda data: data["programmes"][0]["lines"][0].update(minutes=0),
     "dagprogramma 1, regel 1: schrijf bij 'minutes' hoeveel minuten dit duurt."),
    ("long text", _set("BRIEF", text="a" * 2001), "fase 4, stap 1: 'text' moet tekst zijn van hooguit 2000 tekens."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_a_sentence(change: Callable[[dict[str, Any]], Any], sentence: str) -> None:
    data = copy.deepcopy(STANDARD)
    change(data)
    with pytest.raises(SchemaError) as error:
        read_protocol(data)
    assert [fault for fault in error.value.faults if fault.startswith(sentence)] != [], error.value.faults


@pytest.mark.parametrize("data", [[], None, 3, "tekst", True])
def test_what_is_no_object_is_no_protocol(data: Any) -> None:
    with pytest.raises(SchemaError) as error:
        read_protocol(data)
    assert error.value.faults == ["Het protocol is geen object. Begin met een accolade."]


@pytest.mark.parametrize("value", [None, [], {}, 3, "x", True, float("inf")])
def test_nothing_in_any_place_breaks_the_reader(value: Any) -> None:
    """Whatever stands in whatever place: words, never another error."""
    for place in ("phases", "programmes"):
        _try(STANDARD | {place: value})
    for name in STANDARD["phases"][1]["steps"][0]:
        data = copy.deepcopy(STANDARD)
        data["phases"][1]["steps"][0][name] = value
        _try(data)
    for name in ("code", "ask", "help", "kind", "longest"):
        data = copy.deepcopy(STANDARD)
        data["phases"][1]["steps"][0]["questions"][0][name] = value
        _try(data)


def _try(data: Any) -> None:
    with contextlib.suppress(SchemaError):
        read_protocol(data)
