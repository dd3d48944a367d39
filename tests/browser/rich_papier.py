"""Adds to the demo a session on paper with photographs of cards, one that takes days, and a print pack."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from community.models import User
from intervisie.models import Werkvorm
from tests.factories.kaartfotos import a_foto
from tests.factories.sessies import a_sessie


@transaction.atomic
def enrich_papier(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    cast = [people[code] for code in ("trekker", "lid", "starter")]
    werkvorm, earlier = Werkvorm.objects.get(code="ingangspunten"), now - timedelta(minutes=1)
    paper = a_sessie(*cast, werkvorm=werkvorm, guests=1, expected=4, medium="PAPIER", now=earlier)
    hers = [a_foto(paper, cast[0], 2, now=earlier) for _ in range(2)]
    a_foto(paper, cast[0], 3, now=earlier)
    days = a_sessie(*cast, werkvorm=werkvorm, guests=1, expected=4, tempo="DAGEN", days=14, now=earlier)
    photos, print_page = reverse("sessie-fotos", args=[paper.code]), reverse("werkvorm-afdrukken", args=[werkvorm.code])
    return {
        "trekker": [photos, reverse("sessie", args=[days.code]), f"{print_page}?sessie={paper.code}"],
        "lid": [
            photos, reverse("sessie-foto-verwijderen", args=[paper.code, hers[0].pk]), print_page,
            f"{print_page}?mensen=3&groepjes=9", reverse("sessie-live", args=[days.code]),
        ],
    }  # fmt: skip
