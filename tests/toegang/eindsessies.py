"""The eindsessie of the access matrix: DE shares a presentation with the editie and invites a guest."""

from typing import Any

from community.confidential import confidential
from tests.factories.moments import NOW
from training.actions.eindsessies import invite_guest
from training.actions.presentaties import save_presentatie, share_presentatie
from training.models import Deelnemer, GenodigdeKind

PRESENTATIE, PRESENTATIE_READERS = "waterdrieblad", {"DE", "GL", "TR"}


def eindsessie_samples(deelnemer: Deelnemer) -> dict[str, Any]:
    """Return the parameters of pages about the eindsessie."""
    with confidential():
        content = {"slides": [{"title": "Onze vraag", "text": f"Wat doen we met {PRESENTATIE}?"}]}
        save_presentatie(actor=deelnemer.user, deelnemer=deelnemer, version=1, content=content, now=NOW)
        share_presentatie(actor=deelnemer.user, deelnemer=deelnemer, is_shared=True, now=NOW)
        guest = invite_guest(
            actor=deelnemer.user, deelnemer=deelnemer, kind=GenodigdeKind.COLLEGA, name="Bas Verhoeven",
            email="bas@waterschap.example", sees_presentatie=True, now=NOW,
        )  # fmt: skip
    return {"genodigde_id": guest.pk}
