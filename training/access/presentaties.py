"""Who writes, shows and sees a presentation for the eindsessie. A coördinator, a partner and a coach see none."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.models import Gastlink, User
from training.access.edities import may_enter
from training.access.eindsessies import genodigden_of_link
from training.access.intake import may_be
from training.models import Deelnemer, Editie, Presentatie


def own_presentaties(user: Visitor, deelnemer: Deelnemer, now: datetime) -> QuerySet[Presentatie]:
    """Return the presentation of this participant, for herself."""
    rows = Presentatie.objects.filter(deelnemer=deelnemer)
    return rows if may_be(user, deelnemer, now) else rows.none()


def may_write_presentatie(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person makes this presentation: the participant herself, in her editie and agreed."""
    return may_be(user, deelnemer, now)


def visible_presentaties(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Presentatie]:
    """Return what the people of an editie show each other: shared presentations of who takes part, for who is in it."""
    rows = Presentatie.objects.filter(
        deelnemer__editie=editie, deelnemer__stopped_at__isnull=True, deelnemer__user__is_active=True,
        shared_at__isnull=False,
    )  # fmt: skip
    return rows if isinstance(user, User) and may_enter(user, editie, now) else rows.none()


def presentaties_of_link(link: Gastlink, now: datetime) -> QuerySet[Presentatie]:
    """Return the presentation that a guest may read: of who invited her, shared, and chosen for her."""
    seeing = genodigden_of_link(link, now).filter(sees_presentatie=True)
    return Presentatie.objects.filter(
        deelnemer__user__in=seeing.values("invited_by"), deelnemer__editie__in=seeing.values("editie"),
        deelnemer__stopped_at__isnull=True, shared_at__isnull=False,
    )  # fmt: skip
