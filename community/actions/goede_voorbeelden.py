"""What an organisatie set up itself and shows as a good example: its Initiatieven, kept by its contacts."""

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.partnerschappen import may_change_own
from community.actions.errors import ActionError, StaleSaveError
from community.models import Initiatief, Partnerschap, User

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
MOST_VOORBEELDEN = 200
# As other versions, it stays within what a form accepts.
HIGHEST = 2_000_000_000


class VoorbeeldError(ActionError):
    """The example cannot be written down like this."""


@dataclass(frozen=True)
class VoorbeeldAnswers:
    """What the form asks about something the organisatie set up."""

    title: str
    provincie: str
    kind: str
    summary: str
    from_date: date | None
    until_date: date | None


def version_of(row: Initiatief) -> int:
    """Return a number that changes with what is stored: /beheer/ changes the same rows without counting."""
    shown = "\x1f".join(str(getattr(row, name)) for name in VoorbeeldAnswers.__dataclass_fields__)
    return zlib.crc32(shown.encode()) % HIGHEST


def add_voorbeeld(*, actor: User, partnerschap: Partnerschap, answers: VoorbeeldAnswers, now: datetime) -> Initiatief:
    """Write down something the organisatie set up; members read it on the page of the province.

    Raises VoorbeeldError for days that cannot be, and when there are too many.
    """
    access.require(may_change_own(actor, partnerschap, now))
    _check(answers)
    with transaction.atomic():
        row = Partnerschap.objects.select_for_update(of=("self",), no_key=True).get(pk=partnerschap.pk)
        access.require(may_change_own(actor, row, now))
        if Initiatief.objects.filter(organisaties=row.organisatie_id).count() >= MOST_VOORBEELDEN:
            raise VoorbeeldError(_("Er staan al {aantal} voorbeelden.").format(aantal=MOST_VOORBEELDEN))
        made = Initiatief.objects.create(**_changes(answers))
        made.organisaties.add(row.organisatie)
    return made


def change_voorbeeld(
    *, actor: User, partnerschap: Partnerschap, voorbeeld: Initiatief, version: int, answers: VoorbeeldAnswers,
    now: datetime,
) -> Initiatief:  # fmt: skip
    """Store what a contact changed; other organisers and the group it became stay.

    Raises StaleSaveError when somebody saved in between; VoorbeeldError for days that cannot be, and when it is gone.
    """
    access.require(may_change_own(actor, partnerschap, now))
    _check(answers)
    with transaction.atomic():
        row = Initiatief.objects.select_for_update(of=("self",), no_key=True).filter(pk=voorbeeld.pk).first()
        if row is None or not row.organisaties.filter(pk=partnerschap.organisatie_id).exists():
            raise VoorbeeldError(_("Dit voorbeeld is intussen verwijderd."))
        if version_of(row) != version:
            row.version = version_of(row)  # type: ignore[attr-defined]  # what StaleSaveError shows; not stored
            raise StaleSaveError(row)
        for name, value in _changes(answers).items():
            setattr(row, name, value)
        row.save(update_fields=list(_changes(answers)))
    return row


def _check(answers: VoorbeeldAnswers) -> None:
    for day in filter(None, (answers.from_date, answers.until_date)):
        if not FIRST_DAY <= day < LAST_DAY:
            raise VoorbeeldError(_("Kies een dag tussen 2000 en 2100."))
    if answers.from_date and answers.until_date and answers.until_date < answers.from_date:
        raise VoorbeeldError(_("De laatste dag ligt vóór de eerste. Pas een van de twee aan."))


def _changes(answers: VoorbeeldAnswers) -> dict[str, Any]:
    return {name: getattr(answers, name) for name in VoorbeeldAnswers.__dataclass_fields__}
