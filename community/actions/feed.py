"""The secret address of a person's calendar feed."""

from datetime import datetime

from community import access
from community.access.agenda import may_have_feed
from community.links import digest, random_token
from community.models import AgendaFeed, User


def renew_feed(*, actor: User, now: datetime) -> str:
    """Make a new secret address and return it; show it once. The old one stops at this moment."""
    access.require(may_have_feed(actor))
    token = random_token()
    AgendaFeed.objects.update_or_create(user=actor, defaults={"token_hash": digest(token), "created_at": now})
    return token


def revoke_feed(*, actor: User) -> None:
    """Take the address back; calendar programs get nothing any more."""
    access.require(may_have_feed(actor))
    AgendaFeed.objects.filter(user=actor).delete()
