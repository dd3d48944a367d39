"""Messages and duties about steps of a toernee. They name the step, the visit, the day and people; never an answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import readers
from community.berichten.ladders import rung_moment
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.notation import date_plain, moment
from community.reminders.ladders import days_from, days_from_date
from community.workdays import local_date
from intervisie.access.stappen import told_of_late_steps, who_see_to
from intervisie.access.toernees import goes_on
from intervisie.actions.stappen import EXCUSED, STAP
from intervisie.actions.stapplanning import (
    LATE,
    LATE_LONG,
    LOOK_BACK,
    NEAR,
    late_moment,
    look_back_moment,
    near_moment,
    settle_steps,
)
from intervisie.models import BezoekStatus, Toerneestap
from intervisie.protocol.steps import Stap, is_look_back
from intervisie.queries.stappen import path_of, stappen_by_id, visits_by_id

OWN = "N68"
# The rungs of the ladder, by name: days from the last day, each on a working day.
RUNGS = {"zeven": -7, "twee": -2, "na": 2}
Found = Mapping[UUID, tuple[Toerneestap, Stap]]


def words_of_step(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask somebody for her step, while it is hers to do and she agreed to the agreements of the toernee."""
    found = _own(((taak.user_id, taak.object_id) for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=step.title, why=_about(stap), path=path_of(stap, step), button=_("Ga verder"),
        )
        for taak in taken
        if (pair := found.get(taak.object_id)) and (stap := pair[0]) and (step := pair[1])
        and stap.deelnemer.user_id == taak.user_id
    }  # fmt: skip


