"""What happens to an account: where it is logged in, how one logs in, its address, closing and opening it.

Invitations stand in actions.toegang, requests to join in actions.aanmeldingen.
"""

import uuid
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import kring_ids_of
from community.access.toegang import may_manage_account
from community.actions.deelname import give_up_places
from community.actions.errors import ActionError
from community.actions.kringen import lock_kring
from community.actions.logboek import note
from community.actions.toetredingen import fill_places, wait_when_full
from community.actions.toetredingsvragen import ask_again
from community.berichten.bounces import forget
from community.berichten.outbox import owe
from community.links import digest
from community.models import (
    Accountwijziging,
    AccountwijzigingKind,
    Adreswijziging,
    Apparaat,
    KringKind,
    Lidmaatschap,
    Sessie,
    User,
    normalise_email,
)

ADDRESS_LINK_LIFE = timedelta(hours=24)


class DeadLinkError(ActionError):
    """The link to confirm an address was used, replaced or is too old."""

    def __init__(self) -> None:
        super().__init__(_("Deze link werkt niet meer. Vraag de wijziging opnieuw aan."))


def remember_apparaat(*, user: User, token: str, label: str, now: datetime) -> None:
    """Note that somebody logged in with the browser that has this secret; owe N05 when it is a new one.

    Not for the very first browser of an account: then the person was at her invitation a moment ago.
    """
    with transaction.atomic():
        is_first = not Apparaat.objects.filter(user=user).exists()
        apparaat, is_new = Apparaat.objects.get_or_create(
            user=user, token_hash=digest(token),
            defaults={"label": label, "first_seen_at": now, "last_seen_at": now},
        )  # fmt: skip
        if not is_new:
            Apparaat.objects.filter(pk=apparaat.pk).update(label=label, last_seen_at=now)
        elif not is_first:
            owe("N05", object_id=apparaat.pk, recipient=user, now=now)


def note_change(*, user: User, kind: AccountwijzigingKind, now: datetime, address: str = "") -> None:
    """Note a change in the way somebody logs in, and owe her the mail that tells it, to `address` when given."""
    with transaction.atomic():
        change = Accountwijziging.objects.create(user=user, kind=kind, created_at=now, address=address)
        action = "EMAIL_VERANDERD" if kind == AccountwijzigingKind.EMAIL else "INLOGGEN_VERANDERD"
        note(actor=user, action=action, subject=user, object_kind="ACCOUNT", object_id=user.pk, now=now)
        owe("N95", object_id=change.pk, recipient=user, now=now)


def end_sessies(*, user: User, but_not: str = "") -> int:
    """End the sessions of this person everywhere; keep the one with the cookie `but_not`. Returns how many ended."""
    rows = Sessie.objects.filter(user=user)
    if but_not:
        rows = rows.exclude(session_key=digest(but_not))
    return rows.delete()[0]


