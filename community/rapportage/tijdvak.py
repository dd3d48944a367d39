"""Which days of which quarters a report counts, and when it is frozen."""

from collections.abc import Iterable
from datetime import date

from community.kwartalen import Kwartaal, kwartaal_of, kwartalen_between
from community.models import Partnerschap
from community.workdays import add_workdays

# So many working days after its quarter a report is frozen.
FREEZES_AFTER = 5
# By label of a quarter: the first day that counts, and the first that does not any more.
Dagen = dict[str, tuple[date, date]]


def freezes_on(kwartaal: Kwartaal) -> date:
    """Return the day on which the reports of a quarter are frozen: the fifth working day after it."""
    return add_workdays(kwartaal.last_day, FREEZES_AFTER)


def last_frozen(today: date) -> Kwartaal:
    """Return the newest quarter of which the reports are frozen on this day, or should be."""
    at = kwartaal_of(today).previous
    return at if freezes_on(at) <= today else at.previous


def runs_until(partnerschap: Partnerschap) -> date | None:
    """Return the first day that is not in the partnerschap any more; None while it has no days."""
    ends = [day for day in (partnerschap.end_date, partnerschap.ended_date) if day is not None]
    return min(ends, default=None)


def days_counted(partnerschap: Partnerschap, kwartaal: Kwartaal) -> tuple[date, date] | None:
    """Return the first day of a quarter that counts for a partnerschap and the first that does not; None for none."""
    start, until = partnerschap.start_date, runs_until(partnerschap)
    if start is None or until is None:
        return None
    first, end = max(start, kwartaal.first_day), min(until, kwartaal.next.first_day)
    return (first, end) if first < end else None


def quarters_counted(partnerschap: Partnerschap, last: Kwartaal) -> Dagen:
    """Return the days of every quarter of a partnerschap up to and including the last one."""
    if partnerschap.start_date is None:
        return {}
    all_of_them = kwartalen_between(kwartaal_of(partnerschap.start_date), last)
    return {at.label: days for at in all_of_them if (days := days_counted(partnerschap, at))}


def whole_quarters(first: Kwartaal, last: Kwartaal) -> Dagen:
    """Return all days of these quarters, for the whole network."""
    return {at.label: (at.first_day, at.next.first_day) for at in kwartalen_between(first, last)}


def span_of(dagen: Dagen) -> tuple[date, date]:
    """Return the first day of all and the first after them. Raises ValueError for none."""
    return min(first for first, _until in dagen.values()), max(until for _first, until in dagen.values())


def labels(kwartalen: Iterable[Kwartaal]) -> list[str]:
    """Return how these quarters are written in what is stored."""
    return [at.label for at in kwartalen]
