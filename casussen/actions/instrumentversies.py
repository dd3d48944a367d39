"""Keeping the instruments in /beheer/: words, drafts of new questions, publishing. What is published stays as it is."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from casussen.access.instrumenten import may_change_versie, may_keep_instrumenten
from casussen.instrumenten.logica import judge_schema
from casussen.instrumenten.schema import SchemaError
from casussen.models import Instrument, Instrumentversie
from community import access
from community.actions.errors import ActionError
from community.models import User

STAYS = "Deze versie is gepubliceerd en verandert niet meer. Maak een nieuwe versie."


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
    with transaction.atomic():
        instrument = Instrument.objects.select_for_update().get(pk=versie.instrument_id)
        rows = Instrumentversie.objects.filter(instrument=instrument)
        draft = rows.filter(published_at__isnull=True).first()
        if draft is None:
            highest = rows.aggregate(highest=Max("number"))["highest"] or 0
            draft = Instrumentversie.objects.create(
                instrument=instrument, number=highest + 1, schema=versie.schema, source=versie.source
            )
    return draft


def change_versie(
    *, actor: User, versie: Instrumentversie, schema: Any, source: str, now: datetime
) -> Instrumentversie:
    """Change the questions of a draft. Raises ActionError with every fault of the schema, and when it is published."""
    access.require(may_keep_instrumenten(actor, now))
    _judge(versie, schema)
    with transaction.atomic():
        stored = Instrumentversie.objects.select_for_update().get(pk=versie.pk)
        if not may_change_versie(actor, stored, now):
            raise ActionError(STAYS)
        stored.schema, stored.source = schema, source
        stored.save(update_fields=["schema", "source"])
    return stored


def publish_versie(*, actor: User, versie: Instrumentversie, now: datetime) -> Instrumentversie:
    """Let who begins from now on get these questions; what was begun keeps to its own. A second time does nothing."""
    access.require(may_keep_instrumenten(actor, now))
    with transaction.atomic():
        stored = Instrumentversie.objects.select_for_update(of=("self",)).get(pk=versie.pk)
        _judge(stored, stored.schema)
        if stored.published_at is None:
            stored.published_at, stored.published_by = now, actor
            stored.save(update_fields=["published_at", "published_by"])
    return stored


def remove_versie(*, actor: User, versie: Instrumentversie, now: datetime) -> None:
    """Throw a draft away. Raises ActionError for a published version: answers may stand under it."""
    access.require(may_keep_instrumenten(actor, now))
    with transaction.atomic():
        stored = Instrumentversie.objects.select_for_update().get(pk=versie.pk)
        if not may_change_versie(actor, stored, now):
            raise ActionError(STAYS)
        stored.delete()


def _judge(versie: Instrumentversie, schema: Any) -> None:
    try:
        judged = judge_schema(schema)
    except SchemaError as error:
        raise ActionError("\n".join(error.faults)) from error
    if judged.logic != versie.instrument.code:
        raise ActionError(f"'logic' moet '{versie.instrument.code}' zijn: zo heet dit instrument.")
