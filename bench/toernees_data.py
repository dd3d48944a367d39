"""Adds 200 toernees to the full-size network: `python -m bench.toernees_data <file>`.

Half of them run, with visits and steps; the others wait for dates. The signed-in person of the bench is in one of each.
Writes into the file where to find them, and the session of a coördinator, as JSON.
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import django

from bench.data import EMAIL

TOERNEES, SIZE, FIRST = 200, 5, 200


def fill(now: datetime) -> dict[str, str]:
    """Store it all; return the addresses and the session. Call in a scope."""
    people = list(User.objects.filter(is_active=True).exclude(email=EMAIL).order_by("email")[: FIRST + TOERNEES * SIZE])
    coordinator = people[0]
    Roltoekenning.objects.create(user=coordinator, rol=Rol.COORDINATOR, from_date=local_date(now) - timedelta(days=90))
    with_second_factor(coordinator)
    own = User.objects.get(email=EMAIL)
    begin = workday_on_or_after(local_date(now) + timedelta(days=14))
    made = []
    for at in range(TOERNEES):
        members = people[FIRST + SIZE * at : FIRST + SIZE * (at + 1)]
        if at < 2:
            members[0] = own
        until = begin + timedelta(days=300)
        if at % 2:
            made.append(a_toernee(*members, name=f"Toernee {at}", since=now, from_date=begin, until_date=until))
        else:
            made.append(a_planned_toernee(*members, first=begin, now=now, name=f"Toernee {at}", since=now,
                                          from_date=begin, until_date=until))  # fmt: skip
    running, waiting = made[0], made[1]
    return {
        "overzicht": "/coordinatie/toernees/", "planner": f"/coordinatie/toernees/{waiting.code}/",
        "lopend": f"/coordinatie/toernees/{running.code}/", "toernee": f"/toernees/{running.code}/",
        "bezoek": f"/bezoeken/{bezoeken_of(running)[0].code}/", "dagdelen": "/mijn/beschikbaarheid/",
        "coordinator": signed_in(coordinator),
    }  # fmt: skip


if __name__ == "__main__":
    django.setup()
    from community import clock
    from community.confidential import confidential
    from community.models import Rol, Roltoekenning, User
    from community.workdays import local_date, workday_on_or_after
    from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
    from tests.factories.second_factor import signed_in, with_second_factor
    from tests.factories.toernees import a_toernee

    with confidential():
        Path(sys.argv[1]).write_text(json.dumps(fill(clock.now())))
