"""Who reads a praktijkboek, who hands in, and who keeps it."""

from datetime import datetime

from django.db.models import Q, QuerySet

from casussen.access.casussen import may_govern_casus
from casussen.models import Casus, Opname, Praktijkboek, PraktijkboekStatus
from community.access.kringen import Visitor, kring_ids_of, open_kring_ids_of, standing
from community.access.rollen import is_coordinator
from community.models import User

READABLE = (PraktijkboekStatus.VERZAMELEN, PraktijkboekStatus.VASTGESTELD, PraktijkboekStatus.GESLOTEN)


def visible_praktijkboeken(user: Visitor, now: datetime) -> QuerySet[Praktijkboek]:
    """Return the praktijkboeken whose name, dates and people this person sees: those of the Kringen she is in."""
    if not isinstance(user, User) or not user.is_active:
        return Praktijkboek.objects.none()
    return Praktijkboek.objects.filter(kring__in=kring_ids_of(user, now))


def planned_praktijkboeken(user: Visitor, now: datetime) -> QuerySet[Praktijkboek]:
    """Return what a coördinator sees to plan: name, status, dates and people of every praktijkboek. Never content."""
    rows = Praktijkboek.objects.all()
    return rows if is_coordinator(user, now) else rows.none()


def visible_opnamen(user: Visitor, now: datetime) -> QuerySet[Opname]:
    """Return the casussen in praktijkboeken that this person may read: in the Kring and agreed to its agreements.

    Her own too, after she left, until it is destroyed: what a person wrote stays hers to see.
    """
    if not isinstance(user, User) or not user.is_active:
        return Opname.objects.none()
    rows = Opname.objects.filter(withdrawn_at__isnull=True, praktijkboek__status__in=READABLE)
    return rows.filter(Q(praktijkboek__kring__in=open_kring_ids_of(user, now)) | Q(author=user))


def may_create_praktijkboek(user: Visitor, now: datetime) -> bool:
    """Whether the person may set up a praktijkboek: the coördinerend hart."""
    return is_coordinator(user, now)


def may_keep_praktijkboek(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person sets the order, establishes and closes it: who leads its Kring (a trainer), agreed."""
    return boek.status != PraktijkboekStatus.VERNIETIGD and standing(user, boek.kring, now).leads


def may_plan_praktijkboek(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person changes its dates and people: who keeps it, and a coördinator. No content comes with it."""
    is_there = boek.status != PraktijkboekStatus.VERNIETIGD
    return is_there and (is_coordinator(user, now) or may_keep_praktijkboek(user, boek, now))


def may_read_praktijkboek(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person reads the casussen in it."""
    return boek.status in READABLE and standing(user, boek.kring, now).may_read


def may_hand_in(user: Visitor, casus: Casus, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person may put this casus of hers in, or renew it: while it is being collected."""
    is_open = boek.status == PraktijkboekStatus.VERZAMELEN
    return is_open and may_read_praktijkboek(user, boek, now) and may_govern_casus(user, casus, now)


def may_take_back(user: Visitor, opname: Opname, now: datetime) -> bool:
    """Whether the person may take her casus out: its author, always, as long as the book is there."""
    return (
        isinstance(user, User) and user.is_active and opname.author_id == user.pk
        and opname.praktijkboek.status != PraktijkboekStatus.VERNIETIGD
    )  # fmt: skip
