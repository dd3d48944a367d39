"""Who measures her own work, and who reads what that came to for an editie.

What one participant answers she reads alone, also after her editie is over. Who leads the editie and the coördinerend
hart read a report of differences, never an answer.
"""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.models import User
from training.access.edities import may_lead, may_plan_edities
from training.models import Deelnemer, Editie, EditieStatus, Effectmeting, Effectrapport

RUNS = (EditieStatus.GEPUBLICEERD, EditieStatus.GEARCHIVEERD)


def own_participation(user: Visitor, slug: str) -> Deelnemer | None:
    """Return this person as participant of an editie, of one that is over too; None for everybody else.

    Who stopped or was never in, and who was in one that was called off: there is nothing to measure.
    """
    if not isinstance(user, User) or not user.is_active:
        return None
    rows = Deelnemer.objects.filter(editie__slug=slug, user=user, stopped_at__isnull=True)
    rows = rows.filter(editie__status__in=RUNS, editie__cancelled_at__isnull=True)
    return rows.select_related("editie__kring", "user").first()


def may_measure(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person answers here: the participant herself."""
    return (
        isinstance(user, User) and user.is_active and deelnemer.user_id == user.pk and deelnemer.stopped_at is None
        and deelnemer.editie.status in RUNS and deelnemer.editie.cancelled_at is None
    )  # fmt: skip


def own_metingen(user: Visitor, deelnemer: Deelnemer, now: datetime) -> QuerySet[Effectmeting]:
    """Return what a participant answered, for herself."""
    rows = Effectmeting.objects.filter(deelnemer=deelnemer)
    return rows if may_measure(user, deelnemer, now) else rows.none()


def may_read_effect(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person reads and makes the reports of an editie: who leads it, and the coördinerend hart."""
    return may_lead(user, editie, now) or may_plan_edities(user, now)


def visible_effectrapporten(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Effectrapport]:
    """Return the reports of an editie for who reads them."""
    rows = Effectrapport.objects.filter(editie=editie)
    return rows if may_read_effect(user, editie, now) else rows.none()
