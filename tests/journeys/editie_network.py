"""The network in which a whole training happens: who plans, leads, coaches and applies, and a place to meet."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from community import clock
from community.actions.kalender import load_kalender
from community.models import (
    Dienstverband,
    Locatie,
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
from deploy.demo.personas import demo_email
from deploy.demo.seed.people import PEOPLE
from deploy.demo.seed.post import settle
from deploy.demo.seed.story import KALENDER

PASSWORD = "blauwgras-en-kade-27"
COORDINATOR, TRAINER, SECOND_TRAINER, COACH = 1, 58, 52, 35
# Noor is in front: her windows show what a participant sees. Two more live in the province and do not apply.
APPLICANTS = (0, 18, 8, 29, 33, 4, 15, 2, 3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 16, 17, 19, 20, 21, 22)
ONLOOKERS = (23, 24)
ROLLEN = {
    COORDINATOR: Rol.COORDINATOR, TRAINER: Rol.TRAINER, SECOND_TRAINER: Rol.TRAINER, COACH: Rol.COACH,
}  # fmt: skip
PEOPLE_NEAR = (*ROLLEN, *APPLICANTS, *ONLOOKERS)
PLACE = "Dorpshuis De Terp"
ORGANISATIES = (
    ("Provincie Kwelland", OrganisatieKind.PROVINCIE, Wereld.OVERHEID),
    ("Waterschap Rijn en Leem", OrganisatieKind.WATERSCHAP, Wereld.OVERHEID),
    ("Collectief De Houtwal", OrganisatieKind.COLLECTIEF, Wereld.MARKT),
    ("Landschap en Erf", OrganisatieKind.TERREINBEHEER, Wereld.NGO),
)  # fmt: skip


def naam_of(number: int) -> str:
    """Return the name of one of the people."""
    return " ".join(part for part in PEOPLE[number][:3] if part)


def email_of(number: int) -> str:
    """Return the address of one of the people."""
    return demo_email(naam_of(number))


def fill(now: datetime) -> None:
    """Give everybody an account of two months old, the roles, the organisations and the place."""
    begin = now - timedelta(days=60)
    load_kalender(text=KALENDER.read_text())
    homes = [
        Organisatie.objects.create(name=name, slug=f"organisatie-{number}", kind=kind, wereld=wereld,
                                   provincie=Provincie.UTRECHT)
        for number, (name, kind, wereld) in enumerate(ORGANISATIES)
    ]  # fmt: skip
    for number in PEOPLE_NEAR:
        user = _member(number, homes[number % len(homes)], begin)
        if number in ROLLEN:
            Roltoekenning.objects.create(user=user, rol=ROLLEN[number], from_date=local_date(begin))
    Locatie.objects.create(name=PLACE, address="Kerkweg 4, Meerdam", provincie=Provincie.UTRECHT, seats=30)
    settle(now)


def _member(number: int, home: Organisatie, joined: datetime) -> User:
    voornaam, tussenvoegsel, achternaam, _home, functie = PEOPLE[number]
    user = User(email=email_of(number), voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam,
                joined_at=joined)  # fmt: skip
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Dienstverband.objects.create(user=user, organisatie=home, from_date=local_date(joined))
    Profiel.objects.create(
        user=user, in_ledengids=True, functie=functie, provincies=[Provincie.UTRECHT],
        provincies_visible_to="LEDEN", completed_at=joined,
    )  # fmt: skip
    return user


def main() -> None:
    """Fill from the clock of the site."""
    fill(clock.now())
