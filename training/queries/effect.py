"""What trainings brought, as counts for participation reports. Dates, statuses and ids alone; nothing is opened."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from casussen.models import Adviesantwoord, Adviesdeling
from community.confidential import confidential
from community.queries.effect import tellingen, worked_at
from community.report_points import Effecttelling
from community.workdays import AMSTERDAM, at_local
from training.models import Deelnemer, Effectrapport, Genodigde, GenodigdeKind, Inschrijving, Instemming

# An editie tells something about who works at one organisatie only when this many of them take part.
FEWEST_OF_ONE = 5

Organisaties = Collection[uuid.UUID] | None


def heard_opdrachtgevers(organisatie_ids: Organisaties, first: date, until: date) -> list[Effecttelling]:
    """Count per regisseur what opdrachtgevers were asked in these days, and what they answered. Three queries."""
    asked: Counter[Any] = Counter()
    heard: Counter[Any] = Counter()
    for found in (
        _of_inschrijvingen(organisatie_ids, first, until),
        _of_genodigden(organisatie_ids, first, until),
        _of_adviezen(organisatie_ids, first, until),
    ):
        for row in found:
            asked[row.user_id] += row.all
            heard[row.user_id] += row.yes
    return [Effecttelling(user_id, heard[user_id], total) for user_id, total in asked.items()]


def growth(organisatie_ids: Organisaties, first: date, until: date) -> list[Effecttelling]:
    """Count per participant the questions on which her editie moved up since its intake. Two queries.

    From what was kept of an editie as a whole, of those reports that were made in these days. Answers of one person are
    never looked at.
    """
    made = _within(Effectrapport.objects.exclude(differences={}), "made_at", first, until)
    reports = list(made.values_list("editie", "made_at", "differences"))
    people = Deelnemer.objects.filter(editie__in={row[0] for row in reports}, stopped_at__isnull=True)
    if organisatie_ids is not None:
        people = people.annotate(day=TruncDate("admitted_at", tzinfo=AMSTERDAM))
        people = people.filter(worked_at(organisatie_ids, "user", "day"))
    by_editie: dict[uuid.UUID, list[uuid.UUID]] = {}
    for editie, user_id in people.values_list("editie", "user"):
        by_editie.setdefault(editie, []).append(user_id)
    return [
        Effecttelling(user_id, sum(Decimal(mean) > 0 for mean in differences.values()), len(differences))
        for editie, _made_at, differences in reports
        for user_id in _enough(by_editie.get(editie, ()))
    ]


def _of_inschrijvingen(organisatie_ids: Organisaties, first: date, until: date) -> Iterable[Effecttelling]:
    rows = _within(Inschrijving.objects.exclude(opdrachtgever_email=""), "requested_at", first, until)
    return _counted(rows, organisatie_ids, "requested_at", "user", ~Q(instemming=Instemming.GEVRAAGD))


def _of_genodigden(organisatie_ids: Organisaties, first: date, until: date) -> Iterable[Effecttelling]:
    rows = _within(Genodigde.objects.filter(kind=GenodigdeKind.OPDRACHTGEVER), "invited_at", first, until)
    return _counted(rows, organisatie_ids, "invited_at", "invited_by", ~Q(answer=""))


def _of_adviezen(organisatie_ids: Organisaties, first: date, until: date) -> Iterable[Effecttelling]:
    with confidential():  # the rows stand beside what is sealed; that they exist is all we ask
        given = Adviesantwoord.objects.filter(deling=OuterRef("pk"))
        rows = _within(Adviesdeling.objects.all(), "shared_at", first, until).annotate(is_heard=Exists(given))
        return _counted(rows, organisatie_ids, "shared_at", "casus__owner", Q(is_heard=True))


def _counted(
    rows: "QuerySet[Any]", organisatie_ids: Organisaties, moment: str, user: str, went_well: Q
) -> list[Effecttelling]:  # fmt: skip
    if organisatie_ids is not None:
        rows = rows.annotate(day=TruncDate(moment, tzinfo=AMSTERDAM)).filter(worked_at(organisatie_ids, user, "day"))
    return tellingen(rows, user, went_well)


def _within(rows: "QuerySet[Any]", moment: str, first: date, until: date) -> "QuerySet[Any]":
    """Keep what happened on these local days, the second not included."""
    begin, end = at_local(first, time(0)), at_local(until, time(0))
    return rows.filter(**{f"{moment}__gte": begin, f"{moment}__lt": end})


def _enough(people: Collection[uuid.UUID]) -> Collection[uuid.UUID]:
    return people if len(people) >= FEWEST_OF_ONE else ()
