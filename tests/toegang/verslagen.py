"""The letter of the visit of the access matrix: TK answered it, GL and ZA read it, LA did not agree, EX left.

TK shows her list of actions in the leergroep; its people who agreed read that, and nothing else of the visit.
"""

from typing import Any

from community.confidential import confidential
from community.models import Kring, User
from intervisie.actions.bezoekacties import show_acties
from intervisie.models import Bezoek
from intervisie.queries.verslagen import letter_from
from tests.factories.moments import NOW
from tests.factories.verslagen import a_verslag, an_actie

BRIEF, BRIEF_READERS = "Slangenwortel", {"TK", "GL", "ZA"}
ACTIE, ACTIE_READERS = "tandkarper", {"TK", "GL"}


def verslag_samples(people: dict[str, User], code: str, kring: Kring) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the letter and the actions of the visit with this code."""
    visit = Bezoek.objects.select_related("toernee__kring", "host__user").get(code=code)
    given = {"opening": f"Dank voor de {BRIEF}.", "strengths_1": "Rust", "questions_1": "Wie?", "todos_1": "Bel"}
    a_verslag(visit, until="BEANTWOORD", letter=letter_from(given), now=NOW)
    actie = an_actie(visit, f"Ik let op de {ACTIE}.")
    with confidential():
        show_acties(actor=people["TK"], bezoek=visit, kring=kring, now=NOW)
    return {
        "bezoek-actie-*": {"code": code, "actie_id": actie.pk}, "toerneeactielijst": {"code": code},
    }  # fmt: skip
