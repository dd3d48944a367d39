"""Inviting members of the community to a leergroep, and what they answer.

Everything happens under the lock of the Kring, so that of two answers at once one counts.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community import access
from community.access.groepsuitnodigingen import may_answer, may_invite, may_withdraw, standing_uitnodigingen
from community.access.kringen import may_still_manage
from community.actions.errors import ActionError
from community.actions.kringen import add_member, lidmaatschap_under_lock, lock_kring
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.actions.toetredingen import Joined, has_place
from community.berichten.outbox import owe
from community.models import (
    OPEN_TOETREDING,
    Groepsuitnodiging,
    GroepsuitnodigingStatus,
    Kring,
    Leergroep,
    Toetreding,
    ToetredingStatus,
    User,
)
from community.workdays import at_local, local_date

UITNODIGING_BEANTWOORDEN = "GROEPSUITNODIGING"
# On the last of these days one may still say yes.
DAYS_TO_ANSWER = 30


def expiry_of(invited_at: datetime) -> datetime:
    """Return when an invitation of this moment ends: at midnight in the Netherlands after the thirtieth day."""
    return at_local(local_date(invited_at) + timedelta(days=DAYS_TO_ANSWER + 1), time(0))


def invite_to_leergroep(*, actor: User, leergroep: Leergroep, user: User, now: datetime) -> Groepsuitnodiging:
    """Ask a member of the community to join this group, and tell her.

    Raises ActionError when the group is closed, or she is in, invited, waiting or asking already.
    """
    access.require(may_invite(actor, leergroep, now))
    with transaction.atomic():
        kring = lock_kring(leergroep.kring_id)
        access.require(may_still_manage(actor, kring, now))
        _refuse_when_in_vain(kring, user, now)
        # One that expired without the planner having come by makes room for a new one.
        _open_rows(kring).filter(user=user).update(status=GroepsuitnodigingStatus.VERLOPEN)
        made = Groepsuitnodiging.objects.create(
            kring=kring, user=user, invited_by=actor, invited_at=now, expires_at=expiry_of(now)
        )
        open_taken(UITNODIGING_BEANTWOORDEN, users=[user], object_id=made.pk, due_at=made.expires_at, now=now)
        owe("N114", object_id=made.pk, recipient=user, moment="uitgenodigd", expires_at=made.expires_at, now=now)
    return made


def accept_uitnodiging(*, actor: User, uitnodiging: Groepsuitnodiging, now: datetime) -> Joined:
    """Say yes: in at once, or on the waiting list when the group is full. Who invited is told.

    Raises ActionError when it was answered, withdrawn or expired meanwhile, or the group was closed.
    """
    access.require(may_answer(actor, uitnodiging))
    with transaction.atomic():
        kring = lock_kring(uitnodiging.kring_id)
        row = _standing_row(uitnodiging, now)
        if lidmaatschap_under_lock(kring, actor.pk) is not None:
            raise ActionError(_("Je doet al mee met deze groep."))
        asked = Toetreding.objects.filter(kring=kring, user=actor, status__in=OPEN_TOETREDING)
        if asked.exists():
            raise ActionError(_("Je hebt al gevraagd om mee te doen. De trekker laat het je weten."))
        _close(row, GroepsuitnodigingStatus.AANGENOMEN, now)
        if not has_place(kring, now):
            Toetreding.objects.create(
                kring=kring, user=actor, status=ToetredingStatus.WACHTLIJST, requested_at=now, decided_at=now,
                decided_by=row.invited_by,
            )  # fmt: skip
            return Joined.WACHTLIJST
        lidmaatschap = add_member(kring=kring, user=actor, now=now)
        owe("N104", object_id=lidmaatschap.pk, recipient=actor, moment="lid", now=now)
        return Joined.LID


def decline_uitnodiging(*, actor: User, uitnodiging: Groepsuitnodiging, now: datetime) -> None:
    """Say no; who invited is told. Raises ActionError when it does not stand any more."""
    access.require(may_answer(actor, uitnodiging))
    with transaction.atomic():
        lock_kring(uitnodiging.kring_id)
        _close(_standing_row(uitnodiging, now), GroepsuitnodigingStatus.AFGESLAGEN, now)


def withdraw_uitnodiging(*, actor: User, uitnodiging: Groepsuitnodiging, now: datetime) -> None:
    """Take an invitation back. Raises ActionError when it was answered meanwhile."""
    access.require(may_withdraw(actor, uitnodiging, now))
    with transaction.atomic():
        kring = lock_kring(uitnodiging.kring_id)
        access.require(may_still_manage(actor, kring, now))
        row = Groepsuitnodiging.objects.get(pk=uitnodiging.pk)
        if row.status != GroepsuitnodigingStatus.OPEN:
            raise ActionError(_("Deze uitnodiging is intussen al beantwoord of ingetrokken."))
        end_uitnodigingen(kring, GroepsuitnodigingStatus.INGETROKKEN, now, only=row)


def end_uitnodigingen(
    kring: Kring, status: GroepsuitnodigingStatus, now: datetime, *, only: Groepsuitnodiging | None = None
) -> None:
    """End one or all open invitations to a group without an answer. Call under the lock of the Kring."""
    rows = _open_rows(kring)
    for row in rows.filter(pk=only.pk) if only else rows:
        Groepsuitnodiging.objects.filter(pk=row.pk).update(status=status, answered_at=now)
        withdraw_taken(UITNODIGING_BEANTWOORDEN, object_id=row.pk, now=now)


def expire_uitnodigingen(now: datetime) -> None:
    """End the invitations whose days are over; nobody is told."""
    late = Groepsuitnodiging.objects.filter(status=GroepsuitnodigingStatus.OPEN, expires_at__lte=now)
    for row in late.select_related("kring"):
        with transaction.atomic():
            end_uitnodigingen(lock_kring(row.kring_id), GroepsuitnodigingStatus.VERLOPEN, now, only=row)


def _open_rows(kring: Kring) -> QuerySet[Groepsuitnodiging]:
    return Groepsuitnodiging.objects.filter(kring=kring, status=GroepsuitnodigingStatus.OPEN)


def _standing_row(uitnodiging: Groepsuitnodiging, now: datetime) -> Groepsuitnodiging:
    """Return the invitation as it stands under the lock. Raises ActionError when it cannot be answered any more."""
    row = standing_uitnodigingen(now).select_related("invited_by").filter(pk=uitnodiging.pk).first()
    if row is None:
        raise ActionError(_("Deze uitnodiging geldt niet meer. Vraag de trekker om een nieuwe."))
    return row


def _close(row: Groepsuitnodiging, status: GroepsuitnodigingStatus, now: datetime) -> None:
    row.status, row.answered_at = status, now
    row.save(update_fields=["status", "answered_at"])
    finish_taken(UITNODIGING_BEANTWOORDEN, object_id=row.pk, now=now)
    if row.invited_by is not None:
        owe("N119", object_id=row.pk, recipient=row.invited_by, moment=status.lower(), now=now)


def _refuse_when_in_vain(kring: Kring, user: User, now: datetime) -> None:
    if kring.closed_at is not None:
        raise ActionError(_("Deze leergroep is afgesloten. Je kunt niemand meer uitnodigen."))
    if not user.is_active or lidmaatschap_under_lock(kring, user.pk) is not None:
        raise ActionError(_("{naam} doet al mee met deze groep.").format(naam=user.naam))
    if standing_uitnodigingen(now).filter(kring=kring, user=user).exists():
        raise ActionError(_("{naam} is al uitgenodigd voor deze groep.").format(naam=user.naam))
    asked = Toetreding.objects.filter(kring=kring, user=user, status__in=OPEN_TOETREDING).first()
    if asked is not None and asked.status == ToetredingStatus.WACHTLIJST:
        raise ActionError(_("{naam} staat al op de wachtlijst van deze groep.").format(naam=user.naam))
    if asked is not None:
        raise ActionError(_("{naam} heeft zelf gevraagd om mee te doen. Beantwoord die vraag.").format(naam=user.naam))
