"""What a toernee writes together: saved by anybody of it, proposed, agreed by everybody to exactly this version."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import hold_to_write, lock_kring
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe_many
from community.models import User
from intervisie.access.toerneebrieven import may_agree, may_propose, may_write_brief, reads_opbrengst, signers
from intervisie.access.toernees import own_deelnemer
from intervisie.models import Briefakkoord, BriefKind, Toernee, Toerneebrief
from intervisie.queries.toerneebrieven import agreed_ids, toerneebrief_of

# The kind of Taak: agreeing to a letter; and its messages.
BRIEFAKKOORD = "BRIEFAKKOORD"
ASKED, FINAL = "N241", "N242"


class BriefChangedError(ActionError):
    """The letter was changed, proposed or made final in another window."""

    def __init__(self) -> None:
        super().__init__(_("De brief is net veranderd. Lees hem eerst nog een keer."))


def save_toerneebrief(
    *, actor: User, toernee: Toernee, kind: BriefKind, version: int, text: str, now: datetime
) -> Toerneebrief:  # fmt: skip
    """Keep a text of the toernee; version 0 for who began it. What was proposed is so no more: all agree again.

    Raises StaleSaveError when somebody saved meanwhile, BriefChangedError when it is final, KringClosedError.
    """
    access.require(reads_opbrengst(actor, toernee, now))
    with transaction.atomic():
        held, stored = _hold(actor, toernee, kind, now)
        if not may_write_brief(actor, held, stored, now):
            raise BriefChangedError
        if stored is None:
            row = Toerneebrief(toernee=held, kind=kind, data_key_id=held.data_key_id, changed_at=now)
            row.text = text
            row.save(force_insert=True)
            return row
        also = {"changed_at": now, "proposed_at": None}
        saved = save_sealed_version(stored, version=version, changes={"text": text}, also=also)
        if saved.proposed_at is None:
            withdraw_taken(BRIEFAKKOORD, object_id=saved.pk, now=now)
    return saved


def propose_brief(*, actor: User, toernee: Toernee, version: int, now: datetime) -> Toerneebrief:
    """Put the letter to the opdrachtgevers before the others; who does so agrees herself.

    Raises ActionError for an empty letter or with nobody else to agree, BriefChangedError when it is not what she read.
    """
    access.require(reads_opbrengst(actor, toernee, now))
    with transaction.atomic():
        held, stored = _hold(actor, toernee, BriefKind.OPDRACHTGEVERS, now)
        if stored is None or stored.version != version or not may_propose(actor, held, stored, now):
            raise BriefChangedError
        others = [one.user for one in signers(held, now).exclude(user=actor).select_related("user")]
        if not stored.text.strip() or not others:
            raise ActionError(_("Schrijf eerst de brief. Er moet ook nog iemand zijn om akkoord te gaan."))
        stored.proposed_at = now
        stored.save(update_fields=["proposed_at"])
        open_taken(BRIEFAKKOORD, users=others, object_id=stored.pk, kring=held.kring, now=now)
        _agree(actor, held, stored, now)
    return stored


def agree_to_brief(*, actor: User, toernee: Toernee, version: int, agrees: bool, now: datetime) -> Toerneebrief:
    """Agree to exactly this version, or not any more. When everybody agreed it is final, and everybody is told (N242).

    Raises BriefChangedError when the letter is another one by now.
    """
    access.require(reads_opbrengst(actor, toernee, now))
    with transaction.atomic():
        held, stored = _hold(actor, toernee, BriefKind.OPDRACHTGEVERS, now)
        if stored is None or stored.version != version or not may_agree(actor, held, stored, now):
            raise BriefChangedError
        if agrees:
            _agree(actor, held, stored, now)
        else:
            Briefakkoord.objects.filter(brief=stored, deelnemer__user=actor).delete()
            open_taken(BRIEFAKKOORD, users=[actor], object_id=stored.pk, kring=held.kring, now=now)
    return stored


def settle_brieven(now: datetime) -> None:
    """Make letters final to which everybody who is left agreed; ask who came or agreed to the agreements since. In a
    scope."""
    rows = Toerneebrief.objects.defer("text").filter(
        kind=BriefKind.OPDRACHTGEVERS, proposed_at__isnull=False, final_at__isnull=True,
        toernee__kring__closed_at__isnull=True,
    )  # fmt: skip
    for row in rows.select_related("toernee").order_by("pk"):
        with transaction.atomic():
            lock_kring(row.toernee.kring_id)
            stored = Toerneebrief.objects.select_related("toernee__kring").get(pk=row.pk)
            if stored.proposed_at is not None and stored.final_at is None:
                _make_final_when_agreed(stored, now)
            if stored.proposed_at is not None and stored.final_at is None:
                _ask(stored, now)


def _ask(brief: Toerneebrief, now: datetime) -> None:
    """Ask everybody who must agree and did not, once."""
    agreed = agreed_ids(brief)
    waiting = [one.user for one in signers(brief.toernee, now).select_related("user") if one.pk not in agreed]
    open_taken(BRIEFAKKOORD, users=waiting, object_id=brief.pk, kring=brief.toernee.kring, now=now)


def _hold(
    actor: User, toernee: Toernee, kind: BriefKind, now: datetime
) -> tuple[Toernee, Toerneebrief | None]:  # fmt: skip
    """Return toernee and text as stored, under the lock of the Kring."""
    kring = hold_to_write(actor, toernee.kring_id)
    held = Toernee.objects.get(pk=toernee.pk)
    held.kring = kring
    stored = toerneebrief_of(held, kind)
    if stored is not None:
        stored.toernee = held
    return held, stored


def _agree(actor: User, toernee: Toernee, brief: Toerneebrief, now: datetime) -> None:
    own = own_deelnemer(actor, toernee, now)
    access.require(own is not None)
    Briefakkoord.objects.update_or_create(
        brief=brief, deelnemer=own, defaults={"of_version": brief.version, "agreed_at": now}
    )
    finish_taken(BRIEFAKKOORD, object_id=brief.pk, user=actor, now=now)
    _make_final_when_agreed(brief, now)


def _make_final_when_agreed(brief: Toerneebrief, now: datetime) -> None:
    people = list(signers(brief.toernee, now).select_related("user"))
    if not people or {one.pk for one in people} - agreed_ids(brief):
        return
    brief.final_at = now
    brief.save(update_fields=["final_at"])
    withdraw_taken(BRIEFAKKOORD, object_id=brief.pk, now=now)
    owe_many(FINAL, object_id=brief.pk, recipients=[one.user for one in people], moment="vastgesteld", now=now)
