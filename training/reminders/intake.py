"""Messages and duties about the intake: choosing a time, the booked talk, and closing it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.taken import open_taken
from community.berichten.unneeded import Needing
from community.dagdelen import in_words, on_days
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import BijeenkomstStatus
from community.queries.agenda import place_of
from community.queries.deelname import situations
from community.queries.feed import mailed_file
from community.reminders.ladders import workdays_after_opening
from training.actions.intake import BOOKED, INTAKE_AFRONDEN, KIES_INTAKE
from training.queries.intake import held_intakes, slugs_of, to_finish, waiting_for_intake, without_intake

CHOOSE = "N16"


def words_kiezen(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a participant to choose a time for her intake, while she has none."""
    found = waiting_for_intake(taak.object_id for taak in taken)
    return {
        taak.pk: TaakWords(
            title=_("Kies een moment voor je intakegesprek"),
            why=_("Dan maak je kennis met een trainer van {editie}.").format(editie=row.editie.name),
            path=reverse("editie-intake", args=[row.editie.slug]),
            button=_("Kies een moment"),
        )
        for taak in taken
        if (row := found.get(taak.object_id)) and row.user_id == taak.user_id
    }


def is_done_kiezen(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who chose a time, is ready, or does not take part any more."""
    found = waiting_for_intake(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if taak.object_id not in found]


def words_afronden(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a trainer to say that an intake was held."""
    found = to_finish(taak.object_id for taak in taken)
    return {
        taak.pk: TaakWords(
            title=_("Rond de intake van {name} af").format(name=row.user.naam),
            why=_("Dan weet de deelnemer dat alles klaar is voor dagdeel 1."),
            path=reverse("editie-intake-deelnemer", args=[row.editie.slug, row.pk]),
            button=_("Rond af"),
        )
        for taak in taken
        if (row := found.get(taak.object_id))
    }


def is_done_afronden(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties about participants who are ready, or who stopped."""
    found = to_finish(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if taak.object_id not in found]


def load_kiezen(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N16: choose a time for your intake, while you have none."""
    found = waiting_for_intake(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(path=reverse("editie-intake", args=[row.editie.slug]), context={"editie": row.editie.name})
        for bericht in berichten
        if (row := found.get(bericht.object_id)) and row.user_id == bericht.recipient_id
    }


def load_geboekt(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N17: the talk stands, with the file for the calendar; while it is to come."""
    cases = situations(((bericht.recipient_id, bericht.object_id) for bericht in berichten), now)
    slugs = slugs_of([bericht.object_id for bericht in berichten])
    told = {}
    for bericht in berichten:
        case, slug = cases.get((bericht.recipient_id, bericht.object_id)), slugs.get(bericht.object_id)
        if case is None or slug is None or case.bijeenkomst.status != BijeenkomstStatus.GEPLAND:
            continue
        if case.bijeenkomst.starts_at <= now:
            continue
        meeting = case.bijeenkomst
        context = {"when": in_words(meeting.starts_at, meeting.ends_at), "where": place_of(meeting),
                   "on_day": on_days(meeting.starts_at, meeting.ends_at),
                   "is_host": meeting.organiser_id == bericht.recipient_id}  # fmt: skip
        told[bericht.pk] = Inhoud(path=reverse("editie-intake", args=[slug]), context=context,
                                  attachments=(mailed_file(case, method="REQUEST"),))  # fmt: skip
    return told


def plan(now: datetime) -> None:
    """Give who has no talk yet the duty to choose one, where there is a free time; a trainer that to close one."""
    for deelnemer in without_intake(now):
        open_taken(KIES_INTAKE, users=[deelnemer.user], object_id=deelnemer.pk, kring=deelnemer.editie.kring, now=now)
    for deelnemer, trainer in held_intakes(now):
        open_taken(INTAKE_AFRONDEN, users=[trainer], object_id=deelnemer.pk, kring=deelnemer.editie.kring, now=now)


KINDS = [
    BerichtKind(code=CHOOSE, name="Kies een moment voor je intakegesprek", subject="TAKEN", mode="DAG",
                load=load_kiezen, is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=BOOKED, name="Je intakegesprek staat vast", subject="AGENDA", mode="DIRECT", load=load_geboekt,
                is_on_screen=True, is_mandatory=True),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=KIES_INTAKE, name="Kies een moment voor je intakegesprek", words=words_kiezen, is_done=is_done_kiezen,
        ladder=(Rung("begin", CHOOSE, lambda taak: taak.opened_at), Rung("vijf", CHOOSE, workdays_after_opening(5))),
    ),
    TaakKind(code=INTAKE_AFRONDEN, name="Rond een intake af", words=words_afronden, is_done=is_done_afronden),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"intake": Needing("training.Editie", plan)}
PURGES: dict[str, Callable[[datetime], int]] = {}
