"""Adds to the demo what its partners have no place for: somebody who is contact of two, one that ended, a name with
consent, and the quarter without a new report."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from community.actions.naamtoestemming import give_naam
from community.actions.rollen import grant_rol
from community.models import Organisatie, Partnerschap, PartnerschapStatus, Rapport, RapportStatus, Rol, User
from community.queries.rapporten import path_of_rapport
from community.workdays import local_date
from tests.factories.partners import a_partnerschap

OF_THE_LID, SECOND, ENDED = "Waterschap De Meanders", "Stichting Het Groene Lint", "Gemeente Elzenbroek"


@transaction.atomic
def enrich_partners(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    coordinator = people["coordinator"]
    grant_rol(actor=coordinator, user=people["partnercontact"], rol=Rol.PARTNERCONTACT, from_date=local_date(now),
              organisatie=Organisatie.objects.get(name=SECOND), now=now)  # fmt: skip
    give_naam(actor=people["lid"], organisatie=Organisatie.objects.get(name=OF_THE_LID), now=now)
    day = local_date(now) - timedelta(days=40)
    ended = a_partnerschap(
        Organisatie.objects.get(name=ENDED), status=PartnerschapStatus.BEEINDIGD, start_date=day - timedelta(days=700),
        end_date=day + timedelta(days=30), ended_date=day, created_at=now - timedelta(days=740),
    )  # fmt: skip
    deliberated = Partnerschap.objects.get(status=PartnerschapStatus.BERAAD)
    empty = Rapport.objects.select_related("partnerschap").filter(status=RapportStatus.GEEN_NIEUW)
    return {
        "coordinator": [
            *(path_of_rapport(rapport) for rapport in empty),
            reverse("partnerschap-beheer", args=[ended.code]),
            reverse("partnerschap-beheer", args=[deliberated.code]),
            reverse("partnerschap-starten", args=[deliberated.code]),
            reverse("organisatie-samenvoegen", args=[deliberated.organisatie.slug]),
        ],
        "lid": [reverse("mijn-rapportage"), reverse("rapportage-naam")],
    }
