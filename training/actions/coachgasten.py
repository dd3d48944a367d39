"""Colleagues whom a participant takes along to a coaching hour: invited by a link, told of changes, and ended."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casussen.access.delen import may_share_casus
from casussen.actions.delen import lock_to_share
from casussen.models import Casus, Inzage, InzageVia
from casussen.onderdelen import open_parts
from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink, revoke_gastlink
from community.berichten.outbox import owe
from community.models import Gastlink, User
from training.access.coaching import may_keep, meegenomen_of, reading_guests
from training.models import Coachgesprek, Deelnemer, Meegenomen

COACH_LINK = "COACHGESPREK"
INVITED, CHANGED = "N43", "N41"
MOST_GUESTS = 3


@dataclass(frozen=True)
class Gast:
    """A colleague: who she is and where the invitation goes."""

    name: str
    email: str
    function: str = ""


def take_along(*, actor: User, gesprek: Coachgesprek, gast: Gast, now: datetime) -> Meegenomen:
    """Invite a colleague to a talk that has a time. She sees that hour, and nothing of the casus.

    Raises ActionError for a talk without time, an address that is invited already, one's own address, too many guests.
    """
    access.require(may_keep(actor, gesprek))
    with transaction.atomic():
        stored = Coachgesprek.objects.select_for_update(of=("self",)).get(pk=gesprek.pk)
        slot = stored.slot
        if slot is None or stored.cancelled_at is not None or slot.ends_at <= now:
            raise ActionError(_("Dit gesprek heeft geen moment dat nog komt. Je kunt niemand meer meenemen."))
        others = living_guests(stored.pk)
        if gast.email == actor.email:
            raise ActionError(_("Dit is je eigen e-mailadres. Vul het adres van je collega in."))
        if others.filter(gastlink__email=gast.email).exists():
            raise ActionError(_("Dit e-mailadres heeft al een uitnodiging voor dit gesprek."))
        if others.count() >= MOST_GUESTS:
            raise ActionError(_("Je neemt al drie collega's mee. Trek eerst een uitnodiging in."))
        row = Meegenomen(coachgesprek=stored, function=gast.function, parts=[])
        row.gastlink = make_gastlink(
            host=actor, kind=COACH_LINK, object_id=row.pk, name=gast.name, email=gast.email, expires_at=slot.ends_at,
            now=now,
        )  # fmt: skip
        row.save(force_insert=True)
    return row


def share_parts(*, actor: User, meegenomen: Meegenomen, casus: Casus, parts: Iterable[str], now: datetime) -> None:
    """Choose which parts of her casus this guest reads; with any part she first types a code.

    Raises UncheckedError without the check before sharing.
    """
    access.require(may_keep(actor, meegenomen.coachgesprek) and may_share_casus(actor, casus, now))
    given = set(parts)
    chosen = [part.code for part in open_parts() if part.code in given]
    with transaction.atomic():
        if chosen:
            lock_to_share(casus)
        Meegenomen.objects.filter(pk=meegenomen.pk).update(parts=chosen)
        Gastlink.objects.filter(pk=meegenomen.gastlink_id).update(asks_code=bool(chosen))


def end_reading_of_guests(casus: Casus, now: datetime) -> int:
    """Let no guest of a coaching hour read parts of this casus any more; she still comes. Returns how many did."""
    return _share_nothing(reading_guests(now).filter(coachgesprek__deelnemer__casus=casus))


def forget_parts(deelnemer: Deelnemer, now: datetime) -> None:
    """Let guests read nothing: she brings another casus, and what she chose was of the one before."""
    _share_nothing(Meegenomen.objects.filter(coachgesprek__deelnemer=deelnemer))


def withdraw_coachgast(*, actor: User, meegenomen: Meegenomen, now: datetime) -> None:
    """End the link of one guest and tell her that she is not expected any more."""
    access.require(may_keep(actor, meegenomen.coachgesprek))
    with transaction.atomic():
        _end(meegenomen, now)


def end_guests(*, gesprek_id: uuid.UUID, now: datetime) -> None:
    """End the links of all guests of a talk that does not go on, and tell them."""
    for row in living_guests(gesprek_id):
        _end(row, now)


def move_guests(*, gesprek_id: uuid.UUID, ends_at: datetime, now: datetime) -> None:
    """Let the links of guests last until the new end, and tell them the new hour."""
    for row in living_guests(gesprek_id):
        Gastlink.objects.filter(pk=row.gastlink_id).update(expires_at=max(ends_at, now))
        owe(CHANGED, object_id=row.gastlink_id, moment=f"verzet:{now:%Y%m%d%H%M%S%f}", now=now)


def tell_guests_off(*, gesprek_id: uuid.UUID, now: datetime) -> None:
    """Tell guests that the hour is off; their link opens nothing until the talk has another time."""
    for row in living_guests(gesprek_id):
        owe(CHANGED, object_id=row.gastlink_id, moment=f"af:{now:%Y%m%d%H%M%S%f}", now=now)


def living_guests(gesprek_id: uuid.UUID) -> QuerySet[Meegenomen]:
    """Return the guests of a talk whose link was not withdrawn."""
    rows = Meegenomen.objects.filter(coachgesprek=gesprek_id, gastlink__revoked_at__isnull=True)
    return rows.select_related("gastlink").order_by("pk")


def log_coachgast(*, gastlink: Gastlink, meegenomen: Meegenomen, casus: Casus, part: str, now: datetime) -> Inzage:
    """Write that a guest reads this part now, before she sees it. Raises DeniedError for a part she was not given."""
    found = meegenomen_of(gastlink, now).filter(pk=meegenomen.pk).first()
    access.require(found is not None and part in found.parts)
    return Inzage.objects.create(casus=casus, gastlink=gastlink, at=now, via=InzageVia.GASTLINK, part=part)


def _share_nothing(rows: QuerySet[Meegenomen]) -> int:
    links = list(rows.exclude(parts=[]).values_list("gastlink", flat=True))
    Meegenomen.objects.filter(gastlink__in=links).update(parts=[])
    Gastlink.objects.filter(pk__in=links).update(asks_code=False)
    return len(links)


def _end(row: Meegenomen, now: datetime) -> None:
    was_living = row.gastlink.expires_at > now
    revoke_gastlink(gastlink=row.gastlink, now=now)
    if was_living:
        owe(CHANGED, object_id=row.gastlink_id, moment=f"uit:{now:%Y%m%d%H%M%S%f}", now=now)
