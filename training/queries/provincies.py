"""The trainings on the page of a province."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from community.extension_points import Activiteit
from community.models import User
from training.access.edities import visible_edities
from training.models import EditieStatus
from training.queries.edities import editie_lines


def trainings_in(user: User, provincie: str, now: datetime) -> Sequence[Activiteit]:
    """Return the published edities there whose days are not all over, with their days. Two queries."""
    rows = visible_edities(user, now).filter(
        provincie=provincie, status=EditieStatus.GEPUBLICEERD, delen__bijeenkomst__ends_at__gt=now
    )
    return [
        Activiteit(line.editie.name, reverse("editie", args=[line.editie.slug]),
                   " · ".join(filter(None, (line.days, line.place))))
        for line in editie_lines(rows.distinct())
    ]  # fmt: skip
