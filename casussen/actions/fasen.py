"""Changing the phase of a casus: the answer of the format, and a reason when one goes back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.casussen import may_write_casus
from casussen.actions.casussen import save_format
from casussen.actions.onderdelen import save_single
from casussen.models import Casus, Fase, FaseStatus
from community import access
from community.actions.errors import ActionError, StaleSaveError
from community.models import User


class ReasonMissingError(ActionError):
    """Somebody goes back to an earlier phase and does not say why."""


def set_current_phase(*, actor: User, casus: Casus, was: str, fase: str, reason: str, now: datetime) -> Casus:
    """Make this the current phase; `was` is the one that the person saw.

    Going back asks a reason, which stands with the phase one goes back to. Raises ReasonMissingError, and
    StaleSaveError when somebody else chose another phase meanwhile.
    """
    access.require(may_write_casus(actor, casus, now))
    with transaction.atomic():
        stored = Casus.objects.select_for_update().get(pk=casus.pk)
        there = str(stored.format.get("fase") or "")
        if there == fase:
            return stored
        if there != was:
            raise StaleSaveError(stored)
        is_back = bool(there) and int(fase) < int(there)
        if is_back and not reason:
            raise ReasonMissingError(_("Schrijf waarom je teruggaat naar een eerdere fase."))
        saved = save_format(actor=actor, casus=stored, version=stored.version, answers={"fase": fase}, now=now)
        if is_back:
            _note_return(actor, saved, int(fase), reason, now)
    return saved


def _note_return(actor: User, casus: Casus, number: int, reason: str, now: datetime) -> None:
    row = Fase.objects.filter(casus=casus, number=number).first()
    stand = (row.stand if row else {}) | {"status": FaseStatus.BEZIG.value, "reason": reason}
    save_single(
        actor=actor, casus=casus, model=Fase, is_it=lambda fase: fase.number == number,
        version=row.version if row else 0, values={"number": number, "stand": stand}, now=now,
    )  # fmt: skip
