"""Who writes a question before a session, who reads it, and who says that she brings one in.

What somebody wrote is hers alone until she shares it with who is in the session, and again once she takes it back. Of
who left the group or the session nothing is shared any more.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor, agreed_lidmaatschappen
from community.models import Bijeenkomst, BijeenkomstKind, User
from intervisie.access.sessies import Plek, is_in_closed_kring, may_make_sessie
from intervisie.models import Sessie, SessieStatus, Sessievoorbereiding


def may_write_voorbereiding(user: Visitor, sessie: Sessie, now: datetime) -> bool:
    """Whether somebody who sees this session (access.sessies.place_of) writes her question: until it begins."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return sessie.status == SessieStatus.VOORBEREIDING and not is_in_closed_kring(sessie)


def own_voorbereidingen(user: Visitor, now: datetime) -> QuerySet[Sessievoorbereiding]:
    """Return what this person wrote before sessions. In a scope."""
    rows = Sessievoorbereiding.objects.all()
    return rows.filter(user=user) if isinstance(user, User) and user.is_active else rows.none()


def shared_with(plek: Plek, now: datetime) -> QuerySet[Sessievoorbereiding]:
    """Return what was shared with who has this place, of people who are still there; her own too. In a scope."""
    rows = Sessievoorbereiding.objects.filter(sessie=plek.sessie, shared_at__isnull=False, user__is_active=True)
    gone = plek.sessie.deelnemers.filter(Q(removed_at__isnull=False) | Q(left_at__isnull=False), user__isnull=False)
    rows = rows.exclude(user__in=gone.values("user"))
    if plek.kring is None:
        return rows
    return rows.filter(user__in=agreed_lidmaatschappen(now).filter(kring=plek.kring).values("user"))


def may_bring_in(user: Visitor, bijeenkomst: Bijeenkomst, now: datetime) -> bool:
    """Whether the person says that she brings a question in at this meeting: who reads in the group, until it begins.

    Whether somebody else does already, the action says.
    """
    is_coming = bijeenkomst.kind == BijeenkomstKind.INTERVISIE and bijeenkomst.starts_at > now
    return is_coming and may_make_sessie(user, bijeenkomst, now)
