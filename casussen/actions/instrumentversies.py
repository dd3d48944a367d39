"""Keeping the instruments in /beheer/: words, drafts of new questions, publishing. What is published stays as it is."""

from datetime import datetime
from typing import Any

from casussen.access.instrumenten import may_keep_instrumenten
from casussen.instrumenten.logica import judge_schema
from casussen.instrumenten.schema import SchemaError
from casussen.models import Instrument, Instrumentversie
from community import access
from community.actions.concepten import draft_like, publish, save_draft, throw_away
from community.actions.errors import ActionError
from community.models import User


def change_instrument(*, actor: User, instrument: Instrument, changes: dict[str, Any], now: datetime) -> Instrument:
    """Change the words of an instrument, where it stands, and whether it is offered."""
    access.require(may_keep_instrumenten(actor, now))
    for name, value in changes.items():
        setattr(instrument, name, value)
    instrument.save(update_fields=list(changes))
    return instrument


def copy_versie(*, actor: User, versie: Instrumentversie, now: datetime) -> Instrumentversie:
    """Return a draft with the same questions as this version; the draft that is open already when there is one."""
    access.require(may_keep_instrumenten(actor, now))
    return draft_like(versie, of="instrument")


def change_versie(
    *, actor: User, versie: Instrumentversie, schema: Any, source: str, now: datetime
) -> Instrumentversie:
    """Change the questions of a draft. Raises ActionError with every fault of the schema, and when it is published."""
    access.require(may_keep_instrumenten(actor, now))
    _judge(versie, schema)
    return save_draft(versie, schema=schema, source=source)


def publish_versie(*, actor: User, versie: Instrumentversie, now: datetime) -> Instrumentversie:
    """Let who begins from now on get these questions; what was begun keeps to its own. A second time does nothing."""
    access.require(may_keep_instrumenten(actor, now))
    return publish(versie, judge=lambda stored: _judge(stored, stored.schema), by=actor, now=now)


def remove_versie(*, actor: User, versie: Instrumentversie, now: datetime) -> None:
    """Throw a draft away. Raises ActionError for a published version: answers may stand under it."""
    access.require(may_keep_instrumenten(actor, now))
    throw_away(versie)


def _judge(versie: Instrumentversie, schema: Any) -> None:
    try:
        judged = judge_schema(schema)
    except SchemaError as error:
        raise ActionError("\n".join(error.faults)) from error
    if judged.logic != versie.instrument.code:
        raise ActionError(f"'logic' moet '{versie.instrument.code}' zijn: zo heet dit instrument.")
