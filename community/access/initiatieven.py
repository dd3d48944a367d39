"""Who sees what goes on in a province, and which groups an initiative can point to."""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor
from community.models import BijeenkomstStatus, Initiatief, Kring, KringKind, User


def visible_initiatieven(user: Visitor, now: datetime) -> QuerySet[Initiatief]:
    """Return the initiatives this person may know of, for every member: all."""
    rows = Initiatief.objects.all()
    return rows if isinstance(user, User) and user.is_active else rows.none()


def kringen_everybody_knows() -> QuerySet[Kring]:
    """Return the groups and trainings that every member may know of; a hidden group and a concept are not."""
    groups = Q(kind=KringKind.LEERGROEP, leergroep__is_hidden=False)
    edities = Q(kind=KringKind.EDITIE, bijeenkomsten__status=BijeenkomstStatus.GEPLAND)
    return Kring.objects.filter(groups | edities).distinct()
