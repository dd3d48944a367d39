"""The toernee of the access matrix (see bezoeken): its name, and a samenwerking that the register shows to nobody.

Who shows that lets the others visit it: who is in the toernee and agreed reads its name there, LA and EX do not.
"""

from typing import Any

from community.models import Kring, Lidmaatschap, Samenwerking, User
from intervisie.models import Bezoek

TOERNEENAAM, TOERNEENAAM_READERS = "Heelblaadje", {"TK", "GL", "LA", "ZA", "DE", "CO"}
GETOOND, GETOOND_READERS = "Slangenkruid", {"TK", "GL", "ZA", "DE", "CO"}


def toernee_samples(people: dict[str, User], code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the toernee of the visit with this code."""
    toernee = Bezoek.objects.select_related("toernee").get(code=code).toernee
    Kring.objects.filter(pk=toernee.kring_id).update(name=f"Toernee {TOERNEENAAM}")
    row = toernee.deelnemers.select_related("samenwerking").get(user=people["GL"])
    Samenwerking.objects.filter(pk=row.samenwerking_id).update(name=f"Plan {GETOOND}", visible="REGISSEURS")
    guide = Lidmaatschap.objects.get(kring=toernee.kring_id, user=people["DE"])
    return {"toernee*": {"code": toernee.code, "deelnemer_id": row.pk, "lidmaatschap_id": guide.pk}}
