"""Guests and results in the access matrix: GL leads a session with a guest and lets more in; in another, which is done,
DE gave her an insight. Nobody else reads it: DE neither, who wrote it, nor the hart."""

from typing import Any

from community.confidential import confidential
from community.models import Gastlink, User
from intervisie.actions.sessiegasten import invite_guest, open_door
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, closes, moves_to, plek_of, writes
from tests.factories.werkvormen import a_werkvorm

INZICHT, INZICHT_READERS = "steenanjer", {"GL"}
GENODIGD, GENODIGD_READERS = "kleinwarkruid", {"GL"}


def sessiegast_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about guests of a session, and about somebody's own result."""
    werkvorm = a_werkvorm()
    busy = a_sessie(people["GL"], people["DE"], guests=1, werkvorm=werkvorm)
    plek = plek_of(busy, people["GL"])
    with confidential():
        open_door(plek=plek, actor=people["GL"], now=NOW)
        link: Gastlink = invite_guest(
            plek=plek, actor=people["GL"], name="Wil", email=f"wil@{GENODIGD}.example", now=NOW
        )  # fmt: skip
    done = a_sessie(people["GL"], people["DE"], people["AV"], werkvorm=werkvorm)
    moves_to(done, "inzicht")
    writes(done, people["DE"], "inzicht", {"1": f"Denk aan de {INZICHT}."})
    guest = busy.deelnemers.get(user__isnull=True)
    return {
        "sessie-gast*": {"code": busy.code, "deelnemer_id": guest.pk, "link_id": link.pk},
        "sessie-resultaat*": {"code": closes(done).code},
    }
