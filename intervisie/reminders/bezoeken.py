"""Messages about visits: that a kit can be read. Never what stands in it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, TaakKind
from intervisie.access.bezoeken import kit_readers
from intervisie.actions.bezoekkits import SHARED
from intervisie.queries.bezoeken import bezoeken_by_id


def load_shared(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N233: the host shared her kit, and it still is; to visitors who are in the toernee and agreed. Four queries."""
    visits = bezoeken_by_id(bericht.object_id for bericht in berichten)
    with confidential():  # no sealed field is opened
        reading = kit_readers(visits, {bericht.recipient_id for bericht in berichten}, now)
    return {
        bericht.pk: Inhoud(
            path=reverse("bezoek", args=[visit.code]), context={"host": visit.host.user.naam, "dag": visit.date}
        )
        for bericht in berichten
        if (visit := visits.get(bericht.object_id)) and (bericht.recipient_id, visit.pk) in reading
    }


KINDS = [
    BerichtKind(code=SHARED, name="Een bezoekkit is klaar om te lezen", subject="COMMUNITY", mode="DIRECT",
                load=load_shared, is_on_screen=True),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
