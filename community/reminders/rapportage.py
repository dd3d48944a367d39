"""N253: where somebody works is a partner, so she counts in its reports. And what of reports is forgotten later."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.actions.rapporttellingen import purge_tellingen, purge_toestemmingen
from community.berichten.outbox import owe
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.queries.rapportage import counting_now, not_told

PARTNER = "N253"


def load_partner(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell who works at a partner how she counts, as long as she works there and it is one. Two queries."""
    partners = counting_now({bericht.recipient_id for bericht in berichten}, now)
    return {
        bericht.pk: Inhoud(path=reverse("mijn-rapportage"), context={"organisatie": partner.organisatie.name})
        for bericht in berichten
        if (partner := partners.get(bericht.recipient_id)) and partner.pk == bericht.object_id
    }


def plan_partner(now: datetime) -> None:
    """Owe the message, once, to who works at a partner: when that begins, or when she comes to work there."""
    for person, partnerschap, since in not_told(PARTNER, now):
        owe(PARTNER, object_id=partnerschap.pk, recipient=person, now=now, due_at=since)


KINDS = [
    BerichtKind(
        code=PARTNER, name="Je organisatie is partner", subject="COMMUNITY", mode="WEEK", load=load_partner,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"rapportage": plan_partner}
PURGES: dict[str, Callable[[datetime], int]] = {
    "rapporttellingen": purge_tellingen, "naamtoestemmingen": purge_toestemmingen,
}  # fmt: skip
