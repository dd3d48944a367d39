"""Whatever people do in whatever order: nobody ever gets a text that the step does not show her."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervisie.werkvorm import course, words
from intervisie.werkvorm.fields import fields_of
from intervisie.werkvorm.reveal import Shown, Viewer, may_write, result, shown
from intervisie.werkvorm.steps import Werkvormschema
from tests.intervisie.werkvorm.methods import CODES, any_method, random_method, shipped
from tests.intervisie.werkvorm.oracle import GUIDE, Key, Table

METHODS = st.sampled_from(CODES).map(shipped) | any_method()
SESSIONS = 90
EVENTS = 45
MOST_PEOPLE = 7
# Often what people mostly do; now and then what they seldom do.
USUAL = ("write_now", "write_now", "write_now", "hand_in_now", "hand_in_now", "go_on", "go_on", "go_on")
SELDOM = ("write_anywhere", "hand_in_anywhere", "join", "leave", "come_back", "on_paper", "bring_in", "lead", "go_back")


class Session:
    """A session in which anything happens. Texts are all different, so that each can be told from all others."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - chance of a test, no secret hangs on it
        schema = shipped(CODES[seed // 2 % len(CODES)]) if seed % 2 else random_method(self.chance)
        people, groups = self.chance.randint(2, 5), self.chance.randint(1, 2)
        self.table = Table(schema, {number: 1 + number % groups for number in range(1, people + 1)})
        self.table.here = set(self.table.groups)
        self.table.leader = 1
        self.table.inbrenger = self.chance.choice([None, 1, 2])
        self.table.position = course.first(schema, self.table.seats)
        self.written = 0
        self.log: list[str] = []

    def event(self) -> None:
        """Let something happen."""
        name = self.chance.choice(USUAL if self.chance.random() < 0.7 else SELDOM)
        getattr(self, name)()
        self.log.append(name)

    def write_now(self) -> None:
        key = self._now(self._somebody())
        self._write(key)
        if self.chance.random() < 0.4:
            self.table.handed_in.add(key)

    def write_anywhere(self) -> None:
        """Also where the engine would not let her: who moved, or became inbrenger, wrote before that."""
        step = self.chance.choice(self.table.schema.steps)
        self._write((self._somebody(), step.code, self.chance.choice([0, 0, 1, 2, 3])))

    def hand_in_now(self) -> None:
        key = self._now(self._somebody())
        self.table.texts.setdefault(key, {})
        self.table.handed_in.add(key)

    def hand_in_anywhere(self) -> None:
        if self.table.texts:
            self.table.handed_in.add(self.chance.choice(list(self.table.texts)))

    def join(self) -> None:
        number = max(self.table.groups) + 1
        if number <= MOST_PEOPLE:
            self.table.groups[number] = self.chance.randint(1, 2)
            self.table.here.add(number)

    def leave(self) -> None:
        self.table.here.discard(self._somebody())
        self.table.position = course.settle(self.table.schema, self.table.seats, self.table.position)

    def come_back(self) -> None:
        self.table.here.add(self._somebody())

    def on_paper(self) -> None:
        self.table.paper ^= {self._somebody()}

    def bring_in(self) -> None:
        self.table.inbrenger = self._somebody()

    def lead(self) -> None:
        self.table.leader = self.chance.choice([*self.table.groups, GUIDE])

    def go_on(self) -> None:
        table = self.table
        table.position = course.after(table.schema, table.seats, table.position) or table.position

    def go_back(self) -> None:
        table = self.table
        table.position = course.before(table.schema, table.seats, table.position) or table.position

    def _somebody(self) -> int:
        return self.chance.choice(list(self.table.groups))

    def _now(self, author: int) -> Key:
        step = self.table.schema.steps[self.table.position.step]
        return author, step.code, self.table.position.round if step.repeats else 0

    def _write(self, key: Key) -> None:
        self.written += 1
        name = str(self.chance.randint(1, MOST_PEOPLE))
        self.table.texts.setdefault(key, {})[name] = f"text-{self.written}-end"


def _payload(table: Table, number: int | None, *, own: bool) -> tuple[Shown, ...]:
    return shown(
        table.schema, table.seats, table.position, table.inbrenger, table.viewer(number), table.sheets, own=own
    )  # fmt: skip


def _may_write(table: Table, number: int, key: Key) -> bool:
    author, step, round = key
    return may_write(
        table.schema, table.seats, table.position, table.inbrenger, table.viewer(number), author, step, round,
        key in table.handed_in,
    )  # fmt: skip


def _check_payloads(table: Table) -> None:
    """Everybody gets what is shown to her, no more and no less: members, who left, who only guides, the big screen."""
    for number in (None, *table.groups, GUIDE):
        for own in (False, True):
            rows = _payload(table, number, own=own)
            assert set(rows) == table.allowed(number, own=own)
            assert len(set(rows)) == len(rows)


def _check_fields(table: Table, numbers: Iterable[int]) -> None:
    """The fields of a sheet name no text of somebody else that she does not get."""
    for number in numbers:
        rows = shown(
            table.schema, table.seats, table.position, table.inbrenger, Viewer(number), table.sheets, own=True
        )  # fmt: skip
        got = {row.text for row in table.allowed(number, own=True)}
        hidden = [text for sheet in table.texts.values() for text in sheet.values() if text not in got]
        named = "".join(
            repr(fields_of(table.schema, table.seats, step.code, table.position.round, number, rows))
            for step in table.schema.steps if step.of
        )  # fmt: skip
        assert [text for text in hidden if text in named] == []


def _check_pens(table: Table, chance: random.Random) -> None:
    """Who may write may: she herself, and for who writes on paper the leader; of some sheets each time."""
    for _time in range(3):
        step = chance.choice(table.schema.steps)
        key = (chance.choice(list(table.groups)), step.code, chance.choice([0, 0, 1, 2]))
        can = {number for number in (*table.groups, GUIDE) if _may_write(table, number, key)}
        assert can == table.writers(key), key


def _check_home(table: Table) -> None:
    """Everybody takes home what is hers."""
    for number in table.groups:
        rows = result(table.schema, table.seats, table.inbrenger, number, table.sheets)
        assert set(rows) == table.home(number)


def _check_going_on(table: Table, number: int) -> None:
    """Who has read something may read it in the next step too."""
    now = set(_payload(table, number, own=False))
    here = table.position
    table.position = course.after(table.schema, table.seats, here) or here
    assert now <= set(_payload(table, number, own=False))
    table.position = here


@pytest.mark.parametrize("seed", range(SESSIONS))
def test_nobody_gets_what_is_not_shown_to_her(seed: int) -> None:
    session = Session(seed)
    for at in range(EVENTS):
        session.event()
        table = session.table
        try:
            _check_payloads(table)
            _check_pens(table, session.chance)
            _check_going_on(table, session.chance.choice(list(table.groups)))
            if at % 5 == 0:
                _check_fields(table, table.here)
                _check_home(table)
        except AssertionError as fault:
            fault.add_note(f"after {session.log} at {table.position}")
            raise


@settings(deadline=None, max_examples=60)
@given(METHODS, st.integers(2, 6), st.data())
def test_first_alone_then_together(schema: Werkvormschema, people: int, data: st.DataObject) -> None:
    """Where a step shows after one's own: before its end nobody who did not hand in has any text of another."""
    table = Table(schema, dict.fromkeys(range(1, people + 1), 1), set(range(1, people + 1)))
    table.inbrenger = data.draw(st.sampled_from([None, *table.groups]))
    table.position = data.draw(st.sampled_from(course.moments(schema, table.seats)))
    step = schema.steps[table.position.step]
    round = table.position.round if step.repeats else 0
    table.texts = {(number, step.code, round): {"1": f"text {number}", "2": f"more {number}"} for number in table.here}
    handed_in = data.draw(st.sets(st.sampled_from(sorted(table.here))))
    table.handed_in = {(number, step.code, round) for number in handed_in}
    for number in table.here:
        rows = shown(schema, table.seats, table.position, table.inbrenger, Viewer(number), table.sheets)
        if step.reveal == words.AFTER_STEP or (step.reveal == words.AFTER_OWN and number not in handed_in):
            assert rows == ()
        if step.reveal == words.AFTER_OWN:
            assert {row.author for row in rows} <= handed_in - {number}
