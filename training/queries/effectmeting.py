"""The effect measure: when each moment is open, one's own answers over time, and the difference of an editie."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, OuterRef, QuerySet

from community.confidential import confidential
from community.models import BijeenkomstStatus
from community.notation import number
from community.workdays import add_months, at_local, local_date, mail_moment
from training.access.effectmeting import RUNS
from training.models import Deelnemer, Editie, Editiedeel, Effectmeting, Effectrapport, Meetmoment, OnderdeelKind
from training.models.effectvragen import EFFECTVRAGEN
from training.models.evaluatievragen import Vraag

# With fewer people in it no difference is shown: it could be traced to one of them.
FEWEST_PEOPLE = 5
# A mean further from zero says what each of them answered; it is shown as 'this or more'.
MOST_SHOWN = Decimal(2)
MONTHS_LATER = 6
DAYS_OPEN = {Meetmoment.EIND: 21, Meetmoment.HALF_JAAR: 42}
# How long after the eindsessie alumni are asked how they go on.
GO_ON_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Window:
    """From when until when a moment can be answered."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether it can be answered at this moment."""
        return self.opens_at <= now < self.closes_at


@dataclass(frozen=True)
class OwnLine:
    """One sentence with what one participant answered each time; None where she did not."""

    vraag: Vraag
    marks: list[int | None]

    @property
    def difference(self) -> int | None:
        """How far she moved from her first answer to her last; None with fewer than two."""
        given = [mark for mark in self.marks if mark is not None]
        return given[-1] - given[0] if len(given) > 1 else None


@dataclass(frozen=True)
class ReportLine:
    """One sentence with the mean difference of an editie, as it is shown."""

    vraag: Vraag
    words: str


@dataclass(frozen=True)
class Report:
    """One moment of an editie as who leads it sees it."""

    moment: Meetmoment
    window: Window
    row: Effectrapport | None
    is_closed: bool
    lines: list[ReportLine]


def windows_of(editie_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[Meetmoment, Window]]:
    """Return for each of these edities when its moments are open; one query. Moments without a day are left out."""
    rows = Editiedeel.objects.filter(editie__in=list(set(editie_ids)), bijeenkomst__isnull=False)
    days: dict[uuid.UUID, list[Editiedeel]] = defaultdict(list)
    for deel in rows.select_related("bijeenkomst", "onderdeel", "editie").order_by("bijeenkomst__starts_at"):
        days[deel.editie_id].append(deel)
    return {editie: _windows(found) for editie, found in days.items()}


def windows_for(editie: Editie) -> dict[Meetmoment, Window]:
    """Return when the moments of one editie are open; one query."""
    return windows_of([editie.pk]).get(editie.pk, {})


def open_moment(windows: Mapping[Meetmoment, Window], now: datetime) -> Meetmoment | None:
    """Return the moment that can be answered now; None between them."""
    return next((moment for moment, window in windows.items() if window.is_open(now)), None)


def own_lines(rows: QuerySet[Effectmeting]) -> tuple[list[Meetmoment], list[OwnLine]]:
    """Return which moments a participant answered, and each sentence with her marks. One query, in a scope."""
    found = {Meetmoment(row.moment): row.answers for row in rows}
    moments = [moment for moment in Meetmoment if moment in found]
    lines = [OwnLine(vraag, [found[moment].get(vraag.code) for moment in moments]) for vraag in EFFECTVRAGEN]
    return moments, lines


def differences_of(editie: Editie, moment: Meetmoment) -> dict[str, str]:
    """Return the mean difference from the intake to this moment by question; nothing with fewer than five people.

    Counted are who takes part and answered that question both times. Opens what they answered: in a scope, for the
    action that keeps the result and shows nothing else.
    """
    rows = Effectmeting.objects.filter(
        deelnemer__editie=editie, deelnemer__stopped_at__isnull=True, moment__in=(Meetmoment.INTAKE, moment)
    )
    given: dict[uuid.UUID, dict[str, Mapping[str, int]]] = defaultdict(dict)
    for row in rows:
        given[row.deelnemer_id][row.moment] = row.answers
    pairs = [both for both in given.values() if len(both) > 1]
    found = {}
    for vraag in EFFECTVRAGEN:
        moved = [
            both[moment][vraag.code] - both[Meetmoment.INTAKE][vraag.code]
            for both in pairs if all(vraag.code in one for one in both.values())
        ]  # fmt: skip
        if len(moved) >= FEWEST_PEOPLE:
            found[vraag.code] = str(_shown_mean(moved))
    return found


def reports_of(rows: QuerySet[Effectrapport], windows: Mapping[Meetmoment, Window], now: datetime) -> list[Report]:
    """Return the moments after the intake with their report, made or to be made. One query."""
    made = {row.moment: row for row in rows}
    return [
        Report(moment, windows[moment], made.get(moment), now >= windows[moment].closes_at, _lines(made.get(moment)))
        for moment in (Meetmoment.EIND, Meetmoment.HALF_JAAR) if moment in windows
    ]  # fmt: skip


