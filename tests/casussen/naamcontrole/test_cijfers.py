"""How well the check marks: figures on sentences it was tuned on, and on sentences it was not (docs/decisions)."""

import pytest
from faker import Faker

from casussen.naamcontrole import marks
from tests.casussen.naamcontrole.meten import Sentence, score, sentences

# Floors just below what was measured, for the very span: precision, recall.
DEVELOPED = {"PERSOON": (0.97, 0.97), "ORGANISATIE": (0.97, 0.97), "PLAATS": (0.97, 0.97), "BEDRAG": (0.97, 0.97)}
HELD_OUT = {"PERSOON": (0.93, 0.93), "ORGANISATIE": (0.97, 0.92), "PLAATS": (0.90, 0.97), "BEDRAG": (0.97, 0.83)}


def unlabelled(rows: list[Sentence]) -> int:
    return sum(not row.spans for row in rows)


def test_two_hundred_sentences_of_which_eighty_are_held_apart() -> None:
    developed, held_out = sentences("ontwikkelset"), sentences("toetsset")

    assert (len(developed), len(held_out)) == (120, 80)
    assert (unlabelled(developed), unlabelled(held_out)) == (62, 39)
    assert not {row.text for row in developed} & {row.text for row in held_out}


@pytest.mark.parametrize(("name", "floors"), [("ontwikkelset", DEVELOPED), ("toetsset", HELD_OUT)])
def test_each_kind_is_marked_as_well_as_was_measured(name: str, floors: dict[str, tuple[float, float]]) -> None:
    rows = sentences(name)
    measured = {kind: score(rows, kind, exact=True) for kind in floors}

    assert {kind: one for kind, one in measured.items() if one.precision < floors[kind][0]} == {}
    assert {kind: one for kind, one in measured.items() if one.recall < floors[kind][1]} == {}


@pytest.mark.parametrize(("name", "floor"), [("ontwikkelset", 0.97), ("toetsset", 0.93)])
def test_all_kinds_together_are_marked_as_well_as_was_measured(name: str, floor: float) -> None:
    rows = sentences(name)

    assert score(rows, exact=True).f1 >= floor
    assert score(rows, exact=False).f1 >= floor


@pytest.mark.parametrize(
    ("sentence", "least_exact"),
    [("Gisteren sprak ik met {} over de grond.", 0.93), ("{} vindt dat het anders moet.", 0.85)],
)
def test_names_from_a_list_of_somebody_else_are_marked(sentence: str, least_exact: float) -> None:
    faker = Faker("nl_NL")
    faker.seed_instance(4)
    names = [f"{faker.first_name()} {faker.last_name()}" for _ in range(500)]
    persons = [[mark.word for mark in marks(sentence.format(name)) if mark.kind == "PERSOON"] for name in names]

    assert sum([name] == found for name, found in zip(names, persons, strict=True)) / len(names) >= least_exact
    assert sum(bool(found) for found in persons) / len(names) >= 0.93
