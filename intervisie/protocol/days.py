"""On which days the steps of a protocol fall. Weeks are counted from a visit, and end on a working day."""

from dataclasses import dataclass
from datetime import date, timedelta

from community.workdays import add_workdays, is_workday, workday_on_or_after, workday_on_or_before
from intervisie.protocol.steps import Stap

# Working days somebody gets for a step that would have been due already.
DAYS_TO_CATCH_UP = 5


@dataclass(frozen=True)
class Days:
    """From when a step can be done, and when it is due."""

    opens: date
    due: date


def usual_days(step: Stap, anchor: date) -> Days:
    """Return the days of a step as the protocol says, from the day its weeks are counted from.

    What falls in a weekend or on a feestdag is due earlier before the visit, later after it. Week 0 is the day itself.
    """
    day = anchor + timedelta(weeks=step.offset_weeks)
    if step.offset_weeks:
        day = workday_on_or_before(day) if step.offset_weeks < 0 else workday_on_or_after(day)
    return Days(_opens(step, day), day)


def feasible_days(step: Stap, anchor: date, today: date, *, due_now: date | None = None) -> Days:
    """Return the days of a step so that nobody is late by it alone that a visit was planned or moved.

    `due_now` is when it is due until now, None for a new one. Nothing changes for a step that was late and did not
    move to later. Another one that would be due in the past gets some working days, but not past its visit.
    """
    usual = usual_days(step, anchor)
    if usual.due >= today:
        return usual
    if due_now is not None and usual.due <= due_now < today:
        return Days(_opens(step, due_now), due_now)
    due = add_workdays(today, DAYS_TO_CATCH_UP)
    if step.offset_weeks < 0 and today < anchor <= due:
        due = _last_before(anchor, today)
    if due_now is not None and due_now >= today:
        due = min(due, due_now)
    return Days(min(_opens(step, due), today), due)


def _last_before(anchor: date, today: date) -> date:
    """Return the last working day before a visit; today when there is none left."""
    day = workday_on_or_before(anchor - timedelta(days=1))
    return max(day, today)


def _opens(step: Stap, due: date) -> date:
    day = due - timedelta(weeks=step.opens_weeks)
    return day if is_workday(day) else workday_on_or_before(day)
