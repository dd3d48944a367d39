"""Telling that long work is ready, and destroying what came of it in time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.actions.werk import READY, expire_results, purge_werk
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, TaakKind, werk_kinds
from community.queries.werk import ready_by_id


def load_klaar(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N160: what was asked for is ready, as long as it can be fetched. Never what it is about."""
    rows = ready_by_id([bericht.object_id for bericht in berichten], now)
    return {
        bericht.pk: Inhoud(
            path=reverse("werk", kwargs={"werk_id": bericht.object_id}),
            context={"klaar": werk_kinds.get(row.kind).ready, "is_bestand": werk_kinds.get(row.kind).has_file},
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.user_id == bericht.recipient_id
    }


def _expire(now: datetime) -> None:
    expire_results(now)  # each minute: a pdf does not wait for the night


KINDS = [
    BerichtKind(
        code=READY, name="Je pdf is klaar", subject="TAKEN", mode="DIRECT", load=load_klaar, is_on_screen=True,
        resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"werk": Needing("community.Werkuitkomst", _expire)}
PURGES: dict[str, Callable[[datetime], int]] = {"werk": purge_werk}
