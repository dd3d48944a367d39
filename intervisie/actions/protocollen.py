"""Keeping protocols in /beheer/: words, drafts of other steps, publishing. What is published stays as it is."""

from datetime import datetime
from typing import Any

from django.db import transaction

from casussen.instrumenten.schema import SchemaError
from community import access
from community.actions.concepten import begin_other, draft_like, publish, save_draft, throw_away
from community.actions.errors import ActionError
from community.models import User
from intervisie.access.protocollen import may_keep_protocollen
from intervisie.models import Protocol, Protocolversie
from intervisie.protocol.schema import read_protocol

NO_USUAL = "Er moet één gewoon protocol zijn. Maak eerst een ander protocol het gewone."
NOT_PUBLISHED = "Dit protocol heeft nog geen gepubliceerde versie. Publiceer er eerst een."


def change_protocol(*, actor: User, protocol: Protocol, changes: dict[str, Any], now: datetime) -> Protocol:
    """Change the words of a protocol, and whether new toernees get it; there is one usual protocol.

    Raises ActionError when there would be none, or none of its versions was published.
    """
    access.require(may_keep_protocollen(actor, now))
    with transaction.atomic():
        rows = list(Protocol.objects.select_for_update().order_by("pk"))
        stored = next(row for row in rows if row.pk == protocol.pk)
        becomes = bool(changes.get("is_usual", stored.is_usual))
        if stored.is_usual and not becomes:
            raise ActionError(NO_USUAL)
        if becomes and not stored.versies.filter(published_at__isnull=False).exists():
            raise ActionError(NOT_PUBLISHED)
        if becomes:
            Protocol.objects.filter(is_usual=True).exclude(pk=stored.pk).update(is_usual=False)
        for name, value in changes.items():
            setattr(stored, name, value)
        stored.save(update_fields=list(changes))
    return stored


def copy_versie(*, actor: User, versie: Protocolversie, now: datetime) -> Protocolversie:
    """Return a draft with the same steps as this version; the draft that is open already when there is one."""
    access.require(may_keep_protocollen(actor, now))
    return draft_like(versie, of="protocol")


def copy_protocol(*, actor: User, versie: Protocolversie, name: str, now: datetime) -> Protocolversie:
    """Begin another protocol with the steps of this version; returns its draft. Raises ActionError for its name."""
    access.require(may_keep_protocollen(actor, now))
    return begin_other(versie, of="protocol", name=name, words={"summary": versie.protocol.summary})


def change_versie(*, actor: User, versie: Protocolversie, schema: Any, source: str, now: datetime) -> Protocolversie:
    """Change the steps of a draft. Raises ActionError with every fault of the protocol, and when it is published."""
    access.require(may_keep_protocollen(actor, now))
    _judge(schema)
    return save_draft(versie, schema=schema, source=source)


def publish_versie(*, actor: User, versie: Protocolversie, now: datetime) -> Protocolversie:
    """Let toernees that are made from now on get these steps; what runs keeps its own. A second time does nothing."""
    access.require(may_keep_protocollen(actor, now))
    return publish(versie, judge=lambda stored: _judge(stored.schema), by=actor, now=now)


def remove_versie(*, actor: User, versie: Protocolversie, now: datetime) -> None:
    """Throw a draft away. Raises ActionError for a published version: toernees may run by it."""
    access.require(may_keep_protocollen(actor, now))
    throw_away(versie)


def _judge(schema: Any) -> None:
    try:
        read_protocol(schema)
    except SchemaError as error:
        raise ActionError("\n".join(error.faults)) from error
