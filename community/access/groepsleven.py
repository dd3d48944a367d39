"""Who may start a group, answer and read its evaluation, choose what comes after, mix it again, and merge it."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor, agreed_lidmaatschappen, may_manage_kring, standing
from community.access.leergroepen import rights
from community.access.rollen import coordinatoren, is_coordinator
from community.models import Evaluatie, Kring, KringRol, Leergroep, LeergroepPhase, Lidmaatschap, User


def may_start(user: Visitor, leergroep: Leergroep, now: datetime) -> bool:
    """Whether the person may let this group begin: who leads it or runs the network, while it is being set up."""
    return leergroep.phase == LeergroepPhase.IN_OPRICHTING and rights(user, leergroep, now).may_change


def may_mute(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether there is something to mute: the person is in this Kring."""
    return standing(user, kring, now).is_member


def may_answer_evaluatie(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person is asked how this group goes: a member who reads along. Who guides it judges nothing."""
    place = standing(user, kring, now)
    return place.may_read and place.role != KringRol.BEGELEIDER


def asked_lidmaatschappen(kring: Kring, now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships of who is asked how this group goes."""
    return agreed_lidmaatschappen(now).filter(kring=kring).exclude(role=KringRol.BEGELEIDER)


def visible_evaluaties(user: Visitor, kring: Kring, now: datetime) -> QuerySet[Evaluatie]:
    """Return the rounds of this group for who decides what comes after; what was answered is for `may_read_answers`."""
    rows = Evaluatie.objects.filter(kring=kring.pk)
    return rows if may_manage_kring(user, kring, now) else rows.none()


def may_read_answers(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person reads averages and words: who leads the group, no coördinator."""
    return standing(user, kring, now).leads


def may_choose_vervolg(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person decides what a group does after its evaluation, while it is not closed."""
    return kring.closed_at is None and may_manage_kring(user, kring, now)


def may_merge(user: Visitor, leergroep: Leergroep, now: datetime) -> bool:
    """Whether the person may let this group go up in another: the coördinerend hart, while it is not closed."""
    return leergroep.kring.closed_at is None and is_coordinator(user, now)


def choosers_of(kring: Kring, now: datetime) -> list[User]:
    """Return who is asked what comes after an evaluation: who leads the group, else the coördinatoren."""
    return leading_in(kring, now) or coordinatoren(now)


def leading_in(kring: Kring, now: datetime) -> list[User]:
    """Return who leads the group, having agreed to its agreements; perhaps nobody."""
    leading = agreed_lidmaatschappen(now).filter(kring=kring, role=KringRol.TREKKER).select_related("user")
    return [row.user for row in leading]
