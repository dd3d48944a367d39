"""The message to who became regisseur of a samenwerking in the register, or owns it now."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.actions.samenwerkingen import OWNER
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.models import SamenwerkingZichtbaar
from community.queries.samenwerkingen import keepers_of, samenwerkingen_by_id


def load_regisseur(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N217: you keep a samenwerking, or it is yours now; while that is so and it runs."""
    ids = {bericht.object_id for bericht in berichten}
    rows, keepers = samenwerkingen_by_id(ids), keepers_of(ids)
    found = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is None or row.ended_at is not None or (bericht.recipient_id, row.pk) not in keepers:
            continue
        is_owner = bericht.moment.startswith(OWNER)
        if is_owner and row.owner_id != bericht.recipient_id:
            continue
        # A name that members do not see does not travel by mail either.
        name = "" if row.visible == SamenwerkingZichtbaar.REGISSEURS else row.name
        path = reverse("samenwerking", args=[row.code])
        found[bericht.pk] = Inhoud(path=path, context={"samenwerking": name, "is_eigenaar": is_owner})
    return found


KINDS = [
    BerichtKind(
        code="N217", name="Je bent regisseur van een samenwerking", subject="COMMUNITY", mode="DIRECT",
        load=load_regisseur, is_on_screen=True,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
