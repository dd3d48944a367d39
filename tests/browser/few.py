"""Fills a migrated database with the smallest network: one member and one coördinator, and nothing else.

Run as `python -m tests.browser.few` with the demo's settings.
"""

from datetime import datetime, timedelta

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - models load after setup

from community import clock  # noqa: E402 - models load after setup
from community.models import Profiel, Rol, Roltoekenning, User  # noqa: E402 - models load after setup
from community.workdays import local_date  # noqa: E402 - models load after setup
from deploy.demo.personas import persona  # noqa: E402 - models load after setup

PEOPLE = {"lid": None, "coordinator": Rol.COORDINATOR}


def fill(now: datetime) -> None:
    """Make the two, a month ago."""
    joined = now - timedelta(days=30)
    for code, rol in PEOPLE.items():
        known = persona(code)
        assert known is not None, f"the demo knows no {code}"
        user = User(email=known.email, voornaam=known.voornaam, tussenvoegsel=known.tussenvoegsel,
                    achternaam=known.achternaam, joined_at=joined)  # fmt: skip
        user.set_unusable_password()
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        Profiel.objects.create(user=user, in_ledengids=False, completed_at=joined)
        if rol:
            Roltoekenning.objects.create(user=user, rol=rol, from_date=local_date(joined))


if __name__ == "__main__":
    fill(clock.now())
