"""The labelled sentences, and precision and recall of what marks them. `python -m` shows the figures."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casussen.naamcontrole import KINDS, marks

LABEL = re.compile(r"\[(PERSOON|ORGANISATIE|PLAATS|BEDRAG)\|([^\]]+)\]")
# Kind, where it starts, where it ends.
Span = tuple[str, int, int]
Marker = Callable[[str], Iterable[Span]]


@dataclass(frozen=True)
class Sentence:
    """One sentence without its labels, and what is labelled in it."""

    text: str
    spans: frozenset[Span]


@dataclass(frozen=True)
class Score:
    """How many spans were found, missed, and marked without reason."""

    found: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """The share of the marks that is right."""
        return self.found / (self.found + self.wrong or 1)

    @property
    def recall(self) -> float:
        """The share of the names that is marked."""
        return self.found / (self.found + self.missed or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1)


def sentences(name: str) -> list[Sentence]:
    """Read 'ontwikkelset' or 'toetsset': a sentence a line, names as [KIND|name]."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [without_labels(line) for line in lines]


def without_labels(line: str) -> Sentence:
    """Return the sentence of one line."""
    text, spans, past = "", set(), 0
    for label in LABEL.finditer(line):
        text += line[past : label.start()]
        spans.add((label[1], len(text), len(text) + len(label[2])))
        text += label[2]
        past = label.end()
    return Sentence(text + line[past:], frozenset(spans))


def by_lists(text: str) -> Iterator[Span]:
    """Mark as the product does."""
    return ((mark.kind, mark.start, mark.end) for mark in marks(text))


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans of one kind share a character."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def score(rows: list[Sentence], kind: str = "", *, exact: bool, marker: Marker = by_lists) -> Score:
    """Return the score over one kind or over all; `exact` asks for the very span."""
    found = missed = wrong = 0
    for row in rows:
        right = {span for span in row.spans if kind in {"", span[0]}}
        marked = {span for span in marker(row.text) if kind in {"", span[0]}}
        hits = {span for span in right if any(span == mark if exact else overlaps(span, mark) for mark in marked)}
        found += len(hits)
        missed += len(right - hits)
        wrong += sum(not any(span == mark if exact else overlaps(span, mark) for span in right) for mark in marked)
    return Score(found, missed, wrong)


def table(name: str, marker: Marker = by_lists) -> str:
    """Return the figures of one set as lines of a table."""
    rows = sentences(name)
    lines = []
    for kind in (*KINDS, ""):
        exact, over = score(rows, kind, exact=True, marker=marker), score(rows, kind, exact=False, marker=marker)
        lines.append(
            f"| {kind or 'alles'} | {over.found + over.missed} | "
            f"{exact.precision:.2f} | {exact.recall:.2f} | {exact.f1:.2f} | "
            f"{over.precision:.2f} | {over.recall:.2f} | {over.f1:.2f} |"
        )
    return "\n".join(lines)


def faults(name: str) -> Iterator[str]:
    """Yield every sentence whose marks differ from its labels."""
    for row in sentences(name):
        marked = set(by_lists(row.text))
        if marked != row.spans:
            missed = [f"-{kind} {row.text[start:end]}" for kind, start, end in row.spans - marked]
            extra = [f"+{kind} {row.text[start:end]}" for kind, start, end in marked - row.spans]
            yield f"{row.text}\n    {'; '.join([*missed, *extra])}"


if __name__ == "__main__":
    sys.stdout.write(table(sys.argv[1]) + "\n")
    if sys.argv[2:] == ["fouten"]:
        sys.stdout.write("\n".join(faults(sys.argv[1])) + "\n")
