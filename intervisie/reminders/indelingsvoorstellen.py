"""The message to who registered and got no group: never why beyond her own wishes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.extension_points import BerichtKind, Inhoud, TaakKind
from intervisie.actions.overnemen import NO_GROUP
from intervisie.queries.indelingsvoorstellen import groupless_by_id


def load_groupless(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N205: no group this time, with the smallest change of her own wishes that would have helped. Two queries."""
    rows = groupless_by_id([bericht.object_id for bericht in berichten])
    return {
        bericht.pk: Inhoud(
            path=reverse("intervisie"), context={
                "ronde": row.ronde.name, "advies": row.advies, "is_toernee": row.ronde.makes_toernees,
            },
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.user_id == bericht.recipient_id
    }  # fmt: skip


KINDS = [BerichtKind(code=NO_GROUP, name="Geen groep deze keer", subject="LEERGROEPEN", mode="DIRECT",
                     load=load_groupless, is_on_screen=True)]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
