"""Sessions in days go on by themselves: at the end of a step, on a working day; and who wrote nothing hears of it."""

from contextlib import suppress
from datetime import datetime

from community.actions.errors import ActionError
from community.berichten.outbox import owe_many
from community.models import User
from community.workdays import is_workday, local_date
from intervisie.actions.sessieloop import go_on_by_itself
from intervisie.queries.sessiedagen import (
    ENDS,
    deadline_of,
    gangen_of,
    insiders,
    last_call,
    running_in_days,
    silent_people,
    step_mark,
    written_in,
)


def go_on_where_due(now: datetime) -> None:
    """Let every session whose step is over go on. Where somebody must be chosen first, it waits for who leads."""
    if not is_workday(local_date(now)):
        return
    for sessie in running_in_days():
        if deadline_of(sessie, now) <= now:
            with suppress(ActionError):
                go_on_by_itself(sessie=sessie, position=f"{sessie.step}.{sessie.round}.{sessie.turn}", now=now)


def remind_before_end(now: datetime) -> None:
    """N229: tell who wrote nothing that the step ends tomorrow, once. A step of one day gets no such message. In a
    scope: no sealed field is opened."""
    ending = [
        row for row in running_in_days()
        if row.moment_started_at < last_call(row, now) <= now < deadline_of(row, now)
    ]  # fmt: skip
    if not ending:
        return
    ids = [row.pk for row in ending]
    gangen = gangen_of(ids)
    silent = silent_people(gangen.values(), written_in(ids)) & insiders(gangen.values(), now)
    users = User.objects.in_bulk({user for _sessie, user in silent})
    for row in ending:
        people = [users[user] for sessie, user in silent if sessie == row.pk]
        owe_many(ENDS, object_id=row.pk, recipients=people, moment=step_mark(row), due_at=last_call(row, now),
                 expires_at=deadline_of(row, now), now=now)  # fmt: skip
