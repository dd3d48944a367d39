"""Sheets of a session: saved by who writes them, for somebody on paper by who leads, and handed in.

What is stored already is no change: the same sheet that arrives twice, because the answer to the first never came, has
one effect. A sheet that was handed in is locked: she saw those of the others.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.versions import save_sealed_version
from intervisie.access.sessies import Plek
from intervisie.actions.sessieslot import hold_live, touch
from intervisie.models import Sessieblad
from intervisie.queries.sessiebladen import Bladen, bladen_of
from intervisie.queries.sessiegang import Gang, gang_of
from intervisie.werkvorm.fields import clean
from intervisie.werkvorm.steps import Stap
from intervisie.werkvorm.words import AFTER_OWN, AT_ONCE


class BladFaultsError(ActionError):
    """What was written does not fit the step. `faults` holds a sentence for each field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(faults.values())))
        self.faults = dict(faults)


class LockedError(ActionError):
    """She handed it in, so nothing of it changes any more."""


def save_blad(
    *, plek: Plek, step: str, round: int, author: int, answers: Mapping[str, str], version: int, now: datetime
) -> Sessieblad:
    """Save what `author` wrote in a step (and round): oneself, or somebody on paper for whom who leads types.

    Only what the step asks is kept. Raises BladFaultsError, LockedError, SessieOverError when the session does not go
    on, DeniedError when it is not hers to write, and StaleSaveError with the stored sheet when another device saved
    something else meanwhile.
    """
    with transaction.atomic():
        fresh = hold_live(plek, now)
        gang = gang_of(fresh.sessie)
        bladen = bladen_of(gang)
        row = bladen.row(author, step, round)
        _require_writable(fresh, gang, bladen, author, step, round)
        kept, faults = clean(bladen.fields(fresh, step, round, author), answers)
        if faults:
            raise BladFaultsError(faults)
        if row is None:
            return _write_first(gang, author, step, round, kept, now)
        return _write_again(gang, row, version, kept, now)


def hand_in(*, plek: Plek, step: str, round: int, author: int, now: datetime) -> None:
    """Let the others see a sheet and see theirs, where a step goes first alone, then together. Twice is as good as
    once. Raises ActionError when there is nothing on it yet."""
    with transaction.atomic():
        fresh = hold_live(plek, now)
        gang = gang_of(fresh.sessie)
        bladen = bladen_of(gang)
        row = bladen.row(author, step, round)
        if row is not None and row.handed_in_at is not None and bladen.is_hers(fresh, author):
            return
        _require_writable(fresh, gang, bladen, author, step, round)
        access.require(_step(gang, step).reveal == AFTER_OWN)
        if row is None or not row.filled:
            raise ActionError(_("Schrijf eerst zelf iets op. Daarna zie je wat de anderen schreven."))
        row.handed_in_at = now
        row.version += 1
        row.save(update_fields=["handed_in_at", "version"])
        touch(fresh.sessie)


def _require_writable(plek: Plek, gang: Gang, bladen: Bladen, author: int, step: str, round: int) -> None:
    """Raise LockedError for a sheet of hers that was handed in, DeniedError for one that is not hers to write."""
    row = bladen.row(author, step, round)
    if row is not None and row.handed_in_at is not None and bladen.is_hers(plek, author):
        raise LockedError(_("Dit blad liet je al zien. Je kunt er niets meer aan veranderen."))
    access.require(gang.schema.step(step) is not None and bladen.may_write(plek, author, step, round))


def _write_first(
    gang: Gang, author: int, step: str, round: int, answers: dict[str, str], now: datetime
) -> Sessieblad:  # fmt: skip
    sessie = gang.sessie
    row = Sessieblad(
        sessie=sessie, deelnemer=gang.by_number[author], step=step, round=round, data_key_id=sessie.data_key_id,
        filled=_filled(answers), changed_at=now,
    )  # fmt: skip
    row.answers = answers
    row.save(force_insert=True)
    touch(sessie)
    return row


def _write_again(gang: Gang, row: Sessieblad, version: int, answers: dict[str, str], now: datetime) -> Sessieblad:
    filled = _filled(answers)
    stored = save_sealed_version(
        row, version=version, changes={"answers": answers}, also={"filled": filled, "changed_at": now}
    )
    if stored.version == row.version:
        return stored
    if set(filled) != set(row.filled) or _is_read_already(gang, _step(gang, row.step)):
        touch(gang.sessie)
    return stored


def _is_read_already(gang: Gang, step: Stap) -> bool:
    """Whether others read along while she writes: then they are told of every change."""
    return step.reveal == AT_ONCE or step.code != gang.step.code


def _filled(answers: Mapping[str, str]) -> list[str]:
    return sorted(name for name, text in answers.items() if text)


def _step(gang: Gang, code: str) -> Stap:
    found = gang.schema.step(code)
    if found is None:
        raise access.DeniedError
    return found
