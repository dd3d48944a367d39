"""Adds 100,000 places in meetings to the full-size network: `python -m bench.rapporten_data <file>`.

Freezes two quarters of the network and of one partner, and writes the addresses of its pages and the session of its
contact into the file, as JSON.
"""

import json
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import django

PLACES = 100_000


def fill() -> dict[str, str]:
    """Store it all; return the addresses and the session."""
    partnerschap = a_partner(add_places(PLACES)[0])
    for kwartaal in (Kwartaal(2026, 2), Kwartaal(2026, 3)):
        moment = datetime.combine(kwartaal.next.first_day + timedelta(days=12), time(8), tzinfo=UTC)
        for one in (None, partnerschap):
            freeze(partnerschap=one, kwartaal=kwartaal, now=moment)
    contact = User.objects.filter(email__startswith="rapport").earliest("email")
    Roltoekenning.objects.create(
        user=contact, rol=Rol.PARTNERCONTACT, organisatie=partnerschap.organisatie, from_date=STARTS
    )
    with_second_factor(contact)
    home = f"/partner/{partnerschap.code}/"
    return {"rapport": f"{home}rapport/2026-k3/", "partner": home, "contact": signed_in(contact)}


if __name__ == "__main__":
    django.setup()
    from bench.rapporten_rows import STARTS, a_partner, add_places
    from community.actions.rapporten import freeze
    from community.kwartalen import Kwartaal
    from community.models import Rol, Roltoekenning, User
    from tests.factories.second_factor import signed_in, with_second_factor

    Path(sys.argv[1]).write_text(json.dumps(fill()))
