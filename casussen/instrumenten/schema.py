"""The questions of an instrument as data, kept in /beheer/: read into frozen values, or refused in words.

A schema is `{"logic": name, "layers": [{"code", "title"}], "sections": [{"code", "title", "questions": [...]}],
"table": {...}}`; a question is `{"code", "ask", "help", "kind", "options": [{"code", "title", "help"}], "longest"}`.
`logic` names the module that judges the answers (LOGICS), `table` holds the data that this logic reads.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("text", "line", "choice", "scale", "box")
LOGICS = ("canvas", "keuzehulp", "vormverkenner", "dilemmalijn")
MOST_QUESTIONS = 60
LONGEST_WORDS = 400
# The lists in the table that say in which order its parts are shown: {"volgorde": {"vormen": ["netwerk", ...]}}.
ORDER = "volgorde"
# A code stands in addresses and names of fields.
CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")


class SchemaError(ValueError):
    """The schema cannot be used. `faults` are Dutch sentences that name the place and say what to do."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    code: str
    title: str
    help: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `kind`: line, text, choice, scale (0-100) or box (text with a status and an open question)."""

    code: str
    ask: str
    help: str
    kind: str
    options: tuple[Option, ...] = ()
    longest: int = 4000

    def words(self, code: object) -> str:
        """Return the title of an option, empty when there is none of this code."""
        return next((option.title for option in self.options if option.code == code), "")


@dataclass(frozen=True)
class Section:
    """Questions under one heading."""

    code: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Schema:
    """A whole instrument at one version."""

    logic: str
    layers: tuple[Option, ...]
    sections: tuple[Section, ...]
    table: Mapping[str, Any] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """Give all questions in order."""
        for section in self.sections:
            yield from section.questions

    def in_order(self, name: str) -> list[str]:
        """Return the codes of a part of the table as its `volgorde` names them, and then what it leaves out, by code.

        The database does not keep the order in which an object was written.
        """
        codes, order = self.table[name], self.table.get(ORDER, {}).get(name, [])
        return [*(code for code in order if code in codes), *sorted(set(codes) - set(order))]

    def question(self, code: str) -> Question:
        """Return one question. Raises KeyError when there is none of this code."""
        for question in self.questions():
            if question.code == code:
                return question
        raise KeyError(code)


def read_schema(data: Any) -> Schema:
    """Return the schema that this JSON describes. Raises SchemaError with every fault that was found."""
    faults: list[str] = []
    if not isinstance(data, dict):
        raise SchemaError(["Het schema is geen object. Begin met een accolade."])
    if data.get("logic") not in LOGICS:
        faults.append(f"'logic' moet een van deze zijn: {', '.join(LOGICS)}.")
    layers = tuple(
        _option(item, f"laag {number}", faults) for number, item in items_of(data, "layers", "schema", faults)
    )
    sections = tuple(_section(item, number, faults) for number, item in items_of(data, "sections", "schema", faults))
    table = data.get("table", {})
    if not isinstance(table, dict):
        faults.append("'table' moet een object zijn.")
    schema = Schema(str(data.get("logic", "")), layers, sections, table if isinstance(table, dict) else {})
    _check_whole(schema, faults)
    if faults:
        raise SchemaError(faults)
    return schema


def _check_whole(schema: Schema, faults: list[str]) -> None:
    codes = [question.code for question in schema.questions()]
    if not codes:
        faults.append("Het schema heeft geen vragen.")
    if len(codes) > MOST_QUESTIONS:
        faults.append(f"Het schema heeft {len(codes)} vragen. Houd het bij {MOST_QUESTIONS}.")
    for names, kind in (
        (codes, "vraag"),
        ([s.code for s in schema.sections], "blok"),
        ([x.code for x in schema.layers], "laag"),
    ):
        faults.extend(
            f"De code '{name[:40]}' van een {kind} kan niet. Gebruik hooguit 40 letters, cijfers en streepjes."
            for name in names if name and not CODE.fullmatch(name)
        )  # fmt: skip
        twice = sorted({name for name in names if name and names.count(name) > 1})
        faults.extend(
            f"De code '{name[:40]}' staat twee keer bij een {kind}. Geef elke {kind} een eigen code." for name in twice
        )


def order_faults(table: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with `volgorde`: each list in it names all codes of a part of the table, each once."""
    order = table.get(ORDER, {})
    if not isinstance(order, dict):
        return [f"'{ORDER}' moet een object zijn."]
    return [
        f"De volgorde van '{name[:40]}' moet alle codes daarvan noemen, elk één keer."
        for name, codes in order.items()
        if not (isinstance(codes, list) and all(isinstance(code, str) for code in codes)
                and isinstance(table.get(name), dict) and sorted(codes) == sorted(table[name]))
    ]  # fmt: skip


