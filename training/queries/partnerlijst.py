"""The trainings of which an organisatie is a partner, as its participation report names them."""

import uuid
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from community.report_points import Partnereditie
from training.models import Editie, EditieStatus


def edities_of(organisatie_ids: Collection[uuid.UUID], first: date, until: date, today: date) -> list[Partnereditie]:
    """Return the published trainings of these partners within these days, the first begun first. One query."""
    rows = Editie.objects.filter(organisaties__in=list(organisatie_ids), from_date__lt=until, until_date__gte=first)
    rows = rows.exclude(status=EditieStatus.CONCEPT).distinct().order_by("from_date", "name")
    return [Partnereditie(row.name, _status(row, today), row.from_date, row.until_date) for row in rows]


def _status(editie: Editie, today: date) -> str:
    if editie.status == EditieStatus.GEANNULEERD:
        return _("Gaat niet door")
    if today < editie.from_date:
        return _("Komt nog")
    return _("Loopt") if today <= editie.until_date else _("Afgerond")
