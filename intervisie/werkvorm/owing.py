"""Who still has to write for whom, and how much a session gives: each a question, and an insight for every other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from intervisie.werkvorm import words
from intervisie.werkvorm.course import Seat, groups_at
from intervisie.werkvorm.groups import sizes
from intervisie.werkvorm.steps import Werkvormschema


@dataclass(frozen=True)
class Debt:
    """One text that is still to come: by whom, for whom."""

    from_: int
    to: int


def owing(
    schema: Werkvormschema, seats: Sequence[Seat], step: str, filled: Mapping[int, Collection[str]]
) -> tuple[Debt, ...]:
    """Return what is still to come at a step where each writes for each other one of the subgroup.

    `filled` names by author the fields that have something in them. Who left owes nothing, and is owed nothing.
    """
    found = schema.step(step)
    if found is None or found.input != words.PER_PERSON:
        return ()
    return tuple(
        Debt(author.number, other.number)
        for group in groups_at(schema, seats, schema.steps.index(found))
        for author in group
        for other in group
        if author.is_active and other.is_active and author.number != other.number
        and str(other.number) not in filled.get(author.number, ())
    )  # fmt: skip


def insights(people: int, groups: int = 1) -> int:
    """Return how many insights are written when each writes one for each other one of her subgroup."""
    return sum(size * (size - 1) for size in sizes(people, groups))


def insights_each(people: int, groups: int = 1) -> tuple[int, int]:
    """Return how many insights somebody gets at least and at most; subgroups may differ by one."""
    each = [size - 1 for size in sizes(people, groups)]
    return max(0, min(each)), max(0, max(each))


def questions(schema: Werkvormschema, people: int) -> int:
    """Return how many questions a session is about."""
    return {words.ONE: 1, words.NOBODYS: 0}.get(schema.question, people)
