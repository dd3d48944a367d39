"""Adds to the demo proposals that were changed by hand, a question what moving costs, and one that is being made."""

from datetime import datetime

from django.urls import reverse

from community.confidential import confidential
from community.models import User
from intervisie.actions.indelingsvoorstellen import ask_proposal, lock_people
from intervisie.actions.proefverplaatsingen import ask_costs
from intervisie.models import Indelingsvoorstel, Matchronde, RondeStatus


def enrich_voorstellen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    coordinator = people["coordinator"]
    waiting = Indelingsvoorstel.objects.filter(ronde__status=RondeStatus.GESLOTEN).select_related("ronde")
    made = waiting.latest("made_at")
    members = made.division["groups"][0]["members"]
    with confidential():
        changed = lock_people(actor=coordinator, voorstel=made, groups={0}, people=set(members[:2]), now=now)
        ask_costs(actor=coordinator, voorstel=changed, person=members[2], now=now)
    closed = Matchronde.objects.filter(status=RondeStatus.GESLOTEN, voorstellen__isnull=True)
    ask_proposal(actor=coordinator, ronde=closed.latest("closed_at"), now=now)
    return {"coordinator": [reverse("matching-overnemen", args=[changed.ronde.code, changed.number])]}
