"""Taking the list of who was where along: written down before it leaves."""

from datetime import datetime

from django.db import transaction

from community import access
from community.access.aanwezigheid import may_export_aanwezigheid
from community.actions.logboek import note
from community.models import User


def take_aanwezigheid(*, actor: User, now: datetime) -> None:
    """Write down that the person takes a list of presence along. Call it before the first byte leaves."""
    access.require(may_export_aanwezigheid(actor, now))
    with transaction.atomic():
        note(actor=actor, action="LIJST_GEDOWNLOAD", object_kind="LIJST", detail="AANWEZIGHEID", now=now)
