"""Planning the toernee of the access matrix (see bezoeken): a proposal that moves nothing, and its next visit.

CO alone plans; who takes part can say that she cannot come: TK, GL, LA and ZA. DE guides and EX left.
"""

from typing import Any

from django.db import transaction

from community.models import User
from intervisie.actions.toerneevoorstellen import Vondst, store_voorstel
from intervisie.models import Bezoek
from intervisie.queries.toernee_invoer import invoer_of
from intervisie.queries.toerneevoorstellen import stored_plan, written
from tests.factories.moments import NOW


def planning_samples(people: dict[str, User], code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about planning the toernee of the visit with this code."""
    toernee = Bezoek.objects.select_related("toernee__kring").get(code=code).toernee
    invoer = invoer_of([toernee], NOW)
    plan = stored_plan(invoer, invoer.standen[str(toernee.pk)])
    with transaction.atomic():
        row = store_voorstel(actor=people["CO"], toernee=toernee, vondst=Vondst(written(invoer, plan)), invoer=invoer,
                             now=NOW)  # fmt: skip
    coming = Bezoek.objects.filter(toernee=toernee, date__gt=NOW.date()).order_by("date")[0]
    one = {"code": toernee.code, "nummer": row.number, "host": coming.host_id}
    return {
        "toernee-voorstel*": one, "bezoek-verschuiven": one, "bezoek-kan-niet": {"code": coming.code},
        **dict.fromkeys(("bezoek-vastzetten", "bezoek-geweest", "bezoek-vervallen"), one | {"bezoek": coming.code}),
    }  # fmt: skip
