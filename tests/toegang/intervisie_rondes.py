"""The round of the access matrix: open for every member. DE is registered; whom she refuses is known to her alone.

Beside it stands a concept, of which nobody but the coördinerend hart knows.
"""

import uuid
from typing import Any

from community.models import User
from intervisie.models import RondeStatus
from tests.community.leergroepen.cast import person
from tests.factories.intervisie import a_ronde, an_aanmelding, an_uitnodiging

# The surname of whom DE refuses: she is in no list; who runs the network finds her account.
GEWEIGERD, GEWEIGERD_READERS = "Zompzegge", {"DE", "CO", "BE"}
# And her id, which stands in the private part only.
GEWEIGERD_ID, GEWEIGERD_ID_READERS = "5e991e00-c0de-4a5e-8a11-7e57ab1e5a0d", set[str]()
CONCEPT, CONCEPT_READERS = "kruipwilg", {"CO"}


def ronde_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about rounds."""
    refused = person(GEWEIGERD, id=uuid.UUID(GEWEIGERD_ID))
    refused.profiel.in_ledengids = False
    refused.profiel.save()
    ronde = a_ronde(name="Intervisie oefenen")
    an_aanmelding(ronde, people["DE"], niet_met=[refused], wants=[people["LI"]])
    an_uitnodiging(ronde, people["LI"])
    concept = a_ronde(name=f"Ronde {CONCEPT}", status=RondeStatus.CONCEPT)
    return {
        "matchaanmelding*": {"code": ronde.code}, "matchronde*": {"code": ronde.code},
        "matchronde@concept": {"code": concept.code}, "matchaanmelding@concept": {"code": concept.code},
    }  # fmt: skip
