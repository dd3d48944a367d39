"""What visits and sessions brought, as counts for participation reports. Dates and ids alone; nothing is opened."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from community.confidential import confidential
from community.queries.effect import tellingen, worked_at
from community.report_points import Effecttelling
from intervisie.models import Bezoeksactie, Sessieactie

HOST = "verslag__bezoek__host__user"


def recommendations_taken_up(
    organisatie_ids: Collection[uuid.UUID] | None, first: date, until: date
) -> list[Effecttelling]:
    """Count per host the actions after a visit that had to be done in these days, and those that are. One query."""
    with confidential():  # the rows name what is sealed; their dates are not
        rows = Bezoeksactie.objects.filter(due_date__gte=first, due_date__lt=until)
        if organisatie_ids is not None:
            rows = rows.filter(worked_at(organisatie_ids, HOST, "due_date"))
        return tellingen(rows, HOST, Q(done_at__isnull=False))


def actions_after_sessions(
    organisatie_ids: Collection[uuid.UUID] | None, first: date, until: date
) -> list[Effecttelling]:
    """Count per owner the actions after a session whose day lies in these days, and those that are done. One query.

    What somebody wrote down by herself, without a session, is not counted.
    """
    with confidential():  # the rows name what is sealed; their dates are not
        rows = Sessieactie.objects.filter(sessie__isnull=False, due_date__gte=first, due_date__lt=until)
        if organisatie_ids is not None:
            rows = rows.filter(worked_at(organisatie_ids, "owner", "due_date"))
        return tellingen(rows, "owner", Q(done_at__isnull=False))
