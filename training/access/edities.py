"""Who knows of an editie, who takes part in it, leads it or plans it.

Trainers lead the Kring of an editie as long as they are trainer on the platform; participants are in it. What is said
and made in it is read by who agreed to the agreements of that Kring.
"""

from datetime import datetime

from django.db.models import Max, Q, QuerySet

from community.access.kringen import NOWHERE, Standing, Visitor, kring_ids_of, kring_ids_of_kind, standings_of
from community.access.rollen import is_coordinator, platform_toekenningen
from community.models import KringKind, KringRol, Lidmaatschap, Rol, User
from community.workdays import local_date
from training.models import Editie, EditieStatus

KNOWN = (EditieStatus.GEPUBLICEERD, EditieStatus.GEANNULEERD)
PLANNABLE = (EditieStatus.CONCEPT, EditieStatus.GEPUBLICEERD)
ARCHIVABLE = (EditieStatus.GEPUBLICEERD, EditieStatus.GEANNULEERD)


def visible_edities(user: Visitor, now: datetime) -> QuerySet[Editie]:
    """Return the edities this person may know of: what is published, and after that those she was in or plans."""
    if not isinstance(user, User) or not user.is_active:
        return Editie.objects.none()
    if is_coordinator(user, now):
        return Editie.objects.all()
    own = Q(kring__in=kring_ids_of(user, now)) & ~Q(status=EditieStatus.CONCEPT)
    return Editie.objects.filter(Q(status__in=KNOWN) | own)


def own_edities(user: Visitor, now: datetime) -> QuerySet[Editie]:
    """Return the edities this person takes part in or leads."""
    inside = kring_ids_of_kind(user, KringKind.EDITIE, now)
    return Editie.objects.filter(kring__in=inside).exclude(status=EditieStatus.CONCEPT)


def planned_edities(user: Visitor, now: datetime) -> QuerySet[Editie]:
    """Return what a coördinator plans: every editie, a concept too."""
    rows = Editie.objects.all()
    return rows if may_plan_edities(user, now) else rows.none()


def may_plan_edities(user: Visitor, now: datetime) -> bool:
    """Whether the person plans edities and decides who takes part: the coördinerend hart."""
    return is_coordinator(user, now)


def place_in(user: Visitor, editie: Editie, now: datetime) -> Standing:
    """Return where this person stands in the Kring of an editie; nowhere in one that is not published."""
    if editie.status == EditieStatus.CONCEPT:
        return NOWHERE
    return standings_of(user, now).get(editie.kring_id, NOWHERE)


def may_enter(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person opens the pages of the parts of this editie: she takes part or leads, and agreed."""
    return place_in(user, editie, now).may_read


def may_lead(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person leads this editie: one of its trainers, agreed to its agreements."""
    return place_in(user, editie, now).leads


def may_change_editie(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person still plans this editie: a concept, or one that was published and goes on."""
    return editie.status in PLANNABLE and may_plan_edities(user, now)


def may_archive_editie(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person takes this editie out of the lists: a planner, once it is over or called off."""
    return editie.status in ARCHIVABLE and may_plan_edities(user, now) and is_over(editie, now)


def may_export_editie(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person downloads who takes part in this editie and was there: a planner, until that is forgotten."""
    is_known = editie.status != EditieStatus.CONCEPT and editie.purged_at is None
    return is_known and may_plan_edities(user, now)


def is_over(editie: Editie, now: datetime) -> bool:
    """Whether an editie was called off, or the last of its days has ended."""
    if editie.status == EditieStatus.GEANNULEERD:
        return True
    last = editie.delen.aggregate(last=Max("bijeenkomst__ends_at"))["last"]
    return last is not None and last <= now


def possible_trainers(now: datetime) -> QuerySet[User]:
    """Return who may lead an editie: active people who are trainer on the platform today, by name."""
    return _with_rol(Rol.TRAINER, now)


def possible_coaches(now: datetime) -> QuerySet[User]:
    """Return who may coach in an editie: active people who are coach or trainer on the platform today, by name."""
    return _with_rol(Rol.COACH, now) | _with_rol(Rol.TRAINER, now)


def appointed_trainers(editie: Editie) -> QuerySet[Lidmaatschap]:
    """Return the places of who was asked to lead an editie, also of who is trainer no more since."""
    rows = Lidmaatschap.objects.filter(kring=editie.kring_id, role=KringRol.TREKKER, until_at__isnull=True)
    return rows.select_related("user").order_by("user__sort_key", "pk")


def _with_rol(rol: Rol, now: datetime) -> QuerySet[User]:
    holding = platform_toekenningen(local_date(now)).filter(rol=rol)
    return User.objects.filter(pk__in=holding.values("user"), is_active=True).order_by("sort_key", "pk")
