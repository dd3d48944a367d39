"""Who invites whom to the eindsessie, and who sees who comes.

A participant sees her own guests; who leads the editie and the coördinerend hart see the names of all and what each
answered, nothing more. A guest sees when and where it is.
"""

from datetime import datetime

from django.db.models import QuerySet

from community.access.gastlinks import living_gastlinks
from community.access.kringen import Visitor
from community.models import Gastlink, User
from training.access.edities import may_lead, may_plan_edities
from training.access.intake import may_be
from training.models import Deelnemer, Editie, EditieStatus, Genodigde

# Of edities that go on or went on: a guest of one that was called off is told and sees it no more, also when that
# is archived by now.
KNOWN = (EditieStatus.GEPUBLICEERD, EditieStatus.GEARCHIVEERD)


def may_invite(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person invites guests as this participant: she herself."""
    return may_be(user, deelnemer, now)


def own_genodigden(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Genodigde]:
    """Return whom this person invited and who still has a link."""
    rows = Genodigde.objects.filter(editie=editie, gastlink__in=living_gastlinks(now))
    return rows.filter(invited_by=user) if isinstance(user, User) and user.is_active else rows.none()


def may_see_all_genodigden(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person sees the names and answers of all guests: who leads here, and the coördinerend hart."""
    return may_lead(user, editie, now) or may_plan_edities(user, now)


def all_genodigden(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Genodigde]:
    """Return all guests of an editie with a link, for who may see their names."""
    rows = Genodigde.objects.filter(editie=editie, gastlink__in=living_gastlinks(now))
    return rows if may_see_all_genodigden(user, editie, now) else rows.none()


def genodigden_of_link(link: Gastlink, now: datetime) -> QuerySet[Genodigde]:
    """Return to what the holder of this link is invited; nothing when who invited her takes part no more."""
    rows = Genodigde.objects.filter(
        gastlink__in=living_gastlinks(now).filter(pk=link.pk), editie__status__in=KNOWN,
        editie__cancelled_at__isnull=True,
    )  # fmt: skip
    return rows.filter(invited_by__deelnemers__in=_taking_part(link))


def _taking_part(link: Gastlink) -> QuerySet[Deelnemer]:
    """Return the participation by which this guest was invited, while it goes on."""
    return Deelnemer.objects.filter(
        editie__genodigden__gastlink=link, user=link.made_by_id, stopped_at__isnull=True, user__is_active=True
    )
