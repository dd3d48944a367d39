"""Who reads where she was counted, and who decides whether her name is shown: she herself (SECURITY.md T63, T64)."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor
from community.access.partnerschappen import AFTERWARDS, is_contact
from community.models import (
    RUNNING,
    Dienstverband,
    Naamtoestemming,
    Organisatie,
    Partnerschap,
    Rapport,
    RapportStatus,
    Rapporttelling,
    User,
)
from community.workdays import local_date


def own_tellingen(user: Visitor, now: datetime) -> QuerySet[Rapporttelling]:
    """Return where this person was counted in reports that partners read or have read: her own rows, nobody else's."""
    rows = Rapporttelling.objects.filter(
        rapport__status=RapportStatus.GEPUBLICEERD, rapport__partnerschap__isnull=False
    )
    return rows.filter(user=user) if isinstance(user, User) and user.is_active else rows.none()


def own_toestemmingen(user: Visitor, now: datetime) -> QuerySet[Naamtoestemming]:
    """Return the consents to be named that this person gave, also the ones she took back."""
    rows = Naamtoestemming.objects.all()
    return rows.filter(user=user) if isinstance(user, User) and user.is_active else rows.none()


def own_employer(user: Visitor, now: datetime) -> Dienstverband | None:
    """Return where this person works today."""
    if not isinstance(user, User) or not user.is_active:
        return None
    day = local_date(now)
    holding = Q(from_date__lte=day) & (Q(until_date__isnull=True) | Q(until_date__gte=day))
    return Dienstverband.objects.filter(holding, user=user).select_related("organisatie").first()


def counting_partnerschap(user: Visitor, now: datetime) -> Partnerschap | None:
    """Return the partnerschap in whose reports this person counts now: of the organisatie where she works today.

    From its first day, until its contacts read it no longer. Two queries.
    """
    employer = own_employer(user, now)
    if employer is None:
        return None
    return partnerschap_of(root_of(employer.organisatie), local_date(now))


def partnerschap_of(organisatie: Organisatie, day: date) -> Partnerschap | None:
    """Return the partnerschap of this organisatie whose reports are made or read on this day."""
    rows = Partnerschap.objects.filter(organisatie=organisatie).filter(counting_on(day))
    return rows.select_related("organisatie").first()


def counting_on(day: date) -> Q:
    """Return the condition that a partnerschap has reports that are made or read on this day."""
    return Q(status__in=RUNNING, start_date__lte=day, end_date__gte=day - AFTERWARDS)


def root_of(organisatie: Organisatie) -> Organisatie:
    """Return what an organisatie became part of, and that again, to the last; itself when it stands alone."""
    seen = {organisatie.pk}
    while organisatie.merged_into is not None and organisatie.merged_into_id not in seen:
        organisatie = organisatie.merged_into
        seen.add(organisatie.pk)
    return organisatie


def may_give_naam(user: Visitor, organisatie: Organisatie, now: datetime) -> bool:
    """Whether the person may let the contacts of this organisatie see her name: it is a partner and she works there."""
    partnerschap = counting_partnerschap(user, now)
    return partnerschap is not None and partnerschap.organisatie_id == organisatie.pk


def may_see_namen(user: Visitor, rapport: Rapport, now: datetime) -> bool:
    """Whether the person sees who is shown by name beside this report: a contact of its partnerschap, nobody else."""
    return rapport.partnerschap is not None and is_contact(user, rapport.partnerschap, now)
