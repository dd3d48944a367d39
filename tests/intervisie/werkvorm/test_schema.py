"""A method as data: those that come along are whole, and every fault is a sentence that says where and what to do."""

import contextlib
import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casussen.instrumenten.schema import SchemaError
from intervisie.werkvorm.schema import read_werkvorm
from tests.intervisie.werkvorm.methods import CODES, data_of, shipped

Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize("code", CODES)
def test_what_comes_along_is_whole(code: str) -> None:
    schema = shipped(code)
    assert schema.steps[0] == schema.step(schema.steps[0].code)
    assert schema.step("nergens") is None
    assert schema.minutes == sum(step.minutes for step in schema.steps)


def _step(code: str, /, **values: Any) -> Change:
    """Change one step of the method."""

    def change(data: dict[str, Any]) -> None:
        next(step for step in data["steps"] if step["code"] == code).update(values)

    return change


def _whole(**values: Any) -> Change:
    return lambda data: data.update(values)


def _without(name: str) -> Change:
    return lambda data: data.pop(name)


def _step_without(code: str, name: str) -> Change:
    return lambda data: next(step for step in data["steps"] if step["code"] == code).pop(name)


def _many(data: dict[str, Any]) -> None:
    data["steps"] = [data["steps"][0] | {"code": f"s{at}"} for at in range(21)]


