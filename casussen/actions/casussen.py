"""Beginning and writing a casus, going back to an older version, and removing it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.casussen import may_begin_casus, may_govern_casus, may_write_casus
from casussen.bewaarregels import REGELS
from casussen.models import Adviesdeling, Casus, Casusversie, Gastdeling
from casussen.onderdelen import meelezingen
from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import revoke_gastlink
from community.actions.kluis import destroy_data_key, make_data_key
from community.actions.versions import save_sealed_version
from community.models import User

# Saves of one person within this time belong to one version: autosave comes every few seconds.
ONE_SITTING = timedelta(minutes=30)
# How long an owner may take a removal back.
GRACE = REGELS["casussen"].term


def begin_casus(*, actor: User, answers: Mapping[str, Any], now: datetime) -> Casus:
    """Begin a casus of one's own, with the first answers of the format. Only she sees it."""
    access.require(may_begin_casus(actor, now))
    key_id = make_data_key(now=now)
    with transaction.atomic():
        casus = Casus(owner=actor, data_key_id=key_id, created_at=now, changed_at=now, changed_by=actor)
        casus.format = dict(answers)
        casus.save(force_insert=True)
        _keep_version(casus, actor, now)
    return casus


def save_format(*, actor: User, casus: Casus, version: int, answers: Mapping[str, Any], now: datetime) -> Casus:
    """Save answers of the format; those that are not named stay. Raises StaleSaveError when they changed meanwhile."""
    access.require(may_write_casus(actor, casus, now))
    with transaction.atomic():
        changes = {"format": casus.format | dict(answers)}
        saved = save_sealed_version(casus, version=version, changes=changes, also=_by(actor, now))
        if saved.version != version:
            _keep_version(saved, actor, now)
    return saved


def restore_version(*, actor: User, casus: Casus, version: int, versie: Casusversie, now: datetime) -> Casus:
    """Put the format back as it was in an older version; what stood there stays as a version of its own."""
    access.require(may_write_casus(actor, casus, now) and versie.casus_id == casus.pk)
    with transaction.atomic():
        saved = save_sealed_version(casus, version=version, changes={"format": versie.format}, also=_by(actor, now))
        if saved.version != version:
            _keep_version(saved, actor, now, is_new=True)
    return saved


def touch_casus(casus: Casus, *, by: User, now: datetime) -> None:
    """Note that something in this casus changed now. For actions on its parts, inside their transaction."""
    Casus.objects.filter(pk=casus.pk).update(**_by(by, now))


def ask_removal(*, actor: User, casus: Casus, now: datetime) -> Casus:
    """Have the casus removed after the days of grace. From now on nobody else sees it and nobody writes in it."""
    access.require(may_govern_casus(actor, casus, now))
    with transaction.atomic():
        stored = Casus.objects.select_for_update().get(pk=casus.pk)
        if stored.remove_at is None:
            stored.remove_at = now + GRACE
            stored.save(update_fields=["remove_at"])
            _remove_copies(stored, now)
    return stored


def take_back_removal(*, actor: User, casus: Casus, now: datetime) -> None:
    """Keep the casus after all. Raises ActionError when its last day is over."""
    access.require(may_govern_casus(actor, casus, now))
    updated = Casus.objects.filter(pk=casus.pk, remove_at__gt=now).update(remove_at=None)
    if not updated and casus.remove_at is not None:
        raise ActionError(_("Deze casus wordt nu verwijderd. Terugdraaien kan niet meer."))


def remove_due(now: datetime) -> int:
    """Remove the casussen whose days of grace are over, for good: rows and key. Returns how many.

    What was handed in to a praktijkboek stands there under its own key until that book goes. For the daily purge.
    """
    due = list(Casus.objects.filter(remove_at__lte=now))
    for casus in due:
        destroy_casus(casus, reason="VERWIJDERD", now=now)
    return len(due)


def destroy_casus(casus: Casus, *, reason: str, now: datetime) -> None:
    """Remove a casus for good: links of guests, copies, rows and key. Called by other actions, as their last step."""
    with transaction.atomic():
        for kind in (Gastdeling, Adviesdeling):
            for guest in kind.objects.filter(casus=casus).select_related("gastlink"):
                revoke_gastlink(gastlink=guest.gastlink, now=now)
        _remove_copies(casus, now)
        Casus.objects.filter(pk=casus.pk).delete()
    destroy_data_key(
        key_id=casus.data_key_id, kind="CASUS", object_id=casus.pk, actor=None, reason=reason, now=now
    )  # fmt: skip


def _remove_copies(casus: Casus, now: datetime) -> None:
    """Let nothing of the casus stay where it was copied to for others."""
    for way in meelezingen.all():
        if way.is_copy:
            way.withdraw(casus, now)


def _by(actor: User, now: datetime) -> dict[str, Any]:
    """Return who changed it when. The check before sharing starts anew: `now` of a slow save lies before that check."""
    return {"changed_at": now, "changed_by": actor, "checked_at": None}


def _keep_version(casus: Casus, actor: User, now: datetime, *, is_new: bool = False) -> None:
    """Let the newest version hold what stands there now: the one of this sitting, or a new one."""
    newest = casus.versies.order_by("-number").first()
    is_same_sitting = newest and newest.saved_by_id == actor.pk and now - newest.begun_at < ONE_SITTING
    if newest is None or is_new or not is_same_sitting:
        number = newest.number + 1 if newest else 1
        newest = Casusversie(casus=casus, data_key_id=casus.data_key_id, number=number, begun_at=now, saved_by=actor)
    newest.format = casus.format
    newest.saved_at = now
    newest.save()
