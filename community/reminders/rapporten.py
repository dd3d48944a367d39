"""N84: the report of a quarter is there, or there is no new one. No figure stands in the mail."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from community.access.rapporten import rapport_readers
from community.actions.rapporten import READY, freeze_some
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.models import Partnerschap, Rapport, RapportStatus
from community.queries.rapporten import kwartaal_of, path_of_rapport
from community.queries.rapportstand import newest_by_id


def load_ready(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Return what each contact is told; who does not read the report any more is told nothing. Three queries.

    When reports of several quarters were frozen after each other, only the newest is told.
    """
    rapporten = newest_by_id(bericht.object_id for bericht in berichten)
    readers = rapport_readers(list(rapporten.values()), [bericht.recipient_id for bericht in berichten], now)
    return {
        bericht.pk: Inhoud(path=path_of_rapport(rapport), context=_context(rapport, rapport.partnerschap))
        for bericht in berichten
        if (rapport := rapporten.get(bericht.object_id))
        and rapport.partnerschap
        and (bericht.recipient_id, rapport.pk) in readers
    }


def _context(rapport: Rapport, partnerschap: Partnerschap) -> dict[str, Any]:
    return {
        "kwartaal": kwartaal_of(rapport).words,
        "organisatie": partnerschap.organisatie.name,
        "is_new": rapport.status == RapportStatus.GEPUBLICEERD,
    }


KINDS = [
    BerichtKind(
        code=READY, name="Participatierapport", subject="COMMUNITY", mode="DIRECT", load=load_ready, at_once=False,
        resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"rapporten": freeze_some}
PURGES: dict[str, Callable[[datetime], int]] = {}
