"""What is marked in a text, where, and that any text can be given."""

from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casussen.naamcontrole import KINDS, LONGEST, Mark, marks, marks_of
from casussen.naamcontrole.lists import FOLDER
from casussen.naamcontrole.words import Words, word_set

PIECES = st.sampled_from(
    [
        *word_set(
            "Joris de Boer van der Van De Goes gemeente GEMEENTE € 3 1,5 miljoen ton k euro mevrouw dhr. J. LTO BV"
        ),
        *word_set("Stichting ministerie , . ' ’s - @ a.b@c.nl 1234 AB Wil zegt Best Kerkstraat 12 b & en ‘ v d"),
        *("\n", "\t", "\u0130", "\u00df", "\U0001f33e", "\u0661"),
    ]
)
SHOWN = [
    ("Wil je de kaart zien?", []),
    ("Wil zegt nee.", [("PERSOON", "Wil")]),
    ("Op de heide is het te droog.", []),
    ("mevrouw van Assen belde", [("PERSOON", "van Assen")]),
    ("mw. v.d. Berg belde", [("PERSOON", "v.d. Berg")]),
    ("Volgens Sanne's notitie.", [("PERSOON", "Sanne")]),
    ("Het bedrijf van Jansen.", [("PERSOON", "Jansen")]),
    ("Vader en zoon Nijland.", [("PERSOON", "Nijland")]),
    ("Het waterschap Aa en Maas tekent.", [("ORGANISATIE", "waterschap Aa en Maas")]),
    ("Een LTO-bestuurder belde.", [("ORGANISATIE", "LTO-bestuurder")]),
    ("In Bergen op Zoom regent het.", [("PLAATS", "Bergen op Zoom")]),
    ("Het pand op Havenlaan 3b, 1234 AB.", [("PLAATS", "Havenlaan 3b"), ("PLAATS", "1234 AB")]),
    ("Er is 2,5 à 3 miljoen euro.", [("BEDRAG", "2,5 à 3 miljoen euro")]),
    ("Wij kregen 200.000 subsidie.", [("BEDRAG", "200.000")]),
    ("Er ligt 4 ton mest en 10 procent van het budget is op.", []),
    ("LET OP: PLAN VAN AANPAK", []),
]


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_what_is_marked(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mark.kind, mark.word) for mark in marks(text)] == expected


def test_a_mark_tells_where_it_stands_and_cannot_be_changed() -> None:
    (mark,) = marks("Ik sprak Fatima.")

    assert mark == Mark(start=9, end=15, kind="PERSOON", word="Fatima")
    with pytest.raises(FrozenInstanceError):
        mark.word = "iemand"  # type: ignore[misc]  # that it is refused is what is tested


def test_answers_without_a_mark_and_choices_are_left_out() -> None:
    answers = {"gebied": "Langs de Regge.", "doel": "Meer water.", "provincie": ["ZEELAND"], "fase": None, "rol": ""}

    assert marks_of(answers) == {"gebied": [Mark(start=9, end=14, kind="PLAATS", word="Regge")]}


def check(text: str) -> None:
    found = marks(text)
    assert [mark.word for mark in found] == [text[mark.start : mark.end] for mark in found]
    assert all(mark.word and mark.kind in KINDS and 0 <= mark.start < mark.end <= len(text) for mark in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text())
def test_any_text_gives_marks_inside_it_in_order(text: str) -> None:
    check(text)


@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]))
def test_any_row_of_what_the_rules_look_for_does_too(pieces: list[str], between: str) -> None:
    check(between.join(pieces))


def test_what_stands_after_the_longest_text_is_not_looked_at() -> None:
    assert marks(" " * LONGEST + "Fatima") == []


def steps(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many times a piece of the text is looked at."""
    seen = 0
    look = Words.text

    def counted(words: Words, at: int) -> str:
        nonlocal seen
        seen += 1
        return look(words, at)

    with monkeypatch.context() as patched:
        patched.setattr(Words, "text", counted)
        marks(text)
    return seen


@pytest.mark.parametrize(
    "unit",
    [
        "a ", "A ", "A.", "Aa ", "AB ", "1 ", "een ", "€ ", "van ", "Van ", "De ", "Hof ", "@", "a@", "gemeente ",
        "Jan ", "Stichting de ", "ministerie van A, ", "Jan van ", "v.d. ", "J. ", "waterschap Amstel, Gooi en ",
        "Xa Xb zegt ", "\n", "‘",
    ],
)  # fmt: skip
def test_twice_the_text_takes_twice_the_steps(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once, twice = (steps(unit * times, monkeypatch) for times in (200, 400))

    assert twice <= 2.1 * once + 100


def test_each_list_says_where_it_comes_from() -> None:
    first_lines = {path.name: path.read_text(encoding="utf-8").split("\n", 1)[0] for path in FOLDER.iterdir()}

    assert {name for name, line in first_lines.items() if not line.startswith("# Bron: ")} == set()
    assert len(first_lines) == 8
