"""Inviting guests to the eindsessie, their answer without account, and telling them in time.

A guest is told by the plan of mails of the catalogue: six weeks before, again two weeks before to who did not answer,
three working days before to who comes; and when the eindsessie moves or does not go on.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink, renew_gastlink, revoke_gastlink
from community.berichten.outbox import owe
from community.models import Bijeenkomst, BijeenkomstStatus, Gastlink, User
from community.wegdoen import remove_in_batches
from community.workdays import past_term
from training.access.eindsessies import genodigden_of_link, may_invite, own_genodigden
from training.models import Antwoord, Deelnemer, Genodigde, GenodigdeKind
from training.queries.eindsessies import (
    AGAIN_BEFORE,
    INVITED,
    INVITED_BEFORE,
    KEPT,
    eindsessie_of,
    guests_ahead,
    reminded_at,
    sent_at_of,
    told_links,
)

# The kind of link (extension_points.gastlink_kinds) and the mails to guests besides the invitation.
EINDSESSIE_LINK, REMINDED, CHANGED = "EINDSESSIE", "N48", "N191"
AGAIN, GONE = "nogmaals", "vervalt"
# Guests of one participant: her opdrachtgevers and a few colleagues.
MOST_GUESTS = 8


def invite_guest(
    *, actor: User, deelnemer: Deelnemer, kind: GenodigdeKind, name: str, email: str, sees_presentatie: bool,
    now: datetime,
) -> Genodigde:  # fmt: skip
    """Invite somebody to the eindsessie. Her mail leaves six weeks before it, or at once when that is behind us.

    Raises ActionError when there is no date yet, it was already, she is invited already, or there are too many.
    """
    access.require(may_invite(actor, deelnemer, now))
    meeting = _coming(deelnemer, now)
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        others = own_genodigden(actor, deelnemer.editie, now)
        if others.filter(gastlink__email=email).exists():
            raise ActionError(_("Dit e-mailadres heb je al uitgenodigd."))
        if others.count() >= MOST_GUESTS:
            raise ActionError(_("Je kunt 8 gasten uitnodigen. Trek eerst een uitnodiging in."))
        row = Genodigde(
            editie=deelnemer.editie, invited_by=actor, kind=kind, sees_presentatie=sees_presentatie, invited_at=now,
            invited_version=meeting.schedule_version,
        )  # fmt: skip
        row.gastlink = make_gastlink(
            host=actor, kind=EINDSESSIE_LINK, object_id=row.pk, name=name, email=email,
            expires_at=meeting.ends_at + KEPT, due_at=max(now, sent_at_of(meeting, INVITED_BEFORE)), now=now,
        )  # fmt: skip
        row.save(force_insert=True)
    return row


def send_invitation_again(*, actor: User, genodigde: Genodigde, now: datetime) -> None:
    """Send a guest a new link at once; the older one no longer opens anything."""
    access.require(own_genodigden(actor, genodigde.editie, now).filter(pk=genodigde.pk).exists())
    renew_gastlink(gastlink=genodigde.gastlink, now=now)


def withdraw_invitation(*, actor: User, genodigde: Genodigde, now: datetime) -> None:
    """Take an invitation back: the link is out from the next request on, and the guest hears it if she knew."""
    access.require(own_genodigden(actor, genodigde.editie, now).filter(pk=genodigde.pk).exists())
    with transaction.atomic():
        _end([genodigde], now)


def end_invitations(deelnemer: Deelnemer, now: datetime) -> None:
    """Take back the invitations of who stops, inside the transaction in which she does."""
    rows = Genodigde.objects.filter(editie=deelnemer.editie_id, invited_by=deelnemer.user_id)
    _end(list(rows.filter(gastlink__revoked_at__isnull=True).select_related("gastlink").order_by("pk")), now)


def answer_invitation(*, gastlink: Gastlink, answer: Antwoord, remark: str, now: datetime) -> Genodigde:
    """Note whether a guest comes. She may change it until it begins. Raises ActionError after that."""
    with transaction.atomic():
        row = genodigden_of_link(gastlink, now).select_for_update(of=("self",)).select_related("editie").first()
        if row is None:
            raise access.DeniedError
        meeting = eindsessie_of(row.editie)
        if meeting is None or meeting.starts_at <= now or meeting.status != BijeenkomstStatus.GEPLAND:
            raise ActionError(_("Je kunt geen antwoord meer geven. De eindsessie is begonnen of gaat niet door."))
        row.answer, row.remark, row.answered_at = answer, remark, now
        row.save(update_fields=["answer", "remark", "answered_at"])
    return row


def tell_guests(now: datetime) -> None:
    """Owe guests what their plan asks for now. Safe any number of times."""
    rows = guests_ahead(now)
    told = told_links(row.gastlink_id for row, _meeting in rows)
    for row, meeting in rows:
        _keep_link(row.gastlink, meeting)
        if meeting.status == BijeenkomstStatus.GEPLAND and row.gastlink_id not in told:
            _keep_in_step(row, meeting)
        elif row.gastlink_id in told:
            _tell(row, meeting, now)


def purge_genodigden(now: datetime) -> int:
    """Forget who was invited to an eindsessie a month ago, with name and address. Returns how many."""
    today = past_term(now, timedelta())  # their link lasts as long as they are known
    return remove_in_batches(Gastlink.objects.filter(kind=EINDSESSIE_LINK, expires_at__lt=today))


def _end(rows: Sequence[Genodigde], now: datetime) -> None:
    told = told_links(row.gastlink_id for row in rows)
    for row in rows:
        if row.gastlink_id in told:
            owe(CHANGED, object_id=row.gastlink_id, moment=GONE, now=now)
        revoke_gastlink(gastlink=row.gastlink, now=now)


def _tell(row: Genodigde, meeting: Bijeenkomst, now: datetime) -> None:
    """Owe a guest who was invited: the change, the second question, or the reminder."""
    link, version = row.gastlink, f"v{meeting.schedule_version}"
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        if row.answer != Antwoord.KOMT_NIET:
            owe(CHANGED, object_id=link.pk, moment=GONE, expires_at=meeting.starts_at, now=now)
        return
    if meeting.schedule_version > row.invited_version:
        owe(CHANGED, object_id=link.pk, moment=version, expires_at=meeting.starts_at, now=now)
    again, reminded = sent_at_of(meeting, AGAIN_BEFORE), reminded_at(meeting)
    if not row.answer and row.invited_at < again <= now:
        moment = f"{link.issue}:{AGAIN}"
        owe(INVITED, object_id=link.pk, moment=moment, due_at=again, expires_at=meeting.starts_at, now=now)
    if row.answer == Antwoord.KOMT and (row.answered_at or now) < reminded <= now:
        owe(REMINDED, object_id=link.pk, moment=version, due_at=reminded, expires_at=meeting.starts_at, now=now)


def _keep_in_step(row: Genodigde, meeting: Bijeenkomst) -> None:
    """Who has no mail yet will be told of the plan as it is by then: nothing has changed for her."""
    if row.invited_version != meeting.schedule_version:
        Genodigde.objects.filter(pk=row.pk).update(invited_version=meeting.schedule_version)


def _keep_link(link: Gastlink, meeting: Bijeenkomst) -> None:
    """Let the link of a guest last as long as the eindsessie asks, also when that moved."""
    until = meeting.ends_at + KEPT
    if link.expires_at != until:
        Gastlink.objects.filter(pk=link.pk).update(expires_at=until)


def _coming(deelnemer: Deelnemer, now: datetime) -> Bijeenkomst:
    meeting = eindsessie_of(deelnemer.editie)
    if meeting is None or meeting.status != BijeenkomstStatus.GEPLAND:
        raise ActionError(_("De eindsessie heeft nog geen datum. Daarna kun je gasten uitnodigen."))
    if meeting.starts_at <= now:
        raise ActionError(_("De eindsessie is al geweest. Uitnodigen kan niet meer."))
    return meeting
