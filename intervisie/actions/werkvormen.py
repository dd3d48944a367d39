"""Keeping methods in /beheer/: words, drafts of other steps, publishing. What is published stays as it is."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.instrumenten.schema import SchemaError
from community import access
from community.actions.concepten import begin_other, draft_like, publish, save_draft, throw_away
from community.actions.errors import ActionError
from community.models import User
from intervisie.access.werkvormen import may_keep_werkvormen
from intervisie.models import Deck, Deckversie, Werkvorm, Werkvormversie
from intervisie.werkvorm import words
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.steps import Werkvormschema

# Words that stand in addresses beside the codes of methods.
TAKEN = frozenset({"kiezen", "afdrukken"})


def change_werkvorm(*, actor: User, werkvorm: Werkvorm, changes: dict[str, Any], now: datetime) -> Werkvorm:
    """Change the words of a method, its deck, where it stands, and whether it is offered.

    Raises ActionError when its published steps ask for cards and there would be none.
    """
    access.require(may_keep_werkvormen(actor, now))
    with transaction.atomic():
        stored = Werkvorm.objects.select_for_update().get(pk=werkvorm.pk)
        newest = stored.versies.filter(published_at__isnull=False).order_by("-number").first()
        if newest is not None:
            _require_deck(changes.get("deck", stored.deck), read_werkvorm(newest.schema))
        for name, value in changes.items():
            setattr(stored, name, value)
        stored.save(update_fields=list(changes))
    return stored


def copy_versie(*, actor: User, versie: Werkvormversie, now: datetime) -> Werkvormversie:
    """Return a draft with the same steps as this version; the draft that is open already when there is one."""
    access.require(may_keep_werkvormen(actor, now))
    return draft_like(versie, of="werkvorm")


def copy_werkvorm(*, actor: User, versie: Werkvormversie, name: str, now: datetime) -> Werkvormversie:
    """Begin another method with the steps of this version; returns its draft. Raises ActionError for its name."""
    access.require(may_keep_werkvormen(actor, now))
    whole = versie.werkvorm
    same = {"summary": whole.summary, "deck": whole.deck, "position": whole.position}
    return begin_other(versie, of="werkvorm", name=name, words=same, taken=TAKEN)


def change_versie(*, actor: User, versie: Werkvormversie, schema: Any, source: str, now: datetime) -> Werkvormversie:
    """Change the steps of a draft. Raises ActionError with every fault of the method, and when it is published."""
    access.require(may_keep_werkvormen(actor, now))
    _read(schema)
    return save_draft(versie, schema=schema, source=source)


def publish_versie(*, actor: User, versie: Werkvormversie, now: datetime) -> Werkvormversie:
    """Let sessions that are made from now on get these steps; what was made keeps its own. Twice does nothing more.

    Raises ActionError when a step asks for cards and the method has no deck with a published version.
    """
    access.require(may_keep_werkvormen(actor, now))
    return publish(
        versie, judge=lambda stored: _require_deck(stored.werkvorm.deck, _read(stored.schema)), by=actor, now=now
    )  # fmt: skip


def remove_versie(*, actor: User, versie: Werkvormversie, now: datetime) -> None:
    """Throw a draft away. Raises ActionError for a published version: sessions may run by it."""
    access.require(may_keep_werkvormen(actor, now))
    throw_away(versie)


def _read(schema: Any) -> Werkvormschema:
    try:
        return read_werkvorm(schema)
    except SchemaError as error:
        raise ActionError("\n".join(error.faults)) from error


def _require_deck(deck: Deck | None, schema: Werkvormschema) -> None:
    if not any(step.input == words.CARDS for step in schema.steps):
        return
    if deck is None:
        raise ActionError(_("Een stap van deze werkvorm vraagt om kaarten. Kies bij de werkvorm een kaartendeck."))
    if not Deckversie.objects.filter(deck=deck, published_at__isnull=False).exists():
        raise ActionError(_("Het kaartendeck van deze werkvorm is nog niet gepubliceerd. Publiceer dat eerst."))