# Whom each is about: a method with one question (incident, tienstappen, dilemmalijn), with everybody's own
# (ingangspunten), with everybody's in turn (troika), with nobody's (doca).
FAULTS: list[tuple[str, str, Change, str]] = [
    ("no steps", "incident", _whole(steps=[]), "De werkvorm heeft geen stappen. Zet er minstens één stap in."),
    ("steps missing", "incident", _without("steps"), "De werkvorm heeft geen stappen."),
    ("steps no list", "incident", _whole(steps={"a": 1}), "werkvorm: 'steps' moet een lijst zijn."),
    ("too many steps", "doca", _many, "werkvorm: 'steps' heeft er 21. Houd het bij 20."),
    ("step no object", "incident", lambda data: data["steps"].append("x"), "werkvorm: 'steps' 9 is geen object."),
    ("step of nothing", "incident", lambda data: data["steps"].append(None), "werkvorm: 'steps' 9 is geen object."),
    ("0 minutes", "incident", _step("analyse", minutes=0), "'minutes' is 0. Kies een getal van 1 tot en met 240."),
    ("600 minutes", "incident", _step("analyse", minutes=600), "'minutes' is 600. Kies een getal van 1 tot en met"),
    ("-5 minutes", "incident", _step("analyse", minutes=-5), "'minutes' is -5."),
    ("half a minute", "incident", _step("analyse", minutes=0.5), "stap 5: 'minutes' moet een heel getal zijn."),
    ("minutes in words", "incident", _step("analyse", minutes="10"), "stap 5: 'minutes' moet een heel getal zijn."),
    ("minutes true", "incident", _step("analyse", minutes=True), "stap 5: 'minutes' moet een heel getal zijn."),
    ("no minutes", "incident", _step_without("analyse", "minutes"), "stap 5: 'minutes' moet een heel getal zijn."),
    ("endless minutes", "incident", _step("analyse", minutes=10**30), "stap 5: 'minutes' moet een heel getal zijn."),
    ("no title", "incident", _step("analyse", title=" "), "stap 5: 'title' ontbreekt."),
    ("long title", "incident", _step("analyse", title="a" * 81), "stap 5: 'title' moet tekst zijn van hooguit 80"),
    ("long text", "incident", _step("analyse", text="a" * 300_000), "stap 5: 'text' moet tekst zijn van hooguit 2000"),
    ("text no text", "incident", _step("analyse", text=["a"]), "stap 5: 'text' moet tekst zijn van hooguit 2000"),
    ("unseen sign", "incident", _step("analyse", text="a\x00b"), "stap 5: 'text' bevat een teken dat niet kan."),
    ("half a sign", "incident", _step("analyse", title="a\ud800"), "stap 5: 'title' bevat een teken dat niet kan."),
    ("no code", "incident", _step("analyse", code=""), "stap 5: 'code' ontbreekt."),
    ("code of a point", "incident", _step("analyse", code="a.b"), "De code 'a.b' van een stap kan niet."),
    ("code of a space", "incident", _step("analyse", code="a b"), "De code 'a b' van een stap kan niet."),
    ("long code", "incident", _step("analyse", code="a" * 41), "stap 5: 'code' moet tekst zijn van hooguit 40"),
    ("code twice", "incident", _step("analyse", code="feiten"), "De code 'feiten' staat twee keer bij een stap."),
    ("code in capitals", "incident", _step("analyse", code="FEITEN"), "De code 'FEITEN' staat twee keer bij een stap."),
    ("misspelt", "incident", _step("analyse", in_turns=True), "stap 5: 'in_turns' bestaat niet. Kies uit: code, title"),
    ("misspelt whole", "incident", _whole(step=[]), "werkvorm: 'step' bestaat niet. Kies uit: question, size, group"),
    ("question", "incident", _whole(question="TWEE"), "werkvorm: 'question' is 'TWEE'. Kies een van deze: EEN, EIGEN"),
    ("no question", "incident", _without("question"), "werkvorm: 'question' ontbreekt."),
    ("question a number", "incident", _whole(question=1), "werkvorm: 'question' moet tekst zijn van hooguit 40"),
    ("maturity", "incident", _whole(maturity="OUD"), "werkvorm: 'maturity' is 'OUD'. Kies een van deze: NIEUW, BEKEND"),
    ("fits nothing", "incident", _whole(fits=[]), "werkvorm: 'fits' is leeg. Kies een of meer van: VOORVAL, PATROON"),
    ("fits unknown", "incident", _whole(fits=["RUZIE"]), "werkvorm: 'fits' is 'RUZIE'. Kies een van deze: VOORVAL"),
    ("fits twice", "incident", _whole(fits=["KEUZE", "KEUZE"]), "werkvorm: 'fits' noemt iets twee keer."),
    ("fits a text", "incident", _whole(fits="KEUZE"), "werkvorm: 'fits' moet een lijst zijn."),
    ("fits a number", "incident", _whole(fits=[3]), "werkvorm: 'fits' 1 moet tekst zijn van hooguit 40 tekens."),
    ("days a number", "incident", _whole(takes_days=1), "werkvorm: 'takes_days' moet true of false zijn."),
    ("rule empty", "incident", _whole(rules=[" "]), "werkvorm: 'rules' 1 is leeg. Vul het in of haal het weg."),
    ("rules too many", "incident", _whole(rules=["a"] * 21), "werkvorm: 'rules' heeft er 21. Houd het bij 20."),
    ("material no text", "incident", _whole(materials=[None]), "werkvorm: 'materials' 1 moet tekst zijn"),
    ("size missing", "incident", _without("size"), "werkvorm: 'size' ontbreekt."),
    ("size a number", "incident", _whole(size=8), "werkvorm: 'size' moet een object zijn."),
    ("sizes reversed", "incident", _whole(size={"fewest": 9, "most": 4}), "'size': 'fewest' is 9 en 'most' is 4."),
    ("groups reversed", "incident", _whole(group={"fewest": 9, "most": 4}), "'group': 'fewest' is 9 en 'most' is 4."),
    ("one person", "incident", _whole(size={"fewest": 1, "most": 4}), "'size': 'fewest' moet een heel getal van 2 tot"),
    ("a crowd", "incident", _whole(size={"fewest": 2, "most": 31}), "'size': 'most' moet een heel getal van 2 tot en"),
    ("size true", "incident", _whole(size={"fewest": True, "most": 4}), "'size': 'fewest' moet een heel getal van 2"),
    ("size misspelt", "incident", _whole(size={"few": 2, "most": 4}), "'size': 'few' bestaat niet. Kies uit: fewest,"),
    ("speaks", "incident", _step("analyse", speaks="IEMAND"), "'speaks' is 'IEMAND'. Kies een van deze: ALLEN, INBR"),
    ("no speaks", "incident", _step_without("analyse", "speaks"), "stap 5: 'speaks' ontbreekt."),
    ("writes", "incident", _step("analyse", writes="BEURT"), "'writes' is 'BEURT'. Kies een van deze: ALLEN, INBREN"),
    ("no writes", "incident", _step_without("analyse", "writes"), "stap 5: 'writes' ontbreekt."),
    ("sees", "incident", _step("analyse", sees="IEDEREEN"), "'sees' is 'IEDEREEN'. Kies een van deze: ALLEN, ANDEREN,"),
    ("no sees", "incident", _step_without("analyse", "sees"), "stap 5: 'sees' ontbreekt."),
    ("reveal", "incident", _step("analyse", reveal="NOOIT"), "'reveal' is 'NOOIT'. Kies een van deze: DIRECT, NA_EIG"),
    ("no reveal", "incident", _step_without("analyse", "reveal"), "stap 5: 'reveal' ontbreekt."),
    ("input", "incident", _step("analyse", input="FILM"), "'input' is 'FILM'. Kies een van deze: NIETS, TEKST, REGEL"),
    ("result", "incident", _step("analyse", result="BUIT"), "'result' is 'BUIT'. Kies een van deze: VRAAG, KAART, IN"),
    ("writes nothing", "incident", _step("analyse", writes="NIEMAND"),
     "'writes' is NIEMAND en 'input' is TEKST. Bij NIETS hoort NIEMAND, en alleen daarbij."),
    ("nothing to write", "incident", _step("terugblik", writes="ALLEN"), "'writes' is ALLEN en 'input' is NIETS."),
    ("for each, not by all", "ingangspunten", _step("inzichten", writes="NIEMAND"),
     "wie voor iedereen apart schrijft, is ALLEN. Zet dat bij 'writes'."),
    ("receiver of a text", "incident", _step("analyse", sees="ONTVANGER"),
     "'sees' ONTVANGER kan alleen bij 'input' PER_PERSOON."),
    ("hidden from its writer", "incident", _step("kiezen", sees="ANDEREN"),
     "wat de inbrenger schrijft, mag zij zelf ook zien."),
    ("no lines", "incident", _step("feiten", lines=None), "'lines' ontbreekt. Kies een getal van 1 tot en met 12."),
    ("13 lines", "incident", _step("feiten", lines=13), "stap 4: 'lines' moet een heel getal van 0 tot en met 12"),
    ("lines true", "incident", _step("feiten", lines=True), "stap 4: 'lines' moet een heel getal van 0 tot en met"),
    ("lines of a text", "incident", _step("analyse", lines=2), "'lines' hoort alleen bij 'input' REGELS of SORTEREN."),
    ("labels too many", "incident", _step("advies", labels=["a", "b", "c"]), "'labels' heeft er 3. Er is plaats"),
    ("labels of nothing", "incident", _step("terugblik", labels=["a"]), "'labels' heeft er 1. Er is plaats voor 0."),
    ("label a number", "incident", _step("analyse", labels=[4]), "stap 5: 'labels' 1 moet tekst zijn van hooguit 120"),
    ("weigh without options", "tienstappen", _step("wegen", options=[]),
     "bij 'input' WEGEN horen twee of meer keuzes in 'options'."),
    ("weigh with one option", "tienstappen", _step("wegen", options=[{"code": "a", "title": "A"}]),
     "bij 'input' WEGEN horen twee of meer keuzes in 'options'."),
    ("sort without options", "doca", _step("inbreng", options=None),
     "bij 'input' SORTEREN horen twee of meer keuzes in 'options'."),
    ("options of a text", "incident", _step("analyse", options=[{"code": "a", "title": "A"}]),
     "'options' hoort alleen bij 'input' WEGEN of SORTEREN."),
    ("option twice", "doca", _step("inbreng", options=[{"code": "a", "title": "A"}] * 2),
     "De code 'a' staat twee keer bij een keuze."),
    ("option without title", "doca", _step("inbreng", options=[{"code": "a"}, {"code": "b", "title": "B"}]),
     "stap 2, keuze 1: 'title' ontbreekt."),
    ("option no object", "doca", _step("inbreng", options=["a", "b"]), "stap 2: 'options' 1 is geen object."),
    ("options no list", "doca", _step("inbreng", options="ab"), "stap 2: 'options' moet een lijst zijn."),
    ("nine options", "doca", _step("inbreng", options=[{"code": f"a{at}", "title": "A"} for at in range(9)]),
     "stap 2: 'options' heeft er 9. Houd het bij 8."),
    ("weigh nothing", "tienstappen", _step("wegen", of=""), "'of' ontbreekt. Noem de code van een eerdere stap"),
    ("weigh what is not", "tienstappen", _step("wegen", of="nergens"), "'of' noemt 'nergens'. Dat is geen eerdere"),
    ("weigh what comes", "tienstappen", _step("wegen", of="tips"), "'of' noemt 'tips'. Dat is geen eerdere stap."),
    ("weigh itself", "tienstappen", _step("wegen", of="wegen"), "'of' noemt 'wegen'. Dat is geen eerdere stap."),
    ("weigh a silence", "tienstappen", _step("vragen", input="NIETS", writes="NIEMAND", lines=0, labels=[]),
     "van stap 'vragen' is niets te wegen."),
    ("weigh what is hidden", "tienstappen", _step("vragen", sees="ANDEREN"),
     "wie hier schrijft, ziet niet wat er bij stap 'vragen' staat. Verander daar 'sees'."),
    ("weigh what is private", "tienstappen", _step("vragen", sees="SCHRIJVER"), "wie hier schrijft, ziet niet wat er"),
    ("of a text", "incident", _step("analyse", of="feiten"), "'of' hoort alleen bij 'input' WEGEN of LIJN."),
    ("line without poles", "dilemmalijn", _step("plek", of=""), "'of' ontbreekt."),
    ("line with one pole", "dilemmalijn", _step("uitersten", lines=1, labels=["a"]),
     "stap 'uitersten' noemt geen twee polen. Geef die stap 'input' REGELS met 'lines' 2."),
    ("line with three poles", "dilemmalijn", _step("uitersten", lines=3, labels=[]), "stap 'uitersten' noemt geen"),
    ("line of a text", "dilemmalijn", _step("plek", of="dilemma"), "stap 'dilemma' noemt geen twee polen."),
    ("poles later", "dilemmalijn", lambda data: data["steps"].reverse(), "'of' noemt 'uitersten'. Dat is geen eerdere"),
    ("hidden poles", "dilemmalijn", _step("uitersten", sees="SCHRIJVER"), "wie hier schrijft, ziet niet wat er bij st"),
    ("turn of nobody", "incident", _step("analyse", speaks="BEURT"), "'speaks' BEURT kan alleen waar 'in_turn' aan"),
    ("turn a word", "incident", _step("analyse", in_turn="ja"), "stap 5: 'in_turn' moet true of false zijn."),
    ("repeats in one question", "incident", _step("analyse", repeats=True),
     "stap 5: 'repeats' kan alleen als 'question' OM_DE_BEURT is."),
    ("nothing repeats", "incident", _whole(question="OM_DE_BEURT"),
     "werkvorm: 'question' is OM_DE_BEURT, maar geen stap herhaalt."),
    ("repeats apart", "troika", _step("verhelderen", repeats=False), "stap 4: stappen die herhalen, staan bij elkaar."),
    ("split while repeating", "troika",
     lambda data: [step.update(is_split=step["code"] == "advies") for step in data["steps"]],
     "stap 4: 'is_split' kan niet midden in stappen die herhalen."),
    ("bringer of nobody", "doca", _step("voorlezen", speaks="INBRENGER", in_turn=False),
     "'speaks' INBRENGER kan niet: niemand brengt iets in, want 'question' is GEEN."),
    ("others of nobody", "doca", _step("inbreng", writes="ANDEREN"), "'writes' ANDEREN kan niet: niemand brengt iets"),
    ("hidden from nobody", "doca", _step("inbreng", sees="ANDEREN_EERST"), "'sees' ANDEREN_EERST kan niet: niemand"),
    ("for nobody's eyes", "doca", _step("inbreng", sees="INBRENGER"), "'sees' INBRENGER kan niet: niemand brengt"),
    ("advice for nobody", "doca", _step("ambities", result="ADVIES"), "'result' ADVIES kan niet: niemand"),
    ("nobody's at once", "incident", _whole(question="GEEN"), "'speaks' INBRENGER kan niet: niemand brengt iets in"),
    ("bringer of all", "ingangspunten", _step("vraag", writes="INBRENGER"), "'writes' INBRENGER kan niet: ieder heeft"),
    ("bringer before the round", "troika", _step("nadenken", writes="INBRENGER"),
     "'writes' INBRENGER kan niet: niemand is hier aan de beurt. Laat de stap herhalen."),
    ("cards of a text", "ingangspunten", _step("vraag", result="KAART"), "'result' KAART hoort bij 'input' KAARTEN."),
    ("insight of a text", "ingangspunten", _step("vraag", result="INZICHT"), "'result' INZICHT hoort bij 'input' PER_"),
    ("result of nothing", "incident", _step("terugblik", result="GELEERD"), "'result' GELEERD hoort bij 'input' TEKST"),
    ("advice behind her back", "incident", _step("advies", sees="ANDEREN"),
     "'result' ADVIES gaat mee naar een ander. Kies bij 'sees' ALLEN of ANDEREN_EERST of INBRENGER."),
    ("private advice", "incident", _step("advies", sees="SCHRIJVER"), "'result' ADVIES gaat mee naar een ander."),
    ("private insight", "ingangspunten", _step("inzichten", sees="SCHRIJVER"), "'result' INZICHT gaat mee naar een an"),
    ("never shown", "incident", _step("terugkijken", sees="ALLEN", reveal="NA_STAP"),
     "stap 8: na de laatste stap ziet niemand het bord meer. Kies bij 'reveal' DIRECT of NA_EIGEN."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "change", "sentence"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_a_sentence(code: str, change: Change, sentence: str) -> None:
    data = data_of(code)
    change(data)
    with pytest.raises(SchemaError) as error:
        read_werkvorm(data)
    assert [fault for fault in error.value.faults if sentence in fault] != [], error.value.faults


def test_a_fault_names_the_step_by_number_and_title() -> None:
    data = data_of("incident")
    _step("analyse", minutes=600)(data)
    with pytest.raises(SchemaError) as error:
        read_werkvorm(data)
    title = data["steps"][4]["title"]
    assert error.value.faults == [f"stap 5 '{title}': 'minutes' is 600. Kies een getal van 1 tot en met 240."]


def test_every_fault_is_told_at_once() -> None:
    data = data_of("incident")
    _step("analyse", minutes=0, sees="IEDEREEN")(data)
    _step("advies", title="", result="KAART")(data)
    with pytest.raises(SchemaError) as error:
        read_werkvorm(data)
    assert len(error.value.faults) == 4


@pytest.mark.parametrize("data", [[], None, 3, "tekst", True, 1.5])
def test_what_is_no_object_is_no_method(data: Any) -> None:
    with pytest.raises(SchemaError) as error:
        read_werkvorm(data)
    assert error.value.faults == ["De werkvorm is geen object. Begin met een accolade."]


def test_nothing_at_all_is_told_in_words() -> None:
    with pytest.raises(SchemaError) as error:
        read_werkvorm({})
    assert error.value.faults == [
        "werkvorm: 'size' ontbreekt.",
        "'size': 'fewest' moet een heel getal van 2 tot en met 30 zijn.",
        "'size': 'most' moet een heel getal van 2 tot en met 30 zijn.",
        "werkvorm: 'question' ontbreekt.",
        "werkvorm: 'maturity' ontbreekt.",
        "De werkvorm heeft geen stappen. Zet er minstens één stap in.",
    ]


def test_where_nobody_writes_little_has_to_be_said() -> None:
    schema = read_werkvorm(
        {
            "question": "GEEN", "size": {"fewest": 2, "most": 6}, "fits": ["KEUZE"], "maturity": "NIEUW",
            "steps": [{"code": "praten", "title": "Praten", "minutes": 5, "speaks": "ALLEN"}],
        }
    )  # fmt: skip
    step = schema.steps[0]
    assert (step.input, step.writes, step.sees, step.reveal) == ("NIETS", "NIEMAND", "SCHRIJVER", "DIRECT")
    assert (schema.group_fewest, schema.group_most) == (2, 6)


def test_reading_changes_nothing() -> None:
    data = data_of("troika")
    kept = copy.deepcopy(data)
    read_werkvorm(data)
    assert data == kept


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from(["ALLEN", "LIJN"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(CODES), st.data())
def test_whatever_is_written_is_read_or_refused_in_words(code: str, data: st.DataObject) -> None:
    """Any value in any place: never another error than ours, and sentences that can be stored and shown."""
    schema = data_of(code)
    for _time in range(data.draw(st.integers(1, 3))):
        part: Any = data.draw(st.sampled_from([schema, *schema["steps"]]) if schema.get("steps") else st.just(schema))
        if isinstance(part, dict):
            name = data.draw(st.sampled_from(sorted(part)) | st.text(max_size=5))
            part[name] = data.draw(JUNK)
        if not isinstance(schema.get("steps"), list):
            break
    with contextlib.suppress(SchemaError):
        read_werkvorm(schema)
        return
    with pytest.raises(SchemaError) as error:
        read_werkvorm(schema)
    assert error.value.faults != []
    assert all(fault.endswith((".", ")")) and len(fault) < 500 for fault in error.value.faults)
    json.dumps(error.value.faults, ensure_ascii=False).encode()
