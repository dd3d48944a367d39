"""The mails to a guest: her link, and that it was withdrawn; and forgetting her in time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.actions.gastlinks import purge_gastlinks
from community.extension_points import BerichtKind, Inhoud, TaakKind, gastlink_kinds
from community.queries.gastlinks import living_by_id, revoked_by_id, token_of


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


def load_revoked(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N148: that her link was withdrawn, to a guest who got it. What it opened is not said."""
    rows = revoked_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(
            path="/", context={"wie": row.made_by.naam if row.made_by else ""}, address=row.email, salutation=row.name
        )
        for bericht in berichten if (row := rows.get(bericht.object_id))
    }  # fmt: skip


KINDS = [
    BerichtKind(
        code="N146", name="Link voor een gast", subject="ACCOUNT", mode="DIRECT", load=load_link, is_mandatory=True,
    ),
    BerichtKind(
        code="N148", name="Link van een gast ingetrokken", subject="ACCOUNT", mode="DIRECT", load=load_revoked,
        is_mandatory=True,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {"gastlinks": purge_gastlinks}
