"""The proposal of the access matrix: a closed round of six, of whom one refuses another in private. CO alone reads it.

Whom she refuses stands in the private part only; how a group is called stands in the proposal only.
"""

import uuid
from typing import Any

from community.models import User
from intervisie.actions.indelingsvoorstellen import Herkomst, store_proposal
from intervisie.matching import Division, Group
from intervisie.models import RondeStatus
from intervisie.queries.matching_invoer import mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.voorstel_inhoud import inhoud_of
from tests.factories import UserFactory
from tests.factories.intervisie import a_ronde, a_vasteregel, an_aanmelding
from tests.factories.moments import NOW

GROEP_IN_VOORSTEL, GROEP_IN_VOORSTEL_READERS = "weegbreevlinder", {"CO"}
GEWEERD_ID, GEWEERD_ID_READERS = "0d0a5e11-be11-4f0e-9c0d-5ec4e7a11e55", set[str]()


def voorstel_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about a proposal."""
    ronde = a_ronde(name="Intervisie indelen", status=RondeStatus.GESLOTEN)
    rows = [an_aanmelding(ronde, UserFactory(), slots=(0, 1), place="Utrecht") for _ in range(6)]
    a_vasteregel(rows[0], niet_met=[uuid.UUID(GEWEERD_ID)])
    mensen = mensen_van(ronde, NOW)
    ids = tuple(mensen.people)
    division = Division((Group(ids, "online", 0),))
    inhoud = inhoud_of(judging_instance(mensen), division, mensen, [f"Groep {GROEP_IN_VOORSTEL}"])
    for _ in range(2):
        store_proposal(actor=people["CO"], ronde=ronde, inhoud=inhoud, herkomst=Herkomst(mensen, seed=1), locks=[],
                       now=NOW)  # fmt: skip
    return {"matching-*": {"code": ronde.code, "nummer": 1, "persoon": uuid.UUID(ids[0])}}
