"""What a toernee looks like by a protocol: each step with its days, for an example visit."""

from dataclasses import dataclass
from datetime import date

from intervisie.protocol import words
from intervisie.protocol.days import Days, usual_days
from intervisie.protocol.steps import Protocolschema, Stap


@dataclass(frozen=True)
class Voorbeeldstap:
    """One step with its days and its choices in words."""

    step: Stap
    days: Days
    who: str
    page: str
    reads: str


def example_of(schema: Protocolschema, visit: date) -> list[tuple[str, list[Voorbeeldstap]]]:
    """Return the phases with their steps, as if this were the first visit of a toernee."""
    return [(phase.title, [_line(step, visit) for step in phase.steps]) for phase in schema.phases]


def _line(step: Stap, visit: date) -> Voorbeeldstap:
    return Voorbeeldstap(step, usual_days(step, visit), words.WHO[step.who], words.PAGES[step.page],
                         words.READS[step.reads])  # fmt: skip
