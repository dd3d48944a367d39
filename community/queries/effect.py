"""What participation brought, as counts: actions of groups that were kept."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from community.models import Actie, ActieStatus, Dienstverband
from community.queries.organisaties import holding_between
from community.report_points import Effecttelling


def worked_at(organisatie_ids: Collection[Any], user: str, day: str) -> Exists:
    """Return the condition that the person in this field worked at one of these organisaties on the day in that one."""
    rows = Dienstverband.objects.filter(holding_between(OuterRef(day), OuterRef(day)), user=OuterRef(user))
    return Exists(rows.filter(organisatie__in=list(organisatie_ids)))


def kept_actions(organisatie_ids: Collection[uuid.UUID] | None, first: date, until: date) -> list[Effecttelling]:
    """Count per owner the actions that had to be done from `first` up to `until`, and those that are. One query."""
    rows: QuerySet[Actie] = Actie.objects.filter(owner__isnull=False, due_date__gte=first, due_date__lt=until)
    if organisatie_ids is not None:
        rows = rows.filter(worked_at(organisatie_ids, "owner", "due_date"))
    return tellingen(rows, "owner", Q(status=ActieStatus.KLAAR))


def tellingen(rows: "QuerySet[Any]", user: str, went_well: Q) -> list[Effecttelling]:
    """Return of these rows, per person in this field, how many there are and how many went well. One query."""
    counted = rows.order_by().values(person=F(user)).annotate(total=Count("pk"), good=Count("pk", filter=went_well))
    return [Effecttelling(row["person"], row["good"], row["total"]) for row in counted]
