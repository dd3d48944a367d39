"""Dilemmalijn: where a samenwerking stands between two sides that both matter, 0 to 100, and where it should be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casussen.instrumenten.schema import Schema, SchemaError

LINE_END = 100
NEAR, FAR = 10, 30


@dataclass(frozen=True)
class Lijn:
    """One dilemma: now and wanted as numbers of 0 (first side) to 100 (second side), and the move in words."""

    ask: str
    nu: int | None
    gewenst: int | None
    move: str


def outcome(schema: Schema, nu: Mapping[str, Any], gewenst: Mapping[str, Any]) -> list[Lijn]:
    """Return every line with both positions; an answer that is no whole number of 0 to 100 counts as none."""
    lines = []
    for question in schema.questions():
        here, there = position(nu.get(question.code)), position(gewenst.get(question.code))
        sides = [option.title for option in question.options]
        lines.append(Lijn(question.ask, here, there, _move(here, there, sides)))
    return lines


def position(value: object) -> int | None:
    """Return a position on the line, None for anything that is none."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LINE_END:
        return None
    return value


def _move(here: int | None, there: int | None, sides: list[str]) -> str:
    if here is None or there is None:
        return ""
    step = there - here
    if abs(step) < NEAR:
        return "Je staat waar je wilt staan."
    side = sides[1] if step > 0 else sides[0]
    return f"{'Een flinke stap' if abs(step) > FAR else 'Een stap'} naar: {side}."


def check(schema: Schema) -> None:
    """Refuse a line without two sides. Raises SchemaError."""
    faults = [
        f"De lijn '{question.code}' heeft kind 'scale' en twee kanten nodig."
        for question in schema.questions() if question.kind != "scale" or len(question.options) != 2
    ]  # fmt: skip
    if [layer.code for layer in schema.layers] != ["nu", "gewenst"]:
        faults.append("De dilemmalijn heeft twee lagen nodig: nu en gewenst.")
    if faults:
        raise SchemaError(faults)
