"""A session in days instead of minutes: how many days each step gets, and on which day it ends."""

from datetime import date, timedelta
from fractions import Fraction

from community.workdays import workday_on_or_after
from intervisie.werkvorm.steps import Werkvormschema

FEWEST_DAYS, MOST_DAYS = 10, 20


def days_of(schema: Werkvormschema, days: int, rounds: int = 1) -> tuple[int, ...]:
    """Return the days of each step: by its minutes, at least one, and altogether so many when that can be.

    Steps that repeat get theirs in every round; then what is left may be too little for one more day in each round.
    """
    runs = [max(1, rounds) if step.repeats else 1 for step in schema.steps]
    given = [1] * len(runs)
    left = days - sum(runs)
    while fits := [at for at, cost in enumerate(runs) if cost <= left]:
        # Each day goes to the step that is furthest behind its part by minutes (Sainte-Laguë).
        at = max(fits, key=lambda at: (Fraction(schema.steps[at].minutes, 2 * given[at] + 1), -at))
        given[at] += 1
        left -= runs[at]
    return tuple(given)


def end_of(begin: date, days: int) -> date:
    """Return on which day a step ends that began on a day: never in a weekend or on a feestdag."""
    return workday_on_or_after(begin + timedelta(days=max(1, days)))
