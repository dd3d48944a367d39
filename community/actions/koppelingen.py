"""Binding an account at an organisation to a member, and taking that away. Never by e-mail address."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.accounts import end_sessies, note_change
from community.actions.errors import ActionError
from community.models import AccountwijzigingKind, Inlogkoppeling, User
from community.oidc.token import Identity
from community.queries.berichten import is_mail_stopped


class TakenIdentityError(ActionError):
    """This account at the organisation belongs to a member already."""

    def __init__(self) -> None:
        super().__init__(_("Dit account van je organisatie hoort al bij een lid. Log daarmee in."))


class OnlyWayInError(ActionError):
    """Without this link the person could not log in any more."""

    def __init__(self) -> None:
        super().__init__(
            _("Zo kun je straks niet meer inloggen: mail komt niet aan op je adres. "
              "Kies eerst een wachtwoord, of verander je e-mailadres.")
        )  # fmt: skip


def link_account(*, actor: User, identity: Identity, now: datetime) -> Inlogkoppeling:
    """Let a member log in with this account of her organisation; she hears of it by mail (N95). About herself only.

    Linking the same account again changes nothing. Raises TakenIdentityError when it is somebody else's, ActionError
    when she has another account of that organisation linked.
    """
    access.require(actor.is_active)
    with transaction.atomic():
        own = Inlogkoppeling.objects.select_for_update().filter(user=actor, issuer=identity.issuer).first()
        if own is not None and own.subject == identity.subject:
            return own
        if own is not None:
            raise ActionError(_("Je hebt al een account van deze organisatie gekoppeld. Haal dat eerst weg."))
        return write_link(user=actor, identity=identity, now=now)


def write_link(*, user: User, identity: Identity, now: datetime) -> Inlogkoppeling:
    """Store a link and owe the mail that tells it. Called by other actions, inside their transaction.

    Raises TakenIdentityError when this account of the organisation belongs to a member already.
    """
    try:
        with transaction.atomic():
            row = Inlogkoppeling.objects.create(
                user=user, issuer=identity.issuer, subject=identity.subject, created_at=now
            )
    except IntegrityError as error:
        raise TakenIdentityError from error
    note_change(user=user, kind=AccountwijzigingKind.KOPPELING_AAN, now=now)
    return row


def note_use(*, koppeling: Inlogkoppeling, now: datetime) -> None:
    """Note that somebody logged in with this link."""
    Inlogkoppeling.objects.filter(pk=koppeling.pk).update(last_used_at=now)


def unlink_account(*, actor: User, issuer: str, now: datetime, keep_session: str = "") -> None:
    """Take the link with an organisation away; other sessions end, and she hears of it by mail (N95).

    About herself only. Raises OnlyWayInError when she could not log in any more, ActionError when there is no link.
    """
    access.require(actor.is_active)
    with transaction.atomic():
        # Held, so that two links cannot be taken away at once, each because of the other.
        held = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        row = Inlogkoppeling.objects.filter(user=held, issuer=issuer).first()
        if row is None:
            raise ActionError(_("Dit account is al losgemaakt."))
        if not has_other_way_in(held, issuer=issuer):
            raise OnlyWayInError
        row.delete()
        end_sessies(user=held, but_not=keep_session)
        note_change(user=held, kind=AccountwijzigingKind.KOPPELING_UIT, now=now)


def has_other_way_in(user: User, *, issuer: str) -> bool:
    """Whether this person can log in without the organisation behind `issuer`.

    A code by mail is a way in for as long as mail to her address arrives.
    """
    if user.has_usable_password() or not is_mail_stopped(user):
        return True
    if Inlogkoppeling.objects.filter(user=user).exclude(issuer=issuer).exists():
        return True
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return any(key.wrap().is_passwordless for key in keys)
