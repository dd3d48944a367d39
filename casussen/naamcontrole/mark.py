"""What the check hands over: one marked stretch of text."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["PERSOON", "ORGANISATIE", "PLAATS", "BEDRAG"]
KINDS: tuple[Kind, ...] = ("PERSOON", "ORGANISATIE", "PLAATS", "BEDRAG")


@dataclass(frozen=True)
class Mark:
    """A probable name or amount: `word` stands in the text from `start` up to `end` (in characters)."""

    start: int
    end: int
    kind: Kind
    word: str
