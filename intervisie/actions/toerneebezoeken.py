"""One visit that stands: somebody cannot come, it is fixed or let go, it took place, it does not go on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.rollen import coordinatoren
from community.actions.beschikbaarheid import cannot_come
from community.actions.errors import ActionError
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.berichten.outbox import owe_many
from community.models import Bezetting, Deelname, DeelnameStatus, Taak, User
from community.workdays import local_date
from intervisie.access.toerneeplanning import (
    may_report_absence,
    movable_bezoeken,
    passed_bezoeken,
)
from intervisie.access.toernees import may_plan_toernee
from intervisie.actions.stappen import finish_step, open_steps
from intervisie.actions.toerneemensen import hold_toernee
from intervisie.actions.toerneerollen import call_off_visit, divide_again
from intervisie.actions.toerneevoorstellen import hold
from intervisie.models import Bezoek, BezoekStatus, Toernee
from intervisie.queries.toerneetaken import DAGDELEN_GEVEN, past_bezoeken, silent_after_due

# Duties of the hart: somebody cannot come to a visit; did this visit take place?
BEZOEK_HERSTEL, BEZOEK_GEWEEST = "BEZOEK_HERSTEL", "BEZOEK_GEWEEST"
# Somebody still gave no dagdelen when the time to do so was over.
STILL_SILENT = "N225"
# The step of a protocol that is the visit itself.
VISIT_STEP = "BEZOEK"


def report_absence(*, actor: User, bezoek: Bezoek, now: datetime) -> None:
    """Say that one cannot come to a visit: the hart is asked to find another day or to go on without her.

    Until then nothing moves. Saying it twice changes nothing.
    """
    access.require(may_report_absence(actor, bezoek, now))
    with transaction.atomic():
        cannot_come(actor=actor, slot=(bezoek.date, bezoek.half), now=now)
        open_taken(BEZOEK_HERSTEL, users=coordinatoren(now), object_id=bezoek.pk, now=now,
                   due_at=bezoek.bijeenkomst.starts_at)  # fmt: skip


def lock_bezoek(*, actor: User, bezoek: Bezoek, is_locked: bool, now: datetime) -> None:
    """Let a planned visit stay where it is, or let it go. Raises ActionError when it is over or does not go on."""
    access.require(may_plan_toernee(actor, bezoek.toernee, now))
    with transaction.atomic():
        held = _movable(actor, bezoek, now)
        if held.is_locked != is_locked:
            Bezoek.objects.filter(pk=held.pk).update(is_locked=is_locked, version=held.version + 1)


def cancel_bezoek(*, actor: User, bezoek: Bezoek, reason: str, now: datetime) -> None:
    """Call a visit off without another day; its people hear it. Raises ActionError when it is over already."""
    access.require(may_plan_toernee(actor, bezoek.toernee, now))
    with transaction.atomic():
        hold_toernee(bezoek.toernee)
        held = _movable(actor, bezoek, now)
        call_off_visit(held, reason, now)
        withdraw_taken(BEZOEK_HERSTEL, object_id=held.pk, now=now)
        divide_again(held.toernee, now)
        open_steps(held.toernee, now)


def mark_bezoek(*, actor: User, bezoek: Bezoek, took_place: bool, now: datetime) -> None:
    """Write that a visit took place, or did not: then its host still has to receive. Raises ActionError before its day
    and when somebody said so already."""
    access.require(may_plan_toernee(actor, bezoek.toernee, now))
    with transaction.atomic():
        hold_toernee(bezoek.toernee)
        hold(bezoek.toernee)
        held = passed_bezoeken(actor, bezoek.toernee, now).filter(pk=bezoek.pk).select_related("toernee").first()
        if held is None:
            raise ActionError(_("Van dit bezoek is al bekend of het doorging, of het moet nog komen."))
        if took_place:
            _held(held, now)
            return
        Bezoek.objects.filter(pk=held.pk).update(status=BezoekStatus.VERVALLEN, version=held.version + 1)
        Bezetting.objects.filter(bijeenkomst=held.bijeenkomst_id).delete()
        finish_taken(BEZOEK_GEWEEST, object_id=held.pk, now=now)
        open_steps(held.toernee, now)


def follow_visits(now: datetime) -> None:
    """Let visits follow the days: with people on the list of presence it took place; else the hart is asked.

    And tell the hart, once, who gave no dagdelen while the time for it is over. Safe any number of times.
    """
    rows = past_bezoeken(now)
    present = set(
        Deelname.objects.filter(
            bijeenkomst__in=[row.bijeenkomst_id for row in rows], status=DeelnameStatus.AANWEZIG
        ).values_list("bijeenkomst_id", flat=True)
    )  # fmt: skip
    asked = set(
        Taak.objects.filter(kind=BEZOEK_GEWEEST, object_id__in=[row.pk for row in rows])
        .values_list("object_id", flat=True)
    )  # fmt: skip
    for row in rows:
        with transaction.atomic():
            held = Bezoek.objects.select_for_update(of=("self",), no_key=True).select_related("toernee", "bijeenkomst")
            bezoek = held.get(pk=row.pk)
            if bezoek.status != BezoekStatus.GEPLAND:
                continue
            if row.bijeenkomst_id in present and bezoek.bijeenkomst.attendance_saved_at is not None:
                _held(bezoek, now)
            elif row.pk not in asked and local_date(bezoek.bijeenkomst.starts_at) < local_date(now):
                open_taken(BEZOEK_GEWEEST, users=coordinatoren(now), object_id=row.pk, now=now)
    _tell_silence(now)


def _tell_silence(now: datetime) -> None:
    hart = coordinatoren(now)
    for toernee, due_at in silent_after_due(DAGDELEN_GEVEN, now):
        owe_many(STILL_SILENT, object_id=toernee.pk, recipients=hart, moment=f"stil:{local_date(due_at)}", now=now)


def _held(bezoek: Bezoek, now: datetime) -> None:
    """Write that a visit took place; who was in it did that step of the protocol."""
    Bezoek.objects.filter(pk=bezoek.pk).update(status=BezoekStatus.GEHOUDEN, version=bezoek.version + 1)
    finish_taken(BEZOEK_GEWEEST, object_id=bezoek.pk, now=now)
    for stap in bezoek.stappen.filter(step=VISIT_STEP).select_related("deelnemer"):
        finish_step(bezoek=bezoek, step=VISIT_STEP, deelnemer=stap.deelnemer, now=now)


def _movable(actor: User, bezoek: Bezoek, now: datetime) -> Bezoek:
    """Return a visit under the lock of its toernee. Raises ActionError when it is over or does not go on."""
    held: Toernee = hold(bezoek.toernee)
    rows = movable_bezoeken(actor, held, now).select_related("bijeenkomst", "toernee__kring", "host__user")
    found = rows.filter(pk=bezoek.pk).first()
    if found is None:
        raise ActionError(_("Dit bezoek is al geweest of gaat niet door. Er is niets veranderd."))
    return found
