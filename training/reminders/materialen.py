"""N196: material of a training that was placed; and files that no version names any more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.extension_points import BerichtKind, Inhoud, TaakKind
from training.access.materialen import who_opens
from training.actions.materialen import NEW_MATERIAL, remove_left_behind_materialen
from training.queries.materialen import materialen_by_id


def load_materiaal(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell who may open it that there is material, or a newer version of it; without its title."""
    rows = materialen_by_id(row.object_id for row in berichten)
    opening = who_opens(rows.values(), {row.recipient_id for row in berichten}, now)
    return {
        bericht.pk: Inhoud(
            path=reverse("materiaal", args=[row.pk]),
            context={"waarvan": str(row.editie or row.programma), "is_newer": bericht.moment != "v1"},
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and (bericht.recipient_id, row.pk) in opening
    }


KINDS = [
    BerichtKind(code=NEW_MATERIAL, name="Materiaal van je training is geplaatst", subject="COMMUNITY", mode="DAG",
                load=load_materiaal, is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {"bestanden van materialen": remove_left_behind_materialen}
