"""Forgetting who was counted where, and who allowed her name, once no report asks for it any more."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Least

from community.bewaarregels import REGELS
from community.models import Naamtoestemming, Partnerschap, Rapport, RapportStatus, Rapporttelling
from community.queries.organisaties import heads
from community.wegdoen import remove_in_batches
from community.workdays import local_date

# As long as contacts read its reports.
KEPT = REGELS["rapporttellingen"].term + timedelta(days=1)


def purge_tellingen(now: datetime) -> int:
    """Remove where people were counted; return how many rows. The reports themselves stay.

    Of a partnerschap that is over for four months, and of the whole network all but its newest report: the next one is
    laid beside that.
    """
    over = Rapporttelling.objects.filter(rapport__partnerschap__in=_over(local_date(now)))
    year, quarter = OuterRef("rapport__year"), OuterRef("rapport__quarter")
    after = Q(year__gt=year) | Q(year=year, quarter__gt=quarter)
    later = Rapport.objects.filter(after, partnerschap__isnull=True, status=RapportStatus.GEPUBLICEERD)
    old = Rapporttelling.objects.filter(Exists(later), rapport__partnerschap__isnull=True)
    return remove_in_batches(over) + remove_in_batches(old)


def purge_toestemmingen(now: datetime) -> int:
    """Remove the consents to organisaties of which every partnerschap is over for four months; return how many.

    What merged counts as what it became part of: names are judged with everybody who ever gave a consent to either.
    """
    rows = Partnerschap.objects.exclude(pk__in=_over(local_date(now)).values("pk"))
    partners = set(rows.values_list("organisatie", flat=True))
    merged = {pk for pk, head in heads().items() if head in partners}
    return remove_in_batches(Naamtoestemming.objects.exclude(organisatie__in=partners | merged))


def _over(day: date) -> QuerySet[Partnerschap]:
    """Return what is over so long; what has no end yet is not."""
    return Partnerschap.objects.alias(over=Least("end_date", "ended_date")).filter(over__lte=day - KEPT)
