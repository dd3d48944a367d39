"""A method in plain words: every way of writing and seeing has its sentence, and the minutes add up."""

from itertools import product

import pytest

from intervisie.werkvorm import words
from intervisie.werkvorm.steps import Keuze, Stap, Werkvormschema
from intervisie.werkvorm.telling import MOODS, ONLY_WRITER, SPEAKS, Verteld, told


def step(code: str = "a", minutes: int = 5, **more: object) -> Stap:
    given = {"speaks": words.ALL, "writes": words.NONE, "sees": words.ALL, "reveal": words.AT_ONCE,
             "input": words.NOTHING} | more  # fmt: skip
    return Stap(code=code, title=code.upper(), text="", minutes=minutes, **given)  # type: ignore[arg-type]  # as given


def schema(*steps: Stap) -> Werkvormschema:
    return Werkvormschema(words.ONE, 4, 8, 4, 8, ("VOORVAL",), words.NEW, False, steps)


def one(**more: object) -> Verteld:
    [line] = told(schema(step(**more)))
    return line


def test_each_step_begins_where_the_one_before_ends() -> None:
    lines = told(schema(step("a", 5), step("b", 10), step("c", 1)))
    assert [(line.number, line.begins, line.ends) for line in lines] == [(1, 0, 5), (2, 5, 15), (3, 15, 16)]


@pytest.mark.parametrize("speaks", words.SPEAKERS)
def test_who_speaks_has_a_sentence_a_colour_and_a_word(speaks: str) -> None:
    line = one(speaks=speaks)
    assert line.speaks == SPEAKS[speaks]
    assert line.mood in MOODS
    assert line.mood_title


def test_who_guides_is_not_taken_for_everybody() -> None:
    assert (one(speaks=words.LEADER).mood_title, one(speaks=words.ALL).mood_title) == (
        "Begeleider praat", "Samen praten",
    )  # fmt: skip


def test_a_step_in_which_nobody_writes_says_nothing_of_writing() -> None:
    line = one()
    assert (line.writes, line.sees, line.takes_home) == ("", "", "")


@pytest.mark.parametrize(
    ("writes", "kind"),
    list(product((words.ALL, words.BRINGER, words.OTHERS), (kind for kind in words.INPUTS if kind != words.NOTHING))),
)
def test_everything_that_can_be_written_has_a_sentence(writes: str, kind: str) -> None:
    earlier = step("eerder", input=words.LINES, lines=2, writes=words.ALL)
    asked = step("a", writes=writes, input=kind, lines=1, of="eerder", options=(Keuze("warm", "Warm"),))
    line = told(schema(earlier, asked))[1]
    assert line.writes.startswith(
        {"ALLEN": "Iedereen ", "INBRENGER": "De inbrenger ", "ANDEREN": "De anderen "}[writes]
    )
    assert line.writes.endswith(".")
    assert "{" not in line.writes
    assert ("Warm" in line.writes) == (kind in {words.WEIGH, words.SORT})
    assert ("EERDER" in line.writes) == (kind == words.WEIGH)


@pytest.mark.parametrize(("sees", "reveal"), list(product(words.SEERS, words.REVEALS)))
def test_who_sees_it_and_when_has_a_sentence(sees: str, reveal: str) -> None:
    line = one(writes=words.ALL, input=words.TEXT, sees=sees, reveal=reveal)
    assert (line.sees == ONLY_WRITER) == (sees == words.WRITER)
    assert len(line.sees) > 10
    if sees == words.OTHERS:
        assert "inbrenger niet" in line.sees.lower()


def test_sentences_of_who_sees_it_differ_where_what_is_seen_differs() -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for sees, reveal in product(words.SEERS, words.REVEALS):
        line = one(writes=words.ALL, input=words.TEXT, sees=sees, reveal=reveal)
        said.setdefault(line.sees, set()).add((sees, reveal))
    alike = [pairs for pairs in said.values() if len(pairs) > 1]
    # What nobody else ever sees is the same at any time, and at the end of a step 'the others first' are no earlier.
    assert sorted(sorted(pairs) for pairs in alike) == [
        [("ALLEN", "NA_STAP"), ("ANDEREN_EERST", "NA_STAP")],
        [("SCHRIJVER", reveal) for reveal in sorted(words.REVEALS)],
    ]


@pytest.mark.parametrize("result", words.RESULTS)
def test_what_goes_home_is_said(result: str) -> None:
    line = one(writes=words.ALL, input=words.TEXT, result=result)
    assert bool(line.takes_home) == bool(result)
