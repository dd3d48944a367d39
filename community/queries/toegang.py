"""What the doors of logging in must know: accounts by address, known browsers, a person's own ways in."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from community.access.toegang import own_apparaten, own_sessies
from community.links import digest
from community.models import Accountwijziging, Adreswijziging, Apparaat, User, normalise_email

RECENT = timedelta(days=90)
MOST_SHOWN = 10
# What counts as a second factor. Recovery codes alone do not.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def account_with_email(email: str) -> User | None:
    """Return the active account with this address; one query, whether it exists or not."""
    return User.objects.filter(email=normalise_email(email), is_active=True).first()


def is_known_apparaat(*, email: str, token: str) -> bool:
    """Whether the browser with this secret logged in before to the account with this address."""
    return Apparaat.objects.filter(token_hash=digest(token), user__email=normalise_email(email)).exists()


def authenticators_of(user: User, kind: str) -> list[Authenticator]:
    """Return the code app, the recovery codes or the passkeys of this person."""
    return list(Authenticator.objects.filter(user=user, type=kind).order_by("pk"))


@dataclass(frozen=True)
class ShownApparaat:
    """A browser in the list of a person."""

    apparaat: Apparaat
    is_this_one: bool


def apparaten_of(user: User, token: str) -> list[ShownApparaat]:
    """Return the browsers of this person, the last used first."""
    here = digest(token) if token else ""
    rows = own_apparaten(user).order_by("-last_seen_at", "pk")
    return [ShownApparaat(row, row.token_hash == here) for row in rows]


def sessie_count(user: User, now: datetime) -> int:
    """Return in how many places this person is logged in."""
    return own_sessies(user).filter(expire_date__gt=now).count()


def recent_changes(user: User, now: datetime) -> QuerySet[Accountwijziging]:
    """Return what changed lately in the way this person logs in, the last first."""
    rows = Accountwijziging.objects.filter(user=user, created_at__gt=now - RECENT)
    return rows.order_by("-created_at", "pk")[:MOST_SHOWN]


def changes_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Accountwijziging]:
    """Return these changes with their person."""
    return Accountwijziging.objects.select_related("user").in_bulk(list(ids))


def apparaten_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Apparaat]:
    """Return these browsers with their person."""
    return Apparaat.objects.select_related("user").in_bulk(list(ids))


def waiting_address(change_id: uuid.UUID) -> Adreswijziging | None:
    """Return the change of address behind a link, or None when it was used or replaced."""
    return Adreswijziging.objects.filter(pk=change_id, user__is_active=True).select_related("user").first()


def own_waiting_address(user: User) -> Adreswijziging | None:
    """Return the address this person still has to confirm."""
    return Adreswijziging.objects.filter(user=user).first()
