"""What the instruments say: every path through the keuzehulp, the canvas, the vormverkenner and the dilemmalijn."""

import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casussen.instrumenten import canvas, dilemmalijn, keuzehulp, vormverkenner
from casussen.instrumenten.logica import judge_answers, judge_schema
from casussen.instrumenten.schema import Schema

DATA = Path(__file__).parents[3] / "casussen" / "data" / "instrumenten.json"
# The decision table as it was agreed, written again here: the code may not disagree with it.
ADVICE: dict[tuple[str, ...], str] = {
    ("belangrijk", "symmetrisch", "hoog"): "Combine",
    ("essentieel", "symmetrisch", "hoog"): "Combine",
    ("belangrijk", "asymmetrisch", "hoog"): "Coalitie",
    ("essentieel", "asymmetrisch", "hoog"): "Coalitie",
    ("essentieel", "symmetrisch", "laag"): "Alliantie",
    ("essentieel", "asymmetrisch", "laag"): "Alliantie",
    ("belangrijk", "symmetrisch", "laag"): "Combine voor één korte fase",
    ("belangrijk", "asymmetrisch", "laag"): "Coalitie voor één korte fase",
}
OWN: set[tuple[str, ...]] = {("belangrijk", "symmetrisch", "laag"), ("belangrijk", "asymmetrisch", "laag")}
CAUTIONED: set[tuple[str, ...]] = {("essentieel", "symmetrisch", "hoog"), ("essentieel", "asymmetrisch", "hoog")}
EVERY_RUN = list(itertools.product(*(keuzehulp.VALUES[code] for code in keuzehulp.ORDER)))
# A busy machine is no fault of what is tried.
SAME_EACH_TIME = settings(
    max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
answer = st.fixed_dictionaries(
    {}, optional={code: st.sampled_from([*keuzehulp.VALUES[code], "", "x"]) for code in keuzehulp.ORDER}
)


@cache
def schema(code: str) -> Schema:
    return judge_schema(next(row["schema"] for row in json.loads(DATA.read_text()) if row["code"] == code))


def fresh_run(wanted: dict[str, str]) -> dict[str, str]:
    """Answer the questions that are asked, one after the other, from nothing."""
    answers: dict[str, str] = {}
    while (code := keuzehulp.open_question(answers)) is not None and wanted.get(code) in keuzehulp.VALUES[code]:
        answers[code] = wanted[code]
    return answers


@pytest.mark.parametrize("run", EVERY_RUN, ids="-".join)
def test_every_way_through_the_questions_gives_an_outcome_with_reasons(run: tuple[str, ...]) -> None:
    answers = fresh_run(dict(zip(keuzehulp.ORDER, run, strict=True)))
    found = keuzehulp.outcome(schema("keuzehulp"), answers)
    assert found is not None
    doel, verplichtend, bijdragen, *three = run
    expected = "Splits de opgave" if doel == "nee" else "Netwerk" if verplichtend == "nee" else ADVICE[tuple(three)]
    assert (found.vorm.title, len(found.reasons)) == (expected, len(answers))
    assert all(reason.question and reason.answer and reason.why for reason in found.reasons)
    assert all((found.vorm.what, found.vorm.asks, found.vorm.unfit, found.vorm.origin))
    assert bool(found.remark) == (len(answers) == 6 and bijdragen == "nee")
    if len(answers) == 6:
        assert ("eigen voorstel" in found.vorm.origin) == (tuple(three) in OWN)
        assert bool(found.vorm.caution) == (tuple(three) in CAUTIONED)


@pytest.mark.parametrize("run", EVERY_RUN, ids="-".join)
def test_what_would_flip_the_outcome_does_flip_it(run: tuple[str, ...]) -> None:
    answers = fresh_run(dict(zip(keuzehulp.ORDER, run, strict=True)))
    found = keuzehulp.outcome(schema("keuzehulp"), answers)
    assert found is not None
    titles = {}
    for code in answers:
        for other in set(keuzehulp.VALUES[code]) - {answers[code]}:
            then = keuzehulp.outcome(schema("keuzehulp"), answers | {code: other})
            titles[schema("keuzehulp").question(code).ask] = then.vorm.title if then else ""
    flips = {flip.question: flip.outcome for flip in found.flips}
    assert flips == {ask: title for ask, title in titles.items() if title != found.vorm.title}
    assert flips


@pytest.mark.parametrize("end", range(len(keuzehulp.ORDER) + 1))
def test_changing_the_first_answer_of_every_run_equals_a_fresh_run(end: int) -> None:
    """Every run, broken off anywhere; then the first answer is changed and every other run follows."""
    fresh = [fresh_run(dict(zip(keuzehulp.ORDER, run, strict=True))) for run in EVERY_RUN]
    for first in EVERY_RUN:
        begun = dict(list(fresh_run(dict(zip(keuzehulp.ORDER, first, strict=True))).items())[:end])
        for wanted in fresh:
            assert keuzehulp.kept(begun | wanted) == wanted


@SAME_EACH_TIME
@given(first=answer, second=answer)
def test_going_back_and_answering_otherwise_equals_a_fresh_run(first: dict[str, str], second: dict[str, str]) -> None:
    """Answers of the first run that the second does not ask for any more change nothing."""
    went_back = keuzehulp.kept(first | fresh_run(second))
    assert keuzehulp.kept(went_back) == went_back
    begun_anew = fresh_run(first | fresh_run(second))
    assert went_back == begun_anew
    assert keuzehulp.outcome(schema("keuzehulp"), went_back) == keuzehulp.outcome(schema("keuzehulp"), begun_anew)


@SAME_EACH_TIME
@given(answers=st.dictionaries(st.text(max_size=12), st.text(max_size=12)))
def test_answers_that_nobody_can_give_are_no_answers(answers: dict[str, str]) -> None:
    assert keuzehulp.outcome(schema("keuzehulp"), keuzehulp.kept(answers)) is None or answers.get("doel") in (
        "ja",
        "nee",
    )


def test_the_form_in_use_and_the_advice_may_rub() -> None:
    answers = dict(zip(keuzehulp.ORDER, ("ja", "ja", "ja", "essentieel", "symmetrisch", "laag"), strict=True))
    rub = keuzehulp.tension(schema("keuzehulp"), "netwerk", answers)
    assert rub is not None
    assert ("Nu is de vorm: Netwerk." in rub, "Het advies is: Alliantie." in rub) == (True, True)
    quiet = [keuzehulp.tension(schema("keuzehulp"), current, answers) for current in ("alliantie", "", "stichting")]
    assert quiet == [None, None, None]
    assert keuzehulp.tension(schema("keuzehulp"), "netwerk", {"doel": "ja"}) is None


def test_the_canvas_has_nineteen_boxes_in_a_core_and_six_topics() -> None:
    assert [len(section.questions) for section in schema("canvas").sections] == [3, 3, 2, 4, 3, 2, 2]
    assert tuple(question.code for question in schema("canvas").questions()) == canvas.BOXES


@pytest.mark.parametrize(
    ("given_box", "status"),
    [
        (None, "LEEG"), ({}, "LEEG"), ("tekst", "LEEG"), ({"text": " "}, "LEEG"),
        ({"text": "", "status": "AFGESPROKEN"}, "LEEG"), ({"text": "Ja"}, "CONCEPT"),
        ({"text": "Ja", "status": "LEEG"}, "CONCEPT"), ({"text": "Ja", "status": "x"}, "CONCEPT"),
        ({"text": "Ja", "status": "CONCEPT"}, "CONCEPT"), ({"text": "Ja", "status": "AFGESPROKEN"}, "AFGESPROKEN"),
    ],
)  # fmt: skip
def test_the_status_of_a_box_follows_its_text(given_box: Any, status: str) -> None:
    assert canvas.box("K1", {"K1": given_box}).status == status


def test_how_far_a_layer_is_and_that_it_lacks_a_goal() -> None:
    answers = {"K1": {"text": "Drie", "status": "AFGESPROKEN"}, "A1": {"text": "Een mail"}}
    assert canvas.stand(answers) == canvas.Stand(agreed=1, concept=1, empty=17, lacks_goal=True)
    assert canvas.stand(answers | {"K3": {"text": "Water"}}).lacks_goal is False


def test_both_layers_stand_beside_each_other() -> None:
    rows = {row.code: row for row in canvas.compare({"K1": {"text": "Nu"}}, {"K1": {"text": "Straks"}})}
    assert (len(rows), rows["K1"].differs, rows["K2"].differs) == (19, True, False)
    assert (rows["K1"].nu.text, rows["K1"].gewenst.text) == ("Nu", "Straks")


def test_open_boxes_and_open_questions_become_eisen() -> None:
    asks = {question.code: question.ask for question in schema("canvas").questions()}
    answers = {code: {"text": "Ja", "status": "CONCEPT"} for code in canvas.BOXES}
    answers |= {"B1": {"text": "", "open": ""}, "D1": {"text": "Ieder de helft", "open": " Ook na 2030? "}}
    assert canvas.eisen(answers, asks) == [canvas.Eis("B1", asks["B1"]), canvas.Eis("D1", "Ook na 2030?")]
    assert len(canvas.eisen({}, asks)) == 19


def test_the_vormverkenner_names_what_must_turn() -> None:
    found = vormverkenner.outcome(schema("vormverkenner"), {"nu": "netwerk", "gewenst": "alliantie"})
    assert found is not None
    assert (found.nu, found.gewenst, len(found.schakels)) == ("Netwerk", "Alliantie", 4)
    same = vormverkenner.outcome(schema("vormverkenner"), {"nu": "combine", "gewenst": "combine"})
    assert same is not None
    assert same.schakels == ()


@pytest.mark.parametrize(
    "answers", [{}, {"nu": "netwerk"}, {"nu": "x", "gewenst": "netwerk"}, {"nu": [], "gewenst": 3}]
)
def test_the_vormverkenner_waits_for_both_forms(answers: dict[str, Any]) -> None:
    assert vormverkenner.outcome(schema("vormverkenner"), answers) is None


@pytest.mark.parametrize(
    ("here", "there", "move"),
    [
        (50, 59, "Je staat waar je wilt staan."), (50, 60, "Een stap naar: Iedereen meenemen."),
        (50, 80, "Een stap naar: Iedereen meenemen."), (50, 81, "Een flinke stap naar: Iedereen meenemen."),
        (50, 40, "Een stap naar: Doorpakken."), (100, 0, "Een flinke stap naar: Doorpakken."),
        (None, 3, ""), (101, 3, ""), (-1, 3, ""), (True, 3, ""), ("5", 3, ""), (5.0, 3, ""),
    ],
)  # fmt: skip
def test_the_dilemmalijn_says_where_to_move(here: Any, there: Any, move: str) -> None:
    lines = dilemmalijn.outcome(schema("dilemmalijn"), {"tempo": here}, {"tempo": there})
    assert (lines[0].move, len(lines)) == (move, 5)


BOX = "Een vak heeft een tekst, een status en een open vraag."


@pytest.mark.parametrize(
    ("code", "answers", "sentence"),
    [
        ("canvas", {"K9": {}}, "Het antwoord 'K9' hoort bij geen vraag van dit instrument."),
        ("canvas", {"__class__": {}}, "Het antwoord '__class__' hoort bij geen vraag van dit instrument."),
        ("canvas", {"K1": "tekst"}, f"Wie doen er mee? {BOX}"),
        ("canvas", {"K1": {"eigenaar": "ik"}}, f"Wie doen er mee? {BOX}"),
        ("canvas", {"K1": {"status": "KLAAR"}}, "Wie doen er mee? Kies Leeg, Concept of Afgesproken."),
        ("canvas", {"K1": {"status": ["LEEG"]}}, "Wie doen er mee? Kies Leeg, Concept of Afgesproken."),
        ("canvas", {"K1": {"text": 3}}, "Wie doen er mee? Schrijf hier tekst."),
        ("canvas", {"K1": {"text": "x" * 4001}},
         "Wie doen er mee? Maak deze tekst korter: hooguit 4000 tekens. Nu zijn het er 4001."),
        ("canvas", {"K1": {"open": "x" * 1001}}, "Wie doen er mee? Maak de open vraag korter: hooguit 1000 tekens."),
        ("keuzehulp", {"doel": "misschien"}, "Is er een doel dat alle partijen delen? Kies een van de mogelijkheden."),
        ("keuzehulp", {"doel": ["ja"]}, "Is er een doel dat alle partijen delen? Kies een van de mogelijkheden."),
        ("keuzehulp", {"doel": True}, "Is er een doel dat alle partijen delen? Kies een van de mogelijkheden."),
        ("dilemmalijn", {"tempo": 101}, "Tempo of draagvlak? Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"tempo": -1}, "Tempo of draagvlak? Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"tempo": 1.5}, "Tempo of draagvlak? Geef een heel getal van 0 tot en met 100."),
        ("dilemmalijn", {"tempo": "50"}, "Tempo of draagvlak? Geef een heel getal van 0 tot en met 100."),
        ("vormverkenner", {"waarom": None}, "Waarom past die vorm beter? Schrijf hier tekst."),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_kept_is_said_in_words(code: str, answers: dict[str, Any], sentence: str) -> None:
    assert judge_answers(schema(code), answers) == [sentence]


def test_answers_that_can_be_kept_have_no_fault() -> None:
    right = {
        "canvas": {"K1": {"text": "Drie", "status": "CONCEPT", "open": "Wie nog?"}, "F2": {}},
        "keuzehulp": {"doel": "ja"}, "dilemmalijn": {"tempo": 0, "openheid": 100},
        "vormverkenner": {"nu": "netwerk", "waarom": ""},
    }  # fmt: skip
    assert [judge_answers(schema(code), answers) for code, answers in right.items()] == [[], [], [], []]
