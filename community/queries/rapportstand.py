"""What freezing a report reads besides places in meetings: earlier reports, and what a partner gives and sets up."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from community.kwartalen import Kwartaal
from community.models import (
    Bijdrage,
    Initiatief,
    Partnerschap,
    PartnerschapStatus,
    Rapport,
    RapportStatus,
    Rapporttelling,
    Regisseurregel,
)


def rapporten_before(partnerschap: Partnerschap | None, kwartaal: Kwartaal) -> QuerySet[Rapport]:
    """Return the reports over earlier quarters, the oldest first; without a partnerschap those of the network."""
    earlier = Q(year__lt=kwartaal.year) | Q(year=kwartaal.year, quarter__lt=kwartaal.number)
    return Rapport.objects.filter(earlier, partnerschap=partnerschap).order_by("year", "quarter")


def network_rapport(kwartaal: Kwartaal) -> Rapport | None:
    """Return the newest published report of the network over this quarter or an earlier one."""
    own = Q(year__lt=kwartaal.year) | Q(year=kwartaal.year, quarter__lte=kwartaal.number)
    rows = Rapport.objects.filter(own, partnerschap__isnull=True, status=RapportStatus.GEPUBLICEERD)
    return rows.order_by("-year", "-quarter").first()


def stored_tellingen(rapport: Rapport) -> dict[uuid.UUID, dict[str, Any]]:
    """Return where people are counted in a report, by person. Who was erased since is not there."""
    return dict(Rapporttelling.objects.filter(rapport=rapport).values_list("user_id", "cells"))


def frozen_keys() -> set[tuple[uuid.UUID | None, int, int]]:
    """Return of which partnerschap and quarter there is a report, also where it said 'no new one'. One query."""
    return set(Rapport.objects.values_list("partnerschap_id", "year", "quarter"))


def reported_partnerschappen() -> QuerySet[Partnerschap]:
    """Return the partnerschappen that can have reports: those that ever had days, by the name of their organisatie."""
    had_days = Q(start_date__isnull=False, end_date__isnull=False)
    agreed = ~Q(status__in=(PartnerschapStatus.VERKENNING, PartnerschapStatus.BERAAD))
    return (
        Partnerschap.objects.filter(had_days & agreed).select_related("organisatie").order_by("organisatie__name", "pk")
    )


def bijdragen_in_order(partnerschap: Partnerschap) -> list[Bijdrage]:
    """Return what the partner promised, by the day on which it was to be there. One query."""
    rows = Bijdrage.objects.filter(partnerschap=partnerschap)
    return list(rows.order_by("promised_date", "realised_date", "kind", "description", "pk"))


def examples_between(organisaties: Collection[uuid.UUID], first: date, until: date) -> list[Initiatief]:
    """Return what these organisaties set up that took place, at least partly, in these days. One query."""
    rows = Initiatief.objects.filter(organisaties__in=list(organisaties)).distinct()
    rows = rows.annotate(begin=Coalesce("from_date", "until_date"), end=Coalesce("until_date", "from_date"))
    return list(rows.filter(begin__lt=until, end__gte=first).order_by("begin", "title", "pk"))


def length_of_list(partnerschap: Partnerschap) -> int:
    """Return how many regisseurs stand on the list that the partner keeps."""
    return Regisseurregel.objects.filter(partnerschap=partnerschap).count()


def newest_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Rapport]:
    """Return those of these reports after which their partnerschap has no later one; without what stands in them.

    With partnerschap and organisatie. One query.
    """
    after = Q(year__gt=OuterRef("year")) | Q(year=OuterRef("year"), quarter__gt=OuterRef("quarter"))
    later = Rapport.objects.filter(after, partnerschap=OuterRef("partnerschap"))
    rows = Rapport.objects.filter(~Exists(later), partnerschap__isnull=False)
    return rows.select_related("partnerschap__organisatie").defer("content", "working").in_bulk(list(set(ids)))
