"""Adds to the demo rounds of intervisie in every state, with people who registered, declined or said nothing."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from community.confidential import confidential
from community.models import Opgave, User
from community.workdays import local_date
from intervisie.actions.matchaanmeldingen import AanmeldAnswers, decline_ronde, save_aanmelding
from intervisie.actions.matchrondes import RondeAnswers, cancel_ronde, close_ronde, make_ronde, open_ronde
from intervisie.models import ErvaringWens, Form, Matchronde
from intervisie.queries.matchaanmeldingen import Priveregels

PLACES = ("Gouda", "Utrecht", "Zwolle", "Arnhem", "")


def enrich_rondes(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    coordinator, earlier = people["coordinator"], now - timedelta(days=3)
    zeeland = answers_of("Intervisie Zeeland", now, provincies=["ZEELAND"])
    concept = make_ronde(actor=coordinator, answers=zeeland, now=now)
    rondes = [
        opened(coordinator, answers_of(name, now), earlier)
        for name in ("Intervisie over grote projecten", "Intervisie in het voorjaar", "Intervisie online", "Proefronde")
    ]
    others = User.objects.filter(is_active=True, profiel__in_ledengids=True)
    members = list(others.exclude(pk__in=[user.pk for user in people.values()]).order_by("sort_key", "pk")[:9])
    for number, user in enumerate([people["lid"], people["trekker"], *members]):
        for ronde in rondes[1:]:
            registered(user, ronde, number, members, now)
    decline_ronde(actor=people["starter"], ronde=rondes[1], now=now)
    close_ronde(actor=coordinator, ronde=rondes[2], now=now)
    cancel_ronde(actor=coordinator, ronde=rondes[3], reason="Er zijn te weinig begeleiders.", now=now)
    return {
        "trekker": [reverse("matchaanmelding-intrekken", args=[rondes[2].code])],
        # There are more rounds than a walk opens.
        "coordinator": [
            reverse("matchronde-openen", args=[concept.code]), reverse("matchronde-sluiten", args=[rondes[0].code]),
        ],
    }  # fmt: skip


def answers_of(name: str, now: datetime, **fields: Any) -> RondeAnswers:
    """Return a round of groups of five to eight, for everybody, that closes in three weeks."""
    today = local_date(now)
    usual: dict[str, Any] = {
        "provincies": [], "form": Form.BEIDE, "experience": ErvaringWens.MIX, "closes_date": today + timedelta(days=21),
        "from_date": today + timedelta(days=40), "until_date": today + timedelta(days=400), "size_min": 5,
        "size_target": 6, "size_max": 8, "min_common_slots": 1, "rhythm_weeks": 8, "evaluate_after": 4,
        "weights": {"thema": "ZWAAR"},
    }  # fmt: skip
    return RondeAnswers(name=name, **usual | fields)


def opened(coordinator: User, answers: RondeAnswers, now: datetime) -> Matchronde:
    """Return a round that members were told of."""
    ronde = make_ronde(actor=coordinator, answers=answers, now=now)
    return open_ronde(actor=coordinator, ronde=ronde, version=ronde.version, now=now)


def registered(user: User, ronde: Matchronde, number: int, members: list[User], now: datetime) -> None:
    """Let somebody register; she wishes for one member and refuses another."""
    wished, refused = members[number % len(members)], members[(number + 3) % len(members)]
    answers = AanmeldAnswers(
        slots=[number % 10, (number + 3) % 10, 4, 5], form=Form.BEIDE, place=PLACES[number % len(PLACES)],
        max_minutes=60, experience=ErvaringWens.GEEN, opgaven=list(Opgave.objects.order_by("name")[: number % 4]),
        samenwerkingen=[], wants=[wished] if wished != user else [],
        prive=Priveregels(niet_met=(refused.pk,)) if refused not in (user, wished) else Priveregels(),
    )  # fmt: skip
    with confidential():
        save_aanmelding(actor=user, ronde=ronde, version=0, answers=answers, now=now)
