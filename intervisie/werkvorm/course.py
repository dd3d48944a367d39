"""Where a session can be: its moments in order, whose turn and whose question it is, and how long a moment takes.

Rounds and turns are indexes over all seats of a subgroup by number, also of who left: so nobody's turn shifts when
somebody leaves, and who joins later comes last. An index at which nobody is left in any subgroup is skipped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intervisie.werkvorm import words
from intervisie.werkvorm.steps import Stap, Werkvormschema

SLUG = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,4})")


@dataclass(frozen=True)
class Seat:
    """One person who takes part, by number. `is_active` is False for who left or never came."""

    number: int
    group: int
    is_active: bool = True


@dataclass(frozen=True)
class Position:
    """Where a session is: a step; where steps repeat whose round; where each has a turn whose turn. From 0."""

    step: int
    round: int = 0
    turn: int = 0

    @property
    def slug(self) -> str:
        """How it is written in a form."""
        return f"{self.step}.{self.round}.{self.turn}"

    @classmethod
    def read(cls, text: object) -> "Position | None":
        """Return what was written in a form, None when that is no position."""
        found = SLUG.fullmatch(text) if isinstance(text, str) else None
        return cls(*(int(part) for part in found.groups())) if found else None


def moments(schema: Werkvormschema, seats: Sequence[Seat], *, is_in_days: bool = False) -> tuple[Position, ...]:
    """Return every moment of a session in order. In days a step is not taken turn by turn."""
    return tuple(_moments(schema, seats, is_in_days))


def first(schema: Werkvormschema, seats: Sequence[Seat], *, is_in_days: bool = False) -> Position:
    """Return where a session begins."""
    return next(_moments(schema, seats, is_in_days))


def after(
    schema: Werkvormschema, seats: Sequence[Seat], position: Position, *, is_in_days: bool = False
) -> Position | None:
    """Return the next moment, None at the end. `position` itself need not exist any more."""
    here = _place(schema, position)
    return next((one for one in _moments(schema, seats, is_in_days) if _place(schema, one) > here), None)


def before(
    schema: Werkvormschema, seats: Sequence[Seat], position: Position, *, is_in_days: bool = False
) -> Position | None:
    """Return the moment before, None at the begin."""
    here = _place(schema, position)
    return next(
        (one for one in reversed(moments(schema, seats, is_in_days=is_in_days)) if _place(schema, one) < here), None
    )


def settle(schema: Werkvormschema, seats: Sequence[Seat], position: Position, *, is_in_days: bool = False) -> Position:
    """Return the position itself, or when people left the first after it that still exists.

    Where the last turn of the last step is nobody's any more, it stays there: nobody is taken back to an earlier turn.
    """
    every = moments(schema, seats, is_in_days=is_in_days)
    here = _place(schema, position)
    last = position if position.step < len(schema.steps) else every[-1]
    return next((one for one in every if _place(schema, one) >= here), last)


def seconds_of(schema: Werkvormschema, seats: Sequence[Seat], position: Position) -> int:
    """Return how many seconds a moment may take: of a step in turns an equal part for each."""
    step = schema.steps[position.step]
    turns = len(_indexes(schema, seats, position.step)) if step.in_turn else 1
    return max(1, step.minutes * 60 // turns)


def minutes_of(schema: Werkvormschema, people: int, groups: int = 1) -> int:
    """Return how many minutes a session takes with so many people, in so many subgroups."""
    count = max(1, groups) if any(step.is_split for step in schema.steps) else 1
    total = 0
    for index, step in enumerate(schema.steps):
        rounds = -(-people // (count if is_split_at(schema, index) else 1)) if step.repeats else 1
        total += step.minutes * max(1, rounds)
    return total


def is_split_at(schema: Werkvormschema, step_index: int) -> bool:
    """Whether people are in subgroups at this step: from the first step that says so."""
    return any(step.is_split for step in schema.steps[: step_index + 1])


def groups_at(schema: Werkvormschema, seats: Sequence[Seat], step_index: int) -> tuple[tuple[Seat, ...], ...]:
    """Return who sit together at this step, each subgroup by number, also who left."""
    ordered = sorted(seats, key=lambda seat: seat.number)
    if not is_split_at(schema, step_index):
        return (tuple(ordered),)
    numbers = sorted({seat.group for seat in ordered})
    return tuple(tuple(seat for seat in ordered if seat.group == group) for group in numbers) or ((),)


def group_of(schema: Werkvormschema, seats: Sequence[Seat], seat_number: int, step_index: int) -> tuple[int, ...]:
    """Return the numbers of who sit with her at this step, herself and who left too; nothing when she has no seat."""
    for group in groups_at(schema, seats, step_index):
        numbers = tuple(seat.number for seat in group)
        if seat_number in numbers:
            return numbers
    return ()


def turn_numbers(
    schema: Werkvormschema, seats: Sequence[Seat], position: Position, *, is_in_days: bool = False
) -> tuple[int, ...]:
    """Return whose turn it is, at most one of each subgroup; nobody where the step is not in turns."""
    if is_in_days or not schema.steps[position.step].in_turn:
        return ()
    return _at(schema, seats, position.step, position.turn)


def bringers(
    schema: Werkvormschema, seats: Sequence[Seat], position: Position, inbrenger: int | None, *,
    is_in_days: bool = False,
) -> tuple[int, ...]:  # fmt: skip
    """Return whose question it is now: the inbrenger, who has this round, or who has her turn with her own question."""
    step = schema.steps[position.step]
    if schema.question == words.ONE:
        return tuple(seat.number for seat in seats if seat.number == inbrenger)
    if schema.question == words.IN_TURN and step.repeats:
        return _at(schema, seats, position.step, position.round)
    if schema.question == words.OWN:
        return turn_numbers(schema, seats, position, is_in_days=is_in_days)
    return ()


def bringer_of(
    schema: Werkvormschema, seats: Sequence[Seat], step_index: int, round: int, inbrenger: int | None, number: int
) -> int | None:
    """Return for whose question somebody writes at this step and round, also when that person left; None for nobody."""
    known = next((seat.number for seat in seats if seat.number == inbrenger), None)
    group = group_of(schema, seats, number, step_index)
    return bringer_in(schema, schema.steps[step_index], round, known, group)


def bringer_in(
    schema: Werkvormschema, step: Stap, round: int, inbrenger: int | None, group: Sequence[int]
) -> int | None:
    """Return whose question it is for these people who sit together, by number; see `bringer_of`."""
    if schema.question == words.ONE:
        return inbrenger
    if schema.question == words.IN_TURN and step.repeats and 0 <= round < len(group):
        return group[round]
    return None


def rounds_of(schema: Werkvormschema, seats: Sequence[Seat]) -> int:
    """Return how many rounds the steps that repeat take; one when none does."""
    at = next((at for at, step in enumerate(schema.steps) if step.repeats), None)
    return 1 if at is None else len(_indexes(schema, seats, at))


def stage(schema: Werkvormschema, step_index: int, round: int) -> tuple[int, int, int]:
    """Return where a step of a round comes in the order of a session; of two the lower comes first."""
    begin = step_index
    if schema.steps[step_index].repeats:
        while begin and schema.steps[begin - 1].repeats:
            begin -= 1
        return begin, round, step_index
    return begin, 0, step_index


def _place(schema: Werkvormschema, position: Position) -> tuple[int, int, int, int]:
    """Return where a position comes in the order, turns too. Past the last step it comes after everything."""
    if position.step >= len(schema.steps):
        return position.step, 0, position.step, position.turn
    return (*stage(schema, position.step, position.round), position.turn)


def _moments(schema: Werkvormschema, seats: Sequence[Seat], is_in_days: bool) -> Iterator[Position]:
    index = 0
    while index < len(schema.steps):
        end = _end_of_block(schema.steps, index)
        for round in _indexes(schema, seats, index) if schema.steps[index].repeats else (0,):
            for at in range(index, end):
                yield from _turns(schema, seats, at, round, is_in_days)
        index = end


def _end_of_block(steps: Sequence[Stap], index: int) -> int:
    """Return the index after the steps that repeat together; after the step itself when it does not repeat."""
    end = index + 1
    while steps[index].repeats and end < len(steps) and steps[end].repeats:
        end += 1
    return end


def _turns(
    schema: Werkvormschema, seats: Sequence[Seat], step_index: int, round: int, is_in_days: bool
) -> Iterator[Position]:
    if is_in_days or not schema.steps[step_index].in_turn:
        yield Position(step_index, round)
        return
    for turn in _indexes(schema, seats, step_index):
        yield Position(step_index, round, turn)


def _indexes(schema: Werkvormschema, seats: Sequence[Seat], step_index: int) -> tuple[int, ...]:
    """Return the indexes at which somebody is left in a subgroup. With nobody left at all there is still one."""
    groups = groups_at(schema, seats, step_index)
    found = {at for group in groups for at, seat in enumerate(group) if seat.is_active}
    return tuple(sorted(found)) or (0,)


def _at(schema: Werkvormschema, seats: Sequence[Seat], step_index: int, index: int) -> tuple[int, ...]:
    """Return who has this index and is there, at most one of each subgroup."""
    groups = groups_at(schema, seats, step_index)
    return tuple(group[index].number for group in groups if 0 <= index < len(group) and group[index].is_active)
