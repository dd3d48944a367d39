"""What the clock does with the steps of toernees: opening them, closing the visit day, telling who is late, once.

Safe at any moment and any number of times. What came due while nobody planned is done at the first run after that.
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from community.berichten.outbox import owe, owe_many
from community.models import User
from community.queries.berichten import owed_already
from community.workdays import add_workdays, local_date, mail_moment, workday_on_or_before
from intervisie.access.stappen import told_of_late_steps, who_see_to
from intervisie.actions.stappen import finish_rows, open_due_steps
from intervisie.models import Toerneestap
from intervisie.protocol import words
from intervisie.protocol.steps import is_look_back
from intervisie.queries.stappen import coming_visits, late_rows, live_rows, with_steps

# Late, to who leads the visit; late for long, to the hart; the visit is near, to its visitors; time to look back.
LATE, LATE_LONG, NEAR, LOOK_BACK = "N69", "N70", "N71", "N74"
# Working days after the last day of a step on which others hear of it.
LATE_AFTER, LATE_LONG_AFTER = 5, 10
DAYS_BEFORE_VISIT = 7


def settle_steps(now: datetime) -> None:
    """Do everything that came due. For the planner: five queries when there is nothing to do."""
    open_due_steps(now)
    _close_visit_days(now)
    _tell_late(now)
    _tell_visitors(now)
    _tell_look_back(now)


def late_moment(day: date) -> str:
    """Return what makes a message about a late step happen once: its last day, so that one that moved tells again."""
    return f"laat:{day:%Y-%m-%d}"


def near_moment(day: date) -> str:
    """Return what makes the message about a visit that comes near happen once for its day."""
    return f"bezoek:{day:%Y-%m-%d}"


def look_back_moment(day: date) -> str:
    """Return what makes the message that it is time to look back happen once for the day on which it can be done."""
    return f"open:{day:%Y-%m-%d}"


def near_at(day: date) -> datetime:
    """Return when visitors hear that a visit on this day comes near."""
    return mail_moment(workday_on_or_before(day - timedelta(days=DAYS_BEFORE_VISIT)))


def _close_visit_days(now: datetime) -> None:
    """The step of the visit itself is done when its day is over: nobody says so."""
    over = live_rows().filter(bezoek__date__lt=local_date(now), due_date__lt=local_date(now))
    rows = [stap for stap, step in with_steps(over) if step.page == words.BEZOEKDAG]
    finish_rows(rows, now)


def _tell_late(now: datetime) -> None:
    """Tell the voorzitter of the visit after five working days, and the hart after ten: a name and a step."""
    late = [stap for stap, step in with_steps(late_rows(now)) if step.page != words.BEZOEKDAG]
    leading = who_see_to([stap for stap in late if _is_due(stap, LATE_AFTER, now)], now)
    _owe_late(LATE, LATE_AFTER, late, {pk: [user] for pk, user in leading.items()}, now)
    long = [stap for stap in late if _is_due(stap, LATE_LONG_AFTER, now)]
    hart = told_of_late_steps(now) if long else []
    _owe_late(LATE_LONG, LATE_LONG_AFTER, long, {stap.pk: hart for stap in long}, now)


def _owe_late(
    kind: str, workdays: int, late: Iterable[Toerneestap], told: dict[uuid.UUID, list[User]], now: datetime
) -> None:  # fmt: skip
    owed = owed_already(kind, list(told))
    for stap in late:
        moment = late_moment(stap.due_date)
        if stap.pk in told and (stap.pk, moment) not in owed:
            owe_many(kind, object_id=stap.pk, recipients=told[stap.pk], moment=moment,
                     due_at=_late_at(stap, workdays), now=now)  # fmt: skip


def _late_at(stap: Toerneestap, workdays: int) -> datetime:
    return mail_moment(add_workdays(stap.due_date, workdays))


def _is_due(stap: Toerneestap, workdays: int, now: datetime) -> bool:
    return _late_at(stap, workdays) <= now


def _tell_visitors(now: datetime) -> None:
    """Tell the visitors, a week before, that the visit comes near; who was there already does not hear it twice."""
    today = local_date(now)
    coming = coming_visits(today, today + timedelta(days=2 * DAYS_BEFORE_VISIT))
    near = [row for row in coming if near_at(row.date) <= now]
    owed = owed_already(NEAR, [row.pk for row in near])
    for bezoek in near:
        moment = near_moment(bezoek.date)
        if (bezoek.pk, moment) not in owed:
            people = [row.deelnemer.user for row in bezoek.rollen.all() if row.deelnemer.left_at is None]
            owe_many(NEAR, object_id=bezoek.pk, recipients=people, moment=moment, due_at=near_at(bezoek.date), now=now)


def _tell_look_back(now: datetime) -> None:
    """Tell who has a step long after a visit, on the day on which she can do it."""
    rows = live_rows().filter(opens_date__lte=local_date(now), bezoek__date__lt=local_date(now))
    late = [(stap, step) for stap, step in with_steps(rows) if is_look_back(step)]
    owed = owed_already(LOOK_BACK, [stap.pk for stap, _step in late])
    for stap, _step in late:
        moment = look_back_moment(stap.opens_date)
        due_at = mail_moment(stap.opens_date)
        if due_at <= now and (stap.pk, moment) not in owed:
            owe(LOOK_BACK, object_id=stap.pk, recipient=stap.deelnemer.user, moment=moment, due_at=due_at, now=now)
