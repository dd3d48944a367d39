"""Who is given sight of a casus, by name, through a Kring or as a guest; and who sees those names."""

from datetime import datetime

from django.db.models import Q, QuerySet

from casussen.access.casussen import Zicht, active_delingen, may_govern_casus, possible_readers
from casussen.models import Casus, Deling, Gastdeling, Inzage
from community.access.gastlinks import living_gastlinks
from community.access.kringen import Visitor, open_kring_ids_of
from community.models import Gastlink, Kring, User


def may_share_casus(user: Visitor, casus: Casus, now: datetime) -> bool:
    """Whether the person may give others sight of this casus: its owner, unless it is to be removed."""
    return casus.remove_at is None and may_govern_casus(user, casus, now)


def may_give_sight_to(user: Visitor, casus: Casus, reader: User, now: datetime) -> bool:
    """Whether the owner may name this person as reader: she knows her."""
    return may_share_casus(user, casus, now) and possible_readers(user, casus, now).filter(pk=reader.pk).exists()


def shareable_kringen(user: Visitor, casus: Casus, now: datetime) -> QuerySet[Kring]:
    """Return the Kringen with which the owner may share this casus: open ones whose content she reads herself."""
    if not may_share_casus(user, casus, now):
        return Kring.objects.none()
    return Kring.objects.filter(pk__in=open_kring_ids_of(user, now), closed_at__isnull=True)


def named_delingen(zicht: Zicht, casus: Casus, now: datetime) -> QuerySet[Deling]:
    """Return the sights of this casus that hold now, for everybody who may read it: each knows who reads along."""
    rows = active_delingen(now).filter(casus=casus)
    return rows if zicht.may_read else rows.none()


def governed_delingen(user: Visitor, casus: Casus, now: datetime) -> QuerySet[Deling]:
    """Return the sights of this casus that hold now, for who may change and end them: its owner."""
    rows = active_delingen(now).filter(casus=casus)
    return rows if may_govern_casus(user, casus, now) else rows.none()


def living_gastdelingen(casus: Casus, now: datetime) -> QuerySet[Gastdeling]:
    """Return what guests may see of this casus now."""
    return Gastdeling.objects.filter(casus=casus, gastlink__in=living_gastlinks(now))


def governed_gastdelingen(user: Visitor, casus: Casus, now: datetime) -> QuerySet[Gastdeling]:
    """Return what guests may see of this casus now, for who may change and end it: its owner."""
    rows = living_gastdelingen(casus, now)
    return rows if may_govern_casus(user, casus, now) else rows.none()


def gastdelingen_of(gastlink: Gastlink, now: datetime) -> QuerySet[Gastdeling]:
    """Return what this guest may see now: nothing of a casus that is to be removed or whose owner left."""
    return Gastdeling.objects.filter(
        gastlink__in=living_gastlinks(now).filter(pk=gastlink.pk),
        casus__remove_at__isnull=True, casus__owner__is_active=True,
    )  # fmt: skip


def visible_inzagen(user: Visitor, casus: Casus, now: datetime) -> QuerySet[Inzage]:
    """Return who read this casus or its copies, for its owner alone."""
    rows = Inzage.objects.filter(Q(casus=casus) | Q(opname__casus=casus))
    return rows if may_govern_casus(user, casus, now) else rows.none()
