"""Which links of guests are open. A guest has no account and no role: what she may see is the one thing of her link."""

from datetime import datetime

from django.db.models import QuerySet

from community.models import Gastlink


def living_gastlinks(now: datetime) -> QuerySet[Gastlink]:
    """Return the links that open something now: not expired, not revoked, and made by who is still here."""
    return Gastlink.objects.filter(expires_at__gt=now, revoked_at__isnull=True, made_by__is_active=True)
