"""Who may know of a date poll, answer it, and decide what comes of it.

As with the meetings of a group: who leads the Kring runs it, its members who agreed to the agreements answer and see
each other's answers, and a coördinator sees when and how many, not what it is about or who answered what.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.agenda import may_plan_for
from community.access.kringen import (
    Visitor,
    active_lidmaatschappen,
    agreed_lidmaatschappen,
    kring_ids_of,
    led_kring_ids_of,
    open_kring_ids_of,
    standing,
)
from community.access.rollen import is_coordinator
from community.models import Antwoord, Datumprikker, DatumprikkerStatus, Keuze, Kring, KringRol, User

# With these answers a moment may still become hers.
POSSIBLE = (Keuze.KAN, Keuze.LIEVER_NIET)


def visible_datumprikkers(user: Visitor, now: datetime) -> QuerySet[Datumprikker]:
    """Return the date polls this person may know of: of the Kringen she is in, and all for a coördinator."""
    if not isinstance(user, User) or not user.is_active:
        return Datumprikker.objects.none()
    if is_coordinator(user, now):
        return Datumprikker.objects.all()
    return Datumprikker.objects.filter(kring__in=kring_ids_of(user, now))


def own_datumprikkers(user: User, now: datetime) -> QuerySet[Datumprikker]:
    """Return the date polls of the Kringen in which this person reads along."""
    return Datumprikker.objects.filter(kring__in=open_kring_ids_of(user, now))


def askable_kringen(user: User, now: datetime) -> QuerySet[Kring]:
    """Return the Kringen for which this person may open a date poll."""
    return Kring.objects.filter(pk__in=led_kring_ids_of(user, now), closed_at__isnull=True)


def may_open_datumprikker(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person may ask this Kring for dates: who may plan its meetings."""
    return may_plan_for(user, kring, now)


def may_run(user: Visitor, prikker: Datumprikker, now: datetime) -> bool:
    """Whether the person may change this date poll, see who is silent, fix the date or close it: who leads."""
    return standing(user, prikker.kring, now).leads


def may_run_still(user: User, prikker: Datumprikker) -> bool:
    """Whether the person leads at this very moment. Ask it again under the lock of the Kring."""
    leading = prikker.kring.lidmaatschappen.filter(user=user, role=KringRol.TREKKER, until_at__isnull=True)
    return leading.filter(user__is_active=True).exists()


def may_read_datumprikker(user: Visitor, prikker: Datumprikker, now: datetime) -> bool:
    """Whether the person may read what it is about and who answered what: a member who agreed."""
    return prikker.kring_id in open_kring_ids_of(user, now)


def may_fill_in(user: Visitor, prikker: Datumprikker, now: datetime) -> bool:
    """Whether the person is asked for her answers: a member who agreed to the agreements."""
    return may_read_datumprikker(user, prikker, now)


def is_in_still(user: User, prikker: Datumprikker) -> bool:
    """Whether the person is in the Kring at this very moment. Ask it again under the lock of the date poll."""
    return prikker.kring.lidmaatschappen.filter(user=user, until_at__isnull=True, user__is_active=True).exists()


def asked_people(prikker: Datumprikker, now: datetime) -> QuerySet[User]:
    """Return everybody who is asked: who is in the Kring, agreements accepted or not."""
    return User.objects.filter(pk__in=active_lidmaatschappen(now).filter(kring=prikker.kring_id).values("user"))


def runners(kring_ids: Iterable[uuid.UUID], now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who runs the date polls of these Kringen, as (user id, kring id); one query."""
    leading = agreed_lidmaatschappen(now).filter(kring__in=set(kring_ids), role=KringRol.TREKKER)
    return set(leading.values_list("user_id", "kring_id"))


def tentative_antwoorden(user: User, now: datetime) -> QuerySet[Antwoord]:
    """Return the person's own answers that keep a coming moment free: of open date polls she may still read."""
    return Antwoord.objects.filter(
        Q(optie__datumprikker__kring__in=open_kring_ids_of(user, now)), user=user, value__in=POSSIBLE,
        optie__datumprikker__status=DatumprikkerStatus.OPEN, optie__ends_at__gt=now,
    )  # fmt: skip
