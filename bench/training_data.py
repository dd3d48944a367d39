"""Adds edities to the full-size network: `python -m bench.training_data <file>`.

One with 30 participants in tussentijd B, each with a casus that is worked out, in teams and with material; one with
20 people on the attendance list; and one that is still planned. Writes into the file where to find them, and the
sessions of a trainer and a coördinator, as JSON.
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

from bench.data import EMAIL

PEOPLE, ON_LIST, PIECES, FIRST = 30, 20, 6, 100
# Dagdeel 3 was yesterday: its list can be kept, and tussentijd B opened today.
BEGAN = timedelta(days=36)


def fill(now: datetime) -> dict[str, str]:
    """Store it all; return the addresses and the sessions. Call in a scope."""
    people = list(User.objects.filter(is_active=True).exclude(email=EMAIL).order_by("email")[: FIRST + PEOPLE])
    trainer, coordinator = with_rol(people[0], Rol.TRAINER, now), with_rol(people[1], Rol.COORDINATOR, now)
    users = [User.objects.get(email=EMAIL), *people[FIRST : FIRST + PEOPLE - 1]]
    large = begun("Peil", trainer, now)
    deelnemers = [takes_part(large, user, trainer, now) for user in users]
    for deelnemer in deelnemers:
        bring_worked_out(deelnemer, now)
    divide(large, coordinator, now)
    place_material(large, trainer, now)
    attend = begun("Presentie", trainer, now)
    for user in people[FIRST : FIRST + ON_LIST]:
        takes_part(attend, user, trainer, now)
    meeting = day_three(attend)
    here = f"/trainingen/{large.slug}/"
    return {
        "editie": here, "dagdeel": f"{here}dagdeel/3/", "tussentijd": f"{here}tussentijd/b/", "lagen": f"{here}lagen/",
        "teams": f"{here}teams/", "presentie": f"/agenda/{meeting.code}/presentie/",
        "voorstel": f"/coordinatie/edities/{a_plan(trainer, now).slug}/data/",
        "trainer": signed_in(trainer), "coordinator": signed_in(coordinator),
    }  # fmt: skip


def with_rol(user: Any, rol: Any, now: datetime) -> Any:
    """Give this person a role on the platform, and the second factor that it asks for."""
    Roltoekenning.objects.create(user=user, rol=rol, from_date=local_date(now) - timedelta(days=90))
    return with_second_factor(user)


def begun(name: str, trainer: Any, now: datetime) -> Any:
    """Return an editie with agreements, led by this trainer, of which dagdeel 3 was yesterday."""
    editie = an_editie(name=f"Editie {name}", first_day=local_date(now) - BEGAN, capacity=40)
    AfsprakenFactory(kring=editie.kring)
    agreed(editie, trainer, now, role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    return editie


def takes_part(editie: Any, user: Any, trainer: Any, now: datetime) -> Any:
    """Let somebody take part who agreed, with a seat on every day and an intake that was held."""
    deelnemer = a_deelnemer(editie, user, ready_at=now)
    agreed(editie, user, now)
    meetings = [deel.bijeenkomst for deel in editie.delen.select_related("bijeenkomst") if deel.bijeenkomst]
    Deelname.objects.bulk_create(
        Deelname(bijeenkomst=meeting, user=user, status="AANGEMELD", invited_at=now) for meeting in meetings
    )
    return deelnemer


def agreed(editie: Any, user: Any, now: datetime, **place: Any) -> None:
    """Let somebody be in the Kring of an editie and have agreed to its agreements."""
    place |= {"accepted": editie.kring.newest_afspraken, "accepted_at": now}
    Lidmaatschap.objects.update_or_create(kring=editie.kring, user=user, defaults={"from_at": now, **place})


def bring_worked_out(deelnemer: Any, now: datetime) -> None:
    """Give a participant a casus with something in every part."""
    deelnemer.casus = begin_casus(actor=deelnemer.user, answers={"werktitel": "Peil in de polder"}, now=now)
    work_out(deelnemer.casus, now)
    deelnemer.save(update_fields=["casus"])


def divide(editie: Any, coordinator: Any, now: datetime) -> None:
    """Divide an editie in teams and make them known."""
    row = propose_division(actor=coordinator, editie=editie, version=0, now=now)
    publish_teams(actor=coordinator, editie=editie, version=row.version, now=now)


def place_material(editie: Any, trainer: Any, now: datetime) -> None:
    """Place some material at the parts of an editie."""
    for number in range(PIECES):
        answers = MateriaalAnswers(title=f"Werkblad {number}", code=str(number % 5 + 1), audience="DEELNEMERS",
                                   licence="eigen werk")  # fmt: skip
        file = Inhoud("werkblad.txt", BestandKind.TXT, b"Werkblad")
        place_materiaal(actor=trainer, programma=editie.programmaversie.programma, editie=editie, origin_id=None,
                        answers=answers, file=file, now=now)  # fmt: skip


def day_three(editie: Any) -> Any:
    """Return the meeting of dagdeel 3."""
    return editie.delen.select_related("bijeenkomst").get(onderdeel__code="3").bijeenkomst


def a_plan(trainer: Any, now: datetime) -> Any:
    """Return a concept without days, led by this trainer, for which there is a year."""
    today = local_date(now)
    editie = an_editie(name="Plan", concept=True, first_day=today + timedelta(days=60))
    editie.delen.update(bijeenkomst=None)
    Editie.objects.filter(pk=editie.pk).update(until_date=today + timedelta(days=365))
    LidmaatschapFactory(kring=editie.kring, user=trainer, role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    return editie


if __name__ == "__main__":
    django.setup()

    from casussen.actions.casussen import begin_casus
    from community import clock
    from community.actions.bestandsinhoud import Inhoud
    from community.confidential import confidential
    from community.models import BestandKind, Deelname, KringRol, Lidmaatschap, Rol, Roltoekenning, User
    from community.workdays import local_date
    from deploy.demo.seed.casussen import work_out
    from tests.factories import AfsprakenFactory, LidmaatschapFactory
    from tests.factories.second_factor import signed_in, with_second_factor
    from tests.factories.training import a_deelnemer, an_editie
    from training.actions.materialen import MateriaalAnswers, place_materiaal
    from training.actions.teamindeling import propose_division, publish_teams
    from training.models import Editie

    with confidential():
        Path(sys.argv[1]).write_text(json.dumps(fill(clock.now())))
