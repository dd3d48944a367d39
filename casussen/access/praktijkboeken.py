"""Who reads a praktijkboek, who hands in, and who keeps it.

A date that has come closes a door by itself: nobody waits for the planner that writes it down.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from casussen.access.casussen import may_govern_casus, own_casussen
from casussen.models import Casus, Opname, Praktijkboek, PraktijkboekStatus
from community.access.kringen import (
    NOWHERE,
    Standing,
    Visitor,
    active_lidmaatschappen,
    kring_ids_of,
    open_kring_ids_of,
    readers,
    standings_of,
)
from community.access.rollen import is_coordinator
from community.models import WITH_PRAKTIJKBOEK, KringKind, KringRol, Lidmaatschap, User
from community.workdays import local_date

READABLE = (PraktijkboekStatus.VERZAMELEN, PraktijkboekStatus.VASTGESTELD, PraktijkboekStatus.GESLOTEN)


def is_there(boek: Praktijkboek, now: datetime) -> bool:
    """Whether there is content in it to read: not destroyed, and its last day has not come."""
    return boek.status in READABLE and boek.destroys_date > local_date(now)


def is_closed(boek: Praktijkboek, now: datetime) -> bool:
    """Whether it is only read by now, or gone: closed by hand, or its closing day has come."""
    is_running = boek.status in (PraktijkboekStatus.VERZAMELEN, PraktijkboekStatus.VASTGESTELD)
    return not is_running or boek.closes_date <= local_date(now)


def is_collecting(boek: Praktijkboek, now: datetime) -> bool:
    """Whether casussen are handed in and renewed now."""
    return boek.status == PraktijkboekStatus.VERZAMELEN and not is_closed(boek, now)


def place_in(user: Visitor, boek: Praktijkboek, now: datetime) -> Standing:
    """Return where this person stands in the Kring of a praktijkboek."""
    return standings_of(user, now).get(boek.kring_id, NOWHERE)


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
    rows = Opname.objects.filter(
        withdrawn_at__isnull=True, praktijkboek__status__in=READABLE, praktijkboek__destroys_date__gt=local_date(now)
    )
    return rows.filter(Q(praktijkboek__kring__in=open_kring_ids_of(user, now)) | Q(author=user))


def opnamen_left_behind(user: User, now: datetime) -> QuerySet[Opname]:
    """Return her own casussen in praktijkboeken that she is not in any more."""
    return visible_opnamen(user, now).filter(author=user).exclude(praktijkboek__kring__in=kring_ids_of(user, now))


def readers_of(boek: Praktijkboek, now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the people of a praktijkboek, agreed or not, with their names."""
    return active_lidmaatschappen(now).filter(kring=boek.kring_id).select_related("user")


def participants_of(kring_ids: Iterable[uuid.UUID], now: datetime) -> QuerySet[Lidmaatschap]:
    """Return who is asked for a casus in these Kringen: every participant; who leads hands in when she wants."""
    rows = active_lidmaatschappen(now).filter(kring__in=list(kring_ids), kring__kind__in=WITH_PRAKTIJKBOEK)
    return rows.filter(role=KringRol.LID).select_related("user")


def may_create_praktijkboek(user: Visitor, now: datetime) -> bool:
    """Whether the person may set up a praktijkboek: the coördinerend hart."""
    return is_coordinator(user, now)


def may_keep_praktijkboek(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person sets the order, establishes and closes it: who leads its Kring (a trainer), agreed."""
    return is_there(boek, now) and place_in(user, boek, now).leads


def may_still_keep(user: User, boek: Praktijkboek) -> bool:
    """Whether she leads it at this very moment. Ask it again under the lock of the Kring."""
    rows = Lidmaatschap.objects.filter(kring=boek.kring_id, user=user, role=KringRol.TREKKER, until_at__isnull=True)
    return user.is_active and rows.exists()


def may_plan_praktijkboek(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person changes its dates and people: a coördinator. No content comes with it."""
    return is_there(boek, now) and is_coordinator(user, now)


def may_change_people(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person lets people in and out here. Of an editie they come and go with the editie."""
    return may_plan_praktijkboek(user, boek, now) and boek.kring.kind == KringKind.PRAKTIJKBOEK


def may_read_praktijkboek(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person reads the casussen in it."""
    return is_there(boek, now) and place_in(user, boek, now).may_read


def may_read_opname(user: Visitor, opname: Opname, now: datetime) -> bool:
    """Whether the person may read this casus in a praktijkboek: `visible_opnamen`, for the one that is at hand."""
    if not isinstance(user, User) or not user.is_active or opname.withdrawn_at is not None:
        return False
    boek = opname.praktijkboek
    return may_read_praktijkboek(user, boek, now) or (opname.author_id == user.pk and is_there(boek, now))


def praktijkboek_readers(
    boeken: Iterable[Praktijkboek], user_ids: Iterable[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these people read which of these praktijkboeken, as (user id, praktijkboek id). One query."""
    by_kring = {boek.kring_id: boek.pk for boek in boeken if is_there(boek, now)}
    return {(user, by_kring[kring]) for user, kring in readers(by_kring, user_ids, now)}


def casussen_to_hand_in(user: Visitor, now: datetime) -> QuerySet[Casus]:
    """Return the casussen this person can put in a praktijkboek: her own, not the one that waits to be removed."""
    return own_casussen(user, now).filter(remove_at__isnull=True)


def may_hand_in(user: Visitor, casus: Casus, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person may put this casus of hers in, or renew it: while it is being collected."""
    return may_bring(user, boek, now) and casus.remove_at is None and may_govern_casus(user, casus, now)


def may_bring(user: Visitor, boek: Praktijkboek, now: datetime) -> bool:
    """Whether the person may hand in something here now."""
    return is_collecting(boek, now) and may_read_praktijkboek(user, boek, now)


def may_take_back(user: Visitor, opname: Opname, now: datetime) -> bool:
    """Whether the person may take her casus out: its author, always, as long as the book is there."""
    return (
        isinstance(user, User) and user.is_active and opname.author_id == user.pk
        and opname.praktijkboek.status != PraktijkboekStatus.VERNIETIGD
    )  # fmt: skip


def may_see_readings(user: Visitor, opname: Opname, now: datetime) -> bool:
    """Whether the person sees who read this: its author alone."""
    return isinstance(user, User) and user.is_active and opname.author_id == user.pk
