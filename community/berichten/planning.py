"""Planning: asking every subject what came due, and walking the reminder ladders.

Safe at any moment and any number of times: what is owed already stays as it is. Several at once are safe too; the
lock only saves them doing the same work.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from community.berichten.departure import bundle_moment
from community.berichten.faults import beat, kept_apart, last_beat
from community.berichten.ladders import climb, kinds_with_open_taken
from community.berichten.locks import take_lock
from community.berichten.unneeded import Needing, without_rows
from community.extension_points import planners, taak_kinds
from community.workdays import local_date, mail_moment

NAME = "plan"


def plan(now: datetime, *, is_waiting: bool = False) -> None:
    """Let every planner open duties and owe messages, then owe the rungs of open duties.

    A planner that fails is counted (community/berichten/faults.py) and does not stop the others. One that runs
    elsewhere at this moment is skipped, or waited for with `is_waiting`.
    """
    _each({name: partial(step, now) for name, step in _needed().items()}, now, is_waiting)
    # Asked after the planners, which open duties; of most kinds there are none.
    climbing = kinds_with_open_taken()
    ladders = {code: kind for code, kind in taak_kinds.named().items() if code in climbing}
    _each({f"taken {code}": partial(climb, kind, now) for code, kind in ladders.items()}, now, is_waiting)
    beat(NAME, now)


def _needed() -> dict[str, Callable[[datetime], None]]:
    """Return the planners that may have something to do: not those that need rows of a table which is empty."""
    known = planners.named()
    empty = without_rows(step.model for step in known.values() if isinstance(step, Needing))
    return {name: step for name, step in known.items() if not (isinstance(step, Needing) and step.model in empty)}


def _each(parts: Mapping[str, Callable[[], None]], now: datetime, is_waiting: bool) -> None:
    for name, part in parts.items():
        with kept_apart(f"{NAME}: {name}", now):
            if take_lock(f"{NAME} {name}", is_waiting=is_waiting):
                part()


def plan_before_bundles(now: datetime) -> None:
    """Plan when the day bundles may leave and nobody planned since 8.30 o'clock.

    A person gets one bundle a day, so all that came due must be there before it is made.
    """
    if bundle_moment(now) != now:
        return
    planned_at = last_beat(NAME)
    if planned_at is None or not mail_moment(local_date(now)) <= planned_at <= now:
        plan(now, is_waiting=True)
