"""Plannings to look back: the list of the hart, what is due today, and the times somebody was asked."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from community.models import SamenwerkingZichtbaar, User
from community.queries.kringen import homes_of
from community.workdays import local_date, workday_on_or_after
from intervisie.access.evaluatieplanningen import (
    own_reflecties,
    plannable_kringen,
    plannable_samenwerkingen,
    reflectable_terugblikken,
    visible_evaluatieplanningen,
)
from intervisie.models import Evaluatieplanning, EvaluatieplanningForm, Reflectie, Terugblik

# After how many days nobody is asked any more to write for herself.
DAYS_TO_REFLECT = 42
# A talk that nobody planned after so many days is on the list of the hart with a word.
DAYS_TO_PLAN = 14
ENDED_SHOWN = 20


@dataclass(frozen=True)
class PlanningLine:
    """One planning in the list. `alarm` is a word when somebody must act, empty otherwise."""

    row: Evaluatieplanning
    name: str
    last_date: date | None
    alarm: str


def planning_lines(user: User, now: datetime) -> list[PlanningLine]:
    """Return what is planned, for who plans: the next first. One query."""
    rows = _annotated(visible_evaluatieplanningen(user, now).filter(ended_at__isnull=True))
    return [_line(row, now) for row in rows.order_by("next_date", "planned_at", "pk")]


def ended_lines(user: User, now: datetime) -> list[PlanningLine]:
    """Return what was planned and is over, the latest first; with talks that were asked and not planned. One query."""
    rows = _annotated(visible_evaluatieplanningen(user, now).filter(ended_at__isnull=False))
    return [_line(row, now) for row in rows.order_by("-ended_at", "pk")[:ENDED_SHOWN]]


def _annotated(rows: QuerySet[Evaluatieplanning]) -> QuerySet[Any]:
    """Add when was asked last, and since when a talk waits to be planned."""
    asked = Terugblik.objects.filter(planning=OuterRef("pk")).order_by("-about_date")
    waiting = asked.filter(closed_at__isnull=True, planning__form=EvaluatieplanningForm.GESPREK)
    return _with_target(rows).annotate(
        last_date=Subquery(asked.values("about_date")[:1]), waits_since=Subquery(waiting.values("opened_at")[:1])
    )


def _line(row: Any, now: datetime) -> PlanningLine:
    alarm = ""
    if row.next_date is not None and workday_on_or_after(row.next_date) < local_date(now):
        alarm = _("Te laat")
    elif row.waits_since is not None and row.waits_since < now - timedelta(days=DAYS_TO_PLAN):
        alarm = _("Gesprek nog niet gepland")
    return PlanningLine(row, name_of(row), row.last_date, alarm)


def name_of(planning: Evaluatieplanning) -> str:
    """Return whom it is about. The planning comes with its kring and samenwerking."""
    target = planning.kring or planning.samenwerking
    return target.name if target is not None else ""


def plain_name_of(planning: Evaluatieplanning) -> str:
    """Return whom it is about, for a mail: a samenwerking that members do not see is not named."""
    samenwerking = planning.samenwerking
    if samenwerking is not None and samenwerking.visible == SamenwerkingZichtbaar.REGISSEURS:
        return _("je samenwerking")
    return name_of(planning)


def targets(user: User, now: datetime) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be chosen to look back, by kind: code and name. Two queries."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kring in plannable_kringen(user, now).order_by("name", "pk"):
        groups.setdefault(str(kring.get_kind_display()), []).append((f"kring:{kring.pk}", kring.name))
    rows = plannable_samenwerkingen(user, now).order_by("name", "pk")
    listed = [(f"samenwerking:{row.code}", row.name) for row in rows]
    return [*sorted(groups.items()), *([(_("Samenwerkingen"), listed)] if listed else [])]


def due_planningen(now: datetime) -> list[tuple[uuid.UUID, uuid.UUID | None]]:
    """Return id and Kring of the plannings whose day came, or whose group or samenwerking is over. One query."""
    rows = _with_target(Evaluatieplanning.objects.filter(ended_at__isnull=True, next_date__isnull=False))
    today = local_date(now)
    return [
        (row.pk, row.kring_id)
        for row in rows.order_by("next_date", "pk")
        if is_over(row) or (row.next_date is not None and workday_on_or_after(row.next_date) <= today)
    ]


def left_reflecties(now: datetime) -> QuerySet[Terugblik]:
    """Return the times at which nobody is asked any more to write for herself."""
    return Terugblik.objects.filter(
        closed_at__isnull=True, planning__form=EvaluatieplanningForm.REFLECTIE,
        opened_at__lt=now - timedelta(days=DAYS_TO_REFLECT),
    )  # fmt: skip


def is_over(planning: Evaluatieplanning) -> bool:
    """Whether there is nobody left to look back: the group was closed, or the samenwerking ended."""
    if planning.kring is not None:
        return planning.kring.closed_at is not None
    return planning.samenwerking is None or planning.samenwerking.ended_at is not None


def terugblikken_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Terugblik]:
    """Return these times with what was planned and about whom. One query."""
    rows = Terugblik.objects.select_related("planning__kring", "planning__samenwerking")
    return rows.in_bulk(list(set(ids)))


def pages_of(rows: Sequence[Terugblik]) -> dict[uuid.UUID, str]:
    """Return the page of the group of each of these times; one query for each kind of group."""
    kringen = {row.pk: row.planning.kring for row in rows if row.planning.kring is not None}
    homes = homes_of((kring.pk, kring.kind) for kring in kringen.values())
    return {pk: homes[kring.pk] for pk, kring in kringen.items() if kring.pk in homes}


def reflecties_of(user: User, now: datetime) -> list[tuple[Terugblik, Reflectie | None]]:
    """Return the times at which this person is or was asked to write, the latest first, with what she wrote."""
    rows = reflectable_terugblikken(user, now).select_related("planning__kring", "planning__samenwerking")
    written = {row.terugblik_id: row for row in own_reflecties(user, now)}
    found = [(row, written.get(row.pk)) for row in rows.order_by("-about_date", "pk")]
    return [(row, mine) for row, mine in found if mine is not None or row.closed_at is None]


def _with_target(rows: QuerySet[Evaluatieplanning]) -> QuerySet[Evaluatieplanning]:
    return rows.select_related("kring", "samenwerking")
