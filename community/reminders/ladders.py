"""When the rungs of a ladder come, counted from the moment a duty began or from its date."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from community.workdays import add_workdays, local_date, mail_moment, workday_on_or_after, workday_on_or_before


def workdays_after_opening(number: int) -> Callable[[Any], datetime]:
    """Return the function that gives 8.30 o'clock on the working day that comes this many after a Taak was opened."""

    def due_at(taak: Any) -> datetime:
        return mail_moment(add_workdays(local_date(taak.opened_at), number))

    return due_at


def workdays_from_date(number: int) -> Callable[[Any], datetime | None]:
    """Return the function that gives 8.30 o'clock so many working days after the date of a Taak, before it when
    negative; None for a Taak without a date."""

    def due_at(taak: Any) -> datetime | None:
        return mail_moment(add_workdays(local_date(taak.due_at), number)) if taak.due_at else None

    return due_at


def days_from_date(number: int) -> Callable[[Any], datetime | None]:
    """Return the function that gives 8.30 o'clock so many days after the date of a Taak, before it when negative; on
    a working day: the one before when it comes near, the one after when it is past. None for a Taak without a date."""

    def due_at(taak: Any) -> datetime | None:
        return days_from(local_date(taak.due_at), number) if taak.due_at else None

    return due_at


def days_from(day: date, number: int) -> datetime:
    """Return the moment that `days_from_date` gives, for a day."""
    moved = day + timedelta(days=number)
    return mail_moment(workday_on_or_before(moved) if number < 0 else workday_on_or_after(moved))
