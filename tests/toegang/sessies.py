"""A session of the group of intervisie in the access matrix: TK made it, DE guides the group, somebody is on paper.

Who is in that group and agreed sees it; who leads or guides the group changes it.
"""

from datetime import timedelta
from typing import Any

from community.confidential import confidential
from community.models import User
from intervisie.actions.sessiemensen import add_on_paper
from intervisie.models import Intervisiegroep
from tests.factories.intervisiegroepen import meets
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, plek_of

OP_PAPIER, OP_PAPIER_READERS = "Watermuntje", {"TK", "GL", "DE"}
CHANGED = ("bewerken", "vervalt", "begin", "mensen", "mensen-groepjes", "mensen-inbrenger", "mens-verwijderen")


def sessie_samples(people: dict[str, User], code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about a session of the group of intervisie with this code, before it begins."""
    groep = Intervisiegroep.objects.select_related("kring").get(code=code)
    meeting = meets(groep, NOW + timedelta(days=6), title="Intervisie")
    sessie = a_sessie(people["TK"], bijeenkomst=meeting, is_begun=False)
    with confidential():
        row = add_on_paper(plek=plek_of(sessie, people["TK"]), name=OP_PAPIER, now=NOW)
    sample = {"code": sessie.code, "deelnemer_id": row.pk}
    return {"sessie": sample, "sessie-nieuw-voor": {"bijeenkomst": meeting.code}} | {
        f"sessie-{page}": sample for page in CHANGED
    }
