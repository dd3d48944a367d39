"""What the toernee of the access matrix writes together: TK began a letter, and the toernee is asked how it goes.

TK, GL and ZA read it; LA did not agree, EX left, DE guides, CO looks after it.
"""

from typing import Any

from community.actions.groepsleven import open_evaluatie
from community.confidential import confidential
from community.models import Kring, User
from intervisie.actions.toerneebrieven import save_toerneebrief
from intervisie.models import BriefKind, Toernee
from tests.factories.moments import NOW

SAMEN, SAMEN_READERS = "waterviolier", {"TK", "GL", "ZA"}


def toerneebrief_samples(people: dict[str, User], code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about what the toernee with this code writes together."""
    toernee = Toernee.objects.select_related("kring").get(code=code)
    with confidential():
        save_toerneebrief(actor=people["TK"], toernee=toernee, kind=BriefKind.OPDRACHTGEVERS, version=0,
                          text=f"Geef ruimte aan de {SAMEN}.", now=NOW)  # fmt: skip
    evaluatie = open_evaluatie(Kring.objects.get(pk=toernee.kring_id), NOW)
    return {
        "toerneebrief*": {"code": code, "soort": "opdrachtgevers"},
        "toernee-evaluatie-uitkomst": {"code": code, "evaluatie_id": evaluatie.pk if evaluatie else None},
    }
