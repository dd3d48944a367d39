"""When the rungs of a ladder come, counted from the moment a duty began or from its date."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from community.workdays import add_workdays, local_date, mail_moment


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
