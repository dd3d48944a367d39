"""Who offers and books coaching, and who reads what was asked and written about it.

Question and report are read by the participant, always, and by the coach of that talk while she coaches there. A
coördinator, a partner and another trainer read neither. A guest sees one hour and the parts chosen for her.
"""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from casussen.access.delen import may_share_casus
from casussen.models import Casus
from community.access.gastlinks import living_gastlinks
from community.access.kringen import Visitor
from community.access.rollen import has_rol
from community.models import Gastlink, Rol, Slot, SlotKind, User
from training.access.edities import may_enter, may_lead, possible_coaches
from training.models import Coachgesprek, Deelnemer, Editie, EditieStatus, Meegenomen


def is_coach(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person coaches in this editie: who leads it, and who was asked to coach and still may."""
    if editie.status != EditieStatus.GEPUBLICEERD or not isinstance(user, User) or not user.is_active:
        return False
    if may_lead(user, editie, now):
        return True
    holds = has_rol(user, Rol.COACH, now) or has_rol(user, Rol.TRAINER, now)
    return holds and editie.coaches.filter(pk=user.pk).exists()


def rol_as_coach(user: User, editie: Editie, now: datetime) -> Rol:
    """Return by which role of the platform this person coaches: without it her talks are closed to her."""
    return Rol.TRAINER if may_lead(user, editie, now) or not has_rol(user, Rol.COACH, now) else Rol.COACH


def coaches_of(editie: Editie, now: datetime) -> QuerySet[User]:
    """Return who coaches in an editie now, by name: its trainers, and who was asked to coach."""
    able = possible_coaches(now).values("pk")
    lead = Q(lidmaatschappen__kring=editie.kring_id, lidmaatschappen__role="TREKKER",
             lidmaatschappen__until_at__isnull=True)  # fmt: skip
    asked = Q(pk__in=editie.coaches.values("pk"))
    return User.objects.filter(lead | asked, pk__in=able).distinct().order_by("sort_key", "pk")


def free_coaching_slots(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Slot]:
    """Return the times a participant can choose from: of who coaches there still."""
    rows = Slot.objects.filter(
        kring=editie.kring_id, kind=SlotKind.COACHING, booked_by__isnull=True, starts_at__gt=now,
        host__in=coaches_of(editie, now).order_by().values("pk"),
    )  # fmt: skip
    return rows.select_related("host", "kring") if may_enter(user, editie, now) else rows.none()


def offered_coaching_slots(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Slot]:
    """Return the times that this coach offers, booked or not."""
    rows = Slot.objects.filter(kring=editie.kring_id, kind=SlotKind.COACHING).select_related("host", "booked_by")
    return rows.filter(host=user) if isinstance(user, User) and is_coach(user, editie, now) else rows.none()


def own_coachgesprekken(user: Visitor, editie: Editie) -> QuerySet[Coachgesprek]:
    """Return the participant's own talks, also after she stopped."""
    if not isinstance(user, User) or not user.is_active:
        return Coachgesprek.objects.none()
    rows = Coachgesprek.objects.filter(deelnemer__user=user, deelnemer__editie=editie)
    return rows.select_related("deelnemer__editie__kring", "deelnemer__user", "coach", "slot__bijeenkomst")


def coached_gesprekken(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Coachgesprek]:
    """Return the talks that this person holds as coach, and what is asked of her; not what was called off."""
    rows = Coachgesprek.objects.filter(
        deelnemer__editie=editie, deelnemer__stopped_at__isnull=True, cancelled_at__isnull=True
    ).select_related("deelnemer__editie__kring", "deelnemer__user", "coach", "slot__bijeenkomst")  # fmt: skip
    return rows.filter(coach=user) if isinstance(user, User) and is_coach(user, editie, now) else rows.none()


def may_book(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person books coaching here: the participant herself, while she takes part and agreed."""
    is_self = isinstance(user, User) and deelnemer.user_id == user.pk and deelnemer.stopped_at is None
    return is_self and deelnemer.editie.status == EditieStatus.GEPUBLICEERD and may_enter(user, deelnemer.editie, now)


def may_keep(user: Visitor, gesprek: Coachgesprek) -> bool:
    """Whether the person writes the report of this talk, shares in it and removes it: the participant, always."""
    return isinstance(user, User) and user.is_active and gesprek.deelnemer.user_id == user.pk


def may_hold(user: Visitor, gesprek: Coachgesprek, now: datetime) -> bool:
    """Whether the person is the coach of this talk, proposes a time for it and reads what is asked."""
    if not isinstance(user, User) or gesprek.coach_id != user.pk or gesprek.cancelled_at is not None:
        return False
    return gesprek.deelnemer.stopped_at is None and is_coach(user, gesprek.deelnemer.editie, now)


def may_withdraw_coaching(user: Visitor, slot: Slot, now: datetime) -> bool:
    """Whether the person takes back a time: who offers it, while she coaches there."""
    return isinstance(user, User) and slot.host_id == user.pk and is_coach(user, slot.kring.editie, now)


def reading_guests(now: datetime) -> QuerySet[Meegenomen]:
    """Return the guests of coaching hours who may read parts of a casus, whose link still opens."""
    rows = Meegenomen.objects.filter(
        gastlink__in=living_gastlinks(now), coachgesprek__cancelled_at__isnull=True,
        coachgesprek__deelnemer__stopped_at__isnull=True, coachgesprek__deelnemer__user__is_active=True,
        coachgesprek__deelnemer__casus__owner=F("coachgesprek__deelnemer__user"),
        coachgesprek__deelnemer__casus__remove_at__isnull=True,
    ).exclude(parts=[])  # fmt: skip
    return rows


def meegenomen_of(gastlink: Gastlink, now: datetime) -> QuerySet[Meegenomen]:
    """Return the hour to which this guest is taken along; none once it is over, called off or without a time."""
    return Meegenomen.objects.filter(
        gastlink__in=living_gastlinks(now).filter(pk=gastlink.pk), coachgesprek__cancelled_at__isnull=True,
        coachgesprek__slot__ends_at__gt=now, coachgesprek__deelnemer__stopped_at__isnull=True,
        coachgesprek__deelnemer__user__is_active=True,
    )  # fmt: skip


def own_casus(user: Visitor, deelnemer: Deelnemer, now: datetime) -> Casus | None:
    """Return the casus she brings, of which she may show a guest parts; None without one, or when it is not hers."""
    found = Casus.objects.filter(pk__in=[deelnemer.casus_id]).select_related("owner").first()
    return found if found is not None and may_share_casus(user, found, now) else None


def casus_for_guest(meegenomen: Meegenomen) -> Casus | None:
    """Return the casus of which a guest reads parts: that of the participant herself, unless it is to be removed."""
    deelnemer = meegenomen.coachgesprek.deelnemer
    rows = Casus.objects.filter(pk__in=[deelnemer.casus_id], owner=deelnemer.user_id, remove_at__isnull=True)
    return rows.select_related("owner").first()
