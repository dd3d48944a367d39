"""The advice of the casus of the access matrix: written and shared by GL, answered by an opdrachtgever."""

from typing import Any

from casussen.actions.advies import answer_advies
from casussen.models import Casus
from community.confidential import confidential
from tests.factories.advies import a_shared_advies
from tests.factories.casussen import CANARY
from tests.factories.moments import NOW


def advies_samples(casus: Casus) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the advice of this casus."""
    deling = a_shared_advies(casus, kern=f"Doe iets aan de {CANARY}.")
    with confidential():
        answers = {"1": {"besluit": "NEE", "waarom": f"Niet in de {CANARY}", "wanneer": ""}}
        antwoord = answer_advies(
            gastlink=deling.gastlink, versie_id=str(deling.versie_id), version=0, answers=answers, now=NOW
        )
    return {"casus-advies*": {"code": casus.code, "deling_id": deling.pk, "antwoord_id": antwoord.pk}}
