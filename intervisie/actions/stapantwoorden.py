"""Answering the questions of a step: kept while she writes, handed in once, sealed under the key of the toernee."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import hold_to_write
from community.actions.versions import NOT_STORED, save_sealed_version
from community.models import User
from intervisie.access.stappen import OPEN_STEP, Stapplaats, place_in_step
from intervisie.actions.stappen import finish_rows
from intervisie.models import Stapantwoord, Toerneestap
from intervisie.protocol import words


def save_antwoord(
    *, actor: User, place: Stapplaats, version: int, answers: Mapping[str, Any], now: datetime,
    is_handed_in: bool = False,
) -> Stapantwoord:  # fmt: skip
    """Keep what she wrote in her step; `version` is versions.NOT_STORED for who began with an empty form.

    With `is_handed_in` others read it as the protocol says, and her duty is done. Raises StaleSaveError when she saved
    it in another window meanwhile; ActionError when it was handed in and stays as it is, the toernee ended, or nothing
    stands in what she hands in.
    """
    access.require(place.own is not None and place.may_write(now))
    if is_handed_in and not answers:
        raise ActionError(_("Vul minstens één vraag in voordat je inlevert."))
    with transaction.atomic():
        stap = _hold(actor, place, now)
        stored = Stapantwoord.objects.select_for_update().filter(stap=stap).first()
        _require_changeable(stored, answers, place)
        row = _write(stored, stap, place, version, dict(answers), now)
        if is_handed_in and row.handed_in_at is None:
            row.handed_in_at = now
            row.save(update_fields=["handed_in_at"])
        if is_handed_in:
            finish_rows([stap], now)
    return row


def finish_own_step(*, actor: User, place: Stapplaats, now: datetime) -> None:
    """Say that her step is done where no page can know it. Doing it twice is as once."""
    access.require(place.own is not None and place.may_write(now) and place.step.page == words.KIT)
    with transaction.atomic():
        finish_rows([_hold(actor, place, now)], now)


def mark_held(*, actor: User, place: Stapplaats, now: datetime) -> None:
    """Say that the talk of this step was held: nobody is asked for it any more. What people wrote stays as it is.

    A draft stays hers: others read it when she hands it in. Doing it twice is as once.
    """
    access.require(place.own is not None and place.may_write(now) and place.step.page == words.GESPREK)
    with transaction.atomic():
        _hold(actor, place, now)
        rows = Toerneestap.objects.filter(OPEN_STEP, toernee=place.toernee, bezoek=place.bezoek, step=place.step.code)
        finish_rows(rows.select_for_update(of=("self",), no_key=True), now)


def _hold(actor: User, place: Stapplaats, now: datetime) -> Toerneestap:
    """Return her step under its lock, judged again as it stands now. Raises KringClosedError, DeniedError."""
    hold_to_write(actor, place.toernee.kring_id)
    again = place_in_step(actor, place.toernee, place.bezoek, place.step, now)
    access.require(again.may_write(now))
    return Toerneestap.objects.select_for_update(of=("self",), no_key=True).get(
        toernee=again.toernee, bezoek=again.bezoek, step=again.step.code, deelnemer=again.deelnemer
    )


def _require_changeable(stored: Stapantwoord | None, answers: Mapping[str, Any], place: Stapplaats) -> None:
    """An impression of her own is not changed any more once she may read those of others."""
    if stored is None or stored.handed_in_at is None or place.step.reads != words.NA_EIGEN:
        return
    if stored.answers != dict(answers):
        raise ActionError(
            _("Je antwoord is ingeleverd. Je leest nu wat anderen schreven, dus het blijft zoals het is.")
        )


def _write(
    stored: Stapantwoord | None, stap: Toerneestap, place: Stapplaats, version: int, answers: dict[str, Any],
    now: datetime,
) -> Stapantwoord:  # fmt: skip
    if stored is not None:
        return save_sealed_version(stored, version=version, changes={"answers": answers}, also={"changed_at": now})
    # Whatever version she says: nothing is stored that she could overwrite.
    row = Stapantwoord(stap=stap, data_key_id=place.toernee.data_key_id, changed_at=now, version=NOT_STORED + 1)
    row.answers = answers
    row.save(force_insert=True)
    return row
