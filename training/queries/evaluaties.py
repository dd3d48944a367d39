"""Evaluations of parts of a training: when they are due, who did not answer yet, and what was answered."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import readers
from community.models import SEATED, BijeenkomstStatus, Deelname, Taak, User
from community.workdays import at_local, local_date
from training.models import Editie, Editiedeel, EditieStatus, Onderdeelevaluatie, OnderdeelKind, Onderdeelstem
from training.models.evaluatievragen import ASKED, HIGHEST, LOWEST, Vraag
from training.queries.gemist import Gemist, days_of
from training.queries.praktisch import name_of_day

# With fewer answers nobody sees any of them: they could be traced to a person. Nor before the round is closed.
FEWEST_ANSWERS = 5
# A day that is longer ago is not asked about any more.
RECENT = timedelta(days=7)
ASK_AFTER = timedelta(hours=4)
# So that it still leaves that day: nothing is mailed after eight in the evening.
ASK_BEFORE = time(19, 30)
DAYS_OPEN = {OnderdeelKind.DAGDEEL.value: 14, OnderdeelKind.EINDSESSIE.value: 21}
Pair = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Gevraagd:
    """A round as it is told to who is asked."""

    evaluatie: Onderdeelevaluatie
    about: str
    is_whole: bool
    path: str


@dataclass(frozen=True)
class VraagOutcome:
    """What was answered to one question: how often each mark from 1 to 5, or the words, in no order of persons."""

    text: str
    is_open: bool
    counts: Sequence[tuple[int, int]]
    average: float | None
    texts: Sequence[str]


@dataclass(frozen=True)
class Outcome:
    """What came of one round. While one can answer, and without enough answers, there is nothing but how many."""

    title: str
    code: str
    answered: int
    asked: int
    closes_at: datetime
    is_closed: bool
    questions: Sequence[VraagOutcome]

    @property
    def is_shown(self) -> bool:
        """Whether the round is closed and there are enough answers to show any."""
        return self.is_closed and self.answered >= FEWEST_ANSWERS


@dataclass(frozen=True)
class EditieCount:
    """How much was asked and answered in one editie."""

    editie: Editie
    rounds: int
    answers: int


def due_days(now: datetime) -> list[Gemist]:
    """Return the days that are over and were not asked about; three queries."""
    rows = Editiedeel.objects.filter(
        editie__status=EditieStatus.GEPUBLICEERD, onderdeel__kind__in=list(ASKED),
        bijeenkomst__status=BijeenkomstStatus.GEPLAND, bijeenkomst__ends_at__lte=now,
        bijeenkomst__ends_at__gt=now - RECENT,
    )  # fmt: skip
    asked = set(Onderdeelevaluatie.objects.filter(editiedeel__editie__in=rows.values("editie"))
                .values_list("editiedeel_id", flat=True))  # fmt: skip
    days = days_of(pk for pk in rows.values_list("bijeenkomst_id", flat=True) if pk)
    found = {day.first.pk: day for day in days.values() if now - RECENT < day.last_at <= now}
    return [
        day for pk, day in found.items() if pk not in asked and day.first.editie.status == EditieStatus.GEPUBLICEERD
    ]


def ask_moment(ends_at: datetime) -> datetime:
    """Return when the questions are mailed: four hours after the end, sooner when that is too late that evening."""
    return max(ends_at, min(ends_at + ASK_AFTER, at_local(local_date(ends_at), ASK_BEFORE)))


def closing_moment(day: Gemist) -> datetime:
    """Return when a round closes: at the end of its last day."""
    days = DAYS_OPEN[day.first.onderdeel.kind]
    return at_local(local_date(day.last_at) + timedelta(days=days + 1), time(0))


def people_of(day: Gemist) -> list[User]:
    """Return who is asked about a day: who takes part and was there, so far as is known; one query."""
    takes_part = Q(user__deelnemers__editie=day.first.editie, user__deelnemers__stopped_at__isnull=True)
    meetings = [part.bijeenkomst_id for part in day.parts]
    rows = Deelname.objects.filter(takes_part, bijeenkomst__in=meetings, status__in=SEATED, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("user", "pk").distinct("user")]


def unanswered(pairs: Iterable[Pair], now: datetime) -> dict[Pair, Gevraagd]:
    """Return, by (person, round), the open rounds that she may and did not answer; five queries for any number."""
    wanted = set(pairs)
    people = {person for person, _row in wanted}
    rows = Onderdeelevaluatie.objects.filter(
        pk__in={row for _person, row in wanted}, closes_at__gt=now, editiedeel__editie__status=EditieStatus.GEPUBLICEERD
    ).select_related("editiedeel__editie", "editiedeel__onderdeel")  # fmt: skip
    by_id = {row.pk: row for row in rows}
    days = days_of(row.editiedeel.bijeenkomst_id for row in by_id.values() if row.editiedeel.bijeenkomst_id)
    done = answered_pairs(by_id)
    reading = readers((row.editiedeel.editie.kring_id for row in by_id.values()), people, now)
    seats = set(Deelname.objects.filter(bijeenkomst__in=list(days), user__in=people, status__in=SEATED)
                .values_list("user_id", "bijeenkomst_id"))  # fmt: skip
    found = {}
    for person, pk in wanted - done:
        row = by_id.get(pk)
        day = days.get(row.editiedeel.bijeenkomst_id) if row and row.editiedeel.bijeenkomst_id else None
        if row is None or day is None or (person, row.editiedeel.editie.kring_id) not in reading:
            continue
        if any((person, part.bijeenkomst_id) in seats for part in day.parts):
            found[person, pk] = _asked(row, day)
    return found


def answered_pairs(ids: Iterable[uuid.UUID]) -> set[Pair]:
    """Return who answered which of these rounds, as (user id, id of the round); one query."""
    return set(Onderdeelstem.objects.filter(evaluatie__in=set(ids)).values_list("user_id", "evaluatie_id"))


def rounds_with_open_taken(kind: str, now: datetime) -> QuerySet[Onderdeelevaluatie]:
    """Return the rounds that are over, or whose editie does not go on, of which somebody still has the duty."""
    waiting = Taak.objects.filter(kind=kind, object_id=OuterRef("pk"), done_at__isnull=True, withdrawn_at__isnull=True)
    is_over = Q(closes_at__lte=now) | ~Q(editiedeel__editie__status=EditieStatus.GEPUBLICEERD)
    return Onderdeelevaluatie.objects.filter(is_over & Exists(waiting))


def round_of(rows: QuerySet[Onderdeelevaluatie], codes: Iterable[str], user: User) -> Onderdeelevaluatie | None:
    """Return the round about a part by its code, with whether this person answered as `is_answered`; one query."""
    own = Onderdeelstem.objects.filter(evaluatie=OuterRef("pk"), user=user)
    found = rows.filter(editiedeel__onderdeel__code__in=[code.upper() for code in codes])
    return found.select_related("editiedeel__editie__kring", "editiedeel__onderdeel").annotate(
        is_answered=Exists(own)
    ).first()  # fmt: skip


def outcomes(rows: QuerySet[Onderdeelevaluatie], now: datetime) -> list[Outcome]:
    """Return what came of these rounds, in the order of the programme; three queries for any number.

    Nothing is shown before a round closes: who looks before and after an answer would see what it was, and who was
    reminded had not answered yet.
    """
    found = list(
        rows.select_related("editiedeel__onderdeel").prefetch_related("antwoorden")
        .annotate(asked=Count("editiedeel__editie__deelnemers",
                              filter=Q(editiedeel__editie__deelnemers__stopped_at__isnull=True)))
        .order_by("editiedeel__onderdeel__position")
    )  # fmt: skip
    days = days_of(row.editiedeel.bijeenkomst_id for row in found if row.editiedeel.bijeenkomst_id)
    result = []
    for row in found:
        onderdeel = row.editiedeel.onderdeel
        answers = [one.answers for one in row.antwoorden.all()]
        day = days.get(row.editiedeel.bijeenkomst_id) if row.editiedeel.bijeenkomst_id else None
        is_closed = row.closes_at <= now
        is_told = is_closed and len(answers) >= FEWEST_ANSWERS
        result.append(Outcome(
            title=name_of_day(day.parts) if day else onderdeel.title, code=onderdeel.code, answered=len(answers),
            # Who stopped since may have answered.
            asked=max(row.asked, len(answers)), closes_at=row.closes_at, is_closed=is_closed,
            questions=[_outcome(vraag, answers) for vraag in ASKED[onderdeel.kind]] if is_told else (),
        ))  # fmt: skip
    return result


def editie_counts(rows: QuerySet[Editie]) -> list[EditieCount]:
    """Return the edities that were asked anything, the newest first, with how many rounds and answers; one query."""
    found: QuerySet[Any] = rows.filter(delen__evaluatie__isnull=False).annotate(
        rounds=Count("delen__evaluatie", distinct=True), answers=Count("delen__evaluatie__antwoorden", distinct=True)
    ).order_by("-from_date", "name", "pk")  # fmt: skip
    return [EditieCount(row, row.rounds, row.answers) for row in found]


def _outcome(vraag: Vraag, answers: Sequence[dict[str, int | str]]) -> VraagOutcome:
    given = [one[vraag.code] for one in answers if one.get(vraag.code) not in (None, "")]
    if vraag.is_open:
        # By the alphabet: the order in which they came is nobody's business.
        return VraagOutcome(str(vraag.text), True, (), None, sorted(str(text) for text in given))
    marks = [int(mark) for mark in given]
    if len(marks) < FEWEST_ANSWERS:
        return VraagOutcome(str(vraag.text), False, (), None, ())
    counted = Counter(marks)
    counts = [(mark, counted[mark]) for mark in range(LOWEST, HIGHEST + 1)]
    return VraagOutcome(str(vraag.text), False, counts, sum(marks) / len(marks), ())


def _asked(row: Onderdeelevaluatie, day: Gemist) -> Gevraagd:
    deel = row.editiedeel
    is_whole = deel.onderdeel.kind == OnderdeelKind.EINDSESSIE
    name = name_of_day(day.parts)
    about = _("de training") if is_whole else f"{name[:1].lower()}{name[1:]}"
    path = reverse("editie-evaluatie", args=[deel.editie.slug, deel.onderdeel.code.lower()])
    return Gevraagd(row, about, is_whole, path)
