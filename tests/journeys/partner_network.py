"""The network of a founding partner: an organisatie with two dozen regisseurs, its contact, and a meeting that was."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP

from community import clock
from community.actions.kalender import load_kalender
from community.models import (
    Audience,
    Bijeenkomst,
    BijeenkomstKind,
    Deelname,
    DeelnameStatus,
    Dienstverband,
    Organisatie,
    OrganisatieKind,
    Profiel,
    Provincie,
    Rol,
    Roltoekenning,
    User,
    Wereld,
)
from community.workdays import local_date
from deploy.demo.seed.people import PEOPLE
from deploy.demo.seed.post import settle
from deploy.demo.seed.story import KALENDER
from tests.browser.ways_in import CODE_APP
from tests.journeys.editie_network import PASSWORD, email_of

# Zeynep is the contact, Joris coördinator at another organisatie; Noor has a window, the others are counted with her.
CONTACT, COORDINATOR, NOOR = 29, 1, 0
WORKERS = (NOOR, CONTACT, *range(2, 15), *range(16, 25))
EXPECTED = (NOOR, *range(2, 15))
NAME, TITLE = "Waterschap Kwelland", "Ontmoeting aan de kwel"


def fill(now: datetime) -> None:
    """Give everybody an account of half a year old, the roles, and the meeting that ended half an hour ago."""
    begin = now - timedelta(days=180)
    load_kalender(text=KALENDER.read_text())
    homes = [
        Organisatie.objects.create(name=name, slug=f"organisatie-{number}", kind=OrganisatieKind.WATERSCHAP,
                                   wereld=Wereld.OVERHEID, provincie=Provincie.UTRECHT)
        for number, name in enumerate((NAME, "Waterschap Terpen"))
    ]  # fmt: skip
    people = {number: _member(number, homes[number == COORDINATOR], begin) for number in (*WORKERS, COORDINATOR)}
    day = local_date(begin)
    Roltoekenning.objects.create(user=people[COORDINATOR], rol=Rol.COORDINATOR, from_date=day)
    Roltoekenning.objects.create(user=people[CONTACT], rol=Rol.PARTNERCONTACT, organisatie=homes[0], from_date=day)
    TOTP.activate(people[CONTACT], CODE_APP)
    meeting = Bijeenkomst.objects.create(
        kind=BijeenkomstKind.ONTMOETING, audience=Audience.LEDEN, title=TITLE, provincie=Provincie.UTRECHT,
        starts_at=now - timedelta(hours=4), ends_at=now - timedelta(minutes=30), place_name="Gemaal De Hoop",
        organiser=people[COORDINATOR], changed_at=begin,
    )  # fmt: skip
    Deelname.objects.bulk_create(
        Deelname(bijeenkomst=meeting, user=people[number], status=DeelnameStatus.AANGEMELD, organisatie=homes[0],
                 answered_at=begin)
        for number in EXPECTED
    )  # fmt: skip
    settle(now)


def _member(number: int, home: Organisatie, joined: datetime) -> User:
    voornaam, tussenvoegsel, achternaam, _home, functie = PEOPLE[number]
    user = User(email=email_of(number), voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam,
                joined_at=joined)  # fmt: skip
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Dienstverband.objects.create(user=user, organisatie=home, from_date=local_date(joined))
    Profiel.objects.create(user=user, in_ledengids=True, functie=functie, completed_at=joined)
    return user


def main() -> None:
    """Fill from the clock of the site."""
    fill(clock.now())
