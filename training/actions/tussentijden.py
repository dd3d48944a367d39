"""Handing in the opdracht of a tussentijd, letting trainers read along, taking it back, and reacting to it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import casussen_to_hand_in
from casussen.actions.casussen import begin_casus
from casussen.models import Casus, Inzage, InzageVia
from community import access
from community.actions.errors import ActionError, StaleSaveError
from community.actions.taken import finish_taken, open_taken
from community.actions.versions import save_version
from community.berichten.outbox import owe, withdraw
from community.models import User
from training.access.tussentijden import HANDED_IN, may_react, may_work, usable_casus
from training.actions.begeleiding import ontwikkelmap_of
from training.actions.coachgasten import forget_parts
from training.models import Deelnemer, Editiedeel, Inzending, InzendingStatus, Reactie
from training.queries.inzendingen import due_moment, has_something, parts_of, tussentijd_of

TUSSENTIJD, REAGEREN = "TUSSENTIJD", "INZENDINGEN_LEZEN"
REACTED = "N35"


class NotOpenError(ActionError):
    """The tussentijd did not open yet, or its dagdeel moved meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Deze tussentijd is nog niet open. Inleveren kan zodra hij open is."))


def hand_in_work(
    *, actor: User, deelnemer: Deelnemer, deel: Editiedeel, version: int, is_shared: bool, now: datetime
) -> Inzending:
    """Say that the opdracht of a tussentijd is done, and whether the trainers read the parts it is about.

    Once more changes that choice and asks for a new reaction. Raises NotOpenError, StaleSaveError when it changed in
    another window, ActionError without a casus or when nothing stands in these parts.
    """
    access.require(may_work(actor, deelnemer, now) and deel.editie_id == deelnemer.editie_id)
    with transaction.atomic():
        held = Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        _require_work(held, deel, now)
        stored = Inzending.objects.filter(deelnemer=held, editiedeel=deel).first()
        values = {"status": InzendingStatus.INGELEVERD, "is_shared": is_shared, "handed_in_at": now}
        if stored is None:
            stored = Inzending.objects.create(deelnemer=held, editiedeel=deel, started_at=now, **values)
        elif _is_same(stored, is_shared):
            return stored
        else:
            stored = save_version(stored, version=version, changes=values)
        finish_taken(TUSSENTIJD, object_id=deel.pk, user=actor, now=now)
    return stored


def take_back_work(*, actor: User, deelnemer: Deelnemer, deel: Editiedeel, now: datetime) -> None:
    """Take back what was handed in: nobody reads along any more, and it is hers to do again. Twice is as good as once.

    What trainers answered before stays hers to read.
    """
    access.require(may_work(actor, deelnemer, now) and deel.editie_id == deelnemer.editie_id)
    with transaction.atomic():
        held = Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        stored = Inzending.objects.filter(deelnemer=held, editiedeel=deel, status__in=HANDED_IN).first()
        if stored is None:
            return
        changes = {"status": InzendingStatus.BEZIG, "is_shared": False, "handed_in_at": None}
        save_version(stored, version=stored.version, changes=changes)
        withdraw([REACTED], object_id=stored.pk, reason="teruggenomen")
        open_taken(TUSSENTIJD, users=[actor], object_id=deel.pk, kring=deelnemer.editie.kring, now=now,
                   due_at=due_moment(deel.until_date))  # fmt: skip


def react_to_work(*, actor: User, inzending: Inzending, version: int, text: str, now: datetime) -> Reactie:
    """Write a reaction to what a participant handed in and shares, and tell her that there is one.

    Raises StaleSaveError when she handed in again or a colleague reacted meanwhile: read that first.
    """
    access.require(may_react(actor, inzending, now))
    own = ontwikkelmap_of(deelnemer=inzending.deelnemer, now=now)
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=inzending.deelnemer_id)
        stored = Inzending.objects.select_related("deelnemer__editie", "deelnemer__user").get(pk=inzending.pk)
        access.require(may_react(actor, stored, now))
        if stored.version != version:
            raise StaleSaveError(stored)
        reactie = Reactie(inzending=stored, author=actor, data_key_id=own.data_key_id, written_at=now)
        reactie.text = text
        reactie.save(force_insert=True)
        changed = save_version(stored, version=version, changes={"status": InzendingStatus.REACTIE})
        owe(REACTED, object_id=stored.pk, recipient=stored.deelnemer.user, moment=f"v{changed.version}", now=now)
    return reactie


def log_shared_reading(*, actor: User, inzending: Inzending, now: datetime) -> None:
    """Write that this trainer reads the parts of this casus that are shared, before she sees them.

    Raises DeniedError when she may not. A database that refuses the lines breaks the request: nothing is shown.
    """
    access.require(may_react(actor, inzending, now))
    Inzage.objects.bulk_create(
        Inzage(casus_id=inzending.deelnemer.casus_id, reader=actor, at=now, via=InzageVia.TRAINING, part=part.code)
        for part in parts_of(inzending.editiedeel.onderdeel)
    )


def bring_casus(*, actor: User, deelnemer: Deelnemer, casus_code: str, now: datetime) -> None:
    """Choose which casus she brings, while she brings none that stays; an empty code begins a new one.

    Raises ActionError when the casus she chose is gone, or when she brings one already.
    """
    access.require(may_work(actor, deelnemer, now))
    if usable_casus(deelnemer) is not None:
        raise ActionError(_("Je brengt al een casus in."))
    chosen_id = _own_casus(actor, casus_code, now) if casus_code else None
    with transaction.atomic():
        held = Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        access.require(held.stopped_at is None)
        if usable_casus(held) is not None:
            raise ActionError(_("Je brengt al een casus in."))
        # Begun only now: of two windows one begins a casus.
        casus_id = chosen_id or begin_casus(actor=actor, answers={}, now=now).pk
        # What was shared before was about another casus.
        Inzending.objects.filter(deelnemer=held, is_shared=True).update(is_shared=False, version=F("version") + 1)
        forget_parts(held, now)
        Deelnemer.objects.filter(pk=held.pk).update(casus=casus_id)


def end_reading_along(casus: Casus, now: datetime) -> int:
    """Let no trainer read parts of this casus any more. Returns how many were shared."""
    rows = Inzending.objects.filter(deelnemer__casus=casus, is_shared=True)
    return rows.update(is_shared=False, version=F("version") + 1)


def _require_work(held: Deelnemer, deel: Editiedeel, now: datetime) -> None:
    access.require(held.stopped_at is None)
    tussentijd = tussentijd_of(deel)
    if tussentijd is None or not tussentijd.is_open(now):
        raise NotOpenError
    casus = usable_casus(held)
    if casus is None:
        raise ActionError(_("Je hebt nog geen casus gekozen. Kies eerst een casus."))
    if not has_something(casus.pk, deel.onderdeel):
        raise ActionError(_("Er staat nog niets in dit deel van je casus. Vul eerst iets in."))


def _is_same(stored: Inzending, is_shared: bool) -> bool:
    """Whether this is handed in already with the same choice and waits for a reaction: nothing to change."""
    return stored.status == InzendingStatus.INGELEVERD and stored.is_shared == is_shared


def _own_casus(actor: User, code: str, now: datetime) -> UUID:
    found = casussen_to_hand_in(actor, now).filter(code=code).first()
    if found is None:
        raise ActionError(_("Deze casus is er niet meer. Kies een andere casus."))
    pk: UUID = found.pk
    return pk