def is_done_step(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of steps that are done or excused, and of who left or whose toernee ended."""
    found = stappen_by_id(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if (pair := found.get(taak.object_id)) is None or not _is_asked(pair[0])]


def load_own(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N68: her own step comes near or is late; one mail for each rung, never after it is done."""
    found = _own(((row.recipient_id, row.object_id) for row in berichten), now)
    told = {}
    for bericht in berichten:
        if (pair := found.get(bericht.object_id)) is None:
            continue
        stap, step = pair
        name = bericht.moment.partition("@")[0]
        stands = name in RUNGS and bericht.moment == rung_moment(name, days_from(stap.due_date, RUNGS[name]))
        if stands and stap.deelnemer.user_id == bericht.recipient_id:
            is_late = stap.due_date < local_date(now)
            told[bericht.pk] = Inhoud(path=path_of(stap, step), context=_context(stap, step) | {"te_laat": is_late})
    return told


def load_late(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N69: a name and a step that is five working days late, to who leads that visit now."""
    found = _late(berichten)
    leading = who_see_to([stap for stap, _step in found.values()], now)
    return {
        bericht.pk: Inhoud(path=_list_of(pair[0]), context=_context(*pair) | {"wie": pair[0].deelnemer.user.naam})
        for bericht in berichten
        if (pair := found.get(bericht.object_id)) and bericht.moment == late_moment(pair[0].due_date)
        and (user := leading.get(bericht.object_id)) and user.pk == bericht.recipient_id
    }  # fmt: skip


def load_late_long(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N70: a name and a step that is ten working days late, to the coördinerend hart."""
    found, hart = _late(berichten), {user.pk for user in told_of_late_steps(now)}
    return {
        bericht.pk: Inhoud(
            path=reverse("toernee-stappen-beheer", args=[pair[0].toernee.code]),
            context=_context(*pair) | {"wie": pair[0].deelnemer.user.naam},
        )
        for bericht in berichten
        if (pair := found.get(bericht.object_id)) and bericht.recipient_id in hart
        and bericht.moment == late_moment(pair[0].due_date)
    }  # fmt: skip


def load_near(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N71: a visit comes near, to its visitors: when, where, and that the kit is on its page."""
    found = visits_by_id(row.object_id for row in berichten)
    reading = readers((row.toernee.kring_id for row in found.values()), (row.recipient_id for row in berichten), now)
    told = {}
    for bericht in berichten:
        bezoek = found.get(bericht.object_id)
        if bezoek is None or bezoek.status != BezoekStatus.GEPLAND or bericht.moment != near_moment(bezoek.date):
            continue
        visiting = {row.deelnemer.user_id for row in bezoek.rollen.all() if row.deelnemer.left_at is None}
        may_read = (bericht.recipient_id, bezoek.toernee.kring_id) in reading and goes_on(bezoek.toernee)
        if bericht.recipient_id in visiting and may_read and bezoek.date >= local_date(now):
            context = {
                "gastheer": bezoek.host.user.naam, "toernee": bezoek.toernee.kring.name,
                "wanneer": moment(bezoek.bijeenkomst.starts_at, bezoek.bijeenkomst.ends_at),
                "plaats": bezoek.bijeenkomst.place_name,
            }  # fmt: skip
            told[bericht.pk] = Inhoud(path=reverse("bezoek", args=[bezoek.code]), context=context)
    return told


def load_look_back(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N74: it is time to look back at a visit of months ago, to who does so."""
    found = _own(((row.recipient_id, row.object_id) for row in berichten), now)
    return {
        bericht.pk: Inhoud(path=path_of(*pair), context=_context(*pair))
        for bericht in berichten
        if (pair := found.get(bericht.object_id)) and is_look_back(pair[1])
        and pair[0].deelnemer.user_id == bericht.recipient_id
        and bericht.moment == look_back_moment(pair[0].opens_date)
    }  # fmt: skip


def load_excused(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N228: somebody said that a step need not be done, to whose step it was."""
    found = stappen_by_id(row.object_id for row in berichten)
    return {
        bericht.pk: Inhoud(path=reverse("toernee", args=[pair[0].toernee.code]), context=_context(*pair))
        for bericht in berichten
        if (pair := found.get(bericht.object_id)) and pair[0].excused_at is not None
        and pair[0].deelnemer.user_id == bericht.recipient_id and pair[0].deelnemer.left_at is None
        and goes_on(pair[0].toernee)
    }  # fmt: skip


def _own(pairs: Iterable[tuple[Any, Any]], now: datetime) -> Found:
    """Return the steps among these that are still asked of their person, who reads along in the toernee."""
    asked = list(pairs)
    found = {pk: pair for pk, pair in stappen_by_id(pk for _user, pk in asked).items() if _is_asked(pair[0])}
    reading = readers({pair[0].toernee.kring_id for pair in found.values()}, (user for user, _pk in asked), now)
    return {
        pk: pair for pk, pair in found.items() if (pair[0].deelnemer.user_id, pair[0].toernee.kring_id) in reading
    }  # fmt: skip


def _late(berichten: Sequence[Any]) -> Found:
    found = stappen_by_id(row.object_id for row in berichten)
    return {pk: pair for pk, pair in found.items() if _is_asked(pair[0])}


def _is_asked(stap: Toerneestap) -> bool:
    """Whether this step is still to be done by somebody who is in, in a toernee that goes on."""
    is_open = stap.done_at is None and stap.excused_at is None and stap.deelnemer.left_at is None
    return is_open and goes_on(stap.toernee)


def _about(stap: Toerneestap) -> str:
    if stap.bezoek is None:
        return _("Voor {toernee}.").format(toernee=stap.toernee.kring.name)
    day = date_plain(stap.bezoek.date)
    return _("Voor het bezoek aan {naam} op {dag}.").format(naam=stap.bezoek.host.user.naam, dag=day)


def _context(stap: Toerneestap, step: Stap) -> dict[str, Any]:
    visit = stap.bezoek
    return {
        "stap": step.title, "toernee": stap.toernee.kring.name, "dag": date_plain(stap.due_date),
        "gastheer": visit.host.user.naam if visit else "", "bezoekdag": date_plain(visit.date) if visit else "",
    }  # fmt: skip


def _list_of(stap: Toerneestap) -> str:
    """Return the page with who does what: of the visit; of the toernee for a step of the whole toernee."""
    if stap.bezoek is None:
        return reverse("toernee", args=[stap.toernee.code])
    return reverse("bezoek-stappen", args=[stap.bezoek.code])


def _kind(code: str, name: str, load: Any, *, subject: str = "TAKEN", is_on_screen: bool = True) -> BerichtKind:
    return BerichtKind(code=code, name=name, subject=subject, mode="DAG", load=load, is_on_screen=is_on_screen,
                       at_once=False, resend_uncertain=False)  # fmt: skip


KINDS = [
    _kind(OWN, "Een stap van je toernee komt eraan of is te laat", load_own),
    _kind(LATE, "Iemand is laat met een stap van een bezoek dat jij leidt", load_late),
    _kind(LATE_LONG, "Een stap van een toernee is lang te laat", load_late_long, subject="COORDINATIE",
          is_on_screen=False),
    _kind(NEAR, "Een bezoek van je toernee komt eraan", load_near),
    _kind(LOOK_BACK, "Het is tijd om terug te kijken op een bezoek", load_look_back),
    _kind(EXCUSED, "Je hoeft een stap niet te doen", load_excused),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=STAP, name="Doe een stap van je toernee", words=words_of_step, is_done=is_done_step,
        ladder=tuple(Rung(name, OWN, days_from_date(number)) for name, number in RUNGS.items()),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"stappen": Needing("intervisie.Toernee", settle_steps)}
PURGES: dict[str, Callable[[datetime], int]] = {}
