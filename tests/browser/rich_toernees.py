"""Adds to the demo toernees in every state, and rounds of toernees: a concept, one with a proposal, one decided."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from community.confidential import confidential
from community.models import KringRol, Samenwerking, User
from community.workdays import local_date
from intervisie.access.toernees import showable_samenwerkingen
from intervisie.actions.indelingsvoorstellen import Herkomst, store_proposal
from intervisie.actions.matchaanmeldingen import AanmeldAnswers, save_aanmelding
from intervisie.actions.matchrondes import RondeAnswers, close_ronde, make_ronde, open_ronde
from intervisie.actions.toernee_einde import blow_off_toernee, finish_toernee
from intervisie.actions.toerneemensen import leave_toernee
from intervisie.matching import Effort, divide
from intervisie.models import Form, Indelingsvoorstel, Matchronde, RondeKind, RondeStatus, Toernee, ToerneeStatus
from intervisie.queries.matchaanmeldingen import Priveregels
from intervisie.queries.matching_invoer import mensen_van
from intervisie.queries.matching_regels import judging_instance
from intervisie.queries.voorstel_inhoud import first_names, inhoud_of
from tests.factories.toernees import a_toernee, deelnemers_of

EFFORT = 0.05


@transaction.atomic
def enrich_toernees(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; return by person the addresses that no page leads her to."""
    coordinator, lid = people["coordinator"], people["lid"]
    rows = Samenwerking.objects.filter(ended_at__isnull=True, owner__is_active=True).exclude(owner=lid).exclude(vorm="")
    owners = list(dict.fromkeys(row.owner for row in rows.select_related("owner").order_by("name") if row.owner))[:8]
    with confidential():
        concept = make_ronde(actor=coordinator, answers=answers_of("Toernees in het zuiden", now), now=now)
    unsure = a_toernee(lid, *owners[:4], is_agreed=False, name="Toernee Eem", actor=coordinator, **period(now))
    alone = a_toernee(lid, *owners[:3], name="Toernee Amstel", actor=coordinator, **period(now))
    leave_toernee(actor=deelnemers_of(alone)[1].user, toernee=alone, now=now)
    stopped, over = (
        a_toernee(lid, *owners[:3], name=name, actor=coordinator, **period(now))
        for name in ("Toernee Lek", "Toernee Eb")
    )
    blow_off_toernee(actor=coordinator, toernee=stopped, reason="Twee gastheren hebben geen tijd.", now=now)
    finish_toernee(actor=coordinator, toernee=over, now=now)
    led_by_nobody = headless(lid, owners, coordinator, now)
    with confidential():  # last: what people keep counts in a proposal
        closed = a_closed_round(coordinator, owners, now)
        proposed(coordinator, closed, now)
    return {
        "lid": [
            *(reverse("toernee", args=[one.code]) for one in (unsure, alone, stopped, over, led_by_nobody)),
            reverse("toernee-contactpersoon", args=[led_by_nobody.code]),
        ],
        "coordinator": [
            *(reverse("toernee-mensen", args=[one.code]) for one in (alone, over, guided())),
            *(reverse("matchronde", args=[one.code]) for one in (concept, closed)),
            reverse("matching-voorstel", args=[closed.code, 1]),
            *(reverse("matchronde-uitnodigen", args=[one.code]) for one in rounds_that_are_open()),
            reverse("matching-overnemen", args=[closed.code, 1]),
            reverse("matchronde-bewerken", args=[concept.code]),
            f"{reverse('matchronde-nieuw')}?soort=toernee",
        ],
    }  # fmt: skip


def rounds_that_are_open() -> QuerySet[Matchronde]:
    """Return the rounds of toernees for which one can register."""
    return Matchronde.objects.filter(kind=RondeKind.TOERNEE, status=RondeStatus.OPEN)


def guided() -> Toernee:
    """Return a toernee that runs with a begeleider."""
    role = {"kring__lidmaatschappen__role": KringRol.BEGELEIDER, "kring__lidmaatschappen__until_at__isnull": True}
    return Toernee.objects.filter(status=ToerneeStatus.LOOPT, **role).order_by("made_at", "pk")[0]


def headless(lid: User, owners: list[User], coordinator: User, now: datetime) -> Toernee:
    """Return a toernee whose contactpersoon stopped."""
    toernee = a_toernee(*owners[:4], lid, name="Toernee Vecht", actor=coordinator, **period(now))
    leave_toernee(actor=owners[0], toernee=toernee, now=now)
    return toernee


def period(now: datetime) -> dict[str, Any]:
    """Return since when a toernee is there, and when its visits are."""
    today = local_date(now)
    return {
        "since": now - timedelta(days=30), "from_date": today + timedelta(days=20),
        "until_date": today + timedelta(days=220),
    }  # fmt: skip


def answers_of(name: str, now: datetime) -> RondeAnswers:
    """Return a round of toernees for everybody, that closes in three weeks."""
    today = local_date(now)
    return RondeAnswers(
        name=name, provincies=[], form=Form.FYSIEK, experience="MIX", closes_date=today + timedelta(days=21),
        from_date=today + timedelta(days=50), until_date=today + timedelta(days=300), size_min=4, size_target=4,
        size_max=5, min_common_slots=1, rhythm_weeks=8, evaluate_after=4, kind=RondeKind.TOERNEE,
    )  # fmt: skip


def a_closed_round(coordinator: User, owners: list[User], now: datetime) -> Matchronde:
    """Return a round of toernees that waits for toernees, with eight people."""
    at = now - timedelta(days=20)
    ronde = make_ronde(actor=coordinator, answers=answers_of("Toernees met voorstel", now), now=at)
    ronde = open_ronde(actor=coordinator, ronde=ronde, version=ronde.version, now=at)
    for user in owners:
        known = showable_samenwerkingen(user, now).exclude(vorm="").order_by("name", "pk")
        answers = AanmeldAnswers(
            slots=[0, 1, 2, 3, 4, 5], form=Form.FYSIEK, place="Utrecht", max_minutes=300, experience="GEEN", opgaven=[],
            samenwerkingen=[], wants=[], prive=Priveregels(), offered=known.first(),
        )  # fmt: skip
        save_aanmelding(actor=user, ronde=ronde, version=0, answers=answers, now=at + timedelta(days=1))
    close_ronde(actor=coordinator, ronde=ronde, now=now - timedelta(days=15))
    ronde.refresh_from_db()
    return ronde


def proposed(actor: User, ronde: Matchronde, now: datetime) -> Indelingsvoorstel:
    """Divide who registered as the worker does, with little search."""
    mensen = mensen_van(ronde, now)
    instance = judging_instance(mensen)
    outcome = divide(instance, seed=1, effort=Effort(seconds=EFFORT, is_exact=False))
    inhoud = inhoud_of(instance, outcome.division, mensen, first_names(outcome.division, mensen))
    herkomst = Herkomst(mensen, 1, None, "", outcome.is_complete, outcome.is_proven)
    return store_proposal(actor=actor, ronde=ronde, inhoud=inhoud, herkomst=herkomst, locks=[], now=now)
