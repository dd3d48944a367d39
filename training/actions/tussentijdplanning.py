"""What the clock does with tussentijden: opening them, keeping the duties to their dates, telling who watches.

Safe at any moment and any number of times. What came due while nobody planned is done at the first run after that; a
tussentijd that came and went meanwhile is asked of nobody.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from community.actions.taken import open_taken, withdraw_taken
from community.berichten.outbox import owe, owe_many, withdraw
from community.models import Taak
from community.queries.berichten import owed_already
from community.workdays import add_workdays, at_local, is_workday, local_date, mail_moment
from training.access.tussentijden import captains, reacting_trainers, told_of_late_work
from training.actions.tussentijden import REAGEREN, TUSSENTIJD
from training.models import Deelnemer, Editiedeel, Team
from training.queries.inzendingen import due_moment
from training.queries.tussentijden import Tussentijd, at_work, running_tussentijden
from training.queries.wachtenden import kringen_waiting, open_duties

OPENED, CAPTAIN, LATE, WAITING = "N30", "N33", "N32b", "N34"
# Working days before the last day on which a captain hears who is ready, and after it on which the hart hears it.
CAPTAIN_BEFORE, LATE_AFTER = 3, 5


def settle_tussentijden(now: datetime) -> None:
    """Do everything that came due. For the planner: about ten queries when there is nothing to do."""
    running = running_tussentijden(now)
    people = at_work(running, now)
    _close_moved([one for one in running if one.deel.opened_at and not one.is_told(now)], now)
    held = open_duties(TUSSENTIJD, [one.deel.pk for one in running])
    _keep_dates(running, held)
    going_on = [one for one in running if one.is_told(now) and not one.is_over(now)]
    for one in going_on:
        _open(one, [row for row in people[one.deel.pk] if row.user_id not in held.get(one.deel.pk, {})], now)
    _tell_captains(going_on, now)
    _tell_late([one for one in running if one.is_over(now)], people, now)
    _ask_trainers(now)


def opening_moment(one: Tussentijd) -> str:
    """Return what makes the opening happen once: its day, so that one that moved is told again."""
    return f"open:{one.opens_on:%Y-%m-%d}" if one.opens_on else ""


def about_day(deel_id: UUID, until: date) -> str:
    """Return what makes a message about the last day of a part happen once; a day that moved tells again."""
    return f"{deel_id}:{until:%Y%m%d}"


def _open(one: Tussentijd, new: Sequence[Deelnemer], now: datetime) -> None:
    """Give these people the duty and tell them once; who was admitted while it was open comes later than the others."""
    deel, users = one.deel, [row.user for row in new]
    if not users and deel.opened_at is not None:
        return
    with transaction.atomic():
        open_taken(TUSSENTIJD, users=users, object_id=deel.pk, kring=deel.editie.kring, now=now,
                   due_at=due_moment(one.until))  # fmt: skip
        due_at = mail_moment(one.opens_on) if one.opens_on else now
        owe_many(OPENED, object_id=deel.pk, recipients=users, moment=opening_moment(one), due_at=due_at, now=now)
        if deel.opened_at is None:
            Editiedeel.objects.filter(pk=deel.pk).update(opened_at=now)


def _close_moved(moved: Sequence[Tussentijd], now: datetime) -> None:
    """Take back what was told of a tussentijd whose dagdeel lies later by now: it opens again after that."""
    for one in moved:
        with transaction.atomic():
            Editiedeel.objects.filter(pk=one.deel.pk).update(opened_at=None)
            withdraw_taken(TUSSENTIJD, object_id=one.deel.pk, now=now)
            withdraw([OPENED], object_id=one.deel.pk, reason="verzet")
            one.deel.opened_at = None


def _keep_dates(running: Sequence[Tussentijd], held: Mapping[UUID, Mapping[UUID, datetime | None]]) -> None:
    """Let open duties follow the last day of their tussentijd; their ladder moves along."""
    for one in running:
        due_at = due_moment(one.until)
        if any(date_held != due_at for date_held in held.get(one.deel.pk, {}).values()):
            rows = Taak.objects.filter(kind=TUSSENTIJD, object_id=one.deel.pk, done_at__isnull=True)
            rows.filter(withdrawn_at__isnull=True).update(due_at=due_at)


def _tell_captains(running: Sequence[Tussentijd], now: datetime) -> None:
    """Tell each captain, three working days before the last day, who of her team is ready."""
    due: dict[UUID, list[tuple[Tussentijd, datetime]]] = {}
    for one in running:
        if one.until and (due_at := mail_moment(add_workdays(one.until, -CAPTAIN_BEFORE))) <= now:
            due.setdefault(one.deel.editie_id, []).append((one, due_at))
    teams = list(Team.objects.filter(editie__in=due, published_at__lte=now)) if due else []
    leading = {row.kring_id: row.user for row in captains([team.pk for team in teams], now)} if teams else {}
    told = owed_already(CAPTAIN, [team.pk for team in teams])
    for team in teams:
        captain = leading.get(team.kring_id)
        for one, due_at in due[team.editie_id] if captain else ():
            if one.until is not None and captain and (team.pk, about_day(one.deel.pk, one.until)) not in told:
                owe(CAPTAIN, object_id=team.pk, recipient=captain, moment=about_day(one.deel.pk, one.until),
                    due_at=due_at, now=now)  # fmt: skip


def _tell_late(over: Sequence[Tussentijd], people: dict[UUID, list[Deelnemer]], now: datetime) -> None:
    """Tell the coördinerend hart, once, who is five working days late: a name and a part."""
    late = [
        (one, row, mail_moment(add_workdays(one.until, LATE_AFTER)))
        for one in over if one.until and one.deel.opened_at
        for row in people[one.deel.pk] if local_date(row.admitted_at) <= one.until
    ]  # fmt: skip
    due = [(one, row, due_at) for one, row, due_at in late if due_at <= now]
    told = owed_already(LATE, [row.pk for _one, row, _due_at in due])
    new = [(one, row, due_at) for one, row, due_at in due
           if one.until and (row.pk, about_day(one.deel.pk, one.until)) not in told]  # fmt: skip
    hart = told_of_late_work(now) if new else []
    for one, row, due_at in new:
        if one.until is not None:
            owe_many(LATE, object_id=row.pk, recipients=hart, moment=about_day(one.deel.pk, one.until), due_at=due_at,
                     now=now)  # fmt: skip


def _ask_trainers(now: datetime) -> None:
    """Give each trainer the duty to react where something waits, and tell her once every working day."""
    waiting = kringen_waiting(now)
    if not waiting:
        return
    told_at, today = mail_moment(local_date(now)), f"dag:{local_date(now):%Y-%m-%d}"
    is_time = is_workday(local_date(now)) and told_at <= now
    places = list(reacting_trainers([row.kring_id for row in waiting], now))
    held = open_duties(REAGEREN, [row.editie_id for row in waiting])
    told = owed_already(WAITING, [place.user_id for place in places]) if is_time else set()
    for place in places:
        own = [row for row in waiting if row.kring_id == place.kring_id]
        for row in own:
            if place.user_id not in held.get(row.editie_id, {}):
                open_taken(REAGEREN, users=[place.user], object_id=row.editie_id, kring=place.kring, now=now)
        if is_time and (place.user_id, today) not in told and any(row.since < told_at for row in own):
            owe(WAITING, object_id=place.user_id, recipient=place.user, moment=today, due_at=told_at,
                expires_at=at_local(local_date(now) + timedelta(days=1), time(0)), now=now)  # fmt: skip
