"""Adds 100,000 places in meetings to the full-size network: `python -m bench.export_data <file>`.

Writes into the file, as JSON, which days they lie in and the cookie of a coördinator who just showed who she is.
"""

import json
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import django

from bench.data import PEOPLE

ROWS, EACH = 100_000, 20
# After everything that the network itself holds.
AHEAD = timedelta(days=1000)
COORDINATOR = f"persoon{PEOPLE - 1:04d}@regiekamer.example"


def fill(now: datetime) -> dict[str, str]:
    """Store it all; return what the measurement needs to know."""
    begin = now + AHEAD
    fill_places(begin)
    name, value = session_of_coordinator(now)
    last = begin + timedelta(days=365)
    return {"van": begin.date().isoformat(), "tot": last.date().isoformat(), "name": name, "value": value}


def fill_places(begin: datetime) -> None:
    """Plan 5,000 meetings within a year, three of four of a group, with twenty people each."""
    from community import models as m  # noqa: PLC0415 - Django must be set up first

    people = list(m.User.objects.order_by("email")[:1000])
    kringen = list(m.Kring.objects.order_by("name"))
    organisaties = list(m.Organisatie.objects.order_by("name"))
    meetings = m.Bijeenkomst.objects.bulk_create(
        m.Bijeenkomst(kring=kringen[n % len(kringen)] if n % 4 else None, kind="LEERGROEP" if n % 4 else "ONTMOETING",
                      audience="KRING" if n % 4 else "LEDEN", title=f"Bijeenkomst {n}", changed_at=begin,
                      starts_at=begin + timedelta(hours=n), ends_at=begin + timedelta(hours=n + 3))
        for n in range(0, ROWS // EACH)
    )  # fmt: skip
    m.Bijeenkomst.objects.filter(pk__in=[row.pk for row in meetings]).update(capacity=None)
    m.Deelname.objects.bulk_create(
        (m.Deelname(bijeenkomst=row, user=people[(n * 7 + k) % 1000], status="AANWEZIG",
                    organisatie=organisaties[(n + k) % len(organisaties)])
         for n, row in enumerate(meetings) for k in range(EACH)),
        batch_size=5000,
    )  # fmt: skip


def session_of_coordinator(now: datetime) -> tuple[str, str]:
    """Make somebody coördinator; return name and value of the cookie of her session, with her second factor shown."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415 - Django must be set up first
    from django.conf import settings  # noqa: PLC0415 - Django must be set up first
    from django.test import Client  # noqa: PLC0415 - Django must be set up first

    from community import models as m  # noqa: PLC0415 - Django must be set up first

    user = m.User.objects.get(email=COORDINATOR)
    m.Roltoekenning.objects.create(user=user, rol=m.Rol.COORDINATOR, from_date=now.date())
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    session = client.session
    shown = {"method": "mfa", "type": "totp", "at": time.time() + 3600, "reauthenticated": True}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    django.setup()
    from community import clock

    Path(sys.argv[1]).write_text(json.dumps(fill(clock.now())))
