"""What was answered in a step, in words. In a scope; ask intervisie.access.stappen first which answers may be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from community.queries.groepsberichten import OUD_LID
from intervisie.models import Stapantwoord
from intervisie.protocol.steps import Stap


@dataclass(frozen=True)
class Antwoord:
    """One question with what somebody answered."""

    ask: str
    text: str


@dataclass(frozen=True)
class Antwoordlijn:
    """What one person answered in one step."""

    name: str
    handed_in_at: datetime | None
    answers: tuple[Antwoord, ...]


def antwoord_lines(step: Stap, rows: Iterable[Stapantwoord]) -> list[Antwoordlijn]:
    """Return what these people answered, in their order in the toernee. One query when the rows are none yet."""
    if isinstance(rows, QuerySet):
        rows = rows.select_related("stap__deelnemer__user").order_by("stap__deelnemer__position", "pk")
    return [Antwoordlijn(_name(row), row.handed_in_at, tuple(_answers(step, row))) for row in rows]


def _name(row: Stapantwoord) -> str:
    deelnemer = row.stap.deelnemer
    return deelnemer.user.naam if deelnemer.left_at is None else OUD_LID


def _answers(step: Stap, row: Stapantwoord) -> Iterable[Antwoord]:
    for question in step.questions:
        value = row.answers.get(question.code)
        text = question.words(value) if question.kind == "choice" else value
        if text:
            yield Antwoord(question.ask, text)