def keep_address(*, user: User) -> None:
    """Let allauth's list hold the one address of this person, confirmed; nobody has two.

    Raises IntegrityError when it belongs to somebody else.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def ask_new_email(*, actor: User, email: str, now: datetime) -> Adreswijziging | None:
    """Keep the address this person wants to log in with until she confirms it; the link of an earlier one is dead.

    Returns the row that a mail to the new address must lead to; None when that address has an account already: then
    nothing may be sent, and the person is told the same. For everybody about herself.
    """
    access.require(actor.is_active)
    email = normalise_email(email)
    with transaction.atomic():
        Adreswijziging.objects.filter(user=actor).delete()
        row = Adreswijziging.objects.create(user=actor, email=email, old_email=actor.email, asked_at=now)
        is_taken = User.objects.filter(email=email).exists()
    return None if is_taken else row


def drop_new_email(*, actor: User) -> None:
    """Keep the address one has. For everybody about herself."""
    access.require(actor.is_active)
    Adreswijziging.objects.filter(user=actor).delete()


def confirm_new_email(*, change_id: uuid.UUID, now: datetime, keep_session: str = "") -> User:
    """Give the account the address whose link was opened; the old one hears of it, other sessions end.

    Whoever has the link may do this: it was sent to the new address at the request of the person. Raises
    DeadLinkError when it was used, replaced or is older than 24 hours, when the address changed meanwhile or belongs to
    somebody else, and when the account is closed.
    """
    try:
        with transaction.atomic():
            change = Adreswijziging.objects.select_for_update().filter(pk=change_id).first()
            if change is None or now - change.asked_at > ADDRESS_LINK_LIFE:
                raise DeadLinkError
            user = User.objects.select_for_update(no_key=True).get(pk=change.user_id)
            if user.email != change.old_email or not user.is_active:
                raise DeadLinkError
            user.email = change.email
            user.save(update_fields=["email"])
            keep_address(user=user)
            forget(user)  # what went wrong with mail belongs to the old address
            change.delete()
            note_change(user=user, kind=AccountwijzigingKind.EMAIL, address=change.old_email, now=now)
            end_sessies(user=user, but_not=keep_session)
    except IntegrityError as error:
        raise DeadLinkError from error
    return user


def log_out_everywhere(*, actor: User) -> int:
    """End all sessions of the person herself, this one too; returns how many. For everybody about herself."""
    access.require(actor.is_active)
    return end_sessies(user=actor)


def close_account(*, actor: User, person: User, now: datetime) -> None:
    """Close an account: no logging in, and every session ends at its next request. Her name stays where she wrote.

    Her seats in coming meetings and her places in groups go to who waits. Raises ActionError when it is closed already.
    """
    access.require(may_manage_account(actor, person, now))
    with transaction.atomic():
        if not shut_account(person=person, now=now):
            raise ActionError(_("Dit account is al gesloten."))
        note(
            actor=actor, action="ACCOUNT_GESLOTEN", subject=person, object_kind="ACCOUNT", object_id=person.pk, now=now
        )


def shut_account(*, person: User, now: datetime) -> bool:
    """Let nobody in by this account any more, and give what she holds to who waits. Whether it was open.

    Called by the actions that close an account or erase a person.
    """
    with transaction.atomic():
        kringen = [lock_kring(pk) for pk in sorted(kring_ids_of(person, now))]
        row = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not row.is_active:
            return False
        User.objects.filter(pk=row.pk).update(is_active=False)
        end_sessies(user=row)
        Adreswijziging.objects.filter(user=row).delete()
        give_up_places(user=row, now=now)
        for kring in kringen:
            if kring.kind == KringKind.LEERGROEP:  # nobody waits for a place in a group of another kind
                ask_again(kring, now)
                fill_places(kring, now)
    return True


def open_account(*, actor: User, person: User, now: datetime) -> None:
    """Open a closed account again, with the way of logging in it had. Raises ActionError when it is open.

    In a group that is full by now she comes on the waiting list, and hears so; who leads a group leads it again.
    """
    access.require(may_manage_account(actor, person, now))
    with transaction.atomic():
        held = Lidmaatschap.objects.filter(user=person, until_at__isnull=True, kring__closed_at__isnull=True)
        kringen = [lock_kring(pk) for pk in sorted(held.values_list("kring", flat=True))]
        row = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if row.is_active:
            raise ActionError(_("Dit account is al open."))
        for kring in kringen:
            if kring.kind == KringKind.LEERGROEP:
                wait_when_full(kring, row, now)
        User.objects.filter(pk=row.pk).update(is_active=True)
        note(actor=actor, action="ACCOUNT_GEOPEND", subject=row, object_kind="ACCOUNT", object_id=row.pk, now=now)


def remove_second_factor(*, actor: User, person: User, now: datetime) -> None:
    """Take away the second factor of somebody who lost it; she hears of it and sets up a new one at her next login.

    Her sessions end. Raises ActionError when she has none.
    """
    access.require(may_manage_account(actor, person, now))
    with transaction.atomic():
        removed, _rows = Authenticator.objects.filter(user=person).delete()
        if not removed:
            raise ActionError(_("Dit lid heeft geen tweede stap bij het inloggen."))
        note(actor=actor, action="TWEEDE_STAP_WEG", subject=person, object_kind="ACCOUNT", object_id=person.pk, now=now)
        end_sessies(user=person)
        note_change(user=person, kind=AccountwijzigingKind.TWEEDE_STAP_WEG, now=now)
