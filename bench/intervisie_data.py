"""Adds a round of intervisie to the full-size network: `python -m bench.intervisie_data <file>`.

3,000 people registered; the worker's engine divided them in about 500 groups. Writes into the file where to find the
round, the proposal, and the session of a coördinator, as JSON.
"""

import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

PEOPLE, SECONDS = 3000, 3.0
PLACES = ("Utrecht", "Amersfoort", "Zeist", "Gouda", "Zwolle", "Assen", "Arnhem", "Breda", "Leeuwarden", "Middelburg")


def fill(now: datetime) -> dict[str, str]:
    """Store it all; return the addresses and the session."""
    people = list(User.objects.filter(is_active=True).order_by("email")[1 : PEOPLE + 2])
    coordinator = people.pop(0)
    Roltoekenning.objects.create(user=coordinator, rol=Rol.COORDINATOR, from_date=local_date(now) - timedelta(days=90))
    with_second_factor(coordinator)
    today = local_date(now)
    ronde = Matchronde.objects.create(
        name="Intervisie", status=RondeStatus.GESLOTEN, made_at=now, opened_at=now, closed_at=now,
        closes_date=today - timedelta(days=1), from_date=today + timedelta(days=30),
        until_date=today + timedelta(days=400),
    )  # fmt: skip
    register(ronde, people, now)
    row = propose(ronde, coordinator, now)
    here = f"/coordinatie/matching/{ronde.code}/"
    return {"ronde": here, "voorstel": f"{here}voorstellen/{row.number}/", "groepen": str(len(row.division["groups"])),
            "coordinator": signed_in(coordinator)}  # fmt: skip


def register(ronde: Any, people: list[Any], now: datetime) -> None:
    """Let everybody register, each with dagdelen, a place and themes of her own."""
    chance = random.Random(6)  # noqa: S311 - test data
    rows = Matchaanmelding.objects.bulk_create(
        Matchaanmelding(ronde=ronde, user=user, slots=sorted(chance.sample(range(10), 6)), langs=["nl"],
                        place=chance.choice(PLACES), max_minutes=chance.choice((60, 90, 120)), registered_at=now,
                        changed_at=now)
        for user in people
    )  # fmt: skip
    link, opgaven = Matchaanmelding.opgaven.through, list(Opgave.objects.all())
    link.objects.bulk_create(
        link(matchaanmelding_id=row.pk, opgave_id=opgave.pk) for row in rows for opgave in chance.sample(opgaven, 2)
    )


def propose(ronde: Any, actor: Any, now: datetime) -> Any:
    """Divide them as the worker does, and keep the proposal."""
    mensen = mensen_van(ronde, now)
    instance = judging_instance(mensen)
    division = divide(instance, seed=1, effort=Effort(SECONDS)).division
    inhoud = inhoud_of(instance, division, mensen, first_names(division, mensen))
    with transaction.atomic():
        return store_proposal(actor=actor, ronde=ronde, inhoud=inhoud, herkomst=Herkomst(mensen, 1), locks=[], now=now)


if __name__ == "__main__":
    django.setup()
    from django.db import transaction

    from community import clock
    from community.models import Opgave, Rol, Roltoekenning, User
    from community.workdays import local_date
    from intervisie.actions.indelingsvoorstellen import Herkomst, store_proposal
    from intervisie.matching import Effort, divide
    from intervisie.models import Matchaanmelding, Matchronde, RondeStatus
    from intervisie.queries.matching_invoer import mensen_van
    from intervisie.queries.matching_regels import judging_instance
    from intervisie.queries.voorstel_inhoud import first_names, inhoud_of
    from tests.factories.second_factor import signed_in, with_second_factor

    Path(sys.argv[1]).write_text(json.dumps(fill(clock.now())))
