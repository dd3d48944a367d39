"""Choosing how one hears of things, and steering the outbox."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.berichten import may_choose_mail, may_steer_mail
from community.access.toegang import may_restart_mail
from community.actions.errors import ActionError
from community.actions.logboek import note
from community.berichten.bounces import forget
from community.berichten.departure import mail_moment_of, next_moment
from community.berichten.outbox import change_mode
from community.berichten.subjects import SUBJECTS, kinds_of
from community.extension_points import bericht_kinds
from community.models import (
    Bericht,
    BerichtStatus,
    Bezorging,
    MailMode,
    Postpauze,
    User,
    Voorkeur,
    Zending,
    ZendingStatus,
)

CANCELLABLE = (BerichtStatus.GEPLAND, BerichtStatus.SCHERM, BerichtStatus.MISLUKT, BerichtStatus.ONZEKER)
REPEATABLE = (BerichtStatus.VERZONDEN, BerichtStatus.MISLUKT, BerichtStatus.ONZEKER, BerichtStatus.INGETROKKEN)


def set_preference(*, actor: User, subject: str, mode: str, now: datetime) -> None:
    """Choose how one hears of a subject; an empty `mode` goes back to what we advise.

    What was not sent yet follows the new choice. Raises ActionError for what cannot be chosen.
    """
    access.require(may_choose_mail(actor))
    chosen = SUBJECTS.get(subject)
    if chosen is None or not chosen.is_adjustable:
        raise ActionError(_("Deze mails krijg je altijd. Je kunt ze niet uitzetten."))
    if mode and mode not in chosen.modes:
        raise ActionError(_("Kies hoe je dit wilt ontvangen."))
    with transaction.atomic():
        if mode:
            Voorkeur.objects.update_or_create(user=actor, subject=subject, defaults={"mode": mode})
        else:
            Voorkeur.objects.filter(user=actor, subject=subject).delete()
        change_mode(actor, kinds_of(subject), mode=mode, now=now)


def unsubscribe(*, actor: User, subjects: Iterable[str], now: datetime) -> None:
    """Stop mail about these subjects. Raises ActionError for what cannot be switched off."""
    access.require(may_choose_mail(actor))
    with transaction.atomic():
        for subject in subjects:
            set_preference(actor=actor, subject=subject, mode=MailMode.GEEN, now=now)


def pause_mail(*, actor: User, now: datetime) -> None:
    """Hold all mail but the secrets of logging in. Pausing again changes nothing."""
    access.require(may_steer_mail(actor, now))
    with transaction.atomic():
        Postpauze.objects.get_or_create(pk=1)
        if Postpauze.objects.filter(pk=1, paused_at__isnull=True).update(paused_at=now, paused_by=actor):
            note(actor=actor, action="POST_GEPAUZEERD", object_kind="POST", now=now)


def resume_mail(*, actor: User, now: datetime) -> None:
    """Let mail go again; what came due meanwhile leaves now, where the hour allows it."""
    access.require(may_steer_mail(actor, now))
    with transaction.atomic():
        if Postpauze.objects.filter(pk=1, paused_at__isnull=False).update(paused_at=None, paused_by=None):
            note(actor=actor, action="POST_HERVAT", object_kind="POST", now=now)


def send_again(*, actor: User, bericht: Bericht, now: datetime) -> None:
    """Send a mail once more, with the same Message-ID; whether it is still needed is asked again at sending.

    Raises ActionError when it is underway, no longer needed, or never was a mail.
    """
    access.require(may_steer_mail(actor, now))
    with transaction.atomic():
        row, mail = _locked(bericht)
        if row.status not in REPEATABLE:
            raise ActionError(_("Dit bericht staat al klaar, of het is niet meer nodig."))
        if row.expires_at and row.expires_at <= now:
            raise ActionError(_("Dit bericht is verlopen. Opnieuw versturen heeft geen zin."))
        if mail is None or row.status == BerichtStatus.INGETROKKEN:
            _plan_anew(row, now)
        else:
            _send_mail_again(mail, now)


def use_address_again(*, actor: User, person: User, now: datetime) -> None:
    """Mail to the address of this person again and count anew. Raises ActionError when it was not stopped."""
    access.require(may_restart_mail(actor, now))
    with transaction.atomic():
        row = Bezorging.objects.select_for_update().filter(user=person).first()
        if row is None:
            raise ActionError(_("Naar dit adres gaat al weer mail."))
        forget(person)


def note_mail_arrived(*, user: User) -> None:
    """Mail to the address of this person again: she just used a code that we mailed there. Called at the login door."""
    forget(user)


def cancel_bericht(*, actor: User, bericht: Bericht, now: datetime) -> None:
    """Take a message back before it is sent. Raises ActionError when it left or is leaving at this moment."""
    access.require(may_steer_mail(actor, now))
    with transaction.atomic():
        row, _mail = _locked(bericht)
        if row.status not in CANCELLABLE:
            raise ActionError(_("Dit bericht is al verstuurd of niet meer nodig."))
        Bericht.objects.filter(pk=row.pk).update(status=BerichtStatus.INGETROKKEN, reason="")


def _locked(bericht: Bericht) -> tuple[Bericht, Zending | None]:
    """Return the Bericht and its mail, held. Raises ActionError when that mail is being sent.

    The mail first: the sender takes them in this order too.
    """
    mail = Zending.objects.select_for_update().filter(berichten=bericht.pk).first()
    row = Bericht.objects.select_for_update().get(pk=bericht.pk)
    if mail is not None and mail.status == ZendingStatus.BEZIG:
        raise ActionError(_("Deze mail wordt op dit moment verstuurd. Kijk over een minuut nog eens."))
    return row, mail


def _plan_anew(row: Bericht, now: datetime) -> None:
    """Plan a Bericht again that was cancelled, apart from the mail it stood in."""
    kind = bericht_kinds.get(row.kind)
    row.status = BerichtStatus.SCHERM if row.mail_mode == MailMode.GEEN else BerichtStatus.GEPLAND
    row.mail_at = mail_moment_of(kind, row.mail_mode, max(row.due_at, now))
    row.zending = None
    row.save(update_fields=["status", "mail_at", "zending"])


def _send_mail_again(mail: Zending, now: datetime) -> None:
    """Plan a mail again that was sent, failed or is uncertain, with all it told. The hours of its kind hold."""
    mail.status = ZendingStatus.GEPLAND
    mail.attempts = 0
    mail.error_code = mail.smtp_code = mail.bounce_code = ""
    mail.bounced_at = None
    mail.next_attempt_at = next_moment(mail.key, now, is_mandatory=mail.is_mandatory)
    mail.save(update_fields=["status", "attempts", "error_code", "smtp_code", "bounce_code", "bounced_at",
                             "next_attempt_at"])  # fmt: skip
    told = (BerichtStatus.VERZONDEN, BerichtStatus.MISLUKT, BerichtStatus.ONZEKER)
    mail.berichten.filter(status__in=told).update(status=BerichtStatus.GEPLAND, reason="")
