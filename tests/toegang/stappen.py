"""Steps of the visit in the access matrix: GL wrote down her impression and handed it in, ZA has a draft of hers.

TK receives, LA did not agree, EX was replaced, DE guides: none of them reads an impression.
"""

from typing import Any

from community.confidential import confidential
from community.models import User
from intervisie.models import Bezoek, Stapantwoord, Toerneestap
from tests.factories.moments import NOW

INDRUK, INDRUK_READERS = "moerasspirea", {"GL"}
CONCEPT_INDRUK, CONCEPT_INDRUK_READERS = "wateraardbei", {"ZA"}


def stap_samples(people: dict[str, User], code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about steps of the visit with this code."""
    bezoek = Bezoek.objects.select_related("toernee").get(code=code)
    for role, word, handed_in_at in (("GL", INDRUK, NOW), ("ZA", CONCEPT_INDRUK, None)):
        stap = Toerneestap.objects.get(bezoek=bezoek, step="BEZOEKERSGESPREK", deelnemer__user=people[role])
        row = Stapantwoord(
            stap=stap, data_key_id=bezoek.toernee.data_key_id, changed_at=NOW, handed_in_at=handed_in_at
        )  # fmt: skip
        with confidential():
            row.answers = {"eerste-indruk": f"Overal {word}"}
            row.save(force_insert=True)
    step = {"code": bezoek.toernee.code, "step": "kickoff"}
    return {
        "bezoek-stap": {"code": code, "step": "bezoekersgesprek"},
        "toernee-stap": step, "toernee-stappen-beheer": step,
        "stap-vrijstellen": {"code": bezoek.toernee.code, "stap_id": stap.pk},
    }  # fmt: skip
