"""The partnerschappen as the coördinerend hart and the partners themselves look at them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from community.access.partnerschappen import contact_toekenningen, is_running
from community.models import (
    RUNNING,
    Bijdrage,
    Initiatief,
    Organisatie,
    Partnerschap,
    PartnerschapStatus,
    User,
)
from community.notation import date_plain, date_range
from community.queries.bijdragen import Totaal, bijdragen_of_all, is_late, totals_of
from community.workdays import add_months

ENDS_SOON_MONTHS = 6
ORDER = (PartnerschapStatus.BERAAD, PartnerschapStatus.VERKENNING)


@dataclass(frozen=True)
class PartnerLine:
    """One partnerschap in the overview of the coördinerend hart; `alarms` say what asks for a hand."""

    row: Partnerschap
    contacts: list[User]
    totals: list[Totaal]
    alarms: list[str]


@dataclass(frozen=True)
class Voorbeeld:
    """Something an organisatie set up, with the days in words."""

    row: Initiatief
    period: str


def in_order(rows: QuerySet[Partnerschap]) -> QuerySet[Partnerschap]:
    """Return partnerschappen: what runs first, the soonest to end on top; then what is explored; then what ended."""
    rank = Case(
        When(status__in=RUNNING, then=Value(0)), When(status__in=ORDER, then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    rows = rows.select_related("organisatie").alias(rank=rank)
    return rows.order_by("rank", F("end_date").asc(nulls_last=True), "organisatie__search_text", "pk")


def overview_of(rows: Iterable[Partnerschap], now: datetime, today: date) -> list[PartnerLine]:
    """Return these partnerschappen with contacts, totals and alarms; two queries for any number."""
    found = list(rows)
    bijdragen = bijdragen_of_all(found)
    contacts = contacts_by_organisatie({row.organisatie_id for row in found}, now)
    return [
        PartnerLine(
            row, contacts[row.organisatie_id], totals_of(bijdragen[row.pk]),
            alarms_of(row, contacts[row.organisatie_id], bijdragen[row.pk], today),
        )
        for row in found
    ]  # fmt: skip


def alarms_of(row: Partnerschap, contacts: list[User], bijdragen: list[Bijdrage], today: date) -> list[str]:
    """Return what asks for a hand: it ends soon or is past its end, something came too late, nobody is contact."""
    if row.status == PartnerschapStatus.BEEINDIGD:
        return []
    found = []
    if row.status in RUNNING and row.end_date is not None:
        if not is_running(row, today):
            found.append(_("Voorbij het einde"))
        elif add_months(row.end_date, -ENDS_SOON_MONTHS) <= today:
            found.append(_("Loopt binnen 6 maanden af"))
    late = sum(is_late(bijdrage, today) for bijdrage in bijdragen)
    if late and row.status in RUNNING:
        found.append(_("1 bijdrage is te laat") if late == 1 else _("{late} bijdragen zijn te laat").format(late=late))
    if not contacts:
        found.append(_("Geen contact"))
    return found


def contacts_by_organisatie(ids: Iterable[uuid.UUID], now: datetime) -> defaultdict[uuid.UUID, list[User]]:
    """Return who is contact of these organisaties, by name. One query."""
    found: defaultdict[uuid.UUID, list[User]] = defaultdict(list)
    held = contact_toekenningen(set(ids), now).select_related("user", "user__profiel")
    for toekenning in held.order_by("user__sort_key", "user_id"):
        if toekenning.organisatie_id is not None and toekenning.user not in found[toekenning.organisatie_id]:
            found[toekenning.organisatie_id].append(toekenning.user)
    return found


def runs_words(row: Partnerschap, today: date) -> str:
    """Return the top line: 'Loopt tot 28 februari 2029, met een optie om te verlengen.'"""
    if row.status == PartnerschapStatus.BEEINDIGD and row.ended_date is not None:
        return _("Beëindigd op {day}.").format(day=date_plain(row.ended_date))
    if row.end_date is None or row.status not in RUNNING:
        return _("Het partnerschap is nog niet begonnen: {status}.").format(status=row.get_status_display().lower())
    day = date_plain(row.end_date)
    if not is_running(row, today):
        return _("Liep tot {day}.").format(day=day)
    if row.has_option:
        return _("Loopt tot {day}, met een optie om te verlengen.").format(day=day)
    return _("Loopt tot {day}.").format(day=day)


def voorbeelden_of(organisatie: Organisatie) -> list[Voorbeeld]:
    """Return what this organisatie set up, the latest first. One query."""
    rows = Initiatief.objects.filter(organisaties=organisatie)
    ordered = rows.order_by(F("from_date").desc(nulls_last=True), "title", "pk")
    return [Voorbeeld(row, _period(row)) for row in ordered]


def partnerschappen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Partnerschap]:
    """Return these partnerschappen by their id, with their organisatie. One query."""
    return Partnerschap.objects.select_related("organisatie").in_bulk(list(ids))


def ending_until(day: date) -> QuerySet[Partnerschap]:
    """Return the running partnerschappen that end on this day or earlier."""
    return Partnerschap.objects.filter(status__in=RUNNING, end_date__lte=day)


def _period(row: Initiatief) -> str:
    if row.from_date and row.until_date:
        return date_range(row.from_date, row.until_date)
    if row.from_date:
        return _("vanaf {day}").format(day=date_plain(row.from_date))
    return _("tot en met {day}").format(day=date_plain(row.until_date)) if row.until_date else ""
