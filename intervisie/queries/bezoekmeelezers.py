"""Who reads boxes of somebody's canvas in the kit of a visit: for who sees a casus. In a scope, nothing is opened."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.models import Casus
from casussen.onderdelen import Meelezer
from community.access.kringen import agreed_lidmaatschappen
from community.models import KringRol
from intervisie.access.bezoeken import kits_with_boxes_of
from intervisie.models import Bezoekkit, Bezoekrol


def ever_in_kit() -> Any:
    """Return an expression on a Casus: whether boxes of its canvas stand in a kit that is shared."""
    return Exists(Bezoekkit.objects.filter(casus=OuterRef("pk"), shared_at__isnull=False))


def visitors_reading(casus: Casus, now: datetime) -> list[Meelezer]:
    """Return visitors and begeleiders who read boxes of this canvas now. Three queries."""
    kits = list(kits_with_boxes_of(casus, now).select_related("bezoek__toernee__kring", "bezoek__host"))
    if not kits:
        return []
    kring_ids = [kit.bezoek.toernee.kring_id for kit in kits]
    places = list(agreed_lidmaatschappen(now).filter(kring__in=kring_ids).select_related("user"))
    present = Bezoekrol.objects.filter(bezoek__in=[kit.bezoek_id for kit in kits], deelnemer__left_at__isnull=True)
    visiting = set(present.values_list("bezoek", "deelnemer__user"))
    found = []
    for kit in kits:
        why = _("Vakken van het canvas, voor een bezoek van %(toernee)s") % {"toernee": kit.bezoek.toernee.kring.name}
        path = reverse("bezoekkit", args=[kit.bezoek.code])
        found += [
            Meelezer(place.user_id, place.user.naam, why, kit.shared_at or now, path)
            for place in places if place.kring_id == kit.bezoek.toernee.kring_id
            and (place.role == KringRol.BEGELEIDER or (kit.bezoek_id, place.user_id) in visiting)
        ]  # fmt: skip
    return found
