"""Adds to the demo what guests and results need: a session open for guests, one that is over, and its result with a
casus."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from casussen.actions.opbrengsten import add_opbrengst
from casussen.models import Casus
from community.confidential import confidential
from community.models import User
from intervisie.actions.sessiegasten import invite_guest
from intervisie.models import Sessie, Werkvorm
from intervisie.queries.sessiecode import deelcode_of
from intervisie.queries.sessieresultaat import content_for_casus, result_of
from tests.factories.sessies import a_sessie, closes, leader_of, moves_to, plek_of, writes


@transaction.atomic
def enrich_sessiegasten(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    cast = [people[code] for code in ("trekker", "lid", "starter")]
    earlier = now - timedelta(minutes=5)
    waiting, over = _opened(cast, earlier), _ended(cast, earlier, now)
    with confidential():
        found = result_of(plek_of(over, people["lid"], now), now)
        assert found is not None
        casus = Casus.objects.filter(owner=people["lid"], remove_at=None).earliest("created_at")
        row = add_opbrengst(actor=people["lid"], casus=casus, content=content_for_casus(found), now=now)
    code = deelcode_of(waiting)
    assert code is not None
    joining = reverse("meedoen-code", args=[code.code.replace(" ", "")])
    return {
        "anoniem": [reverse("meedoen"), joining],
        "trekker": [
            reverse("sessie-gasten", args=[waiting.code]), reverse("sessie-mensen", args=[waiting.code]),
        ],
        "lid": [
            joining, reverse("sessie-resultaat", args=[over.code]), reverse("sessie-resultaat-casus", args=[over.code]),
            reverse("casus-opbrengst", args=[casus.code, row.pk]),
            reverse("casus-opbrengst-verwijderen", args=[casus.code, row.pk]),
        ],
    }  # fmt: skip


def _opened(cast: list[User], now: datetime) -> Sessie:
    """Return a session that waits to begin, with a guest inside and one who was invited by mail."""
    werkvorm = Werkvorm.objects.get(code="ingangspunten")
    sessie = a_sessie(*cast, werkvorm=werkvorm, guests=1, expected=5, is_begun=False, now=now)
    with confidential():
        lead = leader_of(sessie, now)
        invite_guest(plek=lead, actor=cast[0], name="Wies", email="wies@buurtschap.example", now=now)
    return sessie


def _ended(cast: list[User], begun: datetime, now: datetime) -> Sessie:
    """Return a session that is over, in which everybody wrote for everybody."""
    sessie = a_sessie(*cast, werkvorm=Werkvorm.objects.get(code="ingangspunten"), guests=1, expected=4, now=begun)
    for user in cast:
        writes(sessie, user, "kaart", {"kaarten": "relaties"}, now=begun)
    sessie = moves_to(sessie, "vraag", begun)
    for user in cast:
        writes(sessie, user, "vraag", {"tekst": "het gesprek openhouden nu het spannend wordt?"}, now=begun)
    sessie = moves_to(sessie, "inzichten", begun)
    for at, user in enumerate(cast, start=1):
        others = [number for number in range(1, 5) if number != at]
        words = {str(one): "Begin bij wat jullie al samen deden." for one in others}
        writes(sessie, user, "inzichten", words, now=begun)
    closes(sessie, now)
    return Sessie.objects.get(pk=sessie.pk)
