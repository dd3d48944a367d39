"""Fills a migrated database with the smallest network: one member and one coördinator, and nothing else."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from community import clock
from community.models import Profiel, Rol, Roltoekenning, User
from community.workdays import local_date
from deploy.demo.personas import persona

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


def main() -> None:
    """Fill from the clock of the site."""
    fill(clock.now())
