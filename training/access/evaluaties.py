"""Who is asked what she thinks of a part of the training, and who reads what was answered.

Answers hold no person. Who leads the editie and the coördinerend hart read them, from five answers on.
"""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from training.access.edities import may_lead, may_plan_edities
from training.access.intake import own_deelnemer
from training.models import Editie, Onderdeelevaluatie


def asked_of(editie: Editie) -> QuerySet[Onderdeelevaluatie]:
    """Return the rounds of an editie, for who was let in; that somebody is asked is no secret among them."""
    return Onderdeelevaluatie.objects.filter(editiedeel__editie=editie)


def asked_evaluaties(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Onderdeelevaluatie]:
    """Return the rounds of an editie for who takes part in it, open or closed, answered or not."""
    rows = asked_of(editie)
    return rows if own_deelnemer(user, editie, now) is not None else rows.none()


def may_answer(user: Visitor, evaluatie: Onderdeelevaluatie, now: datetime) -> bool:
    """Whether the person is asked: she takes part in the editie and agreed to its agreements."""
    return own_deelnemer(user, evaluatie.editiedeel.editie, now) is not None


def may_read_results(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person reads what was answered: who leads, and the coördinerend hart."""
    return may_lead(user, editie, now) or may_plan_edities(user, now)


def read_evaluaties(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Onderdeelevaluatie]:
    """Return the rounds of which this person reads the results."""
    rows = asked_of(editie)
    return rows if may_read_results(user, editie, now) else rows.none()
