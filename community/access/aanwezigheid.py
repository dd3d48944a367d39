"""Who may take the attendance of meetings out of the platform, for reports: the coördinerend hart."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.agenda import visible_bijeenkomsten
from community.access.kringen import visible_kringen
from community.access.rollen import is_coordinator
from community.models import BijeenkomstStatus, Deelname, Kring, KringKind, User


def may_export_aanwezigheid(user: User, now: datetime) -> bool:
    """Whether the person may download who was at which meeting. The titles in it are those she may read."""
    return is_coordinator(user, now)


def exportable_deelnames(user: User, now: datetime) -> QuerySet[Deelname]:
    """Return the places in meetings that stand, as far as this person may know of them, for who may export."""
    if not may_export_aanwezigheid(user, now):
        return Deelname.objects.none()
    meetings = visible_bijeenkomsten(user, now).filter(status=BijeenkomstStatus.GEPLAND)
    return Deelname.objects.filter(bijeenkomst__in=meetings)


def exportable_kringen(user: User, now: datetime) -> QuerySet[Kring]:
    """Return the groups whose attendance this person may choose to export; also closed ones, for a report of a year."""
    if not may_export_aanwezigheid(user, now):
        return Kring.objects.none()
    return visible_kringen(user, now).filter(kind=KringKind.LEERGROEP)
