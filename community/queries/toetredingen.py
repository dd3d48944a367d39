"""Wishes to join a group, and who waits for a place."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat

from community.access.leergroepen import decidable_toetredingen
from community.models import OPEN_TOETREDING, Kring, Lidmaatschap, Toetreding, ToetredingStatus, User, normalise_email
from community.models.fragments import Plain


def open_toetreding_of(user: User, kring: Kring) -> Toetreding | None:
    """Return the person's own wish to join this Kring that still stands, or None."""
    return Toetreding.objects.filter(user=user, kring=kring, status__in=OPEN_TOETREDING).first()


def waiting_list(kring_id: uuid.UUID) -> QuerySet[Toetreding]:
    """Return who waits for a place, in order: since she asked, or since the trekker said yes."""
    rows = Toetreding.objects.filter(kring=kring_id, status=ToetredingStatus.WACHTLIJST, user__is_active=True)
    return rows.order_by(Coalesce("decided_at", "requested_at"), "requested_at", "pk")


def waiting_number(toetreding: Toetreding | None) -> int | None:
    """Return which place of the waiting list this is, the first is 1; None for who is not on it. One query or none."""
    if toetreding is None or toetreding.status != ToetredingStatus.WACHTLIJST:
        return None
    ids = list(waiting_list(toetreding.kring_id).values_list("pk", flat=True))
    return ids.index(toetreding.pk) + 1 if toetreding.pk in ids else None


def requests_of(user: User, kring_id: uuid.UUID, now: datetime) -> QuerySet[Toetreding]:
    """Return the requests to join this group that the person may answer, the oldest first."""
    rows = decidable_toetredingen(user, now).filter(kring=kring_id)
    return rows.select_related("user").order_by("requested_at", "pk")


def people_called(typed: str, among: QuerySet[User] | None = None) -> list[User]:
    """Return the active members with this e-mail address, or with exactly this name; at most two are fetched.

    With `among` a name finds these people only; an address finds everybody.
    """
    space = Value(" ")
    short = Plain(Concat(F("voornaam"), space, F("achternaam")))
    full = Plain(Concat(F("voornaam"), space, F("tussenvoegsel"), space, F("achternaam")))
    name = Plain(Value(" ".join(typed.split())))
    rows = User.objects.filter(is_active=True).alias(short=short, full=full)
    by_name = Q(full=name) | Q(tussenvoegsel="", short=name)
    if among is not None:
        by_name &= Q(pk__in=among)
    return list(rows.filter(by_name | Q(email=normalise_email(typed))).order_by("pk")[:2])


def toetredingen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Toetreding]:
    """Return these wishes to join with their person and group. One query."""
    return Toetreding.objects.select_related("user", "kring__leergroep").in_bulk(list(set(ids)))


def lidmaatschappen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Lidmaatschap]:
    """Return these memberships, ended ones too, with their group. One query."""
    return Lidmaatschap.objects.select_related("kring__leergroep").in_bulk(list(set(ids)))
