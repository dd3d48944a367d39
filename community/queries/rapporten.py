"""The reports of partnerschappen, for a list and for a card; what stands in them is not read here."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import Visitor
from community.access.rapporten import visible_rapporten
from community.kwartalen import Kwartaal
from community.models import Partnerschap, Rapport, RapportStatus


@dataclass(frozen=True)
class Rapportregel:
    """One line of a list of reports. `quarter` is written '3e kwartaal 2026'."""

    partnerschap_id: uuid.UUID | None
    title: str
    quarter: str
    url: str
    frozen_at: datetime
    is_published: bool


def rapporten_of(partnerschappen: Collection[Partnerschap], user: Visitor, now: datetime) -> list[Rapportregel]:
    """Return the reports of these partnerschappen that the person reads, the newest first. One query for any number."""
    return _lines(visible_rapporten(user, now).filter(partnerschap__in=partnerschappen))


def network_rapporten(user: Visitor, now: datetime) -> list[Rapportregel]:
    """Return the reports of the whole network, the newest first; none for who does not read them. One query."""
    return _lines(visible_rapporten(user, now).filter(partnerschap__isnull=True))


def latest_published(rapport: Rapport, user: Visitor, now: datetime) -> Rapportregel | None:
    """Return the last report of the same partnerschap that has something in it and is not later than this one."""
    rows = visible_rapporten(user, now).filter(
        Q(year__lt=rapport.year) | Q(year=rapport.year, quarter__lte=rapport.quarter),
        partnerschap=rapport.partnerschap_id,
        status=RapportStatus.GEPUBLICEERD,
    )  # fmt: skip
    return next(iter(_lines(rows)), None)


def path_of_rapport(rapport: Rapport) -> str:
    """Return the page of a report; the partnerschap must be at hand."""
    quarter = kwartaal_of(rapport).path
    if rapport.partnerschap is None:
        return reverse("netwerkrapport", args=[quarter])
    return reverse("rapport", args=[rapport.partnerschap.code, quarter])


def title_of(rapport: Rapport) -> str:
    """Return 'Rapport 3e kwartaal 2026'; that of the network is called so. Reads nothing of what was frozen."""
    name = _("Netwerkrapport %(quarter)s") if rapport.partnerschap_id is None else _("Rapport %(quarter)s")
    return name % {"quarter": kwartaal_of(rapport).words}


def kwartaal_of(rapport: Rapport) -> Kwartaal:
    """Return the quarter that a report is about."""
    return Kwartaal(rapport.year, rapport.quarter)


def file_name_of(rapport: Rapport, kind: str) -> str:
    """Return 'participatierapport-2026-k3.csv': what it is and over what, not about whom."""
    name = "netwerkrapport" if rapport.partnerschap_id is None else "participatierapport"
    return f"{name}-{kwartaal_of(rapport).path}.{kind}"


def _lines(rows: QuerySet[Rapport]) -> list[Rapportregel]:
    found = rows.select_related("partnerschap").defer("content", "working").order_by("-year", "-quarter", "pk")
    return [
        Rapportregel(
            row.partnerschap_id, title_of(row), kwartaal_of(row).words, path_of_rapport(row),
            row.frozen_at, row.status == RapportStatus.GEPUBLICEERD,
        )
        for row in found
    ]  # fmt: skip
