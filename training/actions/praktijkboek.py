"""The praktijkboek of an editie: begun when it is published, and moved along with its days."""

from datetime import date, datetime

from casussen.access.praktijkboeken import is_closed, is_there
from casussen.actions.praktijkboeken import (
    CASUS_INLEVEREN,
    PraktijkboekAnswers,
    begin_boek,
    due_moment,
    hold_praktijkboek,
)
from casussen.models import Praktijkboek
from community.confidential import confidential
from community.models import Taak, User
from community.workdays import add_months, add_workdays, local_date, workday_on_or_after
from training.models import Editie, Editiedeel, EditieStatus

# Months after the last day on which the book closes, and on which it is destroyed (blueprint §14).
CLOSES_AFTER, DESTROYED_AFTER = 3, 6
# Working days before the first day on which casussen are handed in, so that all can read.
HAND_IN_BEFORE = 5


def begin_praktijkboek(editie: Editie, *, rules: str, author: User, now: datetime) -> None:
    """Give the Kring of an editie its praktijkboek, with these rules as the agreements of the editie."""
    with confidential():
        begin_boek(kring=editie.kring, answers=_answers(editie), rules=rules, author=author, now=now)


def move_praktijkboek(editie: Editie, now: datetime) -> None:
    """Let its dates follow the days of the editie, as long as it is not closed."""
    with confidential():
        boek = Praktijkboek.objects.filter(kring=editie.kring_id).first()
        if boek is None or editie.status != EditieStatus.GEPUBLICEERD:
            return
        _kring, held = hold_praktijkboek(boek)
        if not is_there(held, now) or is_closed(held, now):
            return
        answers = _answers(editie)
        if held.hand_in_date is not None and held.hand_in_date > local_date(now):
            held.hand_in_date = answers.hand_in_date
        held.closes_date, held.destroys_date = answers.closes_date, answers.destroys_date
        held.version += 1
        held.save(update_fields=["hand_in_date", "closes_date", "destroys_date", "version"])
        Taak.objects.filter(
            kind=CASUS_INLEVEREN, object_id=held.pk, done_at__isnull=True, withdrawn_at__isnull=True
        ).update(due_at=due_moment(held))


def _answers(editie: Editie) -> PraktijkboekAnswers:
    first, last = _around(editie)
    return PraktijkboekAnswers(
        name=editie.name,
        hand_in_date=add_workdays(first, -HAND_IN_BEFORE),
        closes_date=workday_on_or_after(add_months(last, CLOSES_AFTER)),
        destroys_date=workday_on_or_after(add_months(last, DESTROYED_AFTER)),
    )


def _around(editie: Editie) -> tuple[date, date]:
    """Return the first and the last day. Call when the days stand."""
    rows = Editiedeel.objects.filter(editie=editie, bijeenkomst__isnull=False)
    days = sorted(local_date(deel.bijeenkomst.starts_at) for deel in rows.select_related("bijeenkomst")
                  if deel.bijeenkomst)  # fmt: skip
    return days[0], days[-1]