def unmeasured(ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, Deelnemer]:
    """Return those of these participants who can answer after half a year now and did not. Two queries."""
    with confidential():
        done = Effectmeting.objects.filter(deelnemer=OuterRef("pk"), moment=Meetmoment.HALF_JAAR)
    rows = Deelnemer.objects.filter(pk__in=list(set(ids)), stopped_at__isnull=True, editie__status__in=RUNS)
    found = rows.exclude(Exists(done)).select_related("editie")
    windows = windows_of(row.editie_id for row in found)
    return {row.pk: row for row in found if _is_half_a_year(windows.get(row.editie_id, {}), now)}


def alumni_to_measure(now: datetime) -> list[tuple[Deelnemer, Window]]:
    """Return who is asked after half a year now, with until when. A few queries for any number."""
    ended = _ended(now - timedelta(days=300), now - timedelta(days=150))
    windows = windows_of(ended.values_list("pk", flat=True))
    due = [pk for pk, found in windows.items() if _is_half_a_year(found, now)]
    people = Deelnemer.objects.filter(editie__in=due, stopped_at__isnull=True, user__is_active=True)
    found = list(people.select_related("user", "editie__kring").order_by("pk"))
    waiting = unmeasured((row.pk for row in found), now)
    return [(row, windows[row.editie_id][Meetmoment.HALF_JAAR]) for row in found if row.pk in waiting]


def alumni_to_ask(now: datetime) -> list[tuple[Deelnemer, datetime]]:
    """Return who is asked how she goes on, with when that came due: a week after the eindsessie. Two queries."""
    ended = _ended(now - timedelta(days=40), now)
    ends = dict(Editiedeel.objects.filter(editie__in=ended, onderdeel__kind=OnderdeelKind.EINDSESSIE)
                .values_list("editie_id", "bijeenkomst__ends_at"))  # fmt: skip
    people = Deelnemer.objects.filter(editie__in=list(ends), stopped_at__isnull=True, user__is_active=True)
    found = [(row, mail_moment(local_date(ends[row.editie_id]) + GO_ON_AFTER)) for row in people.select_related("user")]
    return [(row, due_at) for row, due_at in found if due_at <= now]


def alumni_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Deelnemer]:
    """Return those of these participants who finished and did not stop. One query."""
    rows = Deelnemer.objects.filter(pk__in=list(set(ids)), stopped_at__isnull=True, editie__status__in=RUNS)
    return rows.select_related("editie").in_bulk()


def _windows(days: Sequence[Editiedeel]) -> dict[Meetmoment, Window]:
    """Return the moments of an editie by its days in order."""
    meetings = [deel.bijeenkomst for deel in days if deel.bijeenkomst]
    first = meetings[0]
    last = next((deel.bijeenkomst for deel in days
                 if deel.onderdeel.kind == OnderdeelKind.EINDSESSIE and deel.bijeenkomst), None)  # fmt: skip
    opened = days[0].editie.published_at or days[0].editie.created_at
    found = {Meetmoment.INTAKE: Window(opened, first.ends_at)}
    if last is None or last.status != BijeenkomstStatus.GEPLAND:
        return found
    day = local_date(last.starts_at)
    found[Meetmoment.EIND] = Window(last.starts_at, _end(day, DAYS_OPEN[Meetmoment.EIND]))
    later = add_months(day, MONTHS_LATER)
    found[Meetmoment.HALF_JAAR] = Window(mail_moment(later), _end(later, DAYS_OPEN[Meetmoment.HALF_JAAR]))
    return found


def _end(day: date, days: int) -> datetime:
    return at_local(day + timedelta(days=days + 1), time(0))


def _is_half_a_year(windows: Mapping[Meetmoment, Window], now: datetime) -> bool:
    window = windows.get(Meetmoment.HALF_JAAR)
    return window is not None and window.is_open(now)


def _ended(after: datetime, before: datetime) -> QuerySet[Editie]:
    """Return the edities whose eindsessie was held between two moments."""
    held = Editiedeel.objects.filter(
        editie=OuterRef("pk"), onderdeel__kind=OnderdeelKind.EINDSESSIE, bijeenkomst__ends_at__gt=after,
        bijeenkomst__ends_at__lte=before, bijeenkomst__status=BijeenkomstStatus.GEPLAND,
    )  # fmt: skip
    return Editie.objects.filter(Exists(held), status__in=RUNS)


def _shown_mean(moved: Sequence[int]) -> Decimal:
    """Return a mean with one decimal, no further from zero than is shown."""
    mean = (Decimal(sum(moved)) / len(moved)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return max(-MOST_SHOWN, min(MOST_SHOWN, mean))


def _lines(row: Effectrapport | None) -> list[ReportLine]:
    kept = row.differences if row else {}
    return [ReportLine(vraag, _in_words(Decimal(kept[vraag.code]))) for vraag in EFFECTVRAGEN if vraag.code in kept]


def _in_words(mean: Decimal) -> str:
    """Return '+0,4', '0', '-1,2', '+2 of meer'."""
    if abs(mean) >= MOST_SHOWN:
        return f"{'+' if mean > 0 else '-'}{number(abs(mean), 0)} of meer"
    return f"{'+' if mean > 0 else '-' if mean < 0 else ''}{number(abs(mean), 1)}"
