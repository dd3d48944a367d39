"""Actions of a Kring: agreed, done, given to somebody else, dropped. Each is a Taak of its owner."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction

from community import access
from community.access.kringen import may_still_manage
from community.access.vergadering import (
    may_finish,
    may_manage_actie,
    may_write_outcome,
    ownerless,
    possible_owners,
)
from community.actions.actie_eigenaren import ACTIE, ask_owner, release, return_to_leaders, settle
from community.actions.errors import ActionError
from community.actions.kringen import hold_to_write, lock_kring
from community.actions.taken import finish_taken, withdraw_taken
from community.actions.versions import save_version
from community.models import Actie, ActieStatus, Bijeenkomst, Kring, User
from community.workdays import local_date

MOST_ACTIES = 100
FURTHEST = timedelta(days=2 * 366)


class ActieError(ActionError):
    """The action cannot be like this. `field` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def add_actie(
    *, actor: User, bijeenkomst: Bijeenkomst, text: str, owner_id: uuid.UUID, due_date: date, now: datetime
) -> Actie:
    """Agree on an action; its owner gets it as a duty. Raises ActieError for an owner or date that cannot be right."""
    access.require(may_write_outcome(actor, bijeenkomst, now))
    _require_date(due_date, now)
    with transaction.atomic():
        kring = _hold(actor, bijeenkomst, now)
        owner = _owner(kring, owner_id, now)
        if Actie.objects.filter(bijeenkomst=bijeenkomst).count() >= MOST_ACTIES:
            raise ActionError(f"Een bijeenkomst heeft hooguit {MOST_ACTIES} acties.")
        actie = Actie.objects.create(
            kring=kring, bijeenkomst=bijeenkomst, text=text, owner=owner, due_date=due_date, created_at=now,
            created_by=actor,
        )  # fmt: skip
        ask_owner(actie, owner, now)
    return actie


def change_actie(
    *, actor: User, actie: Actie, version: int, text: str, owner_id: uuid.UUID, due_date: date, now: datetime
) -> Actie:
    """Give an open action another text, owner or date; the duty and its reminders follow.

    Raises StaleSaveError when somebody saved since `version`, ActieError for an owner or date that cannot be right.
    """
    access.require(may_manage_actie(actor, actie, now))
    if due_date != actie.due_date:
        _require_date(due_date, now)
    with transaction.atomic():
        kring = lock_kring(actie.kring_id)
        before = _lock(actie)
        if before.status != ActieStatus.OPEN:
            raise ActionError("Deze actie is al klaar of vervallen. Je kunt hem niet meer veranderen.")
        owner = _owner(kring, owner_id, now)
        changed = save_version(before, version=version, changes={"text": text, "owner": owner, "due_date": due_date})
        withdraw_taken(ACTIE, object_id=actie.pk, now=now, but_not=[owner])
        ask_owner(changed, owner, now)
        settle(kring, now)
    return changed


def finish_actie(*, actor: User, actie: Actie, now: datetime) -> Actie:
    """Say that an action is done; its reminders stop. A second time changes nothing."""
    access.require(may_finish(actor, actie, now))
    with transaction.atomic():
        kring = lock_kring(actie.kring_id)
        stored = _lock(actie)
        if stored.status == ActieStatus.VERVALLEN:
            raise ActionError("Deze actie is net vervallen. Je hoeft hem niet meer te doen.")
        if stored.status == ActieStatus.OPEN:
            access.require(may_finish(actor, stored, now))
            stored = _close(stored, ActieStatus.KLAAR, now)
            finish_taken(ACTIE, object_id=actie.pk, now=now)
            settle(kring, now)
    return stored


def reopen_actie(*, actor: User, actie: Actie, now: datetime) -> Actie:
    """Say that an action is not done after all; it is a duty of its owner again. A second time changes nothing."""
    access.require(may_finish(actor, actie, now))
    with transaction.atomic():
        kring = lock_kring(actie.kring_id)
        stored = _lock(actie)
        if stored.status == ActieStatus.VERVALLEN:
            raise ActionError("Deze actie is vervallen. Schrijf een nieuwe op als hij toch nodig is.")
        if stored.status == ActieStatus.KLAAR:
            stored = save_version(
                stored, version=stored.version, changes={"status": ActieStatus.OPEN, "closed_at": None}
            )
            if stored.owner is not None:
                ask_owner(stored, stored.owner, now)
            return_to_leaders(kring, now)
    return stored


def drop_actie(*, actor: User, actie: Actie, reason: str, now: datetime) -> Actie:
    """Drop an open action, with the reason its owner reads. A second time changes nothing."""
    access.require(may_manage_actie(actor, actie, now))
    if not reason.strip():
        raise ActieError("reason", "Schrijf in één zin waarom de actie vervalt.")
    with transaction.atomic():
        kring = lock_kring(actie.kring_id)
        stored = _lock(actie)
        if stored.status == ActieStatus.KLAAR:
            raise ActionError("Deze actie is net klaar gemeld. Laten vervallen hoeft niet meer.")
        if stored.status == ActieStatus.OPEN:
            stored = _close(stored, ActieStatus.VERVALLEN, now, drop_reason=reason)
            withdraw_taken(ACTIE, object_id=actie.pk, now=now)
            settle(kring, now)
    return stored


def return_ownerless(now: datetime) -> None:
    """Ask who leads for a new owner of every action that lost its own: a closed account, or nobody led at the time."""
    for kring in Kring.objects.filter(pk__in=ownerless(now).values("kring")):
        with transaction.atomic():
            locked = lock_kring(kring.pk)
            release(locked, list(ownerless(now).filter(kring=locked).values_list("pk", flat=True)), now)


def _close(stored: Actie, status: ActieStatus, now: datetime, **more: str) -> Actie:
    return save_version(stored, version=stored.version, changes={"status": status, "closed_at": now, **more})


def _hold(actor: User, bijeenkomst: Bijeenkomst, now: datetime) -> Kring:
    """Lock the Kring of this meeting and look again: it is open, and the actor still leads it."""
    if bijeenkomst.kring_id is None:
        raise access.DeniedError
    kring = hold_to_write(actor, bijeenkomst.kring_id)
    access.require(may_still_manage(actor, kring, now))
    return kring


def _lock(actie: Actie) -> Actie:
    return Actie.objects.select_for_update(of=("self",)).select_related("kring", "owner").get(pk=actie.pk)


def _owner(kring: Kring, owner_id: uuid.UUID, now: datetime) -> User:
    owner = possible_owners(kring, now).filter(pk=owner_id).first()
    if owner is None:
        raise ActieError("owner", "Kies iemand die meedoet in de groep en akkoord is met de afspraken.")
    return owner


def _require_date(due_date: date, now: datetime) -> None:
    today = local_date(now)
    if due_date < today:
        raise ActieError("due_date", "Kies vandaag of een dag daarna.")
    if due_date > today + FURTHEST:
        raise ActieError("due_date", "Kies een dag binnen twee jaar.")
