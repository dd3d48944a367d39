"""Bemiddeling in the access matrix: GL asked and ZA took it on; beside it GL asked another, and DE is asked.

The text is read by GL and ZA. CO chose them and reads neither.
"""

from typing import Any

from community.models import User
from tests.factories.bemiddeling import a_chosen_vraag
from tests.factories.moments import LONG_AGO

BEMIDDELING, BEMIDDELING_READERS = "zilverschoon", {"GL", "ZA"}


def bemiddeling_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about requests for bemiddeling."""
    asker, hart = people["GL"], people["CO"]
    runs = a_chosen_vraag(asker, people["ZA"], hart=hart, is_taken=True, now=LONG_AGO, text=f"Over de {BEMIDDELING}.")
    asked = a_chosen_vraag(asker, people["DE"], hart=hart, now=LONG_AGO, text="Over iets anders.")
    return {
        "bemiddelingsvraag*": {"code": runs.code}, "bemiddelingsvraag-bewerken": {"code": asked.code},
        "bemiddelingsvraag-antwoord": {"code": asked.code}, "bemiddeling-beheer-vraag": {"code": asked.code},
    }  # fmt: skip
