"""Who works on a tussentijd, who reads along and reacts, and who sees how far people are.

What a participant hands in stands in her own casus. The trainers of her editie read the parts of it that belong to
that tussentijd only while she lets them; without that they know that something is filled in, never what. A captain
knows of her own team who is ready, nothing else. A coördinator opens nothing of it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from casussen.models import Casus, Praktijkboek, PraktijkboekStatus
from community.access.kringen import Visitor, active_lidmaatschappen, agreed_lidmaatschappen, standings_of
from community.access.rollen import coordinatoren
from community.confidential import confidential
from community.models import KringKind, KringRol, Lidmaatschap, User
from community.workdays import local_date
from training.access.edities import may_enter, may_lead
from training.access.intake import may_be
from training.models import Deelnemer, Editie, EditieStatus, Inzending, InzendingStatus, Reactie, Team

HANDED_IN = (InzendingStatus.INGELEVERD, InzendingStatus.REACTIE)


def working_deelnemers(now: datetime) -> QuerySet[Deelnemer]:
    """Return who takes part now in an editie that goes on: her duties and messages about it are hers."""
    inside = active_lidmaatschappen(now).filter(user=OuterRef("user"), kring=OuterRef("editie__kring"))
    rows = Deelnemer.objects.filter(
        Exists(inside), editie__status=EditieStatus.GEPUBLICEERD, stopped_at__isnull=True, user__is_active=True
    )
    return rows.select_related("user", "editie__kring")


def may_work(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person hands in and takes back here: the participant herself, while her editie goes on."""
    return deelnemer.editie.status == EditieStatus.GEPUBLICEERD and may_be(user, deelnemer, now)


def may_follow(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person sees how far each participant is, and how much stands in each layer: who leads it."""
    return may_lead(user, editie, now)


def shared_inzendingen(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Inzending]:
    """Return what participants of this editie handed in and let its trainers read, for who leads it."""
    rows = readable_inzendingen(now).filter(deelnemer__editie=editie)
    return rows if may_lead(user, editie, now) else rows.none()


def readable_inzendingen(now: datetime) -> QuerySet[Inzending]:
    """Return what is handed in and shared, and may be read by who leads the editie.

    Her own casus, that stays, of who still takes part; not after the praktijkboek of the editie was destroyed.
    """
    with confidential():
        gone = Praktijkboek.objects.filter(kring=OuterRef("deelnemer__editie__kring")).filter(
            Q(status=PraktijkboekStatus.VERNIETIGD) | Q(destroys_date__lte=local_date(now))
        )
    return Inzending.objects.filter(
        ~Exists(gone), is_shared=True, status__in=HANDED_IN, deelnemer__stopped_at__isnull=True,
        deelnemer__user__is_active=True, deelnemer__editie__status=EditieStatus.GEPUBLICEERD,
        deelnemer__casus__owner=F("deelnemer__user"), deelnemer__casus__remove_at__isnull=True,
    )  # fmt: skip


def may_react(user: Visitor, inzending: Inzending, now: datetime) -> bool:
    """Whether the person reads this and reacts to it: a trainer of that editie, while it is shared."""
    editie = inzending.deelnemer.editie
    return shared_inzendingen(user, editie, now).filter(pk=inzending.pk).exists()


def visible_reacties(user: Visitor, inzending: Inzending, now: datetime) -> QuerySet[Reactie]:
    """Return what trainers answered: for the participant herself, and for the trainers while she shares it."""
    rows = Reactie.objects.filter(inzending=inzending)
    allowed = may_be(user, inzending.deelnemer, now) or may_react(user, inzending, now)
    return rows if allowed else rows.none()


def usable_casus(deelnemer: Deelnemer) -> Casus | None:
    """Return the casus she brings, while it is hers and stays; None when she has to choose one. In a scope."""
    if deelnemer.casus_id is None:
        return None
    rows = Casus.objects.filter(pk=deelnemer.casus_id, owner=deelnemer.user_id, remove_at__isnull=True)
    found: Casus | None = rows.first()
    return found


def captained_teams(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Team]:
    """Return the known teams of an editie of which this person is captain; none before she agreed."""
    places = standings_of(user, now).items() if may_enter(user, editie, now) else ()
    own = [pk for pk, place in places if place.kind == KringKind.TEAM and place.leads]
    return Team.objects.filter(editie=editie, kring__in=own, published_at__lte=now)


def captains(team_ids: Iterable[UUID], now: datetime) -> QuerySet[Lidmaatschap]:
    """Return who leads these teams and agreed to the agreements of its editie. For messages."""
    inside = agreed_lidmaatschappen(now).filter(user=OuterRef("user"), kring=OuterRef("kring__team__editie__kring"))
    rows = agreed_lidmaatschappen(now).filter(Exists(inside), kring__team__in=list(team_ids), role=KringRol.TREKKER)
    return rows.select_related("user", "kring__team")


def reacting_trainers(kring_ids: Iterable[UUID], now: datetime) -> QuerySet[Lidmaatschap]:
    """Return who leads these edities and agreed: whom what is handed in there waits for."""
    rows = agreed_lidmaatschappen(now).filter(kring__in=set(kring_ids), role=KringRol.TREKKER)
    return rows.select_related("user")


def told_of_late_work(now: datetime) -> list[User]:
    """Return who hears that somebody is late for long: the coördinerend hart. A name and a part, nothing else."""
    return coordinatoren(now)


def is_told_of_late_work(user_ids: Iterable[Any], now: datetime) -> set[Any]:
    """Return which of these people hear that now. Mail asks this at sending time."""
    return {user.pk for user in coordinatoren(now)} & set(user_ids)
