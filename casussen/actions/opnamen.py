"""A casus in a praktijkboek: handing it in, renewing it, taking it out, reading it, and its place in the row."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import (
    is_collecting,
    may_hand_in,
    may_keep_praktijkboek,
    may_read_opname,
    may_still_keep,
    may_take_back,
)
from casussen.actions.afdrukken import destroy_pdfs
from casussen.actions.praktijkboeken import CASUS_INLEVEREN, PraktijkboekClosedError, hold_praktijkboek
from casussen.format import missing
from casussen.models import Casus, Inzage, InzageVia, Opname, Praktijkboek, PraktijkboekStatus
from casussen.queries.opnamen import content_of
from community import access
from community.actions.errors import ActionError
from community.actions.kluis import destroy_data_key, make_data_key
from community.actions.kringen import lidmaatschap_under_lock
from community.actions.taken import finish_taken
from community.berichten.outbox import owe, withdraw
from community.models import User


def hand_in(*, actor: User, boek: Praktijkboek, casus: Casus, parts: Collection[str], now: datetime) -> Opname:
    """Put a copy of one's own casus in, under a key of its own; once more renews that copy.

    `parts` are codes of casussen.onderdelen; the format always goes along. Raises ActionError when questions of the
    format are open, or when the praktijkboek was established or closed meanwhile.
    """
    access.require(may_hand_in(actor, casus, boek, now))
    if missing(casus.format):
        raise ActionError(_("Je casus is nog niet compleet. Vul eerst de vragen in die open staan."))
    key_id = None if _standing_copy(boek, casus) else make_data_key(now=now)
    with transaction.atomic():
        kring, held = hold_praktijkboek(boek)
        access.require(lidmaatschap_under_lock(kring, actor.pk) is not None)
        if not is_collecting(held, now):
            raise _refusal(held)
        # Under the lock of the book: two copies of one casus at once become one.
        opname = _standing_copy(held, casus)
        if opname is None:
            # What stood there a moment ago may have been taken out, and its key with it: never that one.
            opname = _new_copy(held, casus, actor, key_id or make_data_key(now=now), now)
            owe("N21", object_id=opname.pk, recipient=actor, moment="ingeleverd", now=now)
        else:
            opname.version += 1
        opname.content = content_of(casus, parts)
        opname.handed_in_at = now
        opname.save()
        finish_taken(CASUS_INLEVEREN, object_id=held.pk, user=actor, now=now)
    return opname


def take_back(*, actor: User, opname: Opname, now: datetime) -> None:
    """Take one's casus out of a praktijkboek: nobody reads it from now on, and its key is destroyed.

    One's own casus stays as it is. Doing it twice changes nothing.
    """
    access.require(may_take_back(actor, opname, now))
    with transaction.atomic():
        hold_praktijkboek(opname.praktijkboek)
        Opname.objects.filter(pk=opname.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)
        withdraw(["N21"], object_id=opname.pk, reason="teruggenomen")
    destroy_data_key(
        key_id=opname.data_key_id, kind="OPNAME", object_id=opname.pk, actor=actor, reason="TERUGGENOMEN", now=now
    )
    destroy_pdfs(boek_id=opname.praktijkboek_id, by=actor, reason="TERUGGENOMEN", now=now)


def move_opname(*, actor: User, opname: Opname, is_up: bool, now: datetime) -> None:
    """Let a casus change places with the one before or after it. At the end of the row nothing happens."""
    access.require(may_keep_praktijkboek(actor, opname.praktijkboek, now))
    with transaction.atomic():
        _kring, held = hold_praktijkboek(opname.praktijkboek)
        access.require(may_still_keep(actor, held))
        if held.status not in (PraktijkboekStatus.VERZAMELEN, PraktijkboekStatus.VASTGESTELD):
            raise PraktijkboekClosedError
        row = [pk for pk, _position in _row_of(held)]
        if opname.pk not in row:
            raise ActionError(_("Deze casus is intussen teruggenomen."))
        place = row.index(opname.pk)
        other = place - 1 if is_up else place + 1
        if 0 <= other < len(row):
            row[place], row[other] = row[other], row[place]
        for position, pk in enumerate(row, start=1):
            Opname.objects.filter(pk=pk).exclude(position=position).update(position=position)


def read_opname(*, actor: User, opname: Opname, now: datetime, via: InzageVia = InzageVia.PRAKTIJKBOEK) -> None:
    """Write that this person reads this casus of another now; nothing for its author. Before anything is shown.

    Raises DeniedError when she may not. A database that refuses the line breaks the request: nothing is shown.
    """
    access.require(may_read_opname(actor, opname, now))
    if opname.author_id != actor.pk:
        Inzage.objects.create(opname=opname, reader=actor, at=now, via=via)


def _standing_copy(boek: Praktijkboek, casus: Casus) -> Opname | None:
    return Opname.objects.filter(praktijkboek=boek, casus=casus, withdrawn_at__isnull=True).first()


def _row_of(boek: Praktijkboek) -> list[tuple[UUID, int]]:
    rows = Opname.objects.filter(praktijkboek=boek, withdrawn_at__isnull=True).order_by(
        "position", "handed_in_at", "pk"
    )
    return list(rows.values_list("pk", "position"))


def _new_copy(boek: Praktijkboek, casus: Casus, author: User, key_id: UUID, now: datetime) -> Opname:
    last = max((position for _pk, position in _row_of(boek)), default=0)
    return Opname(
        praktijkboek=boek, casus=casus, author=author, data_key_id=key_id, position=last + 1, handed_in_at=now
    )


def _refusal(boek: Praktijkboek) -> ActionError:
    if boek.status == PraktijkboekStatus.VASTGESTELD:
        return ActionError(_("Dit praktijkboek is intussen vastgesteld. Inleveren en bijwerken kan niet meer."))
    return PraktijkboekClosedError()
