"""A meeting on every day, and a clock that stands still, goes back two hours and jumps three days ahead (T85).

Each reminder leaves once, at the first tick at which it may, and none before its time. `make test` does the days
around 29 February; `make proof` fifteen months, with three nights in which the clock changes. The days without mail are
written out here: the library that knows them for the site is not asked.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail

from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Bijeenkomst
from community.workdays import AMSTERDAM
from tests.factories import BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.moments import LONG_AGO
from tests.in_full import IS_FULL, share, tell

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600 if IS_FULL else 300)]

MONTHS = [date(2027 + (month - 1) // 12, (month - 1) % 12 + 1, 1) for month in range(2, 17)]
SPANS = (
    [(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)) for first in MONTHS] if IS_FULL else
    [(date(2028, 2, 28), date(2028, 3, 1))]
)  # fmt: skip
FREE = {
    "2027-01-01", "2027-03-26", "2027-03-29", "2027-04-27", "2027-05-06", "2027-05-17", "2027-12-25", "2027-12-26",
    "2028-01-01", "2028-04-14", "2028-04-17", "2028-04-27", "2028-05-25", "2028-06-05",
}  # fmt: skip
CLOCKS = (time(2, 30), time(8, 29), time(8, 30), time(12, 10))
STARTS = (time(0, 10), time(10, 0), time(23, 30))
MORNING, EVENING = time(8, 30), time(20, 0)
BEFORE, AFTER = timedelta(days=8), timedelta(days=7)
ONE_DAY, BACK, AHEAD = timedelta(days=1), timedelta(hours=2), 3


def works(day: date) -> bool:
    return day.weekday() < 5 and day.isoformat() not in FREE


def step(day: date, number: int) -> date:
    """Return the working day that lies so many working days further."""
    while number:
        day += ONE_DAY if number > 0 else -ONE_DAY
        if works(day):
            number += -1 if number > 0 else 1
    return day


def local(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=AMSTERDAM)


def ticks(first: date, last: date, chance: random.Random) -> Iterator[datetime]:
    """Return the moments at which the clock ticks: back at times, still for three days at others."""
    day = first - BEFORE
    while day <= last + AFTER:
        for clock in CLOCKS:
            moment = local(day, clock)
            yield moment
            if chance.random() < 0.15:
                yield moment - BACK
                yield moment
        day += ONE_DAY * (AHEAD if chance.random() < 0.1 else 1)


@dataclass
class Due:
    """One reminder that must leave: to whom, with which words, from when and until when."""

    address: str
    words: str
    due: datetime
    end: datetime | None
    left: list[datetime] = field(default_factory=list)

    def expected(self, moments: list[datetime]) -> list[datetime]:
        """Return at which of these ticks it must leave: the first from its time on at which day mail may leave."""
        return [
            moment for moment in moments
            if moment >= self.due and works(moment.date()) and MORNING <= moment.time() < EVENING
            and (self.end is None or moment < self.end)
        ][:1]  # fmt: skip


def reminders(first: date, last: date) -> list[Due]:
    """Store a meeting on each of these days, at turning hours, and return what must be mailed about them."""
    found = []
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        starts = local(day, STARTS[number % len(STARTS)])
        meeting: Bijeenkomst = BijeenkomstFactory(
            starts_at=starts, ends_at=starts + timedelta(minutes=20), organiser=UserFactory(coordinator=True)
        )
        coming = DeelnameFactory(bijeenkomst=meeting, answered_at=LONG_AGO).user
        found += [
            Due(coming.email, "Ontmoeting,", local(step(day, -2), MORNING), starts),
            Due(meeting.organiser.email, "Vul de presentie in", local(step(day, 1), MORNING), None),
        ]
    return found


@pytest.mark.parametrize(("first", "last"), share(SPANS))
def test_each_reminder_leaves_once_and_none_before_its_time(first: date, last: date) -> None:
    due = reminders(first, last)
    moments = list(ticks(first, last, random.Random(first.toordinal())))  # noqa: S311 - a fixed seed, no secret
    for now in moments:
        mail.outbox.clear()
        plan(now)
        deliver(now)
        for message in mail.outbox:
            for one in due:
                if one.address in message.to and one.words in str(message.subject):
                    one.left.append(now)
    early = sum(moment < one.due for one in due for moment in one.left)
    twice = sum(len(one.left) > 1 for one in due)
    wrong = [(one.words, one.due, one.left) for one in due if one.left != one.expected(moments)]
    sent = sum(len(one.left) for one in due)
    # The clock stood still until the meeting began.
    late = sum(not one.expected(moments) for one in due)
    tell(days=(last - first).days + 1, ticks=len(moments), due=len(due), sent=sent, late=late, early=early,
         twice=twice, wrong=len(wrong))  # fmt: skip
    assert (wrong, early, twice) == ([], 0, 0)
    assert sent > 0


def test_the_attendance_is_asked_however_long_the_clock_stood_still() -> None:
    """The duty begins when the meeting ends, not when somebody looks."""
    day = date(2027, 2, 9)
    (_coming, asked) = reminders(day, day)
    late = local(day + 3 * ONE_DAY, MORNING)
    for now in (late, late + timedelta(hours=1)):
        plan(now)
        deliver(now)
    words = [str(message.subject) for message in mail.outbox if asked.address in message.to]
    assert [asked.words in subject for subject in words] == [True]
