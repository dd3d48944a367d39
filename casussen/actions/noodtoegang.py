"""Breaking the glass: two people, a reason, at most four hours, and the owner knows at once."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from casussen.access.noodtoegang import (
    ANSWER_WITHIN,
    may_ask_noodtoegang,
    may_be_asked_for,
    open_noodtoegangen,
    privacycontacten,
    running_noodtoegangen,
    told_of_emergencies,
)
from casussen.models import Casus, Noodtoegang
from community import access
from community.actions.errors import ActionError
from community.actions.logboek import note
from community.berichten.outbox import owe, owe_many
from community.models import User

# Moments of N150.
ALLOWED, ENDED = "TOEGESTAAN", "BEEINDIGD"


def ask_noodtoegang(*, actor: User, code: str, reason: str, hours: int, now: datetime) -> None:
    """Ask to read a casus of somebody else, and tell the privacycontacten. A code that is none changes nothing.

    Nothing comes back: whether there is such a casus stays unknown to who asks.
    """
    access.require(may_ask_noodtoegang(actor, now))
    casus = Casus.objects.filter(code=code).first()
    if casus is None or not may_be_asked_for(actor, casus, now):
        return
    asked = [person for person in privacycontacten(now) if person.pk not in (actor.pk, casus.owner_id)]
    try:
        with transaction.atomic():
            over = Noodtoegang.objects.filter(casus=casus, asked_by=actor, decided_at__isnull=True)
            over.filter(asked_at__lte=now - ANSWER_WITHIN).delete()
            row = Noodtoegang(casus=casus, data_key_id=casus.data_key_id, asked_by=actor, asked_at=now, hours=hours)
            row.reason = reason
            row.save(force_insert=True)
            owe_many("N151", object_id=row.pk, recipients=asked, now=now)
    except IntegrityError:
        return  # asked already and not answered yet: the question stands


def decide_noodtoegang(*, actor: User, noodtoegang: Noodtoegang, is_allowed: bool, now: datetime) -> None:
    """Allow or refuse. Allowed, it runs from now; the owner and who asked are told.

    Raises ActionError when it was decided, and where nobody of the casus can be told that it is allowed.
    """
    access.require(open_noodtoegangen(actor, now).filter(pk=noodtoegang.pk).exists())
    with transaction.atomic():
        row = Noodtoegang.objects.select_for_update().get(pk=noodtoegang.pk)
        if row.decided_at is not None:
            raise ActionError(_("Een ander heeft hier al over besloten."))
        told = told_of_emergencies(row.casus, now)
        if is_allowed and not told:
            raise ActionError(_("Niemand kan bericht krijgen: het account van de eigenaar is gesloten."))
        row.decided_by, row.decided_at = actor, now
        row.until_at = now + timedelta(hours=row.hours) if is_allowed else None
        row.save(update_fields=["decided_by", "decided_at", "until_at"])
        owe("N152", object_id=row.pk, recipient=row.asked_by, now=now)
        # Refused, the log does not tell whose casus it is: who asked must not learn that.
        action, owner = ("NOODTOEGANG_GEGEVEN", row.casus.owner) if is_allowed else ("NOODTOEGANG_GEWEIGERD", None)
        note(actor=actor, action=action, subject=owner, object_kind="CASUS", object_id=row.casus_id, now=now)
        if is_allowed:
            owe_many("N150", object_id=row.pk, recipients=told, moment=ALLOWED, now=now)


def end_noodtoegang(*, actor: User, noodtoegang: Noodtoegang, now: datetime) -> None:
    """End an access before its time, from the next request on, and tell the owner."""
    access.require(running_noodtoegangen(actor, now).filter(pk=noodtoegang.pk).exists())
    with transaction.atomic():
        row = Noodtoegang.objects.select_for_update().get(pk=noodtoegang.pk)
        if row.until_at is not None and row.until_at > now:
            row.until_at = now
            row.save(update_fields=["until_at"])
            note(actor=actor, action="NOODTOEGANG_BEEINDIGD", subject=row.casus.owner, object_kind="CASUS",
                 object_id=row.casus_id, now=now)  # fmt: skip
            owe_many("N150", object_id=row.pk, recipients=told_of_emergencies(row.casus, now), moment=ENDED, now=now)
