"""N72, N73 and N243: the letter of a visit can be answered, is final, was answered. Nothing of what stands in it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud
from intervisie.access.verslagen import letter_readers
from intervisie.actions.verslagen import PUT_FORWARD, REACTED, SETTLED
from intervisie.models import Bezoekverslag, VerslagStatus
from intervisie.queries.verslagen import verslagen_by_id


def load_put_forward(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N72: the letter waits for the host, as long as she did not react. Four queries."""
    return _told(berichten, now, "bezoek-reactie", (VerslagStatus.VOORGELEGD,), is_for_host=True)


def load_reacted(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N243: the host reacted; to who writes, until the letter is final. Four queries."""
    return _told(berichten, now, "bezoek-brief", (VerslagStatus.BEANTWOORD,))


def load_settled(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N73: the letter is final; to host and visitors who are still in the toernee. Four queries."""
    return _told(berichten, now, "bezoek-brief", (VerslagStatus.VASTGESTELD,))


def _told(
    berichten: Sequence[Any], now: datetime, page: str, among: Sequence[VerslagStatus], *, is_for_host: bool = False
) -> dict[Any, Inhoud]:  # fmt: skip
    with confidential():  # no sealed field is opened
        rows: Mapping[uuid.UUID, Bezoekverslag] = verslagen_by_id(bericht.object_id for bericht in berichten)
        reading = letter_readers(rows.values(), {bericht.recipient_id for bericht in berichten}, now)
    found = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is None or row.status not in among or (bericht.recipient_id, row.pk) not in reading:
            continue
        is_host = row.bezoek.host.user_id == bericht.recipient_id
        if is_for_host and not is_host:
            continue
        context = {"gastheer": row.bezoek.host.user.naam, "is_host": is_host}
        found[bericht.pk] = Inhoud(path=reverse(page, args=[row.bezoek.code]), context=context)
    return found


KINDS = [
    BerichtKind(code=PUT_FORWARD, name="De brief over je bezoek ligt klaar", subject="TAKEN", mode="DIRECT",
                load=load_put_forward, is_on_screen=True),
    BerichtKind(code=REACTED, name="De gastheer heeft op jullie brief gereageerd", subject="TAKEN", mode="DIRECT",
                load=load_reacted, is_on_screen=True),
    BerichtKind(code=SETTLED, name="De brief over een bezoek staat vast", subject="COMMUNITY", mode="DIRECT",
                load=load_settled, is_on_screen=True),
]  # fmt: skip
TAAK_KINDS: list[Any] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
