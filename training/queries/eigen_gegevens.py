"""What the training keeps about one person, for the export of her own data."""

from collections.abc import Mapping
from typing import Any

from community.models import User
from training.models import Inschrijving


def inschrijvingen_of(user: User) -> list[Mapping[str, Any]]:
    """Return her applications, with what came of them and what her opdrachtgever said."""
    rows = Inschrijving.objects.filter(user=user).select_related("editie", "organisatie", "deelnemer")
    return [_line(row) for row in rows.order_by("requested_at", "pk")]


def _line(row: Inschrijving) -> Mapping[str, Any]:
    deelnemer = getattr(row, "deelnemer", None)
    return {
        "editie": row.editie.name,
        "status": str(row.get_status_display()),
        "aangevraagd_op": row.requested_at,
        "brengt_casus_in": row.brings_casus,
        "is_betrokken": row.is_involved,
        "samenwerking": row.samenwerking,
        "motivatie": row.motivation,
        "organisatie": row.organisatie.name if row.organisatie else "",
        "opdrachtgever": row.opdrachtgever_name,
        "opdrachtgever_email": row.opdrachtgever_email,
        "instemming": str(row.get_instemming_display()),
        "instemming_op": row.instemming_at,
        "opmerking_opdrachtgever": row.instemming_remark,
        "besloten_op": row.decided_at,
        "bericht_bij_besluit": row.decision_text,
        "deelnemer_sinds": deelnemer.admitted_at if deelnemer else None,
        "gestopt_op": deelnemer.stopped_at if deelnemer else None,
        "waarom_gestopt": deelnemer.stop_reason if deelnemer else "",
        "afgerond_op": deelnemer.finished_at if deelnemer else None,
    }
