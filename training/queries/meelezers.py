"""Trainers who read parts of a casus because its owner handed these in and lets them: for who sees a casus."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.models import Casus
from casussen.onderdelen import Meelezer
from training.access.tussentijden import reacting_trainers, readable_inzendingen
from training.models import Inzending
from training.queries.inzendingen import titles_of


def ever_shared() -> Any:
    """Return an expression on a Casus: whether a part of it is handed in and shared."""
    return Exists(Inzending.objects.filter(deelnemer__casus=OuterRef("pk"), is_shared=True))


def trainers_reading(casus: Casus, now: datetime) -> list[Meelezer]:
    """Return the trainers who read parts of this casus now, each with which parts; at most three queries."""
    rows = (
        readable_inzendingen(now)
        .filter(deelnemer__casus=casus)
        .select_related("deelnemer__editie", "editiedeel__onderdeel")
    )
    shared = list(rows.prefetch_related("editiedeel__onderdeel__instrumenten").order_by("handed_in_at", "pk"))
    if not shared:
        return []
    places = list(reacting_trainers([row.deelnemer.editie.kring_id for row in shared], now))
    found = []
    for row in shared:
        editie, onderdeel = row.deelnemer.editie, row.editiedeel.onderdeel
        why = _("Trainer van %(editie)s: %(parts)s") % {"editie": editie.name, "parts": titles_of(onderdeel)}
        path = reverse("editie-tussentijd", args=[editie.slug, onderdeel.code.lower()])
        found += [
            Meelezer(place.user_id, place.user.naam, why, row.handed_in_at or row.started_at, path)
            for place in places if place.kring_id == editie.kring_id
        ]  # fmt: skip
    return found
