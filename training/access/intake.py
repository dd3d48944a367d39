"""Who offers, chooses and sees intake talks, and who reads what is written about a participant.

A trainer's note is read by its author alone; what a participant wants to learn by herself and the trainers of her
editie. A coördinator reads neither.
"""

from datetime import datetime

from django.db.models import F, QuerySet

from community.access.kringen import Visitor, active_lidmaatschappen
from community.models import KringRol, Slot, SlotKind, User
from training.access.edities import may_enter, may_lead
from training.models import Deelnemer, Editie, Intakenotitie


def active_deelnemers(editie: Editie) -> QuerySet[Deelnemer]:
    """Return who takes part now, with her name and the code of the casus she brings; opens no content."""
    rows = Deelnemer.objects.filter(editie=editie, stopped_at__isnull=True, user__is_active=True)
    return rows.select_related("user").annotate(casus_code=F("casus__code"))


def own_deelnemer(user: Visitor, editie: Editie, now: datetime) -> Deelnemer | None:
    """Return this person as participant of an editie whose agreements she accepted; None when she is not in it."""
    if not isinstance(user, User) or not may_enter(user, editie, now):
        return None
    return active_deelnemers(editie).filter(user=user).first()


def led_deelnemers(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Deelnemer]:
    """Return the participants of an editie for who leads it."""
    rows = active_deelnemers(editie)
    return rows if may_lead(user, editie, now) else rows.none()


def may_be(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether this is the participant herself, in her editie and agreed: she books, moves and writes for herself."""
    return (
        isinstance(user, User) and deelnemer.user_id == user.pk and deelnemer.stopped_at is None
        and may_enter(user, deelnemer.editie, now)
    )  # fmt: skip


def may_offer_intake(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person offers times for intake talks here: a trainer of the editie."""
    return may_lead(user, editie, now)


def free_intake_slots(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Slot]:
    """Return the times a participant can choose from: of who leads the editie still."""
    leading = active_lidmaatschappen(now).filter(kring=editie.kring_id, role=KringRol.TREKKER)
    rows = Slot.objects.filter(
        kring=editie.kring_id, kind=SlotKind.INTAKE, booked_by__isnull=True, starts_at__gt=now,
        host__in=leading.values("user"),
    )  # fmt: skip
    return rows.select_related("host") if may_enter(user, editie, now) else rows.none()


def offered_intake_slots(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Slot]:
    """Return the times that the trainers of this editie offer, booked or not, for who leads it."""
    rows = Slot.objects.filter(kring=editie.kring_id, kind=SlotKind.INTAKE).select_related("host", "booked_by")
    return rows if may_offer_intake(user, editie, now) else rows.none()


def may_withdraw(user: Visitor, slot: Slot, now: datetime) -> bool:
    """Whether the person takes back a time, with the talk in it: who offers it, as long as she leads there."""
    return isinstance(user, User) and slot.host_id == user.pk and may_lead(user, slot.kring.editie, now)


def own_notities(user: Visitor, deelnemer: Deelnemer, now: datetime) -> QuerySet[Intakenotitie]:
    """Return what this trainer herself noted about a participant."""
    rows = Intakenotitie.objects.filter(deelnemer=deelnemer)
    return rows.filter(author=user) if isinstance(user, User) and may_guide(user, deelnemer, now) else rows.none()


def may_guide(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person is a trainer of this participant: notes about her, and says that the intake was held."""
    return deelnemer.stopped_at is None and may_lead(user, deelnemer.editie, now)
