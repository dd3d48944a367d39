"""Protocols as they are read: of a toernee, at the version it keeps."""

import uuid
from collections.abc import Iterable

from intervisie.models import Protocolversie, Toernee
from intervisie.protocol.schema import read_protocol
from intervisie.protocol.steps import Protocolschema


def protocol_of(toernee: Toernee) -> Protocolschema:
    """Return the protocol of this toernee, at the version it keeps. One query when its version is not at hand."""
    return read_protocol(toernee.protocolversie.schema)


def protocols_by_versie(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Protocolschema]:
    """Return these versions by id, each read once. One query."""
    rows = Protocolversie.objects.filter(pk__in=set(ids))
    return {row.pk: read_protocol(row.schema) for row in rows}
