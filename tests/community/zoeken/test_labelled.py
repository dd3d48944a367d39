"""Sixty queries with what somebody means by them: how much is found, and how much of the first five is meant.

The figures stand in docs/beheer/metingen-zoeken.md; a change that makes search worse fails here.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from community.models import User
from tests.community.zoeken.corpus import build
from tests.community.zoeken.uitslag import searched
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

LABELLED = Path(__file__).with_name("labelled.csv")
FIRST = 5
# As measured. `recall`: which part of what is meant stands in the first twenty; `precision`: which part of the first
# five is meant, where five are shown; of fewer shown, which part of those.
RECALL, PRECISION = 1.0, 0.96


@dataclass(frozen=True)
class Score:
    """How one query did."""

    query: str
    kind: str
    recall: float
    precision: float
    missed: list[str]
    extra: list[str]


def scores(reader: User, names: dict[str, str]) -> Iterator[Score]:
    """Search for every query as this person."""
    browser = browser_of(reader)
    with LABELLED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wanted = set(row["wanted"].split())
            found = [names.get(title, title) for title in searched(browser, row["query"]).titles]
            first = found[:FIRST]
            yield Score(
                row["query"], row["kind"], len(wanted & set(found)) / len(wanted),
                len(wanted & set(first)) / len(first) if first else 0.0,
                sorted(wanted - set(found)), [one for one in first if one not in wanted],
            )  # fmt: skip


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def test_sixty_queries_find_what_is_meant() -> None:
    reader, names = build()
    found = list(scores(reader, names))
    assert len(found) == 60
    told = "\n".join(
        f"{one.query} ({one.kind}): mist {one.missed}, te veel {one.extra}" for one in found if one.missed or one.extra
    )
    recall, precision = mean([one.recall for one in found]), mean([one.precision for one in found])
    told = f"recall {recall:.3f} precision@5 {precision:.3f}\n{told}"
    assert recall >= RECALL, told
    assert precision >= PRECISION, told
    kinds = {one.kind for one in found}
    for kind in kinds:
        of_kind = mean([one.recall for one in found if one.kind == kind])
        assert of_kind >= RECALL, f"{kind} {of_kind}\n{told}"


def test_each_label_names_something_in_the_corpus() -> None:
    _reader, names = build()
    with LABELLED.open(encoding="utf-8", newline="") as file:
        wanted = {code for row in csv.DictReader(file) for code in row["wanted"].split()}
    assert wanted <= set(names.values())
