"""The steps of a protocol as data, kept in /beheer/: read into frozen values, or refused in words.

A schema is `{"phases": [{"code", "title", "steps": [...]}], "programmes": [{"code", "title", "lines": [{"title",
"text", "minutes"}]}]}`. A step is `{"code", "title", "who", "anchor", "offset_weeks", "opens_weeks", "minutes", "page",
"text", "reads", "questions": [...]}`; it is due so many weeks after its anchor (before it when negative) and can be
done from `opens_weeks` before that. A question is that of casussen.instrumenten.schema.
"""

from collections.abc import Mapping
from typing import Any

from casussen.instrumenten.schema import SchemaError, items_of, question_of, text_of
from intervisie.protocol.judging import judge
from intervisie.protocol.steps import Dagprogramma, Fase, Protocolschema, Regel, Stap
from intervisie.protocol.words import LONGEST_TEXT, MOST_MINUTES


def read_protocol(data: Any) -> Protocolschema:
    """Return the protocol that this JSON describes. Raises SchemaError with every fault that was found."""
    faults: list[str] = []
    if not isinstance(data, dict):
        raise SchemaError(["Het protocol is geen object. Begin met een accolade."])
    phases = tuple(_phase(item, number, faults) for number, item in items_of(data, "phases", "protocol", faults))
    programmes = tuple(
        _programme(item, number, faults) for number, item in items_of(data, "programmes", "protocol", faults)
    )
    schema = Protocolschema(phases, programmes)
    faults += judge(schema)
    if faults:
        raise SchemaError(faults)
    return schema


def _phase(data: Any, number: int, faults: list[str]) -> Fase:
    place = f"fase {number}"
    if not isinstance(data, dict):
        faults.append(f"{place} is geen object.")
        return Fase("", "", ())
    code, title = text_of(data, "code", place, faults), text_of(data, "title", place, faults)
    steps = tuple(_step(item, f"{place}, stap {at}", faults) for at, item in items_of(data, "steps", place, faults))
    return Fase(code, title, steps)


def _step(data: Any, place: str, faults: list[str]) -> Stap:
    if not isinstance(data, dict):
        faults.append(f"{place} is geen object.")
        data = {}
    words = {name: text_of(data, name, place, faults) for name in ("code", "title", "who", "anchor", "page", "reads")}
    text = text_of(data, "text", place, faults, may_be_empty=True, longest=LONGEST_TEXT)
    questions = tuple(
        question_of(item, f"{place}, vraag {at}", faults) for at, item in items_of(data, "questions", place, faults)
    )
    return Stap(
        **words, text=text, questions=questions,
        offset_weeks=_number(data, "offset_weeks", place, faults, is_needed=True),
        opens_weeks=_number(data, "opens_weeks", place, faults),
        minutes=_number(data, "minutes", place, faults, most=MOST_MINUTES),
    )  # fmt: skip


def _programme(data: Any, number: int, faults: list[str]) -> Dagprogramma:
    place = f"dagprogramma {number}"
    if not isinstance(data, dict):
        faults.append(f"{place} is geen object.")
        return Dagprogramma("", "", ())
    code, title = text_of(data, "code", place, faults), text_of(data, "title", place, faults)
    lines = tuple(_line(item, f"{place}, regel {at}", faults) for at, item in items_of(data, "lines", place, faults))
    if not lines:
        faults.append(f"{place} heeft geen regels. Zet erin wat er op de dag gebeurt.")
    return Dagprogramma(code, title, lines)


def _line(data: Any, place: str, faults: list[str]) -> Regel:
    if not isinstance(data, dict):
        faults.append(f"{place} is geen object.")
        return Regel("", "", 1)
    title = text_of(data, "title", place, faults)
    text = text_of(data, "text", place, faults, may_be_empty=True)
    minutes = _number(data, "minutes", place, faults, most=MOST_MINUTES)
    if not minutes:
        faults.append(f"{place}: schrijf bij 'minutes' hoeveel minuten dit duurt.")
    return Regel(title, text, minutes)


def _number(
    data: Mapping[str, Any], name: str, place: str, faults: list[str], *, most: int | None = None,
    is_needed: bool = False,
) -> int:  # fmt: skip
    """Return a whole number; with `most` one from 0 up to and including that. Weeks are judged with their step."""
    value = data.get(name)
    if value is None and not is_needed:
        return 0
    if not isinstance(value, int) or isinstance(value, bool):
        faults.append(f"{place}: '{name}' moet een heel getal zijn.")
        return 0
    if most is not None and not 0 <= value <= most:
        faults.append(f"{place}: '{name}' moet een getal van 0 tot en met {most} zijn.")
        return 0
    return value
