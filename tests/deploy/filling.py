"""People, a running session and a praktijkboek at this very moment; prints who and which, as JSON.

With addresses instead of a number it owes each of these people a mail that leaves on any day and at any hour.
"""

import json
from datetime import timedelta
from typing import Any

import django


def fill(people: int) -> dict[str, Any]:
    """Store them, and return what a visitor needs to know."""
    now = clock.now()
    day = local_date(now)
    members = UserFactory.create_batch(max(2, people))
    sessie = a_sessie(*members[:2], now=now)
    boek = a_praktijkboek(hand_in_date=day + timedelta(days=60), closes_date=day + timedelta(days=120),
                          destroys_date=day + timedelta(days=200))  # fmt: skip
    for user in members:
        in_boek(boek, user)
    an_opname(boek)
    return {
        "emails": [user.email for user in members], "password": PASSWORD, "sessie": sessie.code,
        "boek": boek.code, "codes": [user.profiel.code for user in members],
    }  # fmt: skip


def owe_to(emails: list[str]) -> None:
    """Note a change in how these people log in, which they are told at once."""
    for user in User.objects.filter(email__in=emails):
        note_change(user=user, kind=AccountwijzigingKind.WACHTWOORD, now=clock.now())


if __name__ == "__main__":
    import sys

    django.setup()
    from community import clock
    from community.actions.accounts import note_change
    from community.models import AccountwijzigingKind, User
    from community.workdays import local_date
    from tests.factories import PASSWORD, UserFactory
    from tests.factories.praktijkboeken import a_praktijkboek, an_opname, in_boek
    from tests.factories.sessies import a_sessie

    if sys.argv[1].isdigit():
        print(json.dumps(fill(int(sys.argv[1]))), flush=True)  # noqa: T201 - read by whoever started this
    else:
        owe_to(sys.argv[1:])
