"""What the clock does with tussentijden: opening them, keeping the duties to their dates, telling who watches.

Safe at any moment and any number of times. What came due while nobody planned is done at the first run after that; a
tussentijd that came and went meanwhile is asked of nobody.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from community.actions.taken import open_taken, withdraw_taken
from community.berichten.outbox import owe, owe_many, withdraw
from community.models import Taak
from community.workdays import add_workdays, at_local, is_workday, local_date, mail_moment
from training.access.tussentijden import captains, reacting_trainers, told_of_late_work
from training.actions.tussentijden import REAGEREN, TUSSENTIJD
from training.models import Deelnemer, Editiedeel, Team
from training.queries.inzendingen import due_moment
from training.queries.tussentijden import Tussentijd, at_work, running_tussentijden
from training.queries.wachtenden import kringen_waiting

OPENED, CAPTAIN, LATE, WAITING = "N30", "N33", "N32b", "N34"
# Working days before the last day on which a captain hears who is ready, and after it on which the hart hears it.
CAPTAIN_BEFORE, LATE_AFTER = 3, 5


def settle_tussentijden(now: datetime) -> None:
    """Do everything that came due. For the planner."""
    running = running_tussentijden(now)
    people = at_work(running, now)
    _close_moved([one for one in running if one.deel.opened_at and not one.is_told(now)], now)
    _keep_dates(running)
    for one in running:
        if one.is_told(now) and not one.is_over(now):
            _open(one, people[one.deel.pk], now)
    _tell_captains([one for one in running if one.is_told(now) and not one.is_over(now)], now)
    _tell_late([one for one in running if one.is_over(now)], people, now)
    _ask_trainers(now)


def opening_moment(one: Tussentijd) -> str:
    """Return what makes the opening happen once: its day, so that one that moved is told again."""
    return f"open:{one.opens_on:%Y-%m-%d}" if one.opens_on else ""


def about_day(deel_id: UUID, until: date) -> str:
    """Return what makes a message about the last day of a part happen once; a day that moved tells again."""
    return f"{deel_id}:{until:%Y%m%d}"


def _open(one: Tussentijd, people: Sequence[Deelnemer], now: datetime) -> None:
    """Give who has not handed in the duty, and tell it once; also to who was admitted while it was open."""
    deel = one.deel
    with transaction.atomic():
        held = Taak.objects.filter(kind=TUSSENTIJD, object_id=deel.pk, done_at__isnull=True, withdrawn_at__isnull=True)
        known = set(held.values_list("user_id", flat=True))
        new = [row.user for row in people if row.user_id not in known]
        if new:
            open_taken(TUSSENTIJD, users=new, object_id=deel.pk, kring=deel.editie.kring, now=now,
                       due_at=due_moment(one.until))  # fmt: skip
            due_at = mail_moment(one.opens_on) if one.opens_on else now
            owe_many(OPENED, object_id=deel.pk, recipients=new, moment=opening_moment(one), due_at=due_at, now=now)
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


def _keep_dates(running: Sequence[Tussentijd]) -> None:
    """Let open duties follow the last day of their tussentijd; their ladder moves along."""
    due = {one.deel.pk: due_moment(one.until) for one in running}
    rows = Taak.objects.filter(
        kind=TUSSENTIJD, object_id__in=list(due), done_at__isnull=True, withdrawn_at__isnull=True
    )
    for deel_id, due_at in set(rows.values_list("object_id", "due_at")):
        if due_at != due[deel_id]:
            rows.filter(object_id=deel_id).update(due_at=due[deel_id])


def _tell_captains(running: Sequence[Tussentijd], now: datetime) -> None:
    """Tell each captain, three working days before the last day, who of her team is ready."""
    due: dict[UUID, list[tuple[Tussentijd, datetime]]] = {}
    for one in running:
        if one.until and (due_at := mail_moment(add_workdays(one.until, -CAPTAIN_BEFORE))) <= now:
            due.setdefault(one.deel.editie_id, []).append((one, due_at))
    teams = list(Team.objects.filter(editie__in=due, published_at__lte=now)) if due else []
    leading = {row.kring_id: row.user for row in captains([team.pk for team in teams], now)} if teams else {}
    for team in teams:
        captain = leading.get(team.kring_id)
        for one, due_at in due[team.editie_id] if captain else ():
            if one.until is not None:
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
    told = told_of_late_work(now) if due else []
    for one, row, due_at in due:
        if one.until is not None:
            owe_many(LATE, object_id=row.pk, recipients=told, moment=about_day(one.deel.pk, one.until), due_at=due_at,
                     now=now)  # fmt: skip


def _ask_trainers(now: datetime) -> None:
    """Give each trainer the duty to react where something waits, and tell her once every working day."""
    waiting = kringen_waiting(now)
    if not waiting:
        return
    today, told_at = local_date(now), mail_moment(local_date(now))
    for place in reacting_trainers([row.kring_id for row in waiting], now):
        own = [row for row in waiting if row.kring_id == place.kring_id]
        for row in own:
            open_taken(REAGEREN, users=[place.user], object_id=row.editie_id, kring=place.kring, now=now)
        is_due = is_workday(today) and told_at <= now and any(row.since < told_at for row in own)
        if is_due:
            owe(WAITING, object_id=place.user_id, recipient=place.user, moment=f"dag:{today:%Y-%m-%d}",
                due_at=told_at, expires_at=at_local(today + timedelta(days=1), time(0)), now=now)  # fmt: skip
