"""Who opens, places and takes back material of trainings.

The library of a programme is kept by everybody who gives trainings and by the coördinerend hart; what is made to
measure for one editie by who leads it, and by the coördinerend hart.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor, agreed_lidmaatschappen, led_kring_ids_of, open_kring_ids_of
from community.access.rollen import has_rol, is_coordinator
from community.models import KringRol, Lidmaatschap, Rol, User
from community.workdays import local_date
from training.access.edities import may_lead, place_in
from training.models import Editie, EditieStatus, Materiaal, MateriaalAudience, Materiaalversie, Programma

# Whose people are told of material.
TOLD_IN = (EditieStatus.GEPUBLICEERD,)


def visible_materialen(user: Visitor, now: datetime) -> QuerySet[Materiaal]:
    """Return the material this person may know of; what was taken back only for who keeps it."""
    if not isinstance(user, User) or not user.is_active:
        return Materiaal.objects.none()
    if is_coordinator(user, now):
        return Materiaal.objects.all()
    own = Editie.objects.filter(kring__in=open_kring_ids_of(user, now)).exclude(status=EditieStatus.CONCEPT)
    programmas = own.values("programmaversie__programma")
    of_hers = Q(editie__in=own.values("pk")) | Q(editie__isnull=True, programma__in=programmas)
    for_all = Q(audience=MateriaalAudience.LEDEN) & ~Q(editie__status=EditieStatus.CONCEPT)
    reading = (for_all | Q(audience=MateriaalAudience.DEELNEMERS) & of_hers) & Q(withdrawn_at__isnull=True)
    led = own.filter(kring__in=led_kring_ids_of(user, now))
    return Materiaal.objects.filter(reading | Q(editie__in=led.values("pk")) | _of_library(user, now))


def visible_in(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Materiaal]:
    """Return what `visible_materialen` holds of this editie and of the library of its programme.

    By where she stands in it: every page of a part asks this, and then no other editie has to be looked at.
    """
    made, library = Q(editie=editie), Q(editie__isnull=True, programma=editie.programmaversie.programma_id)
    place = place_in(user, editie, now)
    if not place.may_read or is_coordinator(user, now):
        return visible_materialen(user, now).filter(made | library)
    reading = ~Q(audience=MateriaalAudience.TRAINERS) & Q(withdrawn_at__isnull=True)
    made = made if place.leads else made & reading
    library = library if may_keep_library(user, now) else library & reading
    return Materiaal.objects.filter(made | library)


def visible_versies(user: Visitor, now: datetime) -> QuerySet[Materiaalversie]:
    """Return the versions of material this person may open, older ones too."""
    return Materiaalversie.objects.filter(materiaal__in=visible_materialen(user, now))


def kept_materialen(user: Visitor, now: datetime) -> QuerySet[Materiaal]:
    """Return the material this person adds versions to, changes and takes back."""
    rows = visible_materialen(user, now)
    if is_coordinator(user, now):
        return rows
    led = Q(editie__kring__in=led_kring_ids_of(user, now)) & ~Q(editie__status=EditieStatus.CONCEPT)
    return rows.filter(led | _of_library(user, now)) if isinstance(user, User) else rows.none()


def kept_programmas(user: Visitor, now: datetime) -> QuerySet[Programma]:
    """Return the programmes whose library this person keeps."""
    rows = Programma.objects.all()
    return rows if may_keep_library(user, now) else rows.none()


def may_keep_library(user: Visitor, now: datetime) -> bool:
    """Whether the person places material of programmes: who is trainer on the platform, and the coördinerend hart."""
    return has_rol(user, Rol.TRAINER, now) or is_coordinator(user, now)


def may_place_in(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person places material for this editie: who leads it, and the coördinerend hart."""
    return may_lead(user, editie, now) or is_coordinator(user, now)


def may_keep(user: Visitor, materiaal: Materiaal, now: datetime) -> bool:
    """Whether the person adds versions to this material, changes it and takes it back."""
    if materiaal.editie is None:
        return may_keep_library(user, now)
    return may_place_in(user, materiaal.editie, now)


def readers_of(materiaal: Materiaal, now: datetime) -> list[User]:
    """Return who is told of this material: the people of the edities it is for that are not over, who agreed."""
    rows = _places(now).filter(kring__editie__until_date__gte=local_date(now))
    if materiaal.editie_id is not None:
        rows = rows.filter(kring__editie=materiaal.editie_id)
    else:
        rows = rows.filter(kring__editie__programmaversie__programma=materiaal.programma_id)
    if materiaal.audience == MateriaalAudience.TRAINERS:
        rows = rows.filter(role=KringRol.TREKKER)
    return [row.user for row in rows.select_related("user").order_by("user", "pk").distinct("user")]


def who_opens(
    materialen: Iterable[Materiaal], user_ids: Iterable[uuid.UUID], now: datetime
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return for many at once who of these people opens which of this material, as (user id, materiaal id).

    By the edities they are in, as those who are told of it; one query.
    """
    rows = _places(now).filter(user__in=set(user_ids)).values_list(
        "user_id", "role", "kring__editie", "kring__editie__programmaversie__programma"
    )  # fmt: skip
    places = defaultdict(list)
    for user_id, role, editie_id, programma_id in rows:
        places[user_id].append((role == KringRol.TREKKER, editie_id, programma_id))
    return {
        (user_id, row.pk) for row in materialen if row.withdrawn_at is None
        for user_id, own in places.items() for leads, editie_id, programma_id in own
        if (leads or row.audience != MateriaalAudience.TRAINERS)
        and (row.editie_id == editie_id if row.editie_id else row.programma_id == programma_id)
    }  # fmt: skip


def _of_library(user: User, now: datetime) -> Q:
    return Q(editie__isnull=True) if may_keep_library(user, now) else Q(pk__in=[])


def _places(now: datetime) -> QuerySet[Lidmaatschap]:
    return agreed_lidmaatschappen(now).filter(kring__editie__status__in=TOLD_IN)
