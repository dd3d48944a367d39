"""Who asks to take part in an editie, who reads that, and who decides about it.

An application is seen by its applicant, by the coördinerend hart and, to read along, by who leads the editie; nobody
else knows of it. A guest sees only the one question her link brings (training.views.instemming).
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.access.rollen import coordinatoren
from community.models import Gastlink, User
from community.workdays import local_date
from training.access.edities import may_lead, may_plan_edities, place_in
from training.models import WAITING, Deelnemer, Editie, EditieStatus, Inschrijving


def visible_inschrijvingen(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Inschrijving]:
    """Return the applications for this editie that the person may read: all, or only her own."""
    if not isinstance(user, User) or not user.is_active:
        return Inschrijving.objects.none()
    rows = Inschrijving.objects.filter(editie=editie)
    return rows if may_read_inschrijvingen(user, editie, now) else rows.filter(user=user)


def own_inschrijvingen(user: Visitor, now: datetime) -> QuerySet[Inschrijving]:
    """Return the person's own applications."""
    if not isinstance(user, User) or not user.is_active:
        return Inschrijving.objects.none()
    return Inschrijving.objects.filter(user=user)


def visible_deelnemers(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Deelnemer]:
    """Return who takes part or took part in this editie, for who reads its applications; to herself her own row."""
    if not isinstance(user, User) or not user.is_active:
        return Deelnemer.objects.none()
    rows = Deelnemer.objects.filter(editie=editie)
    return rows if may_read_inschrijvingen(user, editie, now) else rows.filter(user=user)


def may_read_inschrijvingen(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person reads who applied: the coördinerend hart, and who leads this editie."""
    return may_plan_edities(user, now) or may_lead(user, editie, now)


def may_decide_inschrijvingen(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person decides who takes part: the coördinerend hart, in an editie that is known and goes on."""
    return may_plan_edities(user, now) and editie.status == EditieStatus.GEPUBLICEERD


def deciders_among(ids: Iterable[uuid.UUID | None], now: datetime) -> set[uuid.UUID]:
    """Return which of these people decide about applications now. Mail asks this at sending time."""
    wanted = set(ids)
    return {user.pk for user in coordinatoren(now) if user.pk in wanted}


def may_apply(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person may ask to take part: every member who is not in it, while one can apply."""
    if not isinstance(user, User) or not user.is_active or place_in(user, editie, now).is_member:
        return False
    return is_open_for_application(editie, now)


def is_open_for_application(editie: Editie, now: datetime) -> bool:
    """Whether one can apply today: published, and the last day is not over."""
    last_day = editie.apply_until_date
    return editie.status == EditieStatus.GEPUBLICEERD and last_day is not None and local_date(now) <= last_day


def may_withdraw_inschrijving(user: Visitor, inschrijving: Inschrijving, now: datetime) -> bool:
    """Whether the person may take back this application: it is hers. Whether it still waits is judged under lock."""
    return isinstance(user, User) and user.is_active and inschrijving.user_id == user.pk


def may_stop_deelnemer(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person may end this participation: she herself, and the coördinerend hart."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return deelnemer.user_id == user.pk or may_plan_edities(user, now)


def inschrijvingen_of_link(link: Gastlink, now: datetime) -> QuerySet[Inschrijving]:
    """Return the application about which the holder of this link is asked; none once nothing depends on it."""
    rows = Inschrijving.objects.filter(gastlink=link, status__in=WAITING, user__is_active=True)
    return rows.filter(editie__status=EditieStatus.GEPUBLICEERD)
