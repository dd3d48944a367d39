"""N248: a member proposes something better about a term or a page of knowledge. And what is forgotten a year later."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.access.begrippen import keepers_of_knowledge
from community.actions.kennisvoorstellen import PROPOSED, purge_voorstellen
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.queries.kennisvoorstellen import open_voorstellen


def load_proposed(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell who keeps knowledge what a proposal is about, never what it says, while nobody handled it."""
    rows = open_voorstellen({bericht.object_id for bericht in berichten})
    keepers = {person.pk for person in keepers_of_knowledge(now)} if rows else set()
    found = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is not None and bericht.recipient_id in keepers:
            about = row.begrip.term if row.begrip else ""
            found[bericht.pk] = Inhoud(path=reverse("kennisvoorstellen"), context={"begrip": about})
    return found


KINDS = [
    BerichtKind(
        code=PROPOSED, name="Voorstel voor een begrip of kennispagina", subject="COMMUNITY", mode="DAG",
        load=load_proposed, is_on_screen=True,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {"kennisvoorstellen": purge_voorstellen}
