"""Asking the people of a toernee for the dagdelen on which they can come."""

from collections.abc import Iterable
from datetime import date, datetime

from community.actions.taken import open_taken, withdraw_taken
from community.models import User
from community.workdays import add_workdays, local_date, mail_moment
from intervisie.models import Toernee
from intervisie.queries.toerneetaken import DAGDELEN_GEVEN

# Working days people have to answer, and how long before the first visit that ends at the latest.
WORKDAYS_TO_ANSWER, WORKDAYS_BEFORE = 10, 10
# Even when a toernee begins soon, people get so many working days.
FEWEST_WORKDAYS = 2


def ask_availability(toernee: Toernee, people: Iterable[User], now: datetime) -> None:
    """Ask these people for their dagdelen (N65), once each. Call inside a transaction.

    Who gave enough of them before is not bothered: the duty closes by itself.
    """
    due_at = mail_moment(answer_before(toernee, local_date(now)))
    open_taken(DAGDELEN_GEVEN, users=people, object_id=toernee.pk, kring=toernee.kring, due_at=due_at, now=now)


def stop_asking(toernee: Toernee, now: datetime, user: User | None = None) -> None:
    """Nobody is asked for dagdelen of this toernee any more; with `user` she alone is not. Call in a transaction."""
    withdraw_taken(DAGDELEN_GEVEN, object_id=toernee.pk, user=user, now=now)


def answer_before(toernee: Toernee, today: date) -> date:
    """Return the day on which everybody has answered, seen from `today`."""
    usual, latest = add_workdays(today, WORKDAYS_TO_ANSWER), add_workdays(toernee.from_date, -WORKDAYS_BEFORE)
    return max(min(usual, latest), add_workdays(today, FEWEST_WORKDAYS))
