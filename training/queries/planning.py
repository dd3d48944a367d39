"""Reading edities for who plans them: the list with what asks attention, and the steps of one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import KringRol, Lidmaatschap, Locatie, Organisatie, User
from community.notation import date_plain
from community.workdays import local_date
from training.access.edities import planned_edities, possible_trainers
from training.models import Editie, Editiedeel, EditieStatus, OnderdeelKind
from training.queries.edities import days_in_words, moment_in_words, with_days
from training.queries.plancontrole import Controle, controle_of
from training.queries.plandata import MEETING_KINDS, Situation, situation_of

SOON = timedelta(days=7)
LIVE = (EditieStatus.CONCEPT, EditieStatus.GEPUBLICEERD)


@dataclass(frozen=True)
class PlanLine:
    """An editie in the list of who plans: days, people, numbers, and what asks attention in words."""

    editie: Editie
    days: str
    trainers: str
    admitted: int
    waiting: int
    alarms: list[str]


@dataclass(frozen=True)
class PlanDay:
    """One part of an editie for who plans: when, where, and whether it stands fixed."""

    code: str
    title: str
    when: str
    is_locked: bool


@dataclass(frozen=True)
class PlanPage:
    """One editie as its planner sees it."""

    found: Situation
    days: list[PlanDay]
    check: Controle
    steps: list[dict[str, str]]
    numbers: dict[str, int]
    partners: list[str]

    @property
    def has_days(self) -> bool:
        """Whether its days were laid down."""
        return any(deel.bijeenkomst_id for deel in self.found.delen)


def possible_places(editie: Editie) -> QuerySet[Locatie]:
    """Return where an editie can be held: the places in use, and the one it has; by name."""
    return Locatie.objects.filter(Q(is_active=True) | Q(pk=editie.locatie_id)).order_by("name", "pk")


def possible_partners(editie: Editie) -> QuerySet[Organisatie]:
    """Return the organisations that work in the province of an editie, and those that are its partners; by name."""
    near = Q(is_active=True) & Q(provincie__in=(editie.provincie, ""))
    chosen = Q(pk__in=editie.organisaties.values("pk"))
    return Organisatie.objects.filter(near | chosen).order_by("name", "pk")


def planlijst(user: User, now: datetime) -> list[PlanLine]:
    """Return every editie that is planned, runs or is over, the newest first; five queries for any number."""
    rows = with_days(planned_edities(user, now).select_related("locatie").order_by("-from_date", "name", "pk"))
    counted = list(rows.annotate(
        admitted=Count("deelnemers", filter=Q(deelnemers__stopped_at__isnull=True), distinct=True),
        waiting=Count("inschrijvingen", filter=Q(inschrijvingen__status="AANGEVRAAGD"), distinct=True),
    ))  # fmt: skip
    people = _trainers(counted)
    able = set(possible_trainers(now).values_list("pk", flat=True))
    lines = []
    for row in counted:
        own: list[User] = people.get(row.kring_id, [])
        admitted, waiting = row.admitted, row.waiting
        lines.append(PlanLine(row, days_in_words(row.delen.all()), ", ".join(user.naam for user in own), admitted,
                              waiting, alarms(row, own, able, admitted, now)))  # fmt: skip
    return lines


def alarms(editie: Editie, trainers: Sequence[User], able: set[Any], admitted: int, now: datetime) -> list[str]:
    """Return in words what asks the attention of who plans."""
    days = [deel for deel in editie.delen.all() if deel.onderdeel.kind in MEETING_KINDS]
    if editie.status not in LIVE or _is_over(days, now):
        return []
    found = []
    if not any(user.pk in able for user in trainers):
        found.append(_("Geen trainer"))
    elif any(user.pk not in able for user in trainers):
        found.append(_("Trainer zonder rol"))
    if not days or any(deel.bijeenkomst is None for deel in days):
        found.append(_("Geen data"))
    elif editie.status == EditieStatus.CONCEPT and days[0].bijeenkomst and days[0].bijeenkomst.starts_at <= now:
        found.append(_("Begindatum voorbij"))
    if editie.locatie_id is None:
        found.append(_("Geen locatie"))
    return found + _about_applying(editie, admitted, now)


def _about_applying(editie: Editie, admitted: int, now: datetime) -> list[str]:
    today, until = local_date(now), editie.apply_until_date
    if editie.status != EditieStatus.GEPUBLICEERD or until is None or admitted >= editie.capacity:
        return []
    if today <= until <= today + SOON:
        return [_("Aanmelden sluit bijna")]
    if until < today and editie.decide_by_date and today <= editie.decide_by_date:
        return [_("Besluiten vóór {day}").format(day=date_plain(editie.decide_by_date))]
    return []


def _is_over(days: Iterable[Editiedeel], now: datetime) -> bool:
    ends = [deel.bijeenkomst.ends_at for deel in days if deel.bijeenkomst]
    return bool(ends) and max(ends) <= now


def _trainers(edities: Sequence[Editie]) -> dict[Any, list[User]]:
    rows = Lidmaatschap.objects.filter(
        kring__in=[row.kring_id for row in edities], role=KringRol.TREKKER, until_at__isnull=True
    ).select_related("user").order_by("user__sort_key", "pk")  # fmt: skip
    found: dict[Any, list[User]] = defaultdict(list)
    for row in rows:
        found[row.kring_id].append(row.user)
    return found


def plan_page(editie: Editie, now: datetime) -> PlanPage:
    """Return one editie for its planner. At most twelve queries."""
    found = situation_of(editie, now)
    check = controle_of(found, now)
    days = [
        PlanDay(deel.onderdeel.code, deel.onderdeel.title, _when(deel), deel.is_locked) for deel in found.delen
    ]  # fmt: skip
    numbers = Editie.objects.filter(pk=editie.pk).aggregate(
        admitted=Count("deelnemers", filter=Q(deelnemers__stopped_at__isnull=True), distinct=True),
        waiting=Count("inschrijvingen", filter=Q(inschrijvingen__status="AANGEVRAAGD"), distinct=True),
    )
    partners = [str(row) for row in editie.organisaties.order_by("name", "pk")]
    return PlanPage(found, days, check, _steps(found, check), numbers, partners)


def _when(deel: Editiedeel) -> str:
    if deel.bijeenkomst is not None:
        return moment_in_words(deel, deel)
    if deel.from_date is None or deel.until_date is None:
        return ""
    words = _("van {first} tot en met {last}")
    return words.format(first=date_plain(deel.from_date), last=date_plain(deel.until_date))


def _steps(found: Situation, check: Controle) -> list[dict[str, str]]:
    """Return the way from concept to publication; what comes next is 'current'."""
    editie = found.editie
    has_people = bool(found.trainers) and editie.locatie_id is not None and editie.apply_until_date is not None
    has_days = all(deel.bijeenkomst_id for deel in found.delen if deel.onderdeel.kind in MEETING_KINDS)
    has_terms = all(deel.until_date for deel in found.delen if deel.onderdeel.kind == OnderdeelKind.TUSSENTIJD)
    is_known = editie.status == EditieStatus.GEPUBLICEERD
    rows = (
        (_("Naam, gebied en periode"), "editie-plan-bewerken", True),
        (_("Trainers, locatie en plaatsen"), "editie-plan-mensen", has_people),
        (_("Data"), "editie-plan-data", has_days),
        (_("Termijnen van de tussentijden"), "editie-plan-termijnen", has_days and has_terms),
        (_("Waarschuwingen"), "editie-plan-afwijkingen", has_days and not check.unexplained),
        (_("Publiceren"), "editie-plan-publiceren", is_known),
    )
    steps, has_current = [], False
    for title, page, is_done in rows:
        is_current = not is_done and not has_current
        has_current = has_current or is_current
        state = "done" if is_done else "current" if is_current else ""
        url = "" if page == "editie-plan-publiceren" and is_known else reverse(page, args=[editie.slug])
        steps.append({"title": title, "url": url, "state": state, "text": ""})
    return steps
