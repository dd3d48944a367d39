"""The days of steps: counted in weeks from a visit, on working days, and never in the past by a move alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.workdays import is_workday
from intervisie.protocol.days import Days, feasible_days, usual_days
from intervisie.protocol.steps import Stap

STEP = Stap("X", "X", "ALLEN", "BEZOEK", 0, 0, 0, "VRAGEN", "", "ZELF")


@pytest.mark.parametrize(
    ("weeks", "visit", "due"),
    [
        (-1, date(2027, 5, 13), date(2027, 5, 5)),  # Hemelvaart: the day before it
        (1, date(2027, 3, 22), date(2027, 3, 30)),  # Easter Monday: the day after
        (-4, date(2027, 4, 24), date(2027, 3, 25)),  # Saturday before Easter, and Good Friday: Thursday
        (2, date(2027, 3, 20), date(2027, 4, 5)),  # Saturday 3 April: Monday
        (-2, date(2027, 4, 9), date(2027, 3, 25)),  # over the change to summer time (28 March), Good Friday
        (1, date(2027, 10, 28), date(2027, 11, 4)),  # over the change back (31 October)
        (1, date(2026, 12, 18), date(2026, 12, 28)),  # Christmas and the weekend after it
        (0, date(2027, 5, 8), date(2027, 5, 8)),  # the visit itself, also on a Saturday
    ],
)
def test_weeks_end_on_a_working_day(weeks: int, visit: date, due: date) -> None:
    assert usual_days(replace(STEP, offset_weeks=weeks), visit).due == due


def test_a_step_opens_so_many_weeks_before_it_is_due() -> None:
    step = replace(STEP, offset_weeks=-4, opens_weeks=3)
    # Four weeks before Tuesday 8 June, and three before that: Tuesday 20 April.
    assert usual_days(step, date(2027, 6, 8)) == Days(date(2027, 4, 20), date(2027, 5, 11))


@settings(deadline=None)
@given(
    weeks=st.integers(-52, 104), opens=st.integers(0, 26),
    visit=st.dates(date(2027, 1, 1), date(2029, 12, 31)), ahead=st.integers(-400, 400),
    was=st.none() | st.integers(-200, 200),
)  # fmt: skip
def test_nobody_is_late_by_planning_alone(weeks: int, opens: int, visit: date, ahead: int, was: int | None) -> None:
    today = visit - timedelta(days=ahead)
    step = replace(STEP, offset_weeks=weeks, opens_weeks=opens)
    due_now = None if was is None else today + timedelta(days=was)
    days = feasible_days(step, visit, today, due_now=due_now)
    usual = usual_days(step, visit)
    assert days.opens <= days.due
    if usual.due >= today:
        assert days == usual
    elif due_now is not None and usual.due <= due_now < today:
        assert days.due == due_now  # was late, and stays so: no endless delay
    else:
        assert days.due >= today
        assert days.opens <= today
    if weeks < 0 and today < visit and due_now is None:
        assert days.due < visit or days.due == today
    # What was planned once stays where it is when nothing moves.
    again = feasible_days(step, visit, today, due_now=days.due)
    assert again.due == days.due


def test_a_step_moved_into_the_past_gets_working_days() -> None:
    step = replace(STEP, offset_weeks=-4)
    monday = date(2027, 1, 18)
    assert feasible_days(step, date(2027, 2, 9), monday).due == date(2027, 1, 25)
    assert is_workday(feasible_days(step, date(2027, 2, 9), date(2027, 1, 16)).due)
