"""Parts of the day, the unit in which people plan: ochtend, middag, avond (blueprint §13).

Pure: no framework, no database, no clock. Which parts a meeting uses is decided by `notation.dagdelen_of`; here stand
their usual times and the way a meeting is written with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from community.notation import (
    clock_time,
    dagdeel_moment,
    dagdelen_of,
    date_long,
    date_plain,
    day_and_month,
    day_of,
    local,
    time_of_day,
    weekday,
)
from community.notation import moment as written_out


@dataclass(frozen=True)
class Dagdeel:
    """A part of the day and the local times it usually has."""

    code: str
    name: str
    starts: time
    ends: time


OCHTEND = Dagdeel("OCHTEND", "ochtend", time(9), time(12, 30))
MIDDAG = Dagdeel("MIDDAG", "middag", time(13), time(16, 30))
AVOND = Dagdeel("AVOND", "avond", time(19), time(21, 30))
DAGDELEN = (OCHTEND, MIDDAG, AVOND)
# What ends on another day is of several days from this length on; a long evening is not.
LONG_NIGHT = timedelta(hours=12)


def times_of(codes: Iterable[str]) -> tuple[time, time]:
    """Return when the first of these parts begins and the last one ends: ('OCHTEND', 'MIDDAG') is 9 to 16.30.

    Raises ValueError for an unknown code, or when there is none.
    """
    asked = set(codes)
    chosen = [dagdeel for dagdeel in DAGDELEN if dagdeel.code in asked]
    if not chosen or len(chosen) != len(asked):
        raise ValueError(f"no such parts of the day: {sorted(asked)}")
    return chosen[0].starts, chosen[-1].ends


def covered(starts_at: datetime, ends_at: datetime) -> tuple[tuple[date, tuple[Dagdeel, ...]], ...]:
    """Return for each day of a meeting (aware moments) the parts it uses; a day it only touches has none."""
    days = []
    day, last = day_of(starts_at), day_of(ends_at - timedelta(microseconds=1))
    while day <= last:
        begin = local(starts_at).time() if day == day_of(starts_at) else time(0)
        end = local(ends_at).time() if day == day_of(ends_at) else time(0)
        names = dagdelen_of(begin, end)
        days.append((day, tuple(dagdeel for dagdeel in DAGDELEN if dagdeel.name in names)))
        day += timedelta(days=1)
    return tuple(days)


def in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Return 'dinsdag 9 februari 2027, ochtend en middag (9 tot 16.30 uur)'; of several days as `when`."""
    days = covered(starts_at, ends_at)
    if len(days) != 1 or not days[0][1]:
        return when(starts_at, ends_at)
    return dagdeel_moment(starts_at, [dagdeel.name for dagdeel in days[0][1]], local(starts_at), local(ends_at))


def when(starts_at: datetime, ends_at: datetime | None = None) -> str:
    """Return 'dinsdag 9 februari 2027, 13 tot 16.30 uur', as notation.moment.

    Of several days: 'van dinsdag 9 t/m woensdag 10 februari 2027, begin 9 uur, einde 16.30 uur'.
    """
    if ends_at is None or not lasts_days(starts_at, ends_at):
        return written_out(starts_at, ends_at)
    days = on_days(starts_at, ends_at, with_weekday=True)
    until = clock_time(ends_at)
    return f"{days}, begin {time_of_day(starts_at)}, einde {'24' if until == '0' else until} uur"


def on_days(starts_at: datetime, ends_at: datetime, *, with_weekday: bool = False) -> str:
    """Return 'op 9 februari 2027', or 'van 9 t/m 10 februari 2027' for what lasts several days."""
    write = date_long if with_weekday else date_plain
    if not lasts_days(starts_at, ends_at):
        return f"op {write(starts_at)}"
    first, last = day_of(starts_at), _last_day(ends_at)
    opening = str(first.day)
    if first.year != last.year:
        opening = date_plain(first)
    elif first.month != last.month:
        opening = day_and_month(first)
    return f"van {f'{weekday(first)} ' if with_weekday else ''}{opening} t/m {write(last)}"


def lasts_days(starts_at: datetime, ends_at: datetime) -> bool:
    """Whether people call it several days: an evening that ends after midnight is one."""
    return _last_day(ends_at) > day_of(starts_at) and ends_at - starts_at >= LONG_NIGHT


def _last_day(ends_at: datetime) -> date:
    """Return the day on which it ends: midnight belongs to the evening before."""
    return day_of(ends_at - timedelta(microseconds=1))
