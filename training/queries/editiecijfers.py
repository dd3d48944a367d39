"""What stays of an editie when nobody is in it by name any more: numbers."""

from typing import Any

from django.db.models import Count, Q

from community.models import DeelnameStatus
from training.models import Editie, Editiedeel


def figures_of(editie: Editie) -> dict[str, Any]:
    """Return how many took part, finished and stopped, and how many participants were present at each part."""
    people = editie.deelnemers.aggregate(
        deelnemers=Count("pk"),
        afgerond=Count("pk", filter=Q(finished_at__isnull=False)),
        gestopt=Count("pk", filter=Q(stopped_at__isnull=False)),
    )
    there = Q(bijeenkomst__deelnames__status=DeelnameStatus.AANWEZIG,
              bijeenkomst__deelnames__user__in=editie.deelnemers.values("user"))  # fmt: skip
    rows = Editiedeel.objects.filter(editie=editie, bijeenkomst__isnull=False)
    present = rows.annotate(present=Count("bijeenkomst__deelnames", filter=there))
    return people | {"aanwezig": dict(present.values_list("onderdeel__code", "present"))}
