"""The mail with the link of a guest."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.extension_points import BerichtKind, Inhoud, TaakKind, gastlink_kinds
from community.queries.gastlinks import living_by_id, token_of


def load_link(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N146: that somebody shares something, with the link of the newest issue. What it is called is not said."""
    rows = living_by_id((bericht.object_id for bericht in berichten), now)
    told = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        kind = gastlink_kinds.find(row.kind) if row else None
        if row is None or kind is None or bericht.moment != str(row.issue):
            continue
        told[bericht.pk] = Inhoud(
            path=reverse("gedeeld", kwargs={"token": token_of(row)}),
            context={"wie": row.made_by.naam if row.made_by else "", "wat": kind.what, "tot": row.expires_at},
            address=row.email,
            salutation=row.name,
        )
    return told


KINDS = [
    BerichtKind(
        code="N146", name="Link voor een gast", subject="ACCOUNT", mode="DIRECT", load=load_link, is_mandatory=True,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
