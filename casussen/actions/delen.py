"""Giving sight of a casus, changing it and taking it away. All of it holds from the next request on."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from casussen.access.advies import living_adviesdelingen
from casussen.access.casussen import active_delingen, may_govern_casus, readers_of_kring
from casussen.access.delen import living_gastdelingen, may_give_sight_to, may_share_casus, shareable_kringen
from casussen.models import Casus, Deling, DelingRol
from casussen.onderdelen import meelezingen
from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import revoke_gastlink
from community.berichten.outbox import owe_many, withdraw
from community.models import Kring, User
from community.workdays import at_local, local_date

# Moments of N83.
GIVEN, WITHDRAWN = "GEGEVEN", "INGETROKKEN"
# A last day further away is a mistake, or means that there is none.
FURTHEST = timedelta(days=5 * 365)


class UncheckedError(ActionError):
    """The check before sharing was not done, or something was written since."""

    def __init__(self) -> None:
        super().__init__(_("Doe eerst de controle vóór delen. Er is iets veranderd sinds de vorige keer."))


def check_before_sharing(*, actor: User, casus: Casus, seen_at: datetime, now: datetime) -> None:
    """Note that the owner read her casus over as it was at `seen_at`. Raises UncheckedError when it changed since."""
    access.require(may_share_casus(actor, casus, now))
    with transaction.atomic():
        stored = Casus.objects.select_for_update().get(pk=casus.pk)
        if stored.changed_at != seen_at:
            raise UncheckedError
        Casus.objects.filter(pk=casus.pk).update(checked_at=now)


def is_checked(casus: Casus) -> bool:
    """Whether the check before sharing was done on what stands there now."""
    return casus.checked_at is not None and casus.checked_at >= casus.changed_at


def give_sight(
    *, actor: User, casus: Casus, reader: User, role: str = DelingRol.LEZER, last_day: date | None, now: datetime
) -> Deling:
    """Let a person read this casus, or write in it as mede-eigenaar, and tell her.

    Raises ActionError for who reads along already and for a day that has passed, UncheckedError without the check.
    """
    access.require(may_give_sight_to(actor, casus, reader, now))
    until_at = end_of(last_day, now)
    with _once_at_a_time(_("%(name)s leest al mee.") % {"name": reader.naam}):
        lock_to_share(casus)
        deling = Deling.objects.create(
            casus=casus, user=reader, role=role, from_at=now, until_at=until_at, given_by=actor
        )
        _tell(deling, [reader], GIVEN, now)
    return deling


def share_with_kring(*, actor: User, casus: Casus, kring: Kring, last_day: date | None, now: datetime) -> Deling:
    """Let everybody in a Kring read this casus who agreed to its agreements, and tell them. Raises as `give_sight`."""
    access.require(shareable_kringen(actor, casus, now).filter(pk=kring.pk).exists())
    until_at = end_of(last_day, now)
    with _once_at_a_time(_("Deze groep leest al mee.")):
        lock_to_share(casus)
        deling = Deling.objects.create(casus=casus, kring=kring, from_at=now, until_at=until_at, given_by=actor)
        _tell(deling, _told_of(deling, now), GIVEN, now)
    return deling


def change_sight(*, actor: User, deling: Deling, role: str, last_day: date | None, now: datetime) -> None:
    """Change what somebody may do and until when. Raises ActionError when it ended meanwhile."""
    access.require(may_share_casus(actor, deling.casus, now))
    until_at = end_of(last_day, now)
    with transaction.atomic():
        stored = _still_running(deling, now)
        stored.role = DelingRol.LEZER if stored.kring_id else role
        stored.until_at = until_at
        stored.save(update_fields=["role", "until_at"])


def withdraw_sight(*, actor: User, deling: Deling, now: datetime) -> None:
    """Take sight away, from the next request on, and tell who lost it. Twice is as good as once."""
    access.require(may_govern_casus(actor, deling.casus, now))
    with transaction.atomic():
        _end([deling.pk], now)


def withdraw_all(*, actor: User, casus: Casus, now: datetime) -> int:
    """Take away all sight at once, of people, groups, guests and who reads parts along. Returns how many ended."""
    access.require(may_govern_casus(actor, casus, now))
    with transaction.atomic():
        ended = _end(list(active_delingen(now).filter(casus=casus).values_list("pk", flat=True)), now)
        guests = [row.gastlink for row in living_gastdelingen(casus, now).select_related("gastlink")]
        guests += [row.gastlink for row in living_adviesdelingen(casus, now).select_related("gastlink")]
        for guest in guests:
            revoke_gastlink(gastlink=guest, now=now)
        along = sum(way.withdraw(casus, now) for way in meelezingen.all())
    return ended + len(guests) + along


def end_of(last_day: date | None, now: datetime) -> datetime | None:
    """Return the moment at which a last day is over; None without an end.

    Raises ActionError for a day behind us and for one that is years away.
    """
    if last_day is None:
        return None
    if last_day < local_date(now):
        raise ActionError(_("Deze dag is al voorbij. Kies vandaag of later."))
    if last_day - local_date(now) > FURTHEST:
        raise ActionError(_("Deze dag is te ver weg. Kies een dag binnen vijf jaar."))
    return at_local(last_day + timedelta(days=1), time(0))


def lock_to_share(casus: Casus) -> Casus:
    """Hold the casus while it is shared. Raises UncheckedError without the check, ActionError when it is to go."""
    stored: Casus = Casus.objects.select_for_update().get(pk=casus.pk)
    if stored.remove_at is not None:
        raise ActionError(_("Deze casus wordt verwijderd. Delen kan niet meer."))
    if not is_checked(stored):
        raise UncheckedError
    return stored


def _still_running(deling: Deling, now: datetime) -> Deling:
    stored: Deling = Deling.objects.select_for_update().get(pk=deling.pk)
    if stored.until_at is not None and stored.until_at <= now:
        raise ActionError(_("Deze toegang is al ingetrokken of voorbij."))
    return stored


def _end(ids: list[uuid.UUID], now: datetime) -> int:
    """End the sights among these that still hold, and tell who lost them."""
    rows = active_delingen(now).filter(pk__in=ids).select_for_update().order_by("pk")
    running = list(rows)
    for deling in running:
        withdraw(["N83"], object_id=deling.pk, moment=GIVEN, reason="ingetrokken")
        _tell(deling, _told_of(deling, now), WITHDRAWN, now)
    Deling.objects.filter(pk__in=[deling.pk for deling in running]).update(until_at=now)
    return len(running)


def _told_of(deling: Deling, now: datetime) -> list[User]:
    if deling.kring_id is None:
        return [deling.user] if deling.user else []
    return list(readers_of_kring(deling.kring_id, now).exclude(pk=deling.casus.owner_id))


def _tell(deling: Deling, people: list[User], what: str, now: datetime) -> None:
    owe_many("N83", object_id=deling.pk, recipients=people, moment=what, now=now)


@contextmanager
def _once_at_a_time(sentence: str) -> Iterator[None]:
    """Act in one transaction; who would be given sight twice, also by two windows at once, is told so."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ActionError(sentence) from error