def _section(data: Any, number: int, faults: list[str]) -> Section:
    place = f"blok {number}"
    if not isinstance(data, dict):
        faults.append(f"{place} is geen object.")
        return Section("", "", ())
    code, title = text_of(data, "code", place, faults), text_of(data, "title", place, faults)
    questions = tuple(
        question_of(item, f"{place}, vraag {at}", faults) for at, item in items_of(data, "questions", place, faults)
    )
    return Section(code, title, questions)


def question_of(data: Any, place: str, faults: list[str]) -> Question:
    """Return the question that this JSON describes; what is wrong with it is added to `faults`."""
    if not isinstance(data, dict):
        faults.append(f"{place} is geen object.")
        return Question("", "", "", "text")
    kind = data.get("kind", "text")
    if kind not in KINDS:
        faults.append(f"{place}: 'kind' moet een van deze zijn: {', '.join(KINDS)}.")
    options = tuple(
        _option(item, f"{place}, keuze {at}", faults) for at, item in items_of(data, "options", place, faults)
    )
    if kind == "choice" and len(options) < 2:
        faults.append(f"{place}: een keuzevraag heeft twee of meer mogelijkheden nodig.")
    codes = [option.code for option in options if option.code]
    if len(set(codes)) < len(codes):
        faults.append(f"{place}: twee mogelijkheden hebben dezelfde code.")
    if not all(CODE.fullmatch(code) for code in codes):
        faults.append(f"{place}: gebruik in een code hooguit 40 letters, cijfers en streepjes.")
    longest = data.get("longest", 4000)
    if not isinstance(longest, int) or isinstance(longest, bool) or not 1 <= longest <= 20_000:
        faults.append(f"{place}: 'longest' moet een getal van 1 tot en met 20000 zijn.")
        longest = 4000
    code, ask = text_of(data, "code", place, faults), text_of(data, "ask", place, faults)
    return Question(code, ask, text_of(data, "help", place, faults, may_be_empty=True), str(kind), options, longest)


def _option(data: Any, place: str, faults: list[str]) -> Option:
    if not isinstance(data, dict):
        faults.append(f"{place} is geen object.")
        return Option("", "")
    code, title = text_of(data, "code", place, faults), text_of(data, "title", place, faults)
    return Option(code, title, text_of(data, "help", place, faults, may_be_empty=True))


def items_of(data: Mapping[str, Any], name: str, place: str, faults: list[str]) -> Iterator[tuple[int, Any]]:
    """Give the things of a list with their number from 1; that it is no list is added to `faults`."""
    items = data.get(name, [])
    if not isinstance(items, list):
        faults.append(f"{place}: '{name}' moet een lijst zijn.")
        return
    yield from enumerate(items, start=1)


def text_of(
    data: Mapping[str, Any], name: str, place: str, faults: list[str], *, may_be_empty: bool = False,
    longest: int = LONGEST_WORDS,
) -> str:  # fmt: skip
    """Return a text without space around it; that it is missing, too long or no text is added to `faults`."""
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        faults.append(f"{place}: '{name}' moet tekst zijn van hooguit {longest} tekens.")
        return ""
    if not value.strip() and not may_be_empty:
        faults.append(f"{place}: '{name}' ontbreekt.")
    return value.strip()
