"""Who knows of a samenwerking in the register, reads all of it, and keeps it.

Its owner and regisseurs keep it; its owner decides what members see of it. The coördinerend hart sees all and changes
nothing. Nothing here leads to a casus: who is regisseur of a samenwerking reads no casus by that.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor
from community.access.rollen import is_coordinator
from community.models import Samenwerking, SamenwerkingZichtbaar, User


def visible_samenwerkingen(user: Visitor, now: datetime) -> QuerySet[Samenwerking]:
    """Return the samenwerkingen whose page this person may open; one that ended only for who kept it and the hart."""
    rows = Samenwerking.objects.all()
    if not isinstance(user, User) or not user.is_active:
        return rows.none()
    if is_coordinator(user, now):
        return rows
    return rows.filter(_kept_by(user) | Q(ended_at__isnull=True) & ~Q(visible=SamenwerkingZichtbaar.REGISSEURS))


def readable_samenwerkingen(user: Visitor, now: datetime) -> QuerySet[Samenwerking]:
    """Return the samenwerkingen of which this person reads all: phase, form, need, place, people, organisaties."""
    rows = visible_samenwerkingen(user, now)
    if not isinstance(user, User) or is_coordinator(user, now):
        return rows
    return rows.filter(_kept_by(user) | Q(visible=SamenwerkingZichtbaar.ALLES))


def own_samenwerkingen(user: Visitor, now: datetime) -> QuerySet[Samenwerking]:
    """Return the samenwerkingen this person keeps, ended ones too."""
    rows = visible_samenwerkingen(user, now)
    return rows.filter(_kept_by(user)) if isinstance(user, User) else rows.none()


def may_register_samenwerking(user: Visitor, now: datetime) -> bool:
    """Whether the person may write a samenwerking into the register: every member."""
    return isinstance(user, User) and user.is_active


def may_change_samenwerking(user: Visitor, samenwerking: Samenwerking, now: datetime) -> bool:
    """Whether the person may change what stands there, and who is regisseur, as long as it did not end."""
    return samenwerking.ended_at is None and own_samenwerkingen(user, now).filter(pk=samenwerking.pk).exists()


def may_add_regisseur(user: Visitor, samenwerking: Samenwerking, now: datetime) -> bool:
    """Whether the person may let somebody keep it: who keeps it herself; the hart when nobody does any more."""
    if may_change_samenwerking(user, samenwerking, now):
        return True
    is_left = samenwerking.ended_at is None and not samenwerking.regisseurs.filter(is_active=True).exists()
    return is_left and is_coordinator(user, now)


def may_decide_visible(user: Visitor, samenwerking: Samenwerking, now: datetime) -> bool:
    """Whether the person decides what members see: its owner; each regisseur when there is none any more."""
    if not may_change_samenwerking(user, samenwerking, now):
        return False
    owner = samenwerking.owner
    return owner is None or not owner.is_active or owner.pk == user.pk


def may_oversee_samenwerkingen(user: Visitor, now: datetime) -> bool:
    """Whether the person sees all of the register, with what each samenwerking needs: the coördinerend hart."""
    return is_coordinator(user, now)


def _kept_by(user: User) -> Q:
    kept = Samenwerking.regisseurs.through.objects.filter(user=user.pk)
    return Q(owner=user.pk) | Q(pk__in=kept.values("samenwerking"))
