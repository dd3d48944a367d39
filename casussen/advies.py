"""The one-page advice to one's own organisation: its four parts, how long they may be, and whether it fits one A4.

Pure data and arithmetic. `content` is what a writer gave:
`{"aan_wie", "kern", "aanbevelingen": [{"id", "text"}], "consequenties", "bijdrage"}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

# The parts by code, in order, with how many signs each holds; a recommendation has its own limit.
KERN, AANBEVELINGEN, CONSEQUENTIES, BIJDRAGE = "kern", "aanbevelingen", "consequenties", "bijdrage"
LONGEST = {"aan_wie": 120, KERN: 900, "aanbeveling": 320, CONSEQUENTIES: 900, BIJDRAGE: 700}
MOST_RECOMMENDATIONS = 6
TITLES = {
    KERN: "Kern",
    AANBEVELINGEN: "Aanbevelingen",
    CONSEQUENTIES: "Wat betekent dit",
    BIJDRAGE: "Wat ik van je vraag",
}
# An A4 in 10,5 points with margins of 2,3 cm: signs on a line, and lines. Careful: Word has other letters than a pdf.
SIGNS, MOST_LINES = 88, 50
# Lines that the title, whom it is to and who wrote it take; and each heading with the white above it.
HEAD_LINES, HEADING_LINES = 5, 2

# What an opdrachtgever answers to one recommendation.
DECISIONS = (
    ("JA", "Nemen we over"),
    ("LATER", "Nemen we later over"),
    ("NEE", "Nemen we niet over"),
)
DECISION_WORDS = dict(DECISIONS)
# Of these two one says why; of this one when.
NEEDS_REASON, NEEDS_MOMENT = ("NEE", "LATER"), ("LATER",)


@dataclass(frozen=True)
class Recommendation:
    """One recommendation of an advice. `number` counts from one in what is shown; `id` stays with its place."""

    id: str
    number: int
    text: str


def recommendations_of(content: Mapping[str, Any]) -> list[Recommendation]:
    """Return the recommendations that were written, numbered from one."""
    given = [one for one in content.get(AANBEVELINGEN, []) if one.get("text")]
    return [Recommendation(str(one["id"]), number, str(one["text"])) for number, one in enumerate(given, start=1)]


def lines_on_paper(content: Mapping[str, Any]) -> int:
    """Return about how many lines of an A4 this advice takes."""
    parts = [str(content.get(code) or "") for code in (KERN, CONSEQUENTIES, BIJDRAGE)]
    advised = [one.text for one in recommendations_of(content)]
    headings = sum(bool(text) for text in parts) + bool(advised)
    # A recommendation has white above it and less room beside its number.
    listed = sum(_lines(text, SIGNS - 6) for text in advised) + ceil(len(advised) / 2)
    return HEAD_LINES + headings * HEADING_LINES + sum(_lines(text, SIGNS) for text in parts if text) + listed


def lines_too_many(content: Mapping[str, Any]) -> int:
    """Return by how many lines the advice is too long for one A4; zero when it fits."""
    return max(0, lines_on_paper(content) - MOST_LINES)


def missing(content: Mapping[str, Any]) -> list[str]:
    """Return the titles of the parts that are still empty: an advice is shared when it is whole."""
    empty = [TITLES[code] for code in (KERN, CONSEQUENTIES, BIJDRAGE) if not content.get(code)]
    return [*empty, *([] if recommendations_of(content) else [TITLES[AANBEVELINGEN]])]


def _lines(text: str, signs: int) -> int:
    return sum(max(1, ceil(len(line) / signs)) for line in text.split("\n"))
