"""Methods to test with: the ones that come along, small ones by hand, and any that could be written."""

import copy
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from intervisie.werkvorm import words
from intervisie.werkvorm.course import Seat
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Keuze, Stap, Werkvormschema

FILE = Path(__file__).parents[3] / "intervisie" / "data" / "werkvormen.json"
ROWS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
CODES = tuple(row["code"] for row in ROWS)


def shipped(code: str) -> Werkvormschema:
    """Return one of the methods that come along."""
    return read_werkvorm(data_of(code))


def data_of(code: str) -> dict[str, Any]:
    """Return one of the methods that come along as JSON, to change at will."""
    return copy.deepcopy(next(row["schema"] for row in ROWS if row["code"] == code))


def stap(code: str, **values: Any) -> Stap:
    """Return a step in which nothing is written, unless `values` say so."""
    given: dict[str, Any] = {
        "title": code, "text": "", "minutes": 6, "speaks": words.ALL, "writes": words.NONE, "sees": words.WRITER,
        "reveal": words.AT_ONCE, "input": words.NOTHING,
    }  # fmt: skip
    return Stap(code, **(given | values))


def method(*steps: Stap, question: str = words.ONE, **values: Any) -> Werkvormschema:
    """Return a method of these steps."""
    given: dict[str, Any] = {
        "fewest": 2, "most": 30, "group_fewest": 2, "group_most": 30, "fits": ("VOORVAL",), "maturity": words.NEW,
        "takes_days": True,
    }  # fmt: skip
    return Werkvormschema(question=question, steps=steps, **(given | values))


def seats(people: int, groups: int = 1, left: Iterable[int] = ()) -> tuple[Seat, ...]:
    """Return so many people, dealt out over subgroups; `left` are not there any more."""
    gone = set(left)
    return tuple(Seat(number, 1 + (number - 1) % groups, number not in gone) for number in range(1, people + 1))


@st.composite
def any_step(draw: st.DrawFn, code: str) -> Stap:
    """Give any step, whether it makes sense or not."""
    return stap(
        code,
        minutes=draw(st.integers(1, 240)),
        speaks=draw(st.sampled_from(words.SPEAKERS)),
        writes=draw(st.sampled_from((words.ALL, *words.WRITERS))),
        sees=draw(st.sampled_from(words.SEERS)),
        reveal=draw(st.sampled_from(words.REVEALS)),
        input=draw(st.sampled_from((words.TEXT, words.PER_PERSON, *words.INPUTS))),
        lines=draw(st.integers(1, 3)),
        options=(Keuze("a", "A"), Keuze("b", "B")),
        in_turn=draw(st.booleans()),
        repeats=draw(st.booleans()),
        is_split=draw(st.integers(0, 3)) == 0,
        result=draw(st.sampled_from(words.RESULTS)),
    )


@st.composite
def any_method(draw: st.DrawFn, most_steps: int = 6) -> Werkvormschema:
    """Give any method, also one that would be refused: who sees what may not hang on that."""
    count = draw(st.integers(1, most_steps))
    steps = [draw(any_step(f"s{at}")) for at in range(count)]
    return method(*steps, question=draw(st.sampled_from(words.QUESTIONS)))


def random_method(chance: random.Random) -> Werkvormschema:
    """Return any method, as `any_method` does, by chance alone: for long sessions that would take that too long."""
    steps = []
    for at in range(chance.randint(1, 5)):
        kind = chance.choice((words.TEXT, words.PER_PERSON, *words.INPUTS))
        steps.append(
            stap(
                f"s{at}", input=kind, writes=chance.choice((words.ALL, *words.WRITERS)),
                sees=chance.choice((*words.SEERS, words.OTHERS_FIRST, words.RECEIVER)),
                reveal=chance.choice((*words.REVEALS, words.AFTER_OWN)), lines=2,
                of=f"s{at - 1}" if at and kind in {words.WEIGH, words.LINE} else "",
                in_turn=chance.random() < 0.3, repeats=chance.random() < 0.4, is_split=chance.random() < 0.2,
                result=chance.choice(words.RESULTS),
            )
        )  # fmt: skip
    return method(*steps, question=chance.choice((*words.QUESTIONS, words.ONE, words.IN_TURN)))


def any_seats(fewest: int = 0, most: int = 9) -> st.SearchStrategy[tuple[Seat, ...]]:
    """Give any people in up to three subgroups, some of whom left."""
    one = st.tuples(st.integers(1, 3), st.booleans())
    return st.lists(one, min_size=fewest, max_size=most).map(
        lambda rows: tuple(Seat(at, group, is_active) for at, (group, is_active) in enumerate(rows, start=1))
    )


def active(people: Sequence[Seat]) -> list[int]:
    """Return the numbers of who is there."""
    return [seat.number for seat in people if seat.is_active]
