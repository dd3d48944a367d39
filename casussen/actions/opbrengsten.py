"""What a session gave somebody, put with her own casus by herself, and taken away again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.casussen import may_govern_casus, may_write_casus
from casussen.actions.onderdelen import add_row, remove_row
from casussen.models import Casus, Sessieopbrengst
from community import access
from community.actions.errors import ActionError
from community.models import User

# What is kept of a session: texts, and never who gave them.
TEXTS = ("question", "cards", "insights", "advice", "actions")


class HereAlreadyError(ActionError):
    """The result of this session stands with this casus already."""


def add_opbrengst(*, actor: User, casus: Casus, content: Mapping[str, Any], now: datetime) -> Sessieopbrengst:
    """Put what a session gave the owner with her own casus. Raises HereAlreadyError and ListFullError."""
    access.require(may_govern_casus(actor, casus, now) and may_write_casus(actor, casus, now))
    with transaction.atomic():
        stored = Casus.objects.select_for_update().get(pk=casus.pk)
        access.require(may_govern_casus(actor, stored, now) and may_write_casus(actor, stored, now))
        rows = Sessieopbrengst.objects.filter(casus=stored)
        if content.get("from") and any(row.content.get("from") == content["from"] for row in rows):
            raise HereAlreadyError(_("De opbrengst van deze sessie staat al bij deze casus."))
        return add_row(actor=actor, casus=stored, model=Sessieopbrengst, values={"content": dict(content)}, now=now)


def remove_opbrengst(*, actor: User, opbrengst: Sessieopbrengst, now: datetime) -> None:
    """Take what a session gave away from the casus, for good; the casus stays as it was."""
    access.require(may_write_casus(actor, opbrengst.casus, now))
    remove_row(actor=actor, casus=opbrengst.casus, row=opbrengst, now=now)
