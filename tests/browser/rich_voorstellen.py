"""Adds to the demo proposals that were changed by hand, a question what moving costs, and one that is being made."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from community.confidential import confidential
from community.models import User
from intervisie.actions.indelingsvoorstellen import Herkomst, ask_proposal, lock_people, store_proposal
from intervisie.actions.proefverplaatsingen import ask_costs
from intervisie.models import Indelingsvoorstel, Matchronde, RondeStatus
from intervisie.queries.matching_invoer import mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.voorstel_inhoud import division_in, inhoud_of


def enrich_voorstellen(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    coordinator = people["coordinator"]
    waiting = Indelingsvoorstel.objects.filter(ronde__status=RondeStatus.GESLOTEN).select_related("ronde")
    made = as_it_is_now(coordinator, waiting.latest("made_at"), now)
    members = made.division["groups"][0]["members"]
    with confidential():
        changed = lock_people(actor=coordinator, voorstel=made, groups={0}, people=set(members[:2]), now=now)
        ask_costs(actor=coordinator, voorstel=changed, person=members[2], now=now)
    closed = Matchronde.objects.filter(status=RondeStatus.GESLOTEN, voorstellen__isnull=True)
    ask_proposal(actor=coordinator, ronde=closed.latest("closed_at"), now=now)
    compare = reverse("matching-vergelijken", args=[changed.ronde.code, changed.number])
    return {"coordinator": [f"{compare}?met={made.number}"]}


def as_it_is_now(actor: User, made: Indelingsvoorstel, now: datetime) -> Indelingsvoorstel:
    """Return the same division with who takes part today: other browser data changes people."""
    mensen = mensen_van(made.ronde, now)
    instance, division = judging_instance(mensen), division_in(made.division, mensen)
    names = [row["name"] for row in made.division["groups"]][: len(division.groups)]
    inhoud = inhoud_of(instance, division, mensen, names)
    herkomst = Herkomst(mensen, made.seed, made, "Bijgewerkt: 0 mensen op een andere plek")
    with transaction.atomic():
        return store_proposal(actor=actor, ronde=made.ronde, inhoud=inhoud, herkomst=herkomst, locks=[], now=now)
