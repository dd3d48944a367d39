"""A session in days: how long each step lasts, and on which day it ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.workdays import is_workday
from intervisie.werkvorm import words
from intervisie.werkvorm.days import FEWEST_DAYS, MOST_DAYS, days_of, end_of
from intervisie.werkvorm.steps import Werkvormschema
from tests.intervisie.werkvorm.methods import CODES, any_method, method, shipped, stap

METHODS = st.sampled_from(CODES).map(shipped) | any_method(most_steps=20)


def test_days_go_by_minutes() -> None:
    schema = method(stap("kort", minutes=5), stap("lang", minutes=45), stap("midden", minutes=10))
    assert days_of(schema, 10) == (1, 7, 2)
    assert days_of(schema, 3) == (1, 1, 1)
    assert days_of(method(*(stap(f"s{at}") for at in range(4))), 10) == (3, 3, 2, 2)


def test_each_step_has_a_day_also_where_there_are_more_steps() -> None:
    assert days_of(method(*(stap(f"s{at}") for at in range(12))), 10) == (1,) * 12


def test_steps_that_repeat_take_their_days_in_every_round() -> None:
    schema = method(stap("kort", minutes=5), stap("vraag", minutes=30, repeats=True), question=words.IN_TURN)
    assert days_of(schema, 10, rounds=3) == (1, 3)
    assert days_of(schema, 12, rounds=3) == (3, 3)
    assert days_of(schema, 10, rounds=20) == (1, 1)


@given(METHODS, st.integers(FEWEST_DAYS, MOST_DAYS), st.integers(1, 6))
def test_altogether_so_many_days(schema: Werkvormschema, days: int, rounds: int) -> None:
    each = days_of(schema, days, rounds)
    runs = [rounds if step.repeats else 1 for step in schema.steps]
    total = sum(number * run for number, run in zip(each, runs, strict=True))
    assert min(each) >= 1
    assert total == sum(runs) or total <= days
    assert days - total < min(runs) or total >= days  # not one more day could be given
    if rounds == 1:
        assert total == max(days, len(runs))
        for at, step in enumerate(schema.steps):
            for other, shorter in enumerate(schema.steps):
                assert step.minutes <= shorter.minutes or each[at] >= each[other]


@pytest.mark.parametrize(("begin", "days", "end"), [
    (date(2026, 11, 17), 1, date(2026, 11, 18)),
    (date(2026, 11, 19), 1, date(2026, 11, 20)),
    (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over the weekend
    (date(2026, 12, 24), 1, date(2026, 12, 28)),  # Kerst and a weekend
    (date(2027, 3, 25), 1, date(2027, 3, 30)),  # Pasen, and summer time begins
    (date(2026, 11, 17), 0, date(2026, 11, 18)),
])  # fmt: skip
def test_a_step_ends_on_a_working_day(begin: date, days: int, end: date) -> None:
    assert end_of(begin, days) == end


@given(METHODS, st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.integers(FEWEST_DAYS, MOST_DAYS))
def test_steps_end_one_after_another(schema: Werkvormschema, begin: date, days: int) -> None:
    ends, day = [], begin
    for number in days_of(schema, days):
        day = end_of(day, number)
        ends.append(day)
    assert len(ends) == len(schema.steps)
    assert all(is_workday(day) for day in ends)
    assert ends == sorted(set(ends))
    assert begin + timedelta(days=max(days, len(ends))) <= ends[-1]
