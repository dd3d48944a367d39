"""Asking for bemiddeling, choosing who mediates, taking it on or not, ending it, and forgetting what it was about.

The text is sealed under a key of its own, that is destroyed half a year after the end, with the request.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community import access
from community.access.rollen import coordinatoren
from community.access.samenwerkingen import own_samenwerkingen
from community.actions.errors import ActionError
from community.actions.kluis import destroy_data_key, make_data_key
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe, withdraw
from community.models import Samenwerking, User
from community.workdays import past_term
from intervisie.access.bemiddeling import (
    CHANGEABLE,
    may_answer_vraag,
    may_ask_bemiddeling,
    may_change_vraag,
    may_choose_mediator,
    may_finish_vraag,
    may_give_back,
    may_withdraw_vraag,
)
from intervisie.bewaarregels import REGELS
from intervisie.models import OPEN_BEMIDDELING, BemiddelingStatus, Bemiddelingsvraag

# Kinds of Taak: choosing who mediates, and answering whether one does.
KIEZEN, ANTWOORDEN = "BEMIDDELING_KIEZEN", "BEMIDDELING_ANTWOORDEN"
CHOSEN, WAITING, TAKEN_ON, ENDED = "N236", "N237", "N238", "N239"
KEY_KIND = "BEMIDDELINGSVRAAG"
# How many requests one person has open at a time.
MOST_OPEN = 3
# How long a request is kept after its end: half a year.
KEPT = REGELS["bemiddeling"].term


@dataclass(frozen=True)
class VraagAnswers:
    """What somebody asks. The text shows nowhere in its own text."""

    style: str
    text: str = field(repr=False)
    samenwerking: Samenwerking | None = None
    wanted_by: date | None = None


def ask_bemiddeling(*, actor: User, answers: VraagAnswers, now: datetime) -> Bemiddelingsvraag:
    """Ask for bemiddeling; the coördinerend hart is asked to choose somebody. In a scope.

    Raises ActionError when she has three requests open already, DeniedError for a samenwerking that is not hers.
    """
    access.require(may_ask_bemiddeling(actor, now))
    _require_own(actor, answers.samenwerking, now)
    key_id = make_data_key(now=now)
    with transaction.atomic():
        # One by one: two windows at once do not pass the limit together.
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if Bemiddelingsvraag.objects.filter(asker=actor, status__in=OPEN_BEMIDDELING).count() >= MOST_OPEN:
            raise ActionError(_("Er staan al drie vragen van je open. Rond er eerst een af of trek er een in."))
        row = Bemiddelingsvraag(
            asker=actor, samenwerking=answers.samenwerking, style=answers.style, wanted_by=answers.wanted_by,
            data_key_id=key_id, asked_at=now,
        )  # fmt: skip
        row.text = answers.text
        row.save(force_insert=True)
        open_taken(KIEZEN, users=coordinatoren(now), object_id=row.pk, now=now)
    return row


def change_vraag(
    *, actor: User, vraag: Bemiddelingsvraag, version: int, answers: VraagAnswers, now: datetime
) -> Bemiddelingsvraag:
    """Change what one asked. Raises StaleSaveError, and ActionError when somebody took it on or it ended meanwhile."""
    access.require(may_change_vraag(actor, vraag, now))
    if answers.samenwerking is not None and answers.samenwerking.pk != vraag.samenwerking_id:
        _require_own(actor, answers.samenwerking, now)
    with transaction.atomic():
        _hold(vraag, CHANGEABLE)
        changes = {
            "style": answers.style, "text": answers.text, "samenwerking": answers.samenwerking,
            "wanted_by": answers.wanted_by,
        }  # fmt: skip
        return save_sealed_version(vraag, version=version, changes=changes, also={})


def withdraw_vraag(*, actor: User, vraag: Bemiddelingsvraag, now: datetime) -> None:
    """Take a request back; who was asked or had taken it on is told. Raises ActionError when it ended already."""
    access.require(may_withdraw_vraag(actor, vraag, now))
    with transaction.atomic():
        _end(_hold(vraag, OPEN_BEMIDDELING), BemiddelingStatus.INGETROKKEN, now)


def choose_mediator(*, actor: User, vraag: Bemiddelingsvraag, mediator: User, now: datetime) -> Bemiddelingsvraag:
    """Ask a member to mediate; whom was asked before and did not answer is asked no more. In a scope.

    Nobody of the hart lets herself read what is asked. Raises ActionError for who tries, for the asker herself, for who
    is asked already or has no account any more.
    """
    access.require(may_choose_mediator(actor, vraag, now))
    if mediator.pk == actor.pk:
        raise ActionError(_("Jezelf kies je niet. Vraag een andere coördinator om te kiezen."))
    with transaction.atomic():
        held = _hold(vraag, CHANGEABLE)
        if mediator.pk == held.asker_id:
            raise ActionError(_("Dit is degene die de vraag stelt. Kies iemand anders."))
        if mediator.pk == held.mediator_id:
            raise ActionError(_("{naam} is al gevraagd.").format(naam=mediator.naam))
        if not User.objects.filter(pk=mediator.pk, is_active=True).exists():
            raise ActionError(_("Dit account is afgesloten. Kies iemand anders."))
        _stop_asking(held, now)
        held.mediator, held.status, held.proposed_at = mediator, BemiddelingStatus.VOORGESTELD, now
        _save(held, "mediator", "status", "proposed_at")
        finish_taken(KIEZEN, object_id=held.pk, now=now)
        open_taken(ANTWOORDEN, users=[mediator], object_id=held.pk, now=now)
    return held


def take_on(*, actor: User, vraag: Bemiddelingsvraag, now: datetime) -> None:
    """Take a request on: from now on the bemiddelaar reads it, and the asker is told (N238).

    Raises ActionError when it was withdrawn, or somebody else was chosen, meanwhile.
    """
    access.require(may_answer_vraag(actor, vraag, now))
    with transaction.atomic():
        held = _hold(vraag, (BemiddelingStatus.VOORGESTELD,), mediator=actor)
        held.status, held.accepted_at = BemiddelingStatus.LOOPT, now
        _save(held, "status", "accepted_at")
        finish_taken(ANTWOORDEN, object_id=held.pk, now=now)
        owe(TAKEN_ON, object_id=held.pk, recipient=held.asker, moment=f"{now:%Y%m%d%H%M%S%f}", now=now)


def decline_vraag(*, actor: User, vraag: Bemiddelingsvraag, now: datetime) -> None:
    """Say that one does not mediate; the hart chooses somebody else. Raises ActionError as `take_on` does."""
    access.require(may_answer_vraag(actor, vraag, now))
    with transaction.atomic():
        _back_to_hart(_hold(vraag, (BemiddelingStatus.VOORGESTELD,), mediator=actor), now)


def give_back(*, actor: User, vraag: Bemiddelingsvraag, now: datetime) -> None:
    """Give a request back that one had taken on: she reads it no more, the asker is told, the hart chooses again."""
    access.require(may_give_back(actor, vraag, now))
    with transaction.atomic():
        _leave(_hold(vraag, (BemiddelingStatus.LOOPT,), mediator=actor), now)


def finish_vraag(*, actor: User, vraag: Bemiddelingsvraag, now: datetime) -> None:
    """Say that the bemiddeling is finished; the other is told (N239). Raises ActionError when it ended already."""
    access.require(may_finish_vraag(actor, vraag, now))
    with transaction.atomic():
        held = _hold(vraag, (BemiddelingStatus.LOOPT,))
        other = held.mediator if actor.pk == held.asker_id else held.asker
        owe(ENDED, object_id=held.pk, recipient=other, moment="afgerond", now=now)
        _end(held, BemiddelingStatus.AFGEROND, now)


def settle_bemiddeling(now: datetime) -> None:
    """Withdraw what somebody asked who has no account any more; ask for another bemiddelaar where she has none."""
    left = Q(asker__is_active=False) | Q(mediator__is_active=False)
    rows = Bemiddelingsvraag.objects.defer("text").filter(left, status__in=OPEN_BEMIDDELING)
    for row in rows.order_by("pk"):
        with transaction.atomic():
            held = _hold(row, None)
            if held.status not in OPEN_BEMIDDELING:
                continue
            if not held.asker.is_active:
                _end(held, BemiddelingStatus.INGETROKKEN, now)
            elif held.mediator is not None and not held.mediator.is_active:
                _leave(held, now)


def purge_bemiddeling(now: datetime) -> int:
    """Remove requests that ended half a year ago and destroy their keys; return how many. In a scope."""
    rows = Bemiddelingsvraag.objects.defer("text").filter(ended_at__lt=past_term(now, KEPT))
    number = 0
    for row in rows.order_by("pk"):
        with transaction.atomic():
            Bemiddelingsvraag.objects.filter(pk=row.pk).delete()
            # Last: there is no way back.
            destroy_data_key(
                key_id=row.data_key_id, kind=KEY_KIND, object_id=row.pk, actor=None, reason="TERMIJN", now=now
            )
        number += 1
    return number


def _require_own(actor: User, samenwerking: Samenwerking | None, now: datetime) -> None:
    if samenwerking is not None:
        access.require(own_samenwerkingen(actor, now).filter(pk=samenwerking.pk).exists())


def _hold(
    vraag: Bemiddelingsvraag, among: Collection[str] | None, *, mediator: User | None = None
) -> Bemiddelingsvraag:
    """Return the request under its lock. Raises ActionError when it is not in one of these states, or gone."""
    rows = Bemiddelingsvraag.objects.select_for_update(of=("self",)).defer("text").select_related("asker", "mediator")
    row = rows.filter(pk=vraag.pk).first()
    is_other = mediator is not None and row is not None and row.mediator_id != mediator.pk
    if row is None or is_other or (among is not None and row.status not in among):
        raise ActionError(_("Deze vraag is net veranderd. Bekijk hoe het er nu mee staat."))
    return row


def _end(held: Bemiddelingsvraag, status: BemiddelingStatus, now: datetime) -> None:
    if status == BemiddelingStatus.INGETROKKEN and held.mediator is not None:
        owe(ENDED, object_id=held.pk, recipient=held.mediator, moment="ingetrokken", now=now)
    held.status, held.ended_at = status, now
    _save(held, "status", "ended_at")
    withdraw_taken(KIEZEN, object_id=held.pk, now=now)
    _stop_asking(held, now)


def _leave(held: Bemiddelingsvraag, now: datetime) -> None:
    """Let the bemiddelaar go; the asker is told when it ran already."""
    if held.status == BemiddelingStatus.LOOPT:
        owe(ENDED, object_id=held.pk, recipient=held.asker, moment=f"terug:{now:%Y%m%d%H%M%S%f}", now=now)
    _back_to_hart(held, now)


def _back_to_hart(held: Bemiddelingsvraag, now: datetime) -> None:
    _stop_asking(held, now)
    held.mediator, held.status = None, BemiddelingStatus.GEVRAAGD
    held.proposed_at = held.accepted_at = None
    _save(held, "mediator", "status", "proposed_at", "accepted_at")
    open_taken(KIEZEN, users=coordinatoren(now), object_id=held.pk, now=now)


def _stop_asking(held: Bemiddelingsvraag, now: datetime) -> None:
    """Let nobody be asked any more whether she takes it on."""
    withdraw_taken(ANTWOORDEN, object_id=held.pk, now=now)
    withdraw((CHOSEN,), object_id=held.pk, reason="niet meer gevraagd")


def _save(held: Bemiddelingsvraag, *names: str) -> None:
    """Write these columns; the version stays: it counts what the asker wrote."""
    held.save(update_fields=names)
