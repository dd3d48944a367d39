"""People, a group, a running session and a praktijkboek at this very moment; prints who and which, as JSON."""

import json
from datetime import timedelta
from typing import Any

import django


def fill(people: int) -> dict[str, Any]:
    """Store them, and return what a visitor needs to know."""
    now = clock.now()
    day = local_date(now)
    group = LeergroepFactory()
    members = UserFactory.create_batch(max(2, people))
    sessie = a_sessie(*members[:2], now=now)
    boek = a_praktijkboek(hand_in_date=day + timedelta(days=60), closes_date=day + timedelta(days=120),
                          destroys_date=day + timedelta(days=200))  # fmt: skip
    for user in members:
        in_boek(boek, user)
    an_opname(boek)
    return {
        "emails": [user.email for user in members], "password": PASSWORD, "group": group.slug, "sessie": sessie.code,
        "boek": boek.code, "codes": [user.profiel.code for user in members],
    }  # fmt: skip


if __name__ == "__main__":
    import sys

    django.setup()
    from community import clock
    from community.workdays import local_date
    from tests.factories import PASSWORD, LeergroepFactory, UserFactory
    from tests.factories.praktijkboeken import a_praktijkboek, an_opname, in_boek
    from tests.factories.sessies import a_sessie

    print(json.dumps(fill(int(sys.argv[1]))), flush=True)  # noqa: T201 - read by whoever started this
