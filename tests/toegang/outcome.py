"""What stands written about a meeting of a group of the world: its agenda, a decision, an action, the report."""

from typing import Any

from community.models import Actie, Besluit, Verslag
from tests.community.leergroepen.cast import Cast
from tests.factories.moments import LONG_AGO
from tests.factories.vergadering import ActieFactory, AgendapuntFactory, BesluitFactory

OUTCOME = "zilverreigerslaap"


def outcome_samples(cast: Cast) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about a meeting and what came out of it; made when first asked for."""
    meeting = cast.meeting
    besluit = Besluit.objects.filter(bijeenkomst=meeting).first()
    if besluit is None:
        punt = AgendapuntFactory(bijeenkomst=meeting, number=1, title=f"Over de {OUTCOME}", note=f"Lees de {OUTCOME}.")
        besluit = BesluitFactory(bijeenkomst=meeting, agendapunt=punt, text=f"We tellen de {OUTCOME}.")
        ActieFactory(bijeenkomst=meeting, owner=cast.people["GL"], text=f"Tel de {OUTCOME}.")
        Verslag.objects.create(bijeenkomst=meeting, text=f"Het ging over de {OUTCOME}.", saved_at=LONG_AGO)
    return {
        "agendapunten*": {"code": meeting.code},
        "verslag": {"code": meeting.code},
        "besluit*": {"code": meeting.code, "besluit_id": besluit.pk},
        "actie*": {"code": meeting.code, "actie_id": Actie.objects.get(bijeenkomst=meeting).pk},
    }
