"""Keeping decks of cards in /beheer/: words, drafts of other cards, publishing. What is published stays as it is."""

from datetime import datetime
from typing import Any

from casussen.instrumenten.schema import SchemaError
from community import access
from community.actions.concepten import begin_other, draft_like, publish, save_draft, throw_away
from community.actions.errors import ActionError
from community.models import User
from intervisie.access.werkvormen import may_keep_decks
from intervisie.models import Deck, Deckversie
from intervisie.werkvorm.cards import Deckschema, why_not_published
from intervisie.werkvorm.palette import judge_deck


def change_deck(*, actor: User, deck: Deck, changes: dict[str, Any], now: datetime) -> Deck:
    """Change what a deck is called and what it is for."""
    access.require(may_keep_decks(actor, now))
    for name, value in changes.items():
        setattr(deck, name, value)
    deck.save(update_fields=list(changes))
    return deck


def copy_versie(*, actor: User, versie: Deckversie, now: datetime) -> Deckversie:
    """Return a draft with the same cards as this version; the draft that is open already when there is one."""
    access.require(may_keep_decks(actor, now))
    return draft_like(versie, of="deck")


def copy_deck(*, actor: User, versie: Deckversie, name: str, now: datetime) -> Deckversie:
    """Begin another deck with the cards of this version, of any number; returns its draft."""
    access.require(may_keep_decks(actor, now))
    return begin_other(versie, of="deck", name=name, words={"summary": versie.deck.summary})


def change_versie(*, actor: User, versie: Deckversie, schema: Any, source: str, now: datetime) -> Deckversie:
    """Change the cards of a draft. Raises ActionError with every fault, such as another number of cards."""
    access.require(may_keep_decks(actor, now))
    _read(versie, schema)
    return save_draft(versie, schema=schema, source=source)


def publish_versie(*, actor: User, versie: Deckversie, now: datetime) -> Deckversie:
    """Let sessions that are made from now on get these cards; what was made keeps its own. Twice does nothing more.

    Raises ActionError when it is not known whether the texts may be used.
    """
    access.require(may_keep_decks(actor, now))
    return publish(versie, judge=_require_publishable, by=actor, now=now)


def remove_versie(*, actor: User, versie: Deckversie, now: datetime) -> None:
    """Throw a draft away. Raises ActionError for a published version: sessions may use it."""
    access.require(may_keep_decks(actor, now))
    throw_away(versie)


def _read(versie: Deckversie, schema: Any) -> Deckschema:
    try:
        return judge_deck(schema, versie.deck.card_count)
    except SchemaError as error:
        raise ActionError("\n".join(error.faults)) from error


def _require_publishable(versie: Deckversie) -> None:
    reason = why_not_published(_read(versie, versie.schema))
    if reason:
        raise ActionError(reason)
