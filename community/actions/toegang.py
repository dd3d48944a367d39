"""Invitations: giving them, sending them again, withdrawing and using them.

Requests to join stand in actions.aanmeldingen, what happens to an account afterwards in actions.accounts.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community import access
from community.access.toegang import may_invite
from community.actions.accounts import keep_address
from community.actions.errors import ActionError
from community.actions.koppelingen import write_link
from community.actions.kringen import add_member, lock_kring
from community.actions.logboek import note
from community.actions.people import PROFIEL_TAAK, open_profiel
from community.actions.taken import open_taken
from community.actions.toetredingen import has_place
from community.berichten.outbox import owe, owe_each, withdraw
from community.models import (
    Aanmelding,
    AanmeldingStatus,
    Dienstverband,
    Kring,
    Organisatie,
    Toetreding,
    ToetredingStatus,
    Uitnodiging,
    User,
    normalise_email,
)
from community.oidc.token import Identity
from community.workdays import local_date

LIFETIME = timedelta(days=14)
REMIND_AFTER = (timedelta(days=7), timedelta(days=12))
MAILS = ("N01", "N02")
# How often the invited person herself may have an expired invitation sent again, and how soon.
MOST_ISSUES = 6
NEXT_ISSUE_AFTER = timedelta(hours=1)


class UsedInvitationError(ActionError):
    """The invitation led to an account already."""

    def __init__(self) -> None:
        super().__init__(_("Deze uitnodiging is al gebruikt. Log in met je e-mailadres."))


@dataclass(frozen=True)
class Entry:
    """What an invited person fills in. Without a password she logs in with a code by mail."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str
    organisatie: Organisatie | None = None
    organisatie_text: str = ""
    password: str = ""
    # Who she proved to be at her organisation, when she chose to log in through it.
    identity: Identity | None = None


def invite_member(
    *, actor: User, email: str, now: datetime, voornaam: str = "", organisatie: Organisatie | None = None,
    kring: Kring | None = None,
) -> Uitnodiging:  # fmt: skip
    """Invite somebody; the mail goes out at once and reminders follow while it is not used.

    Raises ActionError when the address has an account or an open invitation.
    """
    access.require(may_invite(actor, now))
    try:
        with transaction.atomic():
            refuse_known_address(email)
            made = write_invitation(email=email, invited_by=actor, voornaam=voornaam, organisatie=organisatie,
                                    kring=kring, now=now)  # fmt: skip
            note(actor=actor, action="UITGENODIGD", object_kind="UITNODIGING", object_id=made.pk, now=now)
            return made
    except IntegrityError as error:
        raise ActionError(_("Dit e-mailadres is al uitgenodigd. Stuur die uitnodiging opnieuw.")) from error


def resend_invitation(*, actor: User, uitnodiging: Uitnodiging, now: datetime) -> Uitnodiging:
    """Send an invitation again, valid for 14 days from now; links in earlier mails stop working.

    Raises ActionError when it was used or withdrawn.
    """
    access.require(may_invite(actor, now))
    with transaction.atomic():
        return issue_again(_open_row(uitnodiging.pk), now=now)


def withdraw_invitation(*, actor: User, uitnodiging: Uitnodiging, now: datetime) -> None:
    """Take an invitation back: its link stops working, its mails are not sent. Raises ActionError when it was used."""
    access.require(may_invite(actor, now))
    with transaction.atomic():
        row = _open_row(uitnodiging.pk)
        Uitnodiging.objects.filter(pk=row.pk).update(withdrawn_at=now)
        withdraw(MAILS, object_id=row.pk, reason="ingetrokken")
        note(actor=actor, action="UITNODIGING_INGETROKKEN", object_kind="UITNODIGING", object_id=row.pk, now=now)


def renew_expired_invitation(*, uitnodiging_id: uuid.UUID, now: datetime) -> bool:
    """Send an expired invitation again because somebody with its link asks; only ever to the invited address.

    Returns whether it was sent. Not when it is still open, used, withdrawn, sent less than an hour ago, or sent too
    often: then a coördinator decides.
    """
    with transaction.atomic():
        row = Uitnodiging.objects.select_for_update().filter(pk=uitnodiging_id).first()
        if row is None or row.accepted_at or row.withdrawn_at or row.expires_at > now:
            return False
        if row.issue >= MOST_ISSUES or now - row.issued_at < NEXT_ISSUE_AFTER:
            return False
        if User.objects.filter(email=row.email).exists():
            return False
        issue_again(row, now=now)
        return True


def accept_invitation(*, uitnodiging_id: uuid.UUID, issue: int, entry: Entry, now: datetime) -> User:
    """Make the account of an invited person, with her profile, employer and group, and owe her the welcome (N03).

    Whoever has the link may do this: it was sent to her address. Raises UsedInvitationError when there is an account
    already, TakenIdentityError when the account of her organisation is somebody else's, ActionError when the
    invitation is too old, was replaced by a newer mail, or was withdrawn.
    """
    try:
        with transaction.atomic():
            row = _usable(Uitnodiging.objects.select_for_update().filter(pk=uitnodiging_id).first(), issue, now)
            user = _new_account(row, entry, now)
            Uitnodiging.objects.filter(pk=row.pk).update(
                accepted_at=now, accepted_by=user, organisatie_text=entry.organisatie_text
            )
            withdraw(MAILS, object_id=row.pk, reason="gebruikt")
            _answer_requests(row, now)
            if row.kring is not None:
                _enter_kring(user, row.kring, now)
            note(actor=user, action="ACCOUNT_GEMAAKT", subject=user, object_kind="ACCOUNT", object_id=user.pk, now=now)
            return user
    except IntegrityError as error:
        raise UsedInvitationError from error


