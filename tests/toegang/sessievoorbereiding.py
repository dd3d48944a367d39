"""A session that is prepared in the access matrix, of the group of intervisie: GL wrote for herself, TK shared hers.

Who is in that group and agreed reads what TK shared; what GL wrote reads nobody else.
"""

from datetime import timedelta
from typing import Any

from community.models import User
from intervisie.models import Intervisiegroep
from tests.factories.intervisiegroepen import meets
from tests.factories.moments import NOW
from tests.factories.sessierijen import a_sessierij, a_voorbereiding

VOORAF, VOORAF_READERS = "muizenstaartje", {"GL"}
VOORAF_GEDEELD, VOORAF_GEDEELD_READERS = "duizendknoop", {"TK", "GL", "DE"}


def voorbereiding_samples(people: dict[str, User], code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages before a session of the group of intervisie with this code."""
    groep = Intervisiegroep.objects.select_related("kring").get(code=code)
    meeting = meets(groep, NOW + timedelta(days=4), title="Intervisie")
    sessie = a_sessierij(people["GL"], bijeenkomst=meeting, inbrenger=people["GL"])
    a_voorbereiding(sessie, people["GL"], f"Wie beheert het {VOORAF}?")
    a_voorbereiding(sessie, people["TK"], f"Wie ruimt de {VOORAF_GEDEELD} op?", is_shared=True)
    return {"sessie-voorbereiden*": {"code": sessie.code}, "sessie-inbrengen": {"code": meeting.code}}
