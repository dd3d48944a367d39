"""Reading self-scans: scores beside the words of the competences, and what changed from intake to the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from training.models import Competentie, Ontwikkeldoel, Scan, Scanmoment


@dataclass(frozen=True)
class ScoreLine:
    """One competence with the score of one or both moments, from 1 to 5; None where none was given."""

    competentie: Competentie
    before: int | None
    after: int | None

    @property
    def difference(self) -> int | None:
        """How many levels further, below zero when fewer; None without both scores."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def before_words(self) -> str:
        """The sentence of the level at the intake."""
        return _sentence(self.competentie, self.before)

    @property
    def after_words(self) -> str:
        """The sentence of the level at the end."""
        return _sentence(self.competentie, self.after)


@dataclass(frozen=True)
class DoelLine:
    """One development goal with what was written about it at each moment."""

    doel: Ontwikkeldoel
    before: str
    after: str


@dataclass(frozen=True)
class ScanSheet:
    """Scores and goals of one participant, as far as the reader may see them."""

    scores: list[ScoreLine]
    goals: list[DoelLine]
    intake: Scan | None
    eind: Scan | None

    @property
    def has_both(self) -> bool:
        """Whether there is something to compare."""
        return self.intake is not None and self.eind is not None


def competenties() -> list[Competentie]:
    """Return the competences in order."""
    return list(Competentie.objects.order_by("number"))


def ontwikkeldoelen() -> list[Ontwikkeldoel]:
    """Return the development goals in order."""
    return list(Ontwikkeldoel.objects.order_by("number"))


def sheet_of(scans: Iterable[Scan]) -> ScanSheet:
    """Return these scans of one participant beside each other; two queries. In a scope."""
    found = {scan.moment: scan for scan in scans}
    before, after = (_answers(found.get(moment)) for moment in (Scanmoment.INTAKE, Scanmoment.EIND))
    return ScanSheet(
        scores=[ScoreLine(row, _score(before, row.number), _score(after, row.number)) for row in competenties()],
        goals=[DoelLine(row, _text(before, row.number), _text(after, row.number)) for row in ontwikkeldoelen()],
        intake=found.get(Scanmoment.INTAKE),
        eind=found.get(Scanmoment.EIND),
    )


def _answers(scan: Scan | None) -> Mapping[str, Any]:
    return scan.answers if scan else {}


def _score(answers: Mapping[str, Any], number: int) -> int | None:
    value = answers.get("competenties", {}).get(str(number))
    return int(value) if value else None


def _text(answers: Mapping[str, Any], number: int) -> str:
    return str(answers.get("doelen", {}).get(str(number), ""))


def _sentence(competentie: Competentie, score: int | None) -> str:
    known = competentie.levels
    return str(known[score - 1]) if score and score <= len(known) else ""
