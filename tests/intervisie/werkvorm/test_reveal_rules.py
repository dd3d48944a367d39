"""Whatever people do in whatever order: nobody ever gets a text that the step does not show her."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from intervisie.werkvorm import course, words
from intervisie.werkvorm.fields import fields_of
from intervisie.werkvorm.reveal import Viewer, may_write, result, shown
from intervisie.werkvorm.steps import Werkvormschema
from tests.intervisie.werkvorm.methods import CODES, any_method, shipped
from tests.intervisie.werkvorm.oracle import GUIDE, Table

METHODS = st.sampled_from(CODES).map(shipped) | any_method()
PICK = st.integers(0, 10**6)


class Sessions(RuleBasedStateMachine):
    """A session in which anything happens; after everything that happens all payloads are judged."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(shipped("troika"))
        self.texts = count()

    @initialize(schema=METHODS, people=st.integers(1, 6), groups=st.integers(1, 2))
    def begin(self, schema: Werkvormschema, people: int, groups: int) -> None:
        self.table = Table(schema, {number: 1 + number % groups for number in range(1, people + 1)})
        self.table.here = set(self.table.groups)
        self.table.leader = 1
        self.table.position = course.first(schema, self.table.seats)

    @rule(group=st.integers(1, 3))
    def join(self, group: int) -> None:
        number = max(self.table.groups) + 1
        if number <= 8:
            self.table.groups[number] = group
            self.table.here.add(number)

    @rule(pick=PICK)
    def leave(self, pick: int) -> None:
        self.table.here.discard(self._seat(pick))
        self.table.position = course.settle(self.table.schema, self.table.seats, self.table.position)

    @rule(pick=PICK)
    def come_back(self, pick: int) -> None:
        self.table.here.add(self._seat(pick))

    @rule(pick=PICK)
    def write_on_paper(self, pick: int) -> None:
        self.table.paper ^= {self._seat(pick)}

    @rule(pick=PICK)
    def bring_in(self, pick: int) -> None:
        self.table.inbrenger = self._seat(pick)

    @rule(pick=PICK)
    def lead(self, pick: int) -> None:
        self.table.leader = [*self.table.groups, GUIDE][pick % (len(self.table.groups) + 1)]

    @rule(times=st.integers(1, 4))
    def go_on(self, times: int) -> None:
        table = self.table
        for _time in range(times):
            table.position = course.after(table.schema, table.seats, table.position) or table.position

    @rule()
    def go_back(self) -> None:
        table = self.table
        table.position = course.before(table.schema, table.seats, table.position) or table.position

    @rule(pick=PICK, step=PICK, round=st.integers(0, 3), field=st.integers(1, 7))
    def write(self, pick: int, step: int, round: int, field: int) -> None:
        """Some texts come where the engine would not let them: who moved group, or became inbrenger, wrote before."""
        key = (self._seat(pick), self._code(step), round)
        self.table.texts.setdefault(key, {})[str(field)] = f"text-{next(self.texts)}-end"

    @rule(picks=st.lists(PICK, min_size=1, max_size=4), field=st.integers(1, 7), hands_in=st.booleans())
    def write_now(self, picks: list[int], field: int, hands_in: bool) -> None:
        """Several people write in the step that is on, and some let the others see it."""
        at = self.table.position
        step = self.table.schema.steps[at.step]
        for pick in picks:
            key = (self._seat(pick), step.code, at.round if step.repeats else 0)
            self.table.texts.setdefault(key, {})[str(field)] = f"text-{next(self.texts)}-end"
            if hands_in:
                self.table.handed_in.add(key)

    @precondition(lambda self: self.table.texts)
    @rule(pick=PICK)
    def hand_in(self, pick: int) -> None:
        keys = list(self.table.texts)
        self.table.handed_in.add(keys[pick % len(keys)])

    @invariant()
    def everybody_gets_what_is_shown_to_her(self) -> None:
        table = self.table
        for number in (None, *table.groups, GUIDE):
            for own in (False, True):
                rows = shown(
                    table.schema, table.seats, table.position, table.inbrenger, table.viewer(number), table.sheets,
                    own=own,
                )  # fmt: skip
                assert set(rows) == table.allowed(number, own=own)
                assert len(set(rows)) == len(rows)

    @invariant()
    def fields_name_no_text_of_others_that_is_not_shown(self) -> None:
        table = self.table
        for number in table.here:
            rows = shown(
                table.schema, table.seats, table.position, table.inbrenger, Viewer(number), table.sheets, own=True
            )  # fmt: skip
            allowed = {row.text for row in table.allowed(number, own=True)}
            for step in table.schema.steps:
                every = fields_of(table.schema, table.seats, step.code, table.position.round, number, rows)
                named = repr(every)
                hidden = [text for sheet in table.texts.values() for text in sheet.values() if text not in allowed]
                assert [text for text in hidden if text in named] == []

    @invariant()
    def who_may_write_may(self) -> None:
        table = self.table
        for author in table.groups:
            for step in table.schema.steps:
                for round in (0, 1, 2):
                    key = (author, step.code, round)
                    can = {
                        number
                        for number in (*table.groups, GUIDE)
                        if may_write(
                            table.schema, table.seats, table.position, table.inbrenger, table.viewer(number), author,
                            step.code, round, key in table.handed_in,
                        )
                    }  # fmt: skip
                    assert can == table.writers(key), (key, step)

    @invariant()
    def everybody_takes_home_what_is_hers(self) -> None:
        table = self.table
        for number in table.groups:
            rows = result(table.schema, table.seats, table.inbrenger, number, table.sheets)
            assert set(rows) == table.home(number)

    @invariant()
    def going_on_takes_nothing_away(self) -> None:
        """Who has read something may read it in the next step too."""
        table = self.table
        following = course.after(table.schema, table.seats, table.position)
        if following is None:
            return
        for number in table.here:
            now, later = (
                set(shown(table.schema, table.seats, place, table.inbrenger, table.viewer(number), table.sheets))
                for place in (table.position, following)
            )
            assert now <= later

    def _seat(self, pick: int) -> int:
        return list(self.table.groups)[pick % len(self.table.groups)]

    def _code(self, pick: int) -> str:
        return self.table.schema.steps[pick % len(self.table.schema.steps)].code


Sessions.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestSessions = Sessions.TestCase


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
