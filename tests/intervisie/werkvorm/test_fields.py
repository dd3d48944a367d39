"""The fields of a sheet, and that what is typed in them is kept as meant or refused in words."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervisie.werkvorm import words
from intervisie.werkvorm.course import Position
from intervisie.werkvorm.fields import (
    Field,
    answer_label,
    answer_text,
    card_codes,
    clean,
    fields_of,
    main_fields,
)
from intervisie.werkvorm.reveal import Sheet, Shown, Viewer, shown
from intervisie.werkvorm.steps import Keuze, Stap
from tests.intervisie.werkvorm.methods import method, seats, shipped, stap

YES_NO = (Keuze("ja", "Ja"), Keuze("nee", "Nee"))


def _of(step: Stap, **values: Any) -> tuple[Field, ...]:
    return fields_of(method(step), seats(3), step.code, 0, 1, **values)


def _names(fields: tuple[Field, ...]) -> list[tuple[str, str, str]]:
    return [(one.name, one.kind, one.label) for one in fields]


def test_the_fields_of_every_input() -> None:
    assert _of(stap("a")) == ()
    assert _names(_of(stap("a", input=words.TEXT, labels=("Mijn vraag",)))) == [("tekst", "text", "Mijn vraag")]
    assert _names(_of(stap("a", input=words.LINES, lines=3, labels=("A", "B", "C")))) == [
        ("1", "text", "A"), ("2", "text", "B"), ("3", "text", "C"),
    ]  # fmt: skip
    assert _names(_of(stap("a", input=words.LINES, lines=2, labels=("Vraag",)))) == [
        ("1", "text", "Vraag"), ("2", "text", "Vraag"),
    ]  # fmt: skip
    assert _names(_of(stap("a", input=words.CARDS))) == [("kaarten", "cards", "")]
    sort = _of(stap("a", input=words.SORT, lines=2, options=YES_NO))
    assert _names(sort) == [("1", "line", ""), ("1-bak", "choice", ""), ("2", "line", ""), ("2-bak", "choice", "")]
    assert [one.options for one in sort] == [(), YES_NO, (), YES_NO]
    assert [(one.name, one.kind) for one in _of(stap("a", input=words.ACTIONS))] == [
        ("1", "line"), ("1-dag", "day"), ("2", "line"), ("2-dag", "day"), ("3", "line"), ("3-dag", "day"),
    ]  # fmt: skip
    assert fields_of(method(stap("a")), seats(3), "nergens", 0, 1) == ()


def test_for_each_other_one_of_the_subgroup_a_field() -> None:
    schema = method(stap("a", input=words.PER_PERSON, writes=words.ALL, is_split=True), question=words.OWN)
    fields = fields_of(schema, seats(8, 2), "a", 0, 3)
    assert [(one.name, one.to) for one in fields] == [("1", 1), ("5", 5), ("7", 7)]
    assert fields_of(schema, seats(8, 2), "a", 0, 99) == ()
    assert fields_of(schema, seats(1), "a", 0, 1) == ()


def test_what_was_written_for_who_left_stays() -> None:
    schema = method(stap("a", input=words.PER_PERSON, writes=words.ALL), question=words.OWN)
    gone = seats(4, left=[2, 3])
    assert [one.name for one in fields_of(schema, gone, "a", 0, 1)] == ["4"]
    assert [one.name for one in fields_of(schema, gone, "a", 0, 1, filled=["3", "4"])] == ["3", "4"]


WEIGH = method(
    stap("vragen", input=words.LINES, lines=2, writes=words.OTHERS, sees=words.ALL, reveal=words.AFTER_STEP),
    stap("wegen", input=words.WEIGH, of="vragen", writes=words.BRINGER, sees=words.ALL, options=YES_NO),
)


def test_each_line_that_she_may_see_is_weighed() -> None:
    sheets = [Sheet(2, "vragen", 0, {"1": "Waarom?", "2": "Waarheen?"}), Sheet(3, "vragen", 0, {"2": "Sinds wanneer?"})]
    people = seats(3)
    early, late = (
        shown(WEIGH, people, Position(at), 1, Viewer(1), sheets, own=True) for at in (0, 1)
    )  # fmt: skip
    assert fields_of(WEIGH, people, "wegen", 0, 1, early) == ()
    fields = fields_of(WEIGH, people, "wegen", 0, 1, late)
    assert _names(fields) == [
        ("2-1", "choice", "Waarom?"), ("2-2", "choice", "Waarheen?"), ("3-2", "choice", "Sinds wanneer?"),
    ]  # fmt: skip
    answers, faults = clean(fields, {"2-1": "ja", "2-2": "misschien", "9-1": "ja"})
    assert (answers, faults) == ({"2-1": "ja"}, {"2-2": "Kies een van de mogelijkheden."})


def test_lines_of_another_round_are_not_weighed() -> None:
    schema = method(
        stap("vragen", input=words.LINES, lines=1, writes=words.OTHERS, sees=words.ALL, repeats=True),
        stap("wegen", input=words.WEIGH, of="vragen", writes=words.BRINGER, options=YES_NO, repeats=True),
        question=words.IN_TURN,
    )
    rows = [Shown(2, "vragen", 0, "1", "eerste ronde"), Shown(1, "vragen", 1, "1", "tweede ronde"),
            Shown(3, "anders", 1, "1", "andere stap")]  # fmt: skip
    assert [one.label for one in fields_of(schema, seats(3), "wegen", 1, 2, rows)] == ["tweede ronde"]


def test_lines_from_before_the_rounds_are_weighed_in_every_round() -> None:
    schema = method(
        stap("vragen", input=words.LINES, lines=1, writes=words.ALL, sees=words.ALL),
        stap("wegen", input=words.WEIGH, of="vragen", writes=words.BRINGER, options=YES_NO, repeats=True),
        question=words.IN_TURN,
    )
    rows = [Shown(2, "vragen", 0, "1", "vooraf")]
    for round in (0, 1):
        assert [one.label for one in fields_of(schema, seats(3), "wegen", round, 2, rows)] == ["vooraf"]


def test_a_line_has_the_poles_that_the_inbrenger_named() -> None:
    schema = shipped("dilemmalijn")
    rows = [Shown(3, "uitersten", 0, "1", "Alles samen"), Shown(3, "uitersten", 0, "2", "Ieder voor zich")]
    place, why = fields_of(schema, seats(4), "plek", 0, 1, rows)
    assert (place.name, place.kind, [one.title for one in place.options]) == (
        "plaats", "scale", ["Alles samen", "Ieder voor zich"],
    )  # fmt: skip
    assert (why.name, why.kind) == ("tekst", "text")
    unnamed = fields_of(schema, seats(4), "plek", 0, 1)[0]
    assert [one.title for one in unnamed.options] == ["Het ene uiterste", "Het andere uiterste"]


def test_where_each_names_poles_they_are_her_own() -> None:
    schema = method(
        stap("polen", input=words.LINES, lines=2, writes=words.ALL),
        stap("lijn", input=words.LINE, of="polen", writes=words.ALL),
        question=words.OWN,
    )
    rows = [Shown(1, "polen", 0, "1", "van 1"), Shown(2, "polen", 0, "1", "van 2"), Shown(2, "polen", 0, "2", "ook")]
    assert [one.title for one in fields_of(schema, seats(2), "lijn", 0, 2, rows)[0].options] == ["van 2", "ook"]


DECK = (Keuze("moed", "Moed"), Keuze("rust", "Rust"), Keuze("geld", "Geld"), Keuze("tijd", "Tijd"))
CARDS = Field("kaarten", "", "cards", DECK, 120)


@pytest.mark.parametrize(("given", "kept", "fault"), [
    ("moed", "moed", ""), (" moed , rust ", "moed,rust", ""), ("moed,moed,rust", "moed,rust", ""), ("", None, ""),
    (" , ", None, ""), ("moed,rust,geld", "moed,rust,geld", ""),
    ("moed,rust,geld,tijd", None, "Kies hooguit 3 kaarten."), ("draak", None, "Kies kaarten uit het deck."),
    ("moed;rust", None, "Kies kaarten uit het deck."),
    ("x" * 200, None, "Dit zijn 200 tekens. Maak er hooguit 120 van."),
])  # fmt: skip
def test_choosing_cards(given: str, kept: str | None, fault: str) -> None:
    answers, faults = clean([CARDS], {"kaarten": given})
    assert (answers.get("kaarten"), faults.get("kaarten", "")) == (kept, fault)


def test_cards_are_read_back() -> None:
    assert card_codes("moed,rust") == ("moed", "rust")
    assert card_codes("") == ()
    assert clean([Field("kaarten", "", "cards")], {"kaarten": "a b"})[1] == {"kaarten": "Kies kaarten uit het deck."}
    assert clean([Field("kaarten", "", "cards")], {"kaarten": "ab"})[0] == {"kaarten": "ab"}


@pytest.mark.parametrize(("kind", "given", "kept", "fault"), [
    ("text", "  Eén\r\ntwee  \r\n", "Eén\ntwee", ""),
    ("line", "Eén\ntwee", "Eén twee", ""),
    ("text", "\x00\x01 a\x07b", "ab", ""),
    ("text", "\u202eomgekeerd\u202c", "omgekeerd", ""),
    ("text", "مرحبا 🌱", "مرحبا 🌱", ""),
    ("text", "half\ud83d", "half", ""),
    ("text", "\x00", None, ""),
    ("text", "   ", None, ""),
    ("text", "a" * 2000, "a" * 2000, ""),
    ("text", "a" * 2001, None, "Dit zijn 2.001 tekens. Maak er hooguit 2.000 van."),
    ("text", "a" * 300_000, None, "Dit zijn 300.000 tekens. Maak er hooguit 2.000 van."),
    ("text", 12, None, "Typ hier tekst."),
    ("text", None, None, "Typ hier tekst."),
    ("text", ["a"], None, "Typ hier tekst."),
    ("scale", "0", "0", ""), ("scale", "100", "100", ""), ("scale", "007", "7", ""), ("scale", "", None, ""),
    ("scale", "101", None, "Kies een plaats van 0 tot en met 100."),
    ("scale", "-1", None, "Kies een plaats van 0 tot en met 100."),
    ("scale", "1.5", None, "Kies een plaats van 0 tot en met 100."),
    ("scale", "٣", None, "Kies een plaats van 0 tot en met 100."),
    ("scale", "²", None, "Kies een plaats van 0 tot en met 100."),
    ("scale", "9" * 1900, None, "Kies een plaats van 0 tot en met 100."),
    ("day", "2026-11-17", "2026-11-17", ""), ("day", "", None, ""),
    ("day", "17-11-2026", None, "Kies een dag."), ("day", "2026-02-30", None, "Kies een dag."),
    ("day", "20261117", None, "Kies een dag."), ("day", "2026-W47-2", None, "Kies een dag."),
    ("day", "0001-01-01", None, "Kies een dag."), ("day", "9999-12-31", None, "Kies een dag."),
    ("choice", "ja", "ja", ""), ("choice", "", None, ""), ("choice", "JA", None, "Kies een van de mogelijkheden."),
])  # fmt: skip
def test_what_is_typed(kind: str, given: object, kept: str | None, fault: str) -> None:
    one = Field("x", "", kind, YES_NO if kind == "choice" else ())
    answers, faults = clean([one], {"x": given, "y": "hoort nergens bij"})
    assert (answers, faults) == ({"x": kept} if kept else {}, {"x": fault} if fault else {})


def test_what_is_not_given_is_left_out() -> None:
    assert clean([Field("x", "", "text")], {}) == ({}, {})


def test_what_counts_as_a_field_to_fill_in() -> None:
    actions = _of(stap("a", input=words.ACTIONS))
    assert [one.name for one in main_fields(actions)] == ["1", "2", "3"]
    sort = _of(stap("a", input=words.SORT, lines=2, options=YES_NO))
    assert [one.name for one in main_fields(sort)] == ["1", "2"]


def test_answers_as_people_read_them() -> None:
    sort = stap("a", input=words.SORT, lines=2, options=YES_NO, labels=("Eerst", "Dan"))
    assert [answer_label(sort, name) for name in ("1", "2", "2-bak", "3")] == ["Eerst", "Dan", "Dan", ""]
    assert (answer_text(sort, "1-bak", "nee"), answer_text(sort, "1", "nee")) == ("Nee", "nee")
    weigh = stap("b", input=words.WEIGH, options=YES_NO)
    assert (answer_text(weigh, "2-1", "ja"), answer_text(weigh, "2-1", "weg"), answer_label(weigh, "2-1")) == (
        "Ja", "weg", "",
    )  # fmt: skip
    text = stap("c", input=words.TEXT, labels=("Mijn vraag",))
    assert (answer_label(text, "tekst"), answer_text(text, "tekst", "ja")) == ("Mijn vraag", "ja")
    each = stap("d", input=words.PER_PERSON, labels=("Inzicht voor",))
    assert answer_label(each, "12") == "Inzicht voor"


KINDS = st.sampled_from(["text", "line", "choice", "cards", "scale", "day"])


@settings(deadline=None)
@given(KINDS, st.text() | st.none() | st.integers() | st.lists(st.text(max_size=3), max_size=2), st.integers(1, 50))
def test_whatever_is_typed_is_kept_or_refused(kind: str, given: object, longest: int) -> None:
    """Never an error; what is kept can be stored, and is kept the same when it is typed again."""
    one = Field("x", "", kind, YES_NO, longest)
    answers, faults = clean([one], {"x": given})
    assert not (answers and faults)
    for text in answers.values():
        text.encode()
        assert text
        assert "\x00" not in text
        assert clean([one], {"x": text}) == (answers, {})
