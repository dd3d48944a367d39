"""A broken schema is refused with every fault in words, whatever is wrong with it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casussen.instrumenten.logica import CHECKS, judge_schema
from casussen.instrumenten.schema import LOGICS, SchemaError

ROWS = json.loads((Path(__file__).parents[3] / "casussen" / "data" / "instrumenten.json").read_text())
SCHEMAS = {row["code"]: row["schema"] for row in ROWS}
# A busy machine is no fault of what is tried.
SAME_EACH_TIME = settings(
    max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12,
)  # fmt: skip


def faults(data: Any) -> list[str]:
    try:
        judge_schema(data)
    except SchemaError as error:
        return error.faults
    return []


def broken(code: str, *path: Any, value: Any = None) -> Any:
    """Return the schema of an instrument with one place changed; without it when there is no value."""
    data = copy.deepcopy(SCHEMAS[code])
    place = data
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return data


def test_the_instruments_that_come_along_can_be_used() -> None:
    assert set(CHECKS) == set(LOGICS) == set(SCHEMAS)
    assert [faults(schema) for schema in SCHEMAS.values()] == [[], [], [], []]
    assert all(row["source"] and row["name"] and row["summary"] for row in ROWS)


Q = ("sections", 0, "questions", 0)


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        ([], ["Het schema is geen object. Begin met een accolade."]),
        ("tekst", ["Het schema is geen object. Begin met een accolade."]),
        (None, ["Het schema is geen object. Begin met een accolade."]),
        ({}, ["'logic' moet een van deze zijn: canvas, keuzehulp, vormverkenner, dilemmalijn.",
              "Het schema heeft geen vragen."]),
        (broken("canvas", "logic", value="python"),
         ["'logic' moet een van deze zijn: canvas, keuzehulp, vormverkenner, dilemmalijn."]),
        (broken("canvas", "logic", value=["canvas"]),
         ["'logic' moet een van deze zijn: canvas, keuzehulp, vormverkenner, dilemmalijn."]),
        (broken("canvas", "sections", value={}),
         ["schema: 'sections' moet een lijst zijn.", "Het schema heeft geen vragen."]),
        (broken("canvas", "table", value=[]), ["'table' moet een object zijn."]),
        (broken("canvas", "layers", value=["nu"]), ["laag 1 is geen object."]),
        (broken("canvas", *Q, "ask"), ["blok 1, vraag 1: 'ask' ontbreekt."]),
        (broken("canvas", *Q, "ask", value="x" * 401),
         ["blok 1, vraag 1: 'ask' moet tekst zijn van hooguit 400 tekens."]),
        (broken("canvas", *Q, "code", value=7), ["blok 1, vraag 1: 'code' moet tekst zijn van hooguit 400 tekens."]),
        (broken("canvas", *Q, "code", value="K 1/"),
         ["De code 'K 1/' van een vraag kan niet. Gebruik hooguit 40 letters, cijfers en streepjes."]),
        (broken("canvas", *Q, "code", value="K2"),
         ["De code 'K2' staat twee keer bij een vraag. Geef elke vraag een eigen code."]),
        (broken("canvas", *Q, "kind", value="dropdown"),
         ["blok 1, vraag 1: 'kind' moet een van deze zijn: text, line, choice, scale, box."]),
        (broken("canvas", *Q, "longest", value=0),
         ["blok 1, vraag 1: 'longest' moet een getal van 1 tot en met 20000 zijn."]),
        (broken("canvas", *Q, "longest", value=True),
         ["blok 1, vraag 1: 'longest' moet een getal van 1 tot en met 20000 zijn."]),
        (broken("canvas", *Q, "kind", value="text"), ["Het vak 'K1' moet kind 'box' hebben."]),
        (broken("canvas", *Q), ["Het vak 'K1' ontbreekt."]),
        (broken("canvas", *Q, "code", value="K4"),
         ["Het vak 'K1' ontbreekt.", "Het vak 'K4' hoort niet in het canvas."]),
        (broken("canvas", "layers"), ["Het canvas heeft twee lagen nodig: nu en gewenst."]),
        (broken("keuzehulp", *Q), ["De vraag 'doel' ontbreekt."]),
        (broken("keuzehulp", *Q, "options", 0),
         ["blok 1, vraag 1: een keuzevraag heeft twee of meer mogelijkheden nodig."]),
        (broken("keuzehulp", *Q, "options", 0, "code", value="nee"),
         ["blok 1, vraag 1: twee mogelijkheden hebben dezelfde code."]),
        (broken("keuzehulp", *Q, "options", 0, "code", value="wel"),
         ["De vraag 'doel' moet deze keuzes hebben: ja, nee."]),
        (broken("keuzehulp", "table", "vormen"), ["De tabel mist 'vormen' of 'uitkomsten'."]),
        (broken("keuzehulp", "table", "uitkomsten", "netwerk"),
         ["De uitkomst 'netwerk' ontbreekt of noemt een vorm die er niet is."]),
        (broken("keuzehulp", "table", "uitkomsten", "netwerk", "vorm", value="stichting"),
         ["De uitkomst 'netwerk' ontbreekt of noemt een vorm die er niet is."]),
        (broken("keuzehulp", "table", "uitkomsten", "netwerk", "vorm", value=["netwerk"]),
         ["De uitkomst 'netwerk' ontbreekt of noemt een vorm die er niet is."]),
        (broken("keuzehulp", "table", "uitkomsten", "netwerk", "caution", value=3),
         ["De uitkomst 'netwerk' heeft tekst nodig bij title, origin en caution."]),
        (broken("keuzehulp", "table", "vormen", "combine", "asks"),
         ["De vorm 'combine' mist een van: title, what, asks, unfit."]),
        (broken("keuzehulp", "table", "zonder_bijdrage"), ["De tabel mist de tekst 'zonder_bijdrage'."]),
        (broken("keuzehulp", "table", "spanning", value="Nu {nu.__class__.x}"),
         ["De tekst 'spanning' mag tussen accolades alleen {nu} en {advies} noemen."]),
        (broken("keuzehulp", "table", "spanning", value="Nu {wat}"),
         ["De tekst 'spanning' mag tussen accolades alleen {nu} en {advies} noemen."]),
        (broken("keuzehulp", "table", "spanning", value="Nu {"),
         ["De tekst 'spanning' mag tussen accolades alleen {nu} en {advies} noemen."]),
        (broken("vormverkenner", "table", "kenmerken"), ["De tabel mist 'vormen' of 'kenmerken'."]),
        (broken("vormverkenner", "table", "vormen", "combine", "duur"), ["De vorm 'combine' mist 'duur'."]),
        (broken("vormverkenner", *Q, "options", 0),
         ["De vraag 'nu' moet precies de vormen van de tabel als keuze hebben."]),
        (broken("vormverkenner", *Q, "kind", value="text"), ["De vraag 'nu' moet kind 'choice' hebben."]),
        (broken("dilemmalijn", *Q, "options", 0), ["De lijn 'tempo' heeft kind 'scale' en twee kanten nodig."]),
        (broken("dilemmalijn", "layers", 0), ["De dilemmalijn heeft twee lagen nodig: nu en gewenst."]),
    ],
)  # fmt: skip
def test_every_fault_is_said(data: Any, sentences: list[str]) -> None:
    assert faults(data) == sentences


def test_more_questions_than_anybody_answers() -> None:
    data = broken("dilemmalijn", "sections", 0, "questions", value=[
        {**SCHEMAS["dilemmalijn"]["sections"][0]["questions"][0], "code": f"v{number}"} for number in range(61)
    ])  # fmt: skip
    assert faults(data) == ["Het schema heeft 61 vragen. Houd het bij 60."]


@SAME_EACH_TIME
@given(
    code=st.sampled_from(sorted(SCHEMAS)),
    name=st.sampled_from(["logic", "layers", "sections", "table"]),
    value=anything,
)
def test_whatever_stands_in_a_schema_it_is_used_or_refused_in_words(code: str, name: str, value: Any) -> None:
    assert all(isinstance(sentence, str) and sentence for sentence in faults(SCHEMAS[code] | {name: value}))


@SAME_EACH_TIME
@given(code=st.sampled_from(["keuzehulp", "vormverkenner"]), name=st.text(max_size=6), value=anything)
def test_whatever_stands_in_a_table_it_is_used_or_refused_in_words(code: str, name: str, value: Any) -> None:
    for key in (name, *SCHEMAS[code]["table"]):
        table = SCHEMAS[code]["table"] | {key: value}
        assert all(isinstance(sentence, str) for sentence in faults(SCHEMAS[code] | {"table": table}))


@pytest.mark.parametrize("code", ["keuzehulp", "vormverkenner"])
@pytest.mark.parametrize("order", [[], ["binding"], ["netwerk", "netwerk"], "netwerk", [1], {"netwerk": 1}, None])
def test_an_order_names_every_code_once(code: str, order: Any) -> None:
    name = next(iter(SCHEMAS[code]["table"]["volgorde"]))
    data = broken(code, "table", "volgorde", value={name: order})
    assert faults(data) == [f"De volgorde van '{name}' moet alle codes daarvan noemen, elk één keer."]


def test_an_order_of_nothing_is_refused_and_none_goes_by_code() -> None:
    invented = broken("vormverkenner", "table", "volgorde", value={"kleuren": []})
    assert faults(invented) == ["De volgorde van 'kleuren' moet alle codes daarvan noemen, elk één keer."]
    assert faults(broken("vormverkenner", "table", "volgorde", value=["binding"])) == [
        "'volgorde' moet een object zijn."
    ]
    without = judge_schema(broken("vormverkenner", "table", "volgorde"))
    assert without.in_order("kenmerken") == ["afspraken", "binding", "duur", "risico"]


def test_the_forms_to_choose_stand_in_the_order_of_the_schema_whatever_the_database_makes_of_it() -> None:
    schema = SCHEMAS["keuzehulp"]
    jumbled = broken(
        "keuzehulp", "table", "vormen", value=dict(sorted(schema["table"]["vormen"].items(), reverse=True))
    )
    assert judge_schema(jumbled).in_order("vormen") == schema["table"]["volgorde"]["vormen"]