def write_invitation(
    *, email: str, invited_by: User, now: datetime, voornaam: str = "", organisatie: Organisatie | None = None,
    kring: Kring | None = None,
) -> Uitnodiging:  # fmt: skip
    """Store an invitation and owe its mails. Called by other actions, inside their transaction.

    Raises IntegrityError when this address has an open one.
    """
    row = new_invitation(email=email, voornaam=voornaam, organisatie=organisatie, invited_by=invited_by, now=now)
    row.kring = kring
    row.save(force_insert=True)
    owe_invitations([row], now=now)
    return row


def new_invitation(
    *, email: str, invited_by: User, now: datetime, voornaam: str = "", organisatie: Organisatie | None = None
) -> Uitnodiging:
    """Return an invitation that is not stored yet, valid for 14 days."""
    return Uitnodiging(
        email=normalise_email(email), voornaam=voornaam, organisatie=organisatie, invited_by=invited_by,
        created_at=now, issued_at=now, expires_at=now + LIFETIME,
    )  # fmt: skip


def owe_invitations(rows: Sequence[Uitnodiging], *, now: datetime) -> None:
    """Owe the mails of invitations that are sent now: one at once, two more while it is not used.

    Called by other actions, inside their transaction; as many questions to the database for one as for a thousand.
    """
    until = now + LIFETIME
    owe_each("N01", matters=[(row.pk, f"{row.issue}") for row in rows], now=now, expires_at=until)
    for after in REMIND_AFTER:
        owe_each("N02", matters=[(row.pk, f"{row.issue}:{after.days}") for row in rows], now=now, due_at=now + after,
                 expires_at=until)  # fmt: skip


def issue_again(row: Uitnodiging, *, now: datetime) -> Uitnodiging:
    """Send this invitation again under a new link. Called by other actions, with the row locked."""
    row.issue += 1
    row.issued_at = now
    row.expires_at = now + LIFETIME
    row.save(update_fields=["issue", "issued_at", "expires_at"])
    withdraw(MAILS, object_id=row.pk, reason="opnieuw verstuurd")
    owe_invitations([row], now=now)
    return row


def refuse_known_address(email: str) -> None:
    """Raise ActionError when this address has an account; only for who may know who is a member."""
    user = User.objects.filter(email=normalise_email(email)).first()
    if user is not None and user.is_active:
        raise ActionError(_("Dit e-mailadres hoort al bij een lid: {naam}.").format(naam=user.naam))
    if user is not None:
        raise ActionError(_("Dit e-mailadres hoort bij een gesloten account. Open dat account weer."))


def _open_row(pk: uuid.UUID) -> Uitnodiging:
    row = Uitnodiging.objects.select_for_update().get(pk=pk)
    if row.accepted_at:
        raise UsedInvitationError
    if row.withdrawn_at:
        raise ActionError(_("Deze uitnodiging is intussen ingetrokken."))
    return row


def _usable(row: Uitnodiging | None, issue: int, now: datetime) -> Uitnodiging:
    if row is None or row.withdrawn_at:
        raise ActionError(_("Deze uitnodiging is ingetrokken. Vraag de coördinator om een nieuwe."))
    if row.accepted_at:
        raise UsedInvitationError
    if row.issue != issue:
        raise ActionError(_("Er is een nieuwere uitnodiging gestuurd. Gebruik de link uit die mail."))
    if row.expires_at <= now:
        raise ActionError(_("Deze uitnodiging is verlopen. Vraag een nieuwe aan."))
    return row


def _answer_requests(row: Uitnodiging, now: datetime) -> None:
    """Close what this person still asked for through the public form: she is a member now, however she was invited."""
    asked = Aanmelding.objects.filter(email=row.email, status=AanmeldingStatus.NIEUW)
    asked.update(
        status=AanmeldingStatus.UITGENODIGD, decided_at=now, decided_by=row.invited_by, uitnodiging=row,
    )  # fmt: skip


def _new_account(row: Uitnodiging, entry: Entry, now: datetime) -> User:
    user = User.objects.create_user(
        row.email, entry.password or None, voornaam=entry.voornaam, tussenvoegsel=entry.tussenvoegsel,
        achternaam=entry.achternaam, joined_at=now,
    )  # fmt: skip
    # Somebody else may have asked for this address and never confirmed it.
    EmailAddress.objects.filter(email=user.email, verified=False).delete()
    keep_address(user=user)
    profiel = open_profiel(user=user)
    if row.functie:
        profiel.functie = row.functie
        profiel.save(update_fields=["functie"])
    if entry.organisatie is not None:
        Dienstverband.objects.create(user=user, organisatie=entry.organisatie, from_date=local_date(now))
    open_taken(PROFIEL_TAAK, users=[user], object_id=user.pk, now=now)
    owe("N03", object_id=user.pk, recipient=user, now=now)
    if entry.identity is not None:
        write_link(user=user, identity=entry.identity, now=now)
    return user


def _enter_kring(user: User, kring: Kring, now: datetime) -> None:
    """Put the person in the group she was invited to, or on its waiting list, and tell her; not in a closed group."""
    held = lock_kring(kring.pk)
    if held.closed_at is not None:
        return
    if has_place(held, now):
        row = add_member(kring=held, user=user, now=now)
        owe("N104", object_id=row.pk, recipient=user, moment="lid", now=now)
    else:
        asked = Toetreding.objects.create(kring=held, user=user, status=ToetredingStatus.WACHTLIJST, requested_at=now)
        owe("N101", object_id=asked.pk, recipient=user, moment="vol", now=now)
