"""Finding the link of a guest."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from community.access.gastlinks import living_gastlinks
from community.extension_points import gastlink_kinds
from community.links import BrokenLinkError, sign, unsign
from community.models import Bericht, BerichtStatus, Gastlink

LINK, INSIDE = "gast", "gast-binnen"
ARRIVED = (BerichtStatus.VERZONDEN, BerichtStatus.ONZEKER)


def token_of(link: Gastlink) -> str:
    """Return the secret part of the address of this link; derived, nothing of it is stored (decision 0005)."""
    return sign(LINK, link.pk, link.issue)


def living_link(token: str, now: datetime) -> Gastlink | None:
    """Return the link behind a token when it opens something now; None when it is forged, old, ended or empty."""
    try:
        pk, issue = unsign(LINK, token)
        row = living_gastlinks(now).filter(pk=uuid.UUID(pk), issue=int(issue)).select_related("made_by").first()
    except (BrokenLinkError, ValueError):
        return None
    kind = gastlink_kinds.find(row.kind) if row else None
    return row if row and kind and kind.is_open(row, now) else None


def living_by_id(ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, Gastlink]:
    """Return those of these links that open something now, with who made them. One query."""
    return living_gastlinks(now).select_related("made_by").in_bulk(list(set(ids)))


def revoked_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Gastlink]:
    """Return those of these links that were revoked after their guest was mailed them, with who made them."""
    asked = list(set(ids))
    sent = Bericht.objects.filter(kind="N146", object_id__in=asked, status__in=ARRIVED).values_list(
        "object_id", flat=True
    )
    rows = Gastlink.objects.filter(revoked_at__isnull=False).select_related("made_by")
    return rows.in_bulk(list(set(sent)))


def pass_for(link: Gastlink, until: datetime) -> str:
    """Return what a guest's browser keeps to stay in until that moment; worth nothing once the link is."""
    return sign(INSIDE, link.pk, link.issue, int(until.timestamp()))


def is_pass_for(link: Gastlink, kept: str, now: datetime) -> bool:
    """Whether what a browser kept lets it in to this link at this moment."""
    try:
        pk, issue, until = unsign(INSIDE, kept)
        return (pk, issue) == (str(link.pk), str(link.issue)) and int(until) > now.timestamp()
    except (BrokenLinkError, ValueError):
        return False
