"""How long a moment of a session may take, and whether it needs somebody whose question it is."""

from datetime import datetime, time

from community.workdays import at_local, local_date
from intervisie.queries.sessiegang import Gang
from intervisie.werkvorm import course
from intervisie.werkvorm.course import Position
from intervisie.werkvorm.days import days_of, end_of
from intervisie.werkvorm.words import BRINGER, ONE, OTHERS, OTHERS_FIRST

# A step that lasts days ends in the morning, when people are at work.
ENDS_AT = time(9)
ABOUT_A_BRINGER = {BRINGER, OTHERS, OTHERS_FIRST}


def seconds_for(gang: Gang, place: Position, now: datetime) -> int:
    """Return how many seconds the moment at a place may take, from now."""
    if gang.is_in_days:
        return max(0, int((deadline_in_days(gang, place, now) - now).total_seconds()))
    return course.seconds_of(gang.schema, gang.seats, place)


def deadline_in_days(gang: Gang, place: Position, now: datetime) -> datetime:
    """Return until when a step lasts that begins now: so many days, and never ending on a day without work."""
    days = days_of(gang.schema, gang.sessie.days or 0, course.rounds_of(gang.schema, gang.seats))[place.step]
    return at_local(end_of(local_date(now), days), ENDS_AT)


def needs_inbrenger(gang: Gang, place: Position) -> bool:
    """Whether the step at a place is about one person's question while nobody is there whose it is."""
    if gang.schema.question != ONE:
        return False
    step = gang.schema.steps[place.step]
    if not ABOUT_A_BRINGER & {step.speaks, step.writes, step.sees}:
        return False
    return gang.inbrenger not in {seat.number for seat in gang.active}
