"""Photographs of cards in the access matrix: DE leads a session on paper with GL and AV.

She added one of the cards of GL, which only these two see.
"""

from typing import Any

from community.confidential import confidential
from community.models import User
from intervisie.actions.kaartfotos import add_foto
from tests.factories.kaartfotos import a_picture
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, plek_of
from tests.factories.werkvormen import a_werkvorm


def sessiefoto_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about photographs of cards."""
    sessie = a_sessie(people["DE"], people["GL"], people["AV"], werkvorm=a_werkvorm(), medium="PAPIER")
    seat = sessie.deelnemers.get(user=people["GL"])
    with confidential():
        foto = add_foto(plek=plek_of(sessie, people["DE"]), about=seat.pk, upload=a_picture(), now=NOW)
    return {"sessie-foto*": {"code": sessie.code, "foto_id": foto.pk}}
