"""Who fixes the visits of toernees: the coördinerend hart. Who takes part says that she cannot come to a visit."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.models import User
from intervisie.access.toernees import (
    goes_on,
    looked_after_toernees,
    may_look_after_toernees,
    own_deelnemer,
    visible_bezoeken,
)
from intervisie.models import Bezoek, BezoekStatus, Toernee, ToerneeStatus, Toerneevoorstel


def visible_toerneevoorstellen(user: Visitor, now: datetime) -> QuerySet[Toerneevoorstel]:
    """Return the proposals this person may read: a coördinator all, also long after, anybody else none."""
    rows = Toerneevoorstel.objects.select_related("toernee__kring", "made_by", "based_on", "adopted_by")
    return rows if may_look_after_toernees(user, now) else rows.none()


def may_plan_all(user: Visitor, now: datetime) -> bool:
    """Whether the person plans all toernees together whose visits are not fixed yet."""
    return may_look_after_toernees(user, now)


def unplanned_toernees(user: Visitor, now: datetime) -> QuerySet[Toernee]:
    """Return the toernees whose visits are not fixed yet, for who plans them."""
    rows = looked_after_toernees(user, now)
    return rows.filter(status=ToerneeStatus.PLANNEN, kring__closed_at__isnull=True)


def movable_bezoeken(user: Visitor, toernee: Toernee, now: datetime) -> QuerySet[Bezoek]:
    """Return the visits of a toernee that a coördinator can still move, lock or call off."""
    rows = Bezoek.objects.filter(toernee=toernee, status=BezoekStatus.GEPLAND)
    may = goes_on(toernee) and may_look_after_toernees(user, now)
    return rows.filter(bijeenkomst__starts_at__gt=now) if may else rows.none()


def passed_bezoeken(user: Visitor, toernee: Toernee, now: datetime) -> QuerySet[Bezoek]:
    """Return the visits whose time is over and of which nobody said yet whether they took place."""
    rows = Bezoek.objects.filter(toernee=toernee, status=BezoekStatus.GEPLAND)
    may = goes_on(toernee) and may_look_after_toernees(user, now)
    return rows.filter(bijeenkomst__starts_at__lte=now) if may else rows.none()


def absentable_bezoeken(user: Visitor, now: datetime) -> QuerySet[Bezoek]:
    """Return the coming visits of which this person can say that she cannot come: of toernees she is in."""
    rows = visible_bezoeken(user, now).filter(status=BezoekStatus.GEPLAND, bijeenkomst__starts_at__gt=now)
    return rows.filter(toernee__status=ToerneeStatus.LOOPT, toernee__kring__closed_at__isnull=True)


def may_report_absence(user: Visitor, bezoek: Bezoek, now: datetime) -> bool:
    """Whether the person can say that she cannot come to this visit: who takes part in its toernee."""
    is_coming = absentable_bezoeken(user, now).filter(pk=bezoek.pk).exists()
    return is_coming and isinstance(user, User) and own_deelnemer(user, bezoek.toernee, now) is not None
