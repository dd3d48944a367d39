"""Subgroups: how many there can be, who sits in which, and where somebody who comes late goes."""

from collections.abc import Iterable, Sequence

from intervisie.werkvorm.course import Seat
from intervisie.werkvorm.steps import Werkvormschema


def sizes(people: int, count: int) -> tuple[int, ...]:
    """Return how many people each subgroup has, the largest first; they differ by one at most, and none is empty."""
    count = max(1, min(count, people))
    each, more = divmod(max(0, people), count)
    return tuple(each + (at < more) for at in range(count))


def divide(numbers: Iterable[int], count: int) -> dict[int, int]:
    """Return in which subgroup each number sits, from 1: neighbours sit together."""
    ordered = list(numbers)
    groups = (group for group, size in enumerate(sizes(len(ordered), count), start=1) for _ in range(size))
    return dict(zip(ordered, groups, strict=False))


def possible_counts(schema: Werkvormschema, people: int) -> tuple[int, ...]:
    """Return in how many subgroups so many people can be with this method; nothing when they cannot."""
    if not schema.fewest <= people <= schema.most:
        return ()
    if not any(step.is_split for step in schema.steps):
        return (1,)
    return tuple(count for count in range(1, people + 1) if not _misfit(schema, people, count))


def best_count(schema: Werkvormschema, people: int) -> int:
    """Return the count of subgroups that fits best, also where none fits wholly, as when fewer people come."""
    if not any(step.is_split for step in schema.steps):
        return 1
    return min(range(1, max(1, people) + 1), key=lambda count: (_misfit(schema, people, count), count))


def smallest(seats: Sequence[Seat]) -> int:
    """Return the subgroup with the fewest people, for somebody who comes late; never one where nobody is left."""
    active = [seat.group for seat in seats if seat.is_active]
    return min(set(active), key=lambda group: (active.count(group), group), default=1)


def _misfit(schema: Werkvormschema, people: int, count: int) -> int:
    """Return how many people subgroups have too few or too many, altogether."""
    return sum(max(0, schema.group_fewest - size, size - schema.group_most) for size in sizes(people, count))
