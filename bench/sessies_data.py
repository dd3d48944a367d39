"""Adds 100 live sessions of 8 people to the full-size network: `python -m bench.sessies_data <file>`.

Each goes on with the cards, in the step of the insights; six members and two guests, and somebody wrote already.
Writes into the file how each of the 800 is let in: the address of her session and the cookie of her browser, as JSON.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import django

SESSIES, MEMBERS, GUESTS, FIRST = 100, 6, 2, 300
WERKVORM, STEP = "ingangspunten", "inzichten"


def fill(now: datetime) -> list[list[str]]:
    """Store it all; return the address and the cookie of everybody. Call in a scope."""
    users = list(User.objects.filter(is_active=True).order_by("email")[FIRST : FIRST + SESSIES * MEMBERS])
    werkvorm = Werkvorm.objects.get(code=WERKVORM)
    found = []
    for at in range(SESSIES):
        members = users[MEMBERS * at : MEMBERS * (at + 1)]
        sessie = a_sessie(*members, werkvorm=werkvorm, guests=GUESTS, now=now)
        sessie = moves_to(sessie, STEP, now)
        writes(sessie, members[0], "vraag", {"tekst": "Hoe krijgen wij iedereen aan tafel?"}, now=now)
        path = f"/intervisie/sessies/{sessie.code}/"
        found += [[path, f"{settings.SESSION_COOKIE_NAME}={signed_in(user)}"] for user in members]
        found += [
            [path, f"{cookie_name(sessie.code)}={guest_token(sessie, number)}"] for number in range(1, GUESTS + 1)
        ]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return found


if __name__ == "__main__":
    django.setup()
    from django.conf import settings
    from django.db import connection

    from community import clock
    from community.confidential import confidential
    from community.models import User
    from intervisie.models import Werkvorm
    from intervisie.views.sessiedoor import cookie_name
    from tests.factories.second_factor import signed_in
    from tests.factories.sessies import a_sessie, guest_token, moves_to, writes

    with confidential():
        Path(sys.argv[1]).write_text(json.dumps(fill(clock.now())))
