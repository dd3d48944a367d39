"""A method as data, kept in /beheer/: read into frozen values, or refused in words.

A schema is `{"question", "size": {"fewest", "most"}, "group": {"fewest", "most"}, "fits": [...], "maturity",
"takes_days", "materials": [...], "rules": [...], "steps": [...]}`; the codes are those of intervisie.werkvorm.words.
A step is `{"code", "title", "text", "minutes", "speaks", "writes", "sees", "reveal", "input", "of", "lines", "labels",
"options": [{"code", "title"}], "in_turn", "repeats", "is_split", "result"}`. Where nobody writes in a step, what says
so may be left out. Left out, `group` is as large as `size`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from casussen.instrumenten.schema import SchemaError
from intervisie.werkvorm import words
from intervisie.werkvorm.judging import judge
from intervisie.werkvorm.reading import flag_of, known, number_of, object_of, objects_of, text_of, texts_of
from intervisie.werkvorm.steps import Keuze, Stap, Werkvormschema

SCHEMA_NAMES = (
    "question", "size", "group", "fits", "maturity", "takes_days", "materials", "rules", "steps",
)  # fmt: skip
STEP_NAMES = (
    "code", "title", "text", "minutes", "speaks", "writes", "sees", "reveal", "input", "of", "lines", "labels",
    "options", "in_turn", "repeats", "is_split", "result",
)  # fmt: skip
LONGEST_TITLE, LONGEST_TEXT, LONGEST_LABEL, LONGEST_CODE = 80, 2000, 120, 40
MOST_TEXTS, MOST_OPTIONS = 20, 8
# More minutes than any step may have is judged with the step; this only keeps out what is no such number at all.
MOST_MINUTES = 100_000


def read_werkvorm(data: Any) -> Werkvormschema:
    """Return the method that this JSON describes. Raises SchemaError with every fault that was found."""
    faults: list[str] = []
    if not isinstance(data, dict):
        raise SchemaError(["De werkvorm is geen object. Begin met een accolade."])
    known(data, SCHEMA_NAMES, "werkvorm", faults)
    schema = _whole(data, faults)
    faults += judge(schema)
    if faults:
        raise SchemaError(list(dict.fromkeys(faults)))
    return schema


def _whole(data: Mapping[str, Any], faults: list[str]) -> Werkvormschema:
    size = _people(data, "size", faults, None)
    group = _people(data, "group", faults, size)
    steps = objects_of(data, "steps", "werkvorm", faults, most=words.MOST_STEPS)
    return Werkvormschema(
        question=text_of(data, "question", "werkvorm", faults, longest=LONGEST_CODE),
        fewest=size[0], most=size[1], group_fewest=group[0], group_most=group[1],
        fits=texts_of(data, "fits", "werkvorm", faults, longest=LONGEST_CODE, most=MOST_TEXTS),
        maturity=text_of(data, "maturity", "werkvorm", faults, longest=LONGEST_CODE),
        takes_days=flag_of(data, "takes_days", "werkvorm", faults),
        steps=tuple(_step(item, f"stap {number}", faults) for number, item in steps),
        materials=texts_of(data, "materials", "werkvorm", faults, longest=LONGEST_TEXT, most=MOST_TEXTS),
        rules=texts_of(data, "rules", "werkvorm", faults, longest=LONGEST_TEXT, most=MOST_TEXTS),
    )  # fmt: skip


def _people(data: Mapping[str, Any], name: str, faults: list[str], unless: tuple[int, int] | None) -> tuple[int, int]:
    """Return the fewest and the most people; `unless` where nothing is said."""
    if unless is not None and data.get(name) is None:
        return unless
    sizes = object_of(data, name, "werkvorm", faults)
    known(sizes, ("fewest", "most"), f"'{name}'", faults)
    fewest = number_of(sizes, "fewest", f"'{name}'", faults, words.FEWEST, words.MOST)
    most = number_of(sizes, "most", f"'{name}'", faults, words.FEWEST, words.MOST)
    if most is not None and fewest is not None and fewest > most:
        faults.append(f"'{name}': 'fewest' is {fewest} en 'most' is {most}. Draai ze om.")
    return (words.FEWEST if fewest is None else fewest), (words.MOST if most is None else most)


def _step(data: Mapping[str, Any], place: str, faults: list[str]) -> Stap:
    known(data, STEP_NAMES, place, faults)
    code = text_of(data, "code", place, faults, longest=LONGEST_CODE)
    title = text_of(data, "title", place, faults, longest=LONGEST_TITLE)
    minutes = number_of(data, "minutes", place, faults, -MOST_MINUTES, MOST_MINUTES)
    kind = _code(data, "input", place, faults, words.NOTHING)
    is_silent = kind == words.NOTHING
    return Stap(
        code=code, title=title, minutes=words.SHORTEST_STEP if minutes is None else minutes, input=kind,
        text=text_of(data, "text", place, faults, longest=LONGEST_TEXT, may_be_empty=True),
        speaks=text_of(data, "speaks", place, faults, longest=LONGEST_CODE),
        writes=_code(data, "writes", place, faults, words.NONE if is_silent else None),
        sees=_code(data, "sees", place, faults, words.WRITER if is_silent else None),
        reveal=_code(data, "reveal", place, faults, words.AT_ONCE if is_silent else None),
        of=_code(data, "of", place, faults, ""),
        lines=_lines(data, place, faults),
        labels=texts_of(data, "labels", place, faults, longest=LONGEST_LABEL, most=words.MOST_LINES),
        options=tuple(_options(data, place, faults)),
        in_turn=flag_of(data, "in_turn", place, faults), repeats=flag_of(data, "repeats", place, faults),
        is_split=flag_of(data, "is_split", place, faults), result=_code(data, "result", place, faults, ""),
    )  # fmt: skip


def _code(data: Mapping[str, Any], name: str, place: str, faults: list[str], unless: str | None) -> str:
    """Return a code; `unless` where none is given, None when one must be."""
    given = text_of(data, name, place, faults, longest=LONGEST_CODE, may_be_empty=unless is not None)
    return given or unless or ""


def _lines(data: Mapping[str, Any], place: str, faults: list[str]) -> int:
    if data.get("lines") is None:
        return 0
    return number_of(data, "lines", place, faults, 0, words.MOST_LINES) or 0


def _options(data: Mapping[str, Any], place: str, faults: list[str]) -> Iterable[Keuze]:
    for number, item in objects_of(data, "options", place, faults, most=MOST_OPTIONS):
        at = f"{place}, keuze {number}"
        known(item, ("code", "title"), at, faults)
        yield Keuze(
            text_of(item, "code", at, faults, longest=LONGEST_CODE),
            text_of(item, "title", at, faults, longest=LONGEST_LABEL),
        )
