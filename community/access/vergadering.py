"""Who may read and write what a Kring has on its agenda and what came out of its meetings.

Only members who agreed to its agreements read it, and only who leads the Kring runs its meetings. A coördinator who
is no member sees when and where a group meets, and nothing of this: also when she planned that meeting.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from community.access.kringen import (
    NOWHERE,
    Visitor,
    active_lidmaatschappen,
    agreed_lidmaatschappen,
    led_kring_ids_of,
    open_kring_ids_of,
    standing,
    standings_of,
)
from community.models import (
    Actie,
    ActieStatus,
    Audience,
    Besluit,
    Bijeenkomst,
    BijeenkomstStatus,
    Kring,
    KringKind,
    KringRol,
    User,
)

# What these groups say is kept sealed, with the group; agenda, decisions and report would be plain text.
KEPT_SEALED = (KringKind.INTERVISIE, KringKind.TOERNEE)


def may_read_vergadering(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person reads the agenda, decisions, actions and report of this visible meeting."""
    if not _is_of_a_kring(bijeenkomst) or bijeenkomst.kring_id is None:
        return False
    place = standings_of(user, now).get(bijeenkomst.kring_id, NOWHERE)
    return place.may_read and place.kind not in KEPT_SEALED


def may_set_agenda(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person writes the agenda of this meeting: who leads its Kring, unless it is cancelled or closed."""
    kring = bijeenkomst.kring
    if kring is None or not _is_of_a_kring(bijeenkomst) or bijeenkomst.status == BijeenkomstStatus.GEANNULEERD:
        return False
    if kring.kind in KEPT_SEALED:
        return False
    return kring.closed_at is None and bijeenkomst.kring_id in led_kring_ids_of(user, now)


def may_write_outcome(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person writes down decisions, actions and the report: as the agenda, once the meeting is planned."""
    return bijeenkomst.status == BijeenkomstStatus.GEPLAND and may_set_agenda(user, bijeenkomst, now)


def visible_besluiten(user: Visitor, now: datetime) -> QuerySet[Besluit]:
    """Return the decisions this person may read."""
    return Besluit.objects.filter(
        bijeenkomst__kring__in=open_kring_ids_of(user, now), bijeenkomst__audience=Audience.KRING
    )


def visible_acties(user: Visitor, now: datetime) -> QuerySet[Actie]:
    """Return the actions this person may read."""
    return Actie.objects.filter(kring__in=open_kring_ids_of(user, now))


def may_finish(user: Visitor, actie: Actie, now: datetime) -> bool:
    """Whether the person may say that this action is done, or is not done after all: its owner, and who leads."""
    place = standing(user, actie.kring, now)
    is_owner = isinstance(user, User) and actie.owner_id == user.pk
    return place.may_read and (place.leads or is_owner)


def may_manage_actie(user: Visitor, actie: Actie, now: datetime) -> bool:
    """Whether the person may give this action another owner or date, or drop it: who leads the Kring."""
    return actie.kring.closed_at is None and standing(user, actie.kring, now).leads


def possible_owners(kring: Kring, now: datetime) -> QuerySet[User]:
    """Return who may get an action of this Kring: its members who agreed to its agreements, sorted the Dutch way."""
    inside = agreed_lidmaatschappen(now).filter(kring=kring)
    return User.objects.filter(pk__in=inside.values("user")).order_by("sort_key", "pk")


def leaders(kring: Kring, now: datetime) -> list[User]:
    """Return who leads this Kring and agreed to its agreements."""
    leading = agreed_lidmaatschappen(now).filter(kring=kring, role=KringRol.TREKKER).select_related("user")
    return [row.user for row in leading]


def who_leads(
    kring_ids: Iterable[uuid.UUID], user_ids: Iterable[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these people lead which of these Kringen, as (user id, kring id); one query."""
    leading = agreed_lidmaatschappen(now).filter(role=KringRol.TREKKER)
    found = leading.filter(kring__in=set(kring_ids), user__in=set(user_ids))
    return set(found.values_list("user_id", "kring_id"))


def ownerless(now: datetime) -> QuerySet[Actie]:
    """Return the open actions of running Kringen without an owner, or whose owner is not in the Kring any more."""
    inside = active_lidmaatschappen(now).filter(kring=OuterRef("kring"), user=OuterRef("owner"))
    return Actie.objects.filter(~Exists(inside), status=ActieStatus.OPEN, kring__closed_at__isnull=True)


def _is_of_a_kring(bijeenkomst: Bijeenkomst) -> bool:
    return bijeenkomst.kring_id is not None and bijeenkomst.audience == Audience.KRING
