"""Who gets which text, judged anew for every payload: 'first alone, then together' is kept here and nowhere else.

A step says who sees (`sees`) and from when (`reveal`). Before that nobody but the writer gets her text, and for
somebody on paper the leader who types for her. Who left gets nothing; who leads without a seat of her own sits with
all, until they split. A viewer without a number is a screen for everybody: it never gets what somebody wrote.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from intervisie.werkvorm import words
from intervisie.werkvorm.course import Position, Seat, bringer_in, groups_at, is_split_at, stage
from intervisie.werkvorm.steps import Stap, Werkvormschema

NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Sheet:
    """What one person wrote in one step and round, by the name of the field."""

    author: int
    step: str
    round: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    is_handed_in: bool = False


@dataclass(frozen=True)
class Viewer:
    """Who looks: her number, whether she leads, and for which people on paper she types then."""

    number: int | None
    is_leader: bool = False
    types_for: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Shown:
    """One text that a viewer may have."""

    author: int
    step: str
    round: int
    field: str
    text: str


def shown(
    schema: Werkvormschema, seats: Sequence[Seat], position: Position, inbrenger: int | None, viewer: Viewer,
    sheets: Iterable[Sheet], *, own: bool = False,
) -> tuple[Shown, ...]:  # fmt: skip
    """Return every text that this viewer may have now, in order of the session.

    `own`: also what she wrote herself, and what she typed for somebody on paper, whatever the step shows.
    """
    every = _in_order(schema, sheets)
    room = _Room(schema, tuple(seats), position, inbrenger)
    handed_in = {(sheet.step, sheet.round) for sheet in every if sheet.is_handed_in and sheet.author == viewer.number}
    return tuple(row for sheet in every for row in room.rows(sheet, viewer, handed_in, own=own))


def may_write(
    schema: Werkvormschema, seats: Sequence[Seat], position: Position, inbrenger: int | None, viewer: Viewer,
    author: int, step: str, round: int, is_handed_in: bool,
) -> bool:  # fmt: skip
    """Whether the viewer may change this sheet of `author`: her own, or of who writes on paper when she leads.

    Every step that has begun may be written in until the session ends; only what she let others see is fixed.
    """
    room = _Room(schema, tuple(seats), position, inbrenger)
    found = room.begun(step, round)
    if found is None or not room.is_here(viewer) or not room.holds_pen(viewer, author):
        return False
    if found.reveal == words.AFTER_OWN and is_handed_in:
        return False
    return room.writes(found, author, round)


def result(
    schema: Werkvormschema, seats: Sequence[Seat], inbrenger: int | None, number: int, sheets: Iterable[Sheet]
) -> tuple[Shown, ...]:
    """Return what goes home with one person: what she wrote for herself, and what was meant for her."""
    room = _Room(schema, tuple(seats), Position(len(schema.steps) - 1), inbrenger)
    return tuple(row for sheet in _in_order(schema, sheets) for row in room.going_home(sheet, number))


@dataclass(frozen=True)
class _Room:
    """A session at one moment."""

    schema: Werkvormschema
    seats: tuple[Seat, ...]
    position: Position
    inbrenger: int | None

    def begun(self, code: str, round: int) -> Stap | None:
        """Return a step when it has begun in this round, else None."""
        step = self.schema.step(code)
        if step is None or round < 0 or (round and not step.repeats):
            return None
        return step if self._stage(step, round) <= self._now else None

    def writes(self, step: Stap, author: int, round: int) -> bool:
        """Whether somebody writes at a step: by her part in it."""
        if step.input == words.NOTHING or step.writes == words.NONE or not self._group(step, author):
            return False
        bringer = self._bringer(step, author, round)
        # In a round of a subgroup whose people have all had theirs there is nobody to write for.
        if bringer is None and (step.repeats or step.writes != words.ALL):
            return False
        return step.writes == words.ALL or (author == bringer) == (step.writes == words.BRINGER)

    def holds_pen(self, viewer: Viewer, author: int) -> bool:
        """Whether the viewer writes on the sheets of this person."""
        if viewer.is_leader and author in viewer.types_for:
            return True
        seat = self._by_number.get(author)
        return author == viewer.number and seat is not None and seat.is_active

    def is_here(self, viewer: Viewer) -> bool:
        """Whether the viewer takes part, or leads those who do."""
        if viewer.number is None:
            return False
        seat = self._by_number.get(viewer.number)
        return viewer.is_leader if seat is None else seat.is_active

    def rows(self, sheet: Sheet, viewer: Viewer, handed_in: set[tuple[str, int]], *, own: bool) -> Iterator[Shown]:
        """Give what of a sheet this viewer may have."""
        step = self.begun(sheet.step, sheet.round)
        if step is None or not self.is_here(viewer):
            return
        if self.holds_pen(viewer, sheet.author) and own:
            yield from _texts(sheet)
        elif sheet.author != viewer.number and self._may_see(step, sheet, viewer, handed_in):
            for row in _texts(sheet):
                if step.sees != words.RECEIVER or row.field == str(viewer.number):
                    yield row

    def going_home(self, sheet: Sheet, number: int) -> Iterator[Shown]:
        """Give what of a sheet goes home with this person."""
        step = self.schema.step(sheet.step)
        if step is None or sheet.round < 0 or (sheet.round and not step.repeats):
            return
        is_own = sheet.author == number
        if step.result == words.INSIGHT:
            # Her own sheet of insights is what she gave away.
            if not is_own and number in self._group(step, sheet.author):
                yield from (row for row in _texts(sheet) if row.field == str(number))
        elif step.result == words.ADVICE:
            if self._bringer(step, sheet.author, sheet.round) == number:
                yield from _texts(sheet)
        elif is_own and (step.result or step.input == words.ACTIONS):
            yield from _texts(sheet)

    def _may_see(self, step: Stap, sheet: Sheet, viewer: Viewer, handed_in: set[tuple[str, int]]) -> bool:
        is_over = self._stage(step, sheet.round) < self._now
        return self._is_for(step, sheet, viewer, is_over=is_over) and self._is_time(
            step, sheet, is_over=is_over, is_together=(sheet.step, sheet.round) in handed_in
        )

    def _is_for(self, step: Stap, sheet: Sheet, viewer: Viewer, *, is_over: bool) -> bool:
        """Whether the viewer is one of whom the step lets see, some day."""
        bringer = self._bringer(step, sheet.author, sheet.round)
        is_bringer = bringer is not None and bringer == viewer.number
        is_other = bringer is not None and not is_bringer and self._is_together(step, sheet.author, viewer)
        allowed = {
            words.ALL: self._is_together(step, sheet.author, viewer),
            words.RECEIVER: self._is_together(step, sheet.author, viewer),
            words.OTHERS: is_other,
            words.OTHERS_FIRST: is_other or (is_bringer and is_over),
            words.BRINGER: is_bringer,
        }
        return allowed.get(step.sees, False)

    def _is_time(self, step: Stap, sheet: Sheet, *, is_over: bool, is_together: bool) -> bool:
        """Whether a text is shown already; `is_together`: the viewer handed in her own."""
        if is_over or step.reveal == words.AT_ONCE:
            return True
        return step.reveal == words.AFTER_OWN and sheet.is_handed_in and is_together

    def _is_together(self, step: Stap, author: int, viewer: Viewer) -> bool:
        """Whether the viewer sits with this author at this step."""
        group = self._group(step, author)
        if viewer.number in self._by_number:
            return viewer.number in group
        return bool(group) and viewer.is_leader and not is_split_at(self.schema, self._index[step.code])

    def _group(self, step: Stap, number: int) -> tuple[int, ...]:
        return self._circles[self._index[step.code]].get(number, ())

    def _bringer(self, step: Stap, author: int, round: int) -> int | None:
        inbrenger = self.inbrenger if self.inbrenger in self._by_number else None
        return bringer_in(self.schema, step, round, inbrenger, self._group(step, author))

    def _stage(self, step: Stap, round: int) -> tuple[int, int, int]:
        return stage(self.schema, self._index[step.code], round)

    # A page asks these of every sheet: worked out once.

    @cached_property
    def _index(self) -> dict[str, int]:
        return {step.code: index for index, step in enumerate(self.schema.steps)}

    @cached_property
    def _by_number(self) -> dict[int, Seat]:
        return {seat.number: seat for seat in self.seats}

    @cached_property
    def _circles(self) -> tuple[dict[int, tuple[int, ...]], ...]:
        """Of every step who sit together, by the number of each of them."""
        every = (groups_at(self.schema, self.seats, index) for index in range(len(self.schema.steps)))
        return tuple(
            {number: numbers for group in groups for numbers in [_numbers(group)] for number in numbers}
            for groups in every
        )

    @cached_property
    def _now(self) -> tuple[int, int, int]:
        at = min(self.position.step, len(self.schema.steps) - 1)
        return stage(self.schema, at, self.position.round)


def _numbers(group: Iterable[Seat]) -> tuple[int, ...]:
    return tuple(seat.number for seat in group)


def _texts(sheet: Sheet) -> Iterator[Shown]:
    """Give the texts of a sheet in the order of its fields."""
    for name in sorted(sheet.answers, key=_by):
        if text := sheet.answers[name]:
            yield Shown(sheet.author, sheet.step, sheet.round, name, text)


def _in_order(schema: Werkvormschema, sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the sheets of steps that there are: by round where steps repeat, by step, by author."""
    at = {step.code: index for index, step in enumerate(schema.steps)}
    known = [sheet for sheet in sheets if sheet.step in at]
    return sorted(known, key=lambda sheet: (stage(schema, at[sheet.step], sheet.round), sheet.author))


def _by(name: str) -> tuple[tuple[int, str], ...]:
    """Return a field's place: '2' before '10', '2' before '2-dag'."""
    return tuple((int(part), "") if NUMBER.fullmatch(part) else (0, part) for part in name.split("-"))
