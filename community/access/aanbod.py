"""What is offered is open to everybody; who asked for it reads her own request, the coördinerend hart all of them."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.rollen import is_coordinator
from community.models import AanbodPage, Aanvraag, AanvraagStatus, Gastlink, User

AANVRAAG_LINK = "AANVRAAG"


def visible_aanbod() -> QuerySet[AanbodPage]:
    """Return the pages of what is offered that are online; the same for everybody."""
    return AanbodPage.objects.live()


def may_handle_aanvragen(user: User, now: datetime) -> bool:
    """Whether the person may read requests, take them up and answer them: the coördinerend hart."""
    return is_coordinator(user, now)


def visible_aanvragen(user: User, now: datetime) -> QuerySet[Aanvraag]:
    """Return all requests for who answers them, else none."""
    return Aanvraag.objects.all() if may_handle_aanvragen(user, now) else Aanvraag.objects.none()


def own_aanvragen(user: User) -> QuerySet[Aanvraag]:
    """Return what this person asked for while she was logged in."""
    return Aanvraag.objects.filter(user=user) if user.is_active else Aanvraag.objects.none()


def aanvragen_of_link(link: Gastlink) -> QuerySet[Aanvraag]:
    """Return the one answered request that the link of a guest opens."""
    rows = Aanvraag.objects.filter(pk=link.object_id, status=AanvraagStatus.BEANTWOORD, user__isnull=True)
    return rows if link.kind == AANVRAAG_LINK else rows.none()
