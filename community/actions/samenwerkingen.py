"""Keeping the register of samenwerkingen: writing one in, changing it, its regisseurs, its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.samenwerkingen import (
    may_add_regisseur,
    may_change_samenwerking,
    may_decide_visible,
    may_register_samenwerking,
)
from community.actions.errors import ActionError
from community.actions.versions import save_version
from community.berichten.outbox import owe
from community.models import Organisatie, Samenwerking, User

MOST_REGISSEURS = 12
# Moments of N217.
ADDED, OWNER = "toegevoegd", "eigenaar"


@dataclass(frozen=True)
class SamenwerkingAnswers:
    """All that the form asks. `visible` None: who filled it in does not decide that, and it stays as it is."""

    name: str
    area: str
    provincies: Sequence[str]
    place: str
    fase: str
    vorm: str
    behoefte: str
    organisaties: Sequence[Organisatie] = ()
    visible: str | None = None


def register_samenwerking(*, actor: User, answers: SamenwerkingAnswers, now: datetime) -> Samenwerking:
    """Write a samenwerking into the register. The actor owns it and is its first regisseur."""
    access.require(may_register_samenwerking(actor, now))
    with transaction.atomic():
        row = Samenwerking.objects.create(owner=actor, created_at=now, changed_at=now, **_changes(answers))
        row.regisseurs.add(actor)
        row.organisaties.set(answers.organisaties)
    return row


def change_samenwerking(
    *, actor: User, samenwerking: Samenwerking, version: int, answers: SamenwerkingAnswers, now: datetime
) -> Samenwerking:
    """Store what a regisseur changed; only its owner changes what members see.

    Raises StaleSaveError, with what is stored, when somebody saved in between.
    """
    access.require(may_change_samenwerking(actor, samenwerking, now))
    access.require(answers.visible is None or may_decide_visible(actor, samenwerking, now))
    with transaction.atomic():
        _held_by(actor, samenwerking, now)
        stored = save_version(samenwerking, version=version, changes={**_changes(answers), "changed_at": now})
        stored.organisaties.set(answers.organisaties)
    return stored


def add_regisseur(*, actor: User, samenwerking: Samenwerking, user: User, now: datetime) -> None:
    """Let another member keep it too, and tell her; when nobody kept it any more, it is hers.

    Raises ActionError when she does already, or there are enough.
    """
    access.require(may_add_regisseur(actor, samenwerking, now))
    with transaction.atomic():
        row = _hold(samenwerking)
        access.require(may_add_regisseur(actor, row, now))
        if not row.regisseurs.filter(is_active=True).exists():
            Samenwerking.objects.filter(pk=row.pk).update(owner=user, changed_at=now, version=row.version + 1)
        present = set(row.regisseurs.values_list("pk", flat=True))
        if user.pk in present:
            raise ActionError(_("{naam} is al regisseur van deze samenwerking.").format(naam=user.naam))
        if len(present) >= MOST_REGISSEURS:
            raise ActionError(_("Een samenwerking heeft hooguit {aantal} regisseurs.").format(aantal=MOST_REGISSEURS))
        row.regisseurs.add(user)
        owe("N217", object_id=row.pk, recipient=user, moment=f"{ADDED}:{now:%Y%m%d%H%M%S}", now=now)


def remove_regisseur(*, actor: User, samenwerking: Samenwerking, user: User, now: datetime) -> None:
    """Let somebody stop keeping it: herself, or anybody when the owner says so.

    Raises ActionError when she owns it, or is no regisseur (any more).
    """
    access.require(may_change_samenwerking(actor, samenwerking, now))
    access.require(user.pk == actor.pk or may_decide_visible(actor, samenwerking, now))
    with transaction.atomic():
        row = _held_by(actor, samenwerking, now)
        if not row.regisseurs.filter(pk=user.pk).exists():
            raise ActionError(_("Deze persoon is intussen geen regisseur meer."))
        if row.owner_id == user.pk:
            raise ActionError(_("Draag de samenwerking eerst over aan een andere regisseur, of beëindig haar."))
        if row.regisseurs.count() == 1:
            raise ActionError(_("Er moet een regisseur overblijven. Voeg eerst iemand toe, of beëindig haar."))
        row.regisseurs.remove(user)


def hand_over(*, actor: User, samenwerking: Samenwerking, user: User, now: datetime) -> None:
    """Let another regisseur own it: from then on she decides what members see. She is told.

    Raises ActionError when she is no regisseur (any more).
    """
    access.require(may_decide_visible(actor, samenwerking, now))
    with transaction.atomic():
        row = _held_by(actor, samenwerking, now)
        if not row.regisseurs.filter(pk=user.pk, is_active=True).exists():
            raise ActionError(_("Deze persoon is intussen geen regisseur meer."))
        if row.owner_id == user.pk:
            return
        Samenwerking.objects.filter(pk=row.pk).update(owner=user, changed_at=now, version=row.version + 1)
        owe("N217", object_id=row.pk, recipient=user, moment=f"{OWNER}:{now:%Y%m%d%H%M%S}", now=now)


def end_samenwerking(*, actor: User, samenwerking: Samenwerking, now: datetime) -> None:
    """Say that it is over: members see it no more, its regisseurs keep the page. Raises ActionError when it ended."""
    access.require(may_decide_visible(actor, samenwerking, now))
    with transaction.atomic():
        row = _held_by(actor, samenwerking, now)
        Samenwerking.objects.filter(pk=row.pk).update(ended_at=now, changed_at=now, version=row.version + 1)


def _held_by(actor: User, samenwerking: Samenwerking, now: datetime) -> Samenwerking:
    """Return the row under its lock, for who still keeps it. Raises ActionError when it ended meanwhile."""
    row = _hold(samenwerking)
    access.require(may_change_samenwerking(actor, row, now))
    return row


def _hold(samenwerking: Samenwerking) -> Samenwerking:
    """Return the row under its lock. Raises ActionError when it ended meanwhile."""
    row = Samenwerking.objects.select_for_update(of=("self",), no_key=True).get(pk=samenwerking.pk)
    if row.ended_at is not None:
        raise ActionError(_("Deze samenwerking is intussen beëindigd."))
    return row


def _changes(answers: SamenwerkingAnswers) -> dict[str, object]:
    plain: dict[str, object] = {
        name: getattr(answers, name) for name in ("name", "area", "place", "fase", "vorm", "behoefte")
    }
    plain["provincies"] = sorted(answers.provincies)
    return plain if answers.visible is None else plain | {"visible": answers.visible}
