"""Who knows of a visitatietoernee, reads what is written in it, plans it, and decides who is in it.

A toernee is known to its own people alone. What they write is read by who is in its Kring now and agreed to its
agreements; a report of a visit by its host and visitors alone. The coördinerend hart sees that a toernee is there, who
is in it, when its visits are and which step is late, and never what is written. Who left reads nothing any more.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import NOWHERE, Visitor, active_lidmaatschappen, kring_ids_of_kind, standings_of
from community.access.rollen import is_coordinator
from community.models import KringKind, KringRol, Lidmaatschap, Samenwerking, User
from intervisie.models import Bezoek, BezoekStatus, Toernee, Toerneedeelnemer, ToerneeStatus

# A toernee that goes on: its people, dates and roles can change.
GOING_ON = (ToerneeStatus.PLANNEN, ToerneeStatus.LOOPT)
PRESENT = Q(left_at__isnull=True)


def visible_toernees(user: Visitor, now: datetime) -> QuerySet[Toernee]:
    """Return the toernees this person is in, agreements accepted or not, ended ones too."""
    return Toernee.objects.filter(kring__in=kring_ids_of_kind(user, KringKind.TOERNEE, now))


def may_look_after_toernees(user: Visitor, now: datetime) -> bool:
    """Whether the person forms toernees, plans them and decides who is in them: the coördinerend hart."""
    return is_coordinator(user, now)


def looked_after_toernees(user: Visitor, now: datetime) -> QuerySet[Toernee]:
    """Return the toernees a coördinator looks after: all, but nothing of what is written in them."""
    rows = Toernee.objects.all()
    return rows if may_look_after_toernees(user, now) else rows.none()


def goes_on(toernee: Toernee) -> bool:
    """Whether a toernee did not end: it is being planned or runs, and its Kring is open. `kring` is at hand."""
    return toernee.status in GOING_ON and toernee.kring.closed_at is None


def may_plan_toernee(user: Visitor, toernee: Toernee, now: datetime) -> bool:
    """Whether the person fixes the visits of this toernee and moves them: the hart, while it goes on."""
    return goes_on(toernee) and may_look_after_toernees(user, now)


def may_change_people(user: Visitor, toernee: Toernee, now: datetime) -> bool:
    """Whether the person decides who is in this toernee, and ends it: the hart, while it goes on."""
    return may_plan_toernee(user, toernee, now)


def may_read_toernee(user: Visitor, toernee: Toernee, now: datetime) -> bool:
    """Whether the person reads what its people share: she is in it and agreed to its agreements."""
    return standings_of(user, now).get(toernee.kring_id, NOWHERE).may_read


def own_deelnemer(user: Visitor, toernee: Toernee, now: datetime) -> Toerneedeelnemer | None:
    """Return as whom the person takes part in this toernee now; None for a begeleider and for who left.

    Whether she agreed to its agreements is another question: may_read_toernee.
    """
    if not isinstance(user, User) or not standings_of(user, now).get(toernee.kring_id, NOWHERE).is_member:
        return None
    return Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee, user=user).first()


def visible_bezoeken(user: Visitor, now: datetime) -> QuerySet[Bezoek]:
    """Return the visits of the toernees this person is in: when and where, agreements accepted or not."""
    return Bezoek.objects.filter(toernee__kring__in=kring_ids_of_kind(user, KringKind.TOERNEE, now))


def contactpersonen(toernee: Toernee, now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships of who is contactpersoon of this toernee, agreements accepted or not."""
    return active_lidmaatschappen(now).filter(kring=toernee.kring_id, role=KringRol.TREKKER)


def may_leave_toernee(user: Visitor, toernee: Toernee, now: datetime) -> bool:
    """Whether there is something to stop with: she is in this toernee, and it goes on."""
    return goes_on(toernee) and standings_of(user, now).get(toernee.kring_id, NOWHERE).is_member


def may_become_contactpersoon(user: Visitor, toernee: Toernee, now: datetime) -> bool:
    """Whether the person may take the part of contactpersoon: a deelnemer who agreed, where nobody has it now."""
    place = standings_of(user, now).get(toernee.kring_id, NOWHERE)
    if not goes_on(toernee) or not place.may_read or place.role != KringRol.LID:
        return False
    return not contactpersonen(toernee, now).exists()


def deelnemers_to_change(user: Visitor, toernee: Toernee, now: datetime) -> QuerySet[Toerneedeelnemer]:
    """Return who is in this toernee now, for who decides about that; for others nobody."""
    rows = Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee)
    return rows if may_change_people(user, toernee, now) else rows.none()


def begeleiders_to_change(user: Visitor, toernee: Toernee, now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships of who guides this toernee, for who decides about that; for others nothing."""
    rows = active_lidmaatschappen(now).filter(kring=toernee.kring_id, role=KringRol.BEGELEIDER)
    return rows if may_change_people(user, toernee, now) else rows.none()


def showable_samenwerkingen(user: User, now: datetime) -> QuerySet[Samenwerking]:
    """Return the samenwerkingen this person can let others visit: she owns or directs them, and they go on."""
    return Samenwerking.objects.filter(Q(owner=user) | Q(regisseurs=user), ended_at__isnull=True).distinct()


def coming_bezoeken(toernee: Toernee, now: datetime) -> QuerySet[Bezoek]:
    """Return the visits of a toernee that did not begin yet, in order of time."""
    rows = Bezoek.objects.filter(toernee=toernee, status=BezoekStatus.GEPLAND, bijeenkomst__starts_at__gt=now)
    return rows.order_by("date", "half", "pk")
