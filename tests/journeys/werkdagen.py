"""Working days as a person counts them in a diary; on purpose not the code of the platform."""

from datetime import date, timedelta

# Of the winter and the year in which the journey happens.
FEESTDAGEN = {
    date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 28), date(2027, 3, 29),
    date(2027, 4, 27), date(2027, 5, 6), date(2027, 5, 16), date(2027, 5, 17), date(2027, 12, 25), date(2027, 12, 26),
}  # fmt: skip
SATURDAY = 5


def works(day: date) -> bool:
    """Whether people work on this day."""
    return day.weekday() < SATURDAY and day not in FEESTDAGEN


def later(day: date, number: int) -> date:
    """Return the day so many working days after this one; before it when the number is negative."""
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while not works(day):
            day += step
    return day


def or_later(day: date) -> date:
    """Return this day, or the first working day after it."""
    while not works(day):
        day += timedelta(days=1)
    return day


def or_earlier(day: date) -> date:
    """Return this day, or the last working day before it."""
    while not works(day):
        day -= timedelta(days=1)
    return day
