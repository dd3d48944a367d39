"""The life of a praktijkboek after collecting: established, closed, destroyed; by hand, and by itself on its dates."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import is_closed, is_collecting, is_there, may_keep_praktijkboek, may_still_keep
from casussen.actions.afdrukken import destroy_pdfs
from casussen.actions.praktijkboeken import CASUS_INLEVEREN, hold_praktijkboek
from casussen.models import Opname, Praktijkboek, PraktijkboekStatus
from community import access
from community.access.kringen import active_lidmaatschappen
from community.actions.errors import ActionError
from community.actions.kluis import destroy_data_key
from community.actions.logboek import note
from community.actions.taken import withdraw_taken
from community.berichten.outbox import owe_many, withdraw
from community.models import DataKey, Taak, User
from community.workdays import local_date, mail_moment, workday_on_or_before

RUNNING = (PraktijkboekStatus.VERZAMELEN, PraktijkboekStatus.VASTGESTELD)
# How many days before it happens the people of a praktijkboek are warned.
WARNINGS = (30, 7)
TERM = "TERMIJN"
BY_HAND = "VERNIETIGD"


def establish(*, actor: User, boek: Praktijkboek, now: datetime) -> None:
    """Establish what was handed in: from now on nothing is added or renewed; everybody is told.

    Raises ActionError when there is nothing in it, or when somebody else established or closed it first.
    """
    access.require(may_keep_praktijkboek(actor, boek, now))
    with transaction.atomic():
        _kring, held = hold_praktijkboek(boek)
        access.require(may_still_keep(actor, held))
        if not is_collecting(held, now):
            raise ActionError(_("Dit praktijkboek is intussen al vastgesteld of gesloten."))
        if not Opname.objects.filter(praktijkboek=held, withdrawn_at__isnull=True).exists():
            raise ActionError(_("Er is nog geen casus ingeleverd. Vaststellen kan daarom nog niet."))
        _set_status(held, PraktijkboekStatus.VASTGESTELD, established_at=now)
        withdraw_taken(CASUS_INLEVEREN, object_id=held.pk, now=now)
        owe_many("N22", object_id=held.pk, recipients=people_of(held, now), moment="vastgesteld", now=now)


def close(*, actor: User, boek: Praktijkboek, now: datetime) -> None:
    """Close it before its day: it is only read from now on. Raises ActionError when it was closed already."""
    access.require(may_keep_praktijkboek(actor, boek, now))
    with transaction.atomic():
        _kring, held = hold_praktijkboek(boek)
        access.require(may_still_keep(actor, held))
        if is_closed(held, now):
            raise ActionError(_("Dit praktijkboek is intussen al gesloten."))
        _close(held, now)


def destroy(*, actor: User, boek: Praktijkboek, now: datetime) -> None:
    """Destroy it before its day, for good: keys and content. The casussen of its authors stay theirs.

    Raises ActionError when it is not closed yet, or was destroyed already.
    """
    access.require(may_keep_praktijkboek(actor, boek, now))
    with transaction.atomic():
        _kring, held = hold_praktijkboek(boek)
        access.require(may_still_keep(actor, held))
        if not is_there(held, now):
            raise ActionError(_("Dit praktijkboek is intussen al vernietigd."))
        if not is_closed(held, now):
            raise ActionError(_("Sluit het praktijkboek eerst. Daarna kun je het vernietigen."))
        _mark_destroyed(held, now)
        note(actor=actor, action="PRAKTIJKBOEK_VERNIETIGD", object_kind="PRAKTIJKBOEK", object_id=held.pk, now=now)
    _erase(boek.pk, by=actor, reason=BY_HAND, now=now)


def live(now: datetime) -> None:
    """Let praktijkboeken live by their dates: warn, close, destroy, and finish what was cut off in the middle.

    Needs no key-encryption key. Safe at any moment, any number of times, and by several at once.
    """
    today = local_date(now)
    for boek in Praktijkboek.objects.filter(status__in=RUNNING, closes_date__lte=today):
        with transaction.atomic():
            _kring, held = hold_praktijkboek(boek)
            if held.status in RUNNING and held.closes_date <= today:
                _close(held, now)
    closed = Praktijkboek.objects.exclude(status=PraktijkboekStatus.VERNIETIGD).filter(destroys_date__lte=today)
    for boek in closed:
        with transaction.atomic():
            _kring, held = hold_praktijkboek(boek)
            if held.status != PraktijkboekStatus.VERNIETIGD and held.destroys_date <= today:
                _mark_destroyed(held, now)
    _finish(now)
    warn(now)


def warn(now: datetime) -> None:
    """Owe the warnings that a praktijkboek closes, and that it is destroyed: on the working day on or before."""
    for boek in Praktijkboek.objects.exclude(status=PraktijkboekStatus.VERNIETIGD):
        dates = [("weg", boek.destroys_date)]
        if boek.status in RUNNING:
            dates.append(("sluit", boek.closes_date))
        for word, day in dates:
            # Of warnings that came due together only the last one is told: a book with near dates warns once.
            due = [(mail_moment(workday_on_or_before(day - timedelta(days=number))), number) for number in WARNINGS]
            came = [(at, number) for at, number in due if boek.created_at <= at <= now and local_date(now) < day]
            if came:
                at, number = max(came)
                owe_many("N53", object_id=boek.pk, recipients=people_of(boek, now), due_at=at, now=now,
                         moment=f"{word}{number}:{day:%Y-%m-%d}")  # fmt: skip


def people_of(boek: Praktijkboek, now: datetime) -> list[User]:
    """Return who is in its Kring now."""
    return [lid.user for lid in active_lidmaatschappen(now).filter(kring=boek.kring_id).select_related("user")]


def _close(held: Praktijkboek, now: datetime) -> None:
    """Call under its lock and that of its Kring."""
    _set_status(held, PraktijkboekStatus.GESLOTEN, closed_at=now)
    held.kring.closed_at = held.kring.closed_at or now
    held.kring.save(update_fields=["closed_at"])
    withdraw_taken(CASUS_INLEVEREN, object_id=held.pk, now=now)


def _mark_destroyed(held: Praktijkboek, now: datetime) -> None:
    """Shut every door to the content at once; keys and rows go after this is committed. Call under its lock."""
    authors = list(User.objects.filter(opnamen__praktijkboek=held, opnamen__withdrawn_at__isnull=True).distinct())
    if held.status in RUNNING:
        _close(held, now)
    _set_status(held, PraktijkboekStatus.VERNIETIGD, destroyed_at=now)
    Taak.objects.filter(kring=held.kring, done_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    withdraw(["N22", "N53"], object_id=held.pk, reason="vernietigd")
    told = {user.pk: user for user in [*people_of(held, now), *authors]}
    owe_many("N54", object_id=held.pk, recipients=told.values(), moment="vernietigd", now=now)


def _set_status(held: Praktijkboek, status: PraktijkboekStatus, **moments: datetime) -> None:
    held.status = status
    held.version += 1
    for name, moment in moments.items():
        setattr(held, name, moment)
    held.save(update_fields=["status", "version", *moments])


def _erase(boek_id: UUID, *, by: User | None, reason: str, now: datetime) -> None:
    """Destroy the keys of all that stands in a destroyed praktijkboek, then its rows with the log of reading.

    Keys first: a row that is left says which key must still go, also when this is cut off in the middle. The pdfs that
    readers had made go with it.
    """
    destroy_pdfs(boek_id=boek_id, by=by, reason=reason, now=now)
    for pk, key_id in list(Opname.objects.filter(praktijkboek=boek_id).values_list("pk", "data_key_id")):
        destroy_data_key(key_id=key_id, kind="OPNAME", object_id=pk, actor=by, reason=reason, now=now)
        Opname.objects.filter(pk=pk).delete()


def _finish(now: datetime) -> None:
    """Erase what a destroyed praktijkboek still holds, and the keys of what was taken out of others."""
    left = Opname.objects.filter(praktijkboek__status=PraktijkboekStatus.VERNIETIGD)
    for boek_id in set(left.values_list("praktijkboek", flat=True)):
        _erase(boek_id, by=None, reason=TERM, now=now)
    taken_out = dict(Opname.objects.filter(withdrawn_at__isnull=False).values_list("data_key_id", "pk"))
    for key_id in _still_alive(taken_out):
        destroy_data_key(
            key_id=key_id, kind="OPNAME", object_id=taken_out[key_id], actor=None, reason="TERUGGENOMEN", now=now
        )


def _still_alive(key_ids: Iterable[UUID]) -> list[UUID]:
    return list(DataKey.objects.filter(pk__in=list(key_ids), wrapped__isnull=False).values_list("pk", flat=True))
