"""Samenwerkingscanvas: nineteen boxes in a core and six topics, as it is now and as it should be.

Boxes after capabilities.md §7.2 (topics: seed 001 r263-301; the letter codes are ours). An answer is
`{"text", "status": LEEG | CONCEPT | AFGESPROKEN, "open": open question}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casussen.instrumenten.schema import Schema, SchemaError

LEEG, CONCEPT, AFGESPROKEN = "LEEG", "CONCEPT", "AFGESPROKEN"
STATUSES = (LEEG, CONCEPT, AFGESPROKEN)
NU, GEWENST = "nu", "gewenst"
BOXES = (
    "K1",
    "K2",
    "K3",
    "A1",
    "A2",
    "A3",
    "B1",
    "B2",
    "C1",
    "C2",
    "C3",
    "C4",
    "D1",
    "D2",
    "D3",
    "E1",
    "E2",
    "F1",
    "F2",
)
GOAL, CONTRIBUTIONS = "K3", "K2"


@dataclass(frozen=True)
class Box:
    """One box of one layer."""

    code: str
    text: str = ""
    status: str = LEEG
    open: str = ""


@dataclass(frozen=True)
class Beside:
    """One box in both layers."""

    code: str
    nu: Box
    gewenst: Box

    @property
    def differs(self) -> bool:
        """Whether the wish is another text than what there is."""
        return self.nu.text != self.gewenst.text


@dataclass(frozen=True)
class Eis:
    """What must still be agreed: an open box or an open question, as a requirement to the samenwerking."""

    code: str
    text: str


@dataclass(frozen=True)
class Stand:
    """How far a layer is, and what warns."""

    agreed: int
    concept: int
    empty: int
    lacks_goal: bool


def box(code: str, answers: Mapping[str, Any]) -> Box:
    """Return one box of the answers of a layer; an empty one when nothing was written.

    A box with text that somebody left at LEEG counts as CONCEPT, one without text is LEEG whatever was chosen.
    """
    given = answers.get(code)
    if not isinstance(given, Mapping):
        return Box(code)
    text, status = str(given.get("text") or ""), given.get("status")
    if not text.strip():
        status = LEEG
    elif status not in (CONCEPT, AFGESPROKEN):
        status = CONCEPT
    return Box(code, text, str(status), str(given.get("open") or ""))


def stand(answers: Mapping[str, Any]) -> Stand:
    """Return how far a layer is. Without a common goal a samenwerking cannot succeed (seed 001 r348-350)."""
    boxes = [box(code, answers) for code in BOXES]
    count = {status: sum(one.status == status for one in boxes) for status in STATUSES}
    return Stand(count[AFGESPROKEN], count[CONCEPT], count[LEEG], lacks_goal=box(GOAL, answers).status == LEEG)


def compare(nu: Mapping[str, Any], gewenst: Mapping[str, Any]) -> list[Beside]:
    """Return all boxes with both layers beside each other."""
    return [Beside(code, box(code, nu), box(code, gewenst)) for code in BOXES]


def eisen(answers: Mapping[str, Any], asks: Mapping[str, str]) -> list[Eis]:
    """Return what must still be agreed: the open question of a box, or its own question (`asks`) when it is empty."""
    found = []
    for code in BOXES:
        one = box(code, answers)
        if one.open.strip():
            found.append(Eis(code, one.open.strip()))
        elif one.status == LEEG:
            found.append(Eis(code, asks[code]))
    return found


def check(schema: Schema) -> None:
    """Refuse a schema that is not these nineteen boxes in two layers. Raises SchemaError with every fault."""
    codes = [question.code for question in schema.questions()]
    faults = [f"Het vak '{code}' ontbreekt." for code in BOXES if code not in codes]
    faults += [f"Het vak '{code}' hoort niet in het canvas." for code in codes if code not in BOXES]
    faults += [f"Het vak '{q.code}' moet kind 'box' hebben." for q in schema.questions() if q.kind != "box"]
    if [layer.code for layer in schema.layers] != [NU, GEWENST]:
        faults.append("Het canvas heeft twee lagen nodig: nu en gewenst.")
    if faults:
        raise SchemaError(faults)
