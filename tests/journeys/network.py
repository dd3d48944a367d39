"""A small network to travel through: one group with agreements, its trekker, a member, a coördinator. No old mail."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from community import clock
from community.actions.kringen import accept_afspraken
from community.actions.leergroepen import LeergroepAnswers, create_leergroep
from community.actions.toetredingen import join_leergroep
from community.models import (
    Dienstverband,
    LeergroepPhase,
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
from deploy.demo.personas import persona
from deploy.demo.seed.post import settle

ORGANISATIE = "Waterschap Rijn en Leem"
GROUP = "Veenweide en water"
AFSPRAKEN = "Wat we hier delen, blijft in deze groep.\nWie verhinderd is, meldt zich af."


def fill(now: datetime) -> None:
    """Tell what happened in the past two months, and mark its mails as sent."""
    begin = now - timedelta(days=60)
    organisatie = Organisatie.objects.create(
        name=ORGANISATIE, slug="waterschap-rijn-en-leem", kind=OrganisatieKind.WATERSCHAP, wereld=Wereld.OVERHEID,
        provincie=Provincie.UTRECHT,
    )  # fmt: skip
    joris, mirjam, noor = (member(code, organisatie, begin) for code in ("coordinator", "trekker", "lid"))
    Roltoekenning.objects.create(user=joris, rol=Rol.COORDINATOR, from_date=local_date(begin))
    answers = LeergroepAnswers(
        name=GROUP, summary="Hoe kom je tot peilafspraken die iedereen dragen?", description="Elke acht weken.",
        opgaven=[], provincies=[], ervaring="", joining="OPEN", capacity=None, phase=LeergroepPhase.ACTIEF,
    )  # fmt: skip
    group = create_leergroep(actor=joris, answers=answers, trekkers=[mirjam], afspraken=AFSPRAKEN, now=begin)
    join_leergroep(actor=noor, leergroep=group, now=begin)
    for person in (mirjam, noor):
        accept_afspraken(actor=person, kring=group.kring, number=1, now=begin)
    settle(now)


def member(code: str, organisatie: Organisatie, joined: datetime) -> User:
    """Make one of the demo's people, with a profile that colleagues find."""
    known = persona(code)
    assert known is not None, f"the demo knows no {code}"
    user = User(email=known.email, voornaam=known.voornaam, tussenvoegsel=known.tussenvoegsel,
                achternaam=known.achternaam, joined_at=joined)  # fmt: skip
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Dienstverband.objects.create(user=user, organisatie=organisatie, from_date=local_date(joined))
    Profiel.objects.create(
        user=user, in_ledengids=True, functie="Gebiedscoördinator", provincies=[Provincie.GELDERLAND],
        provincies_visible_to="LEDEN", completed_at=joined,
    )  # fmt: skip
    return user


def main() -> None:
    """Fill from the clock of the site."""
    fill(clock.now())
