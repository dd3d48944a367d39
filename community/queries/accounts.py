"""Accounts, as who keeps them sees them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from community.access.rollen import needs_second_factor
from community.models import Accountwijziging, User
from community.queries.toegang import FACTORS


@dataclass(frozen=True)
class ShownAccount:
    """What one may know of somebody's account: never a secret, an address on the net or a browser."""

    user: User
    has_password: bool
    has_factor: bool
    needs_factor: bool
    changes: list[Accountwijziging]


def listed_accounts(rows: QuerySet[User]) -> QuerySet[User]:
    """Return these accounts by surname, each with whether it has a second factor."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return rows.annotate(has_factor=Exists(factors)).select_related("profiel").order_by("sort_key", "pk")


def shown_account(user: User, now: datetime) -> ShownAccount:
    """Return one account with what changed last."""
    return ShownAccount(
        user=user,
        has_password=user.has_usable_password(),
        has_factor=Authenticator.objects.filter(user=user, type__in=FACTORS).exists(),
        needs_factor=needs_second_factor(user, now),
        changes=list(Accountwijziging.objects.filter(user=user).order_by("-created_at", "pk")[:10]),
    )
