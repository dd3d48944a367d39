"""Steps of toernees as pages show them: one's own, who does what, what is late. Never what was answered."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.queries.groepsberichten import OUD_LID
from community.workdays import local_date
from intervisie.access.stappen import OPEN_STEP
from intervisie.access.toernees import GOING_ON, goes_on
from intervisie.models import Bezoek, BezoekStatus, Toernee, Toerneedeelnemer, Toerneestap
from intervisie.protocol import words
from intervisie.protocol.steps import Stap
from intervisie.queries.bezoeken import path_of_step
from intervisie.queries.protocollen import protocol_of, protocols_by_versie

# Steps that other pages finish under these codes; another step on the page of the kit is finished by hand.
FINISHED_BY_KIT = ("ZELFBEELD", "PAKKET")


@dataclass(frozen=True)
class EigenStap:
    """One step of a person that is not done: what, for which visit, when, and where she does it."""

    stap: Toerneestap
    step: Stap
    bezoek: Bezoek | None
    path: str
    is_open: bool
    is_late: bool

    @property
    def about(self) -> str:
        """For which visit it is; empty for a step of the whole toernee."""
        return _("Bezoek aan %(name)s") % {"name": self.bezoek.host.user.naam} if self.bezoek else ""


@dataclass(frozen=True)
class Wie:
    """One person in one step, and how far she is."""

    stap: Toerneestap
    name: str
    is_own: bool
    status: str
    words: str

    @property
    def is_waiting(self) -> bool:
        """Something is still asked of her."""
        return self.status in ("OPEN", "LAAT", "LATER")


@dataclass(frozen=True)
class Staplijn:
    """One step with everybody who does it."""

    step: Stap
    bezoek: Bezoek | None
    due_date: date
    path: str
    people: tuple[Wie, ...]
    # Whether who looks can open the page of the step: it is hers, or she reads what was handed in.
    is_open_to_her: bool = False

    @property
    def can_be_excused(self) -> bool:
        """Whether somebody can be excused from it; of the visit itself she lets know in the agenda."""
        return self.step.page != words.BEZOEKDAG

    @property
    def late(self) -> int:
        """How many people are late with it."""
        return sum(one.status == "LAAT" for one in self.people)


def path_of(stap: Toerneestap, step: Stap) -> str:
    """Return where somebody does this step. `toernee` and `bezoek` are at hand."""
    if stap.bezoek is None:
        return reverse("toernee-stap", args=[stap.toernee.code, step.slug])
    own_page = reverse("bezoek-stap", args=[stap.bezoek.code, step.slug])
    if step.page == words.KIT and step.code not in FINISHED_BY_KIT:
        return own_page
    return page_of(stap.bezoek, step) or own_page


def page_of(bezoek: Bezoek | None, step: Stap) -> str:
    """Return the other page on which this step is done; empty when it is done on its own page."""
    if bezoek is None or step.page in words.ASKS:
        return ""
    if step.page == words.BEZOEKDAG:
        return reverse("bezoek", args=[bezoek.code])
    return path_of_step(bezoek, step.page, step.slug)


def own_open_steps(toernee: Toernee, deelnemer: Toerneedeelnemer, now: datetime) -> list[EigenStap]:
    """Return what this person still has to do in this toernee, the first due first. One query; the protocol is at hand.

    What opens later is among it: `is_open` tells.
    """
    if not goes_on(toernee):
        return []
    today, protocol = local_date(now), protocol_of(toernee)
    rows = Toerneestap.objects.filter(OPEN_STEP, toernee=toernee, deelnemer=deelnemer)
    rows = rows.select_related("bezoek__host__user")
    found = []
    for row in rows.order_by("due_date", "opens_date", "pk"):
        row.toernee = toernee
        if step := protocol.step(row.step):
            found.append(EigenStap(row, step, row.bezoek, path_of(row, step), row.opens_date <= today,
                                   row.due_date < today))  # fmt: skip
    return found


def late_rows(now: datetime) -> QuerySet[Toerneestap]:
    """Return the steps of running toernees that are late."""
    return live_rows().filter(due_date__lt=local_date(now), opens_date__lt=local_date(now))


def live_rows() -> QuerySet[Toerneestap]:
    """Return the steps that somebody still has to do, in toernees that go on."""
    return Toerneestap.objects.filter(
        OPEN_STEP, deelnemer__left_at__isnull=True, toernee__status__in=GOING_ON, toernee__kring__closed_at__isnull=True
    )


def coming_visits(first: date, last: date) -> QuerySet[Bezoek]:
    """Return the visits of these days that go on, from tomorrow on, with who visits. Three queries."""
    rows = Bezoek.objects.filter(
        status=BezoekStatus.GEPLAND, date__gt=first, date__lte=last, toernee__status__in=GOING_ON
    )
    return rows.select_related("toernee__kring").prefetch_related("rollen__deelnemer__user")


def lines_of_bezoek(bezoek: Bezoek, own: Toerneedeelnemer | None, now: datetime) -> list[Staplijn]:
    """Return the steps of a visit with who does them and how far each is. One query; the protocol is at hand.

    `own` is as whom the reader takes part in the toernee; None for who guides it.
    """
    lines = _lines(bezoek.toernee, _with_people(Toerneestap.objects.filter(bezoek=bezoek)), own, now)
    return [replace(line, is_open_to_her=own is not None and _is_open_to(line)) for line in lines]


def _is_open_to(line: Staplijn) -> bool:
    """Whether this step is hers, or others handed in what host and visitors read."""
    is_own = any(one.is_own and one.status != "VRIJGESTELD" for one in line.people)
    has_answers = line.step.page in words.ASKS and any(one.status == "KLAAR" for one in line.people)
    return is_own or (has_answers and line.step.reads == words.GASTHEER_EN_BEZOEKERS)


def lines_of_toernee(toernee: Toernee, own: Toerneedeelnemer | None, now: datetime) -> list[Staplijn]:
    """Return all steps of a toernee, those of the whole toernee first, then visit by visit. One query."""
    return _lines(toernee, _with_people(Toerneestap.objects.filter(toernee=toernee)), own, now)


def _with_people(rows: QuerySet[Toerneestap]) -> QuerySet[Toerneestap]:
    return rows.select_related("deelnemer__user", "bezoek__host__user", "excused_by")


def _lines(
    toernee: Toernee, rows: Iterable[Toerneestap], own: Toerneedeelnemer | None, now: datetime
) -> list[Staplijn]:  # fmt: skip
    """Return the lines in order of visit and protocol; who left is shown only with what she did."""
    steps = {step.code: (at, step) for at, step in enumerate(protocol_of(toernee).steps())}
    groups: dict[tuple[date, str, int], list[Toerneestap]] = {}
    for row in rows:
        is_gone = row.deelnemer.left_at is not None or (row.excused_at is not None and row.excused_by_id is None)
        if row.step in steps and (row.done_at is not None or not is_gone):
            row.toernee = toernee
            day = row.bezoek.date if row.bezoek else date.min
            groups.setdefault((day, str(row.bezoek_id), steps[row.step][0]), []).append(row)
    return [_line(steps[found[0].step][1], found, own, now) for _key, found in sorted(groups.items())]


def _line(step: Stap, rows: Sequence[Toerneestap], own: Toerneedeelnemer | None, now: datetime) -> Staplijn:
    people = sorted((_who(row, own, now) for row in rows), key=lambda one: (one.stap.deelnemer.position, one.name))
    due = min((row.due_date for row in rows if row.done_at is None), default=rows[0].due_date)
    return Staplijn(step, rows[0].bezoek, due, path_of(rows[0], step), tuple(people))


def _who(row: Toerneestap, own: Toerneedeelnemer | None, now: datetime) -> Wie:
    today = local_date(now)
    if row.done_at is not None:
        status, said = "KLAAR", _("klaar")
    elif row.excused_at is not None:
        status, said = "VRIJGESTELD", _("vrijgesteld")
    elif row.due_date < today:
        status, said = "LAAT", _("te laat")
    elif row.opens_date <= today:
        status, said = "OPEN", _("nog te doen")
    else:
        status, said = "LATER", _("nog niet begonnen")
    name = row.deelnemer.user.naam if row.deelnemer.left_at is None else OUD_LID
    return Wie(row, name, own is not None and row.deelnemer_id == own.pk, status, said)


def visits_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bezoek]:
    """Return these visits with who visits, and when and where it is. Three queries for any number."""
    rows = Bezoek.objects.filter(pk__in=set(ids)).select_related("toernee__kring", "host__user", "bijeenkomst")
    return {row.pk: row for row in rows.prefetch_related("rollen__deelnemer__user")}


def stappen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[Toerneestap, Stap]]:
    """Return these steps with their words, of those whose protocol still has them. Two queries for any number."""
    return {stap.pk: (stap, step) for stap, step in with_steps(Toerneestap.objects.filter(pk__in=set(ids)))}


def with_steps(rows: QuerySet[Toerneestap]) -> list[tuple[Toerneestap, Stap]]:
    """Return these rows with their words, each protocol read once. Two queries; one when there are none."""
    found = list(rows.select_related("toernee__kring", "bezoek__toernee__kring", "bezoek__host__user",
                                     "deelnemer__user"))  # fmt: skip
    protocols = protocols_by_versie({row.toernee.protocolversie_id for row in found}) if found else {}
    pairs = ((row, protocols[row.toernee.protocolversie_id].step(row.step)) for row in found)
    return [(row, step) for row, step in pairs if step is not None]
