"""The presentation of a participant for the eindsessie: writing it, and showing it to the people of her editie."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.taken import finish_taken, move_taken, open_taken
from community.actions.versions import save_sealed_version
from community.models import User
from community.workdays import add_workdays, local_date, mail_moment
from training.access.presentaties import may_write_presentatie, own_presentaties
from training.actions.begeleiding import ontwikkelmap_of
from training.models import Deelnemer, Presentatie
from training.queries.eindsessies import people_before_eindsessie

PRESENTATIE = "PRESENTATIE"
# How many working days before the eindsessie the duty to have a presentation begins.
ASKED_BEFORE = 15


def save_presentatie(
    *, actor: User, deelnemer: Deelnemer, version: int, content: Mapping[str, Any], now: datetime
) -> Presentatie:
    """Keep `{"slides": [{"title", "text"}]}`. Raises StaleSaveError when she saved in another window meanwhile."""
    access.require(may_write_presentatie(actor, deelnemer, now))
    own = ontwikkelmap_of(deelnemer=deelnemer, now=now)
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        stored = Presentatie.objects.filter(deelnemer=deelnemer).first()
        if stored is None:
            stored = Presentatie(deelnemer=deelnemer, data_key_id=own.data_key_id, changed_at=now)
            stored.content = dict(content)
            stored.save(force_insert=True)
            return stored
        changes = {"content": dict(content)}
        return save_sealed_version(stored, version=version, changes=changes, also={"changed_at": now})


def share_presentatie(*, actor: User, deelnemer: Deelnemer, is_shared: bool, now: datetime) -> None:
    """Show the presentation to the people of the editie and the guests it was chosen for, or take that back.

    Raises ActionError when nothing stands in it. Doing the same twice changes nothing.
    """
    access.require(may_write_presentatie(actor, deelnemer, now))
    with transaction.atomic():
        row = own_presentaties(actor, deelnemer, now).select_for_update(of=("self",)).first()
        if row is None or not row.content.get("slides"):
            raise ActionError(_("Er staat nog niets in je presentatie. Vul eerst een dia in."))
        if (row.shared_at is not None) != is_shared:
            row.shared_at = now if is_shared else None
            row.save(update_fields=["shared_at"])
        if is_shared:
            finish_taken(PRESENTATIE, object_id=deelnemer.pk, now=now)


def ask_presentaties(now: datetime) -> None:
    """Give who takes part the duty to have a presentation, fifteen working days before. Safe to repeat."""
    until = mail_moment(add_workdays(local_date(now), ASKED_BEFORE + 1))
    for deelnemer, meeting in people_before_eindsessie(until, now):
        open_taken(PRESENTATIE, users=[deelnemer.user], object_id=deelnemer.pk, kring=deelnemer.editie.kring,
                   due_at=meeting.starts_at, now=now)  # fmt: skip
        move_taken(PRESENTATIE, object_id=deelnemer.pk, due_at=meeting.starts_at)
