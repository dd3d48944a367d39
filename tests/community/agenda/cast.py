"""Meetings for every audience with everybody who could look at them, and words that only some may read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import mail
from django.core.mail import EmailMessage

from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import (
    Afspraken,
    Bijeenkomst,
    BijeenkomstKind,
    Deelname,
    Kring,
    KringRol,
    Leergroep,
    Rol,
    User,
)
from tests.factories import (
    AfsprakenFactory,
    BijeenkomstFactory,
    DeelnameFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    RoltoekenningFactory,
    UserFactory,
)
from tests.factories.moments import LONG_AGO, NOW

# Nobody but who may read this finds these words in anything that comes back.
TITLE = "grutto-overleg"
DESCRIPTION = "kemphanenvraag"
LINK = "https://video.example/roerdomp"
GUEST = "Zwanenbloem"
CANARIES = (TITLE, DESCRIPTION, LINK, GUEST)

ROLES = ("AN", "LI", "GL", "TK", "ZA", "LA", "EX", "CO", "RE", "BE", "PA")


def person(achternaam: str, **traits: object) -> User:
    """Return a member of the community by this surname, called Fatima."""
    return UserFactory(voornaam="Fatima", tussenvoegsel="", achternaam=achternaam, **traits)


@dataclass
class Cast:
    """Two groups, one meeting for each audience and a concept, and one person of every role.

    LI member of the community, GL member of the group, TK who leads it, ZA member who did not agree yet, LA member of
    another group, EX removed member, CO coördinator, RE redacteur, BE beheerder, PA partnercontact. GUEST is coming to
    every meeting.
    """

    leergroep: Leergroep
    afspraken: Afspraken
    people: dict[str, User]
    guest: User
    openbaar: Bijeenkomst
    leden: Bijeenkomst
    kring: Bijeenkomst
    concept: Bijeenkomst

    def __getitem__(self, role: str) -> User:
        return self.people[role]


def a_cast() -> Cast:
    """Return the meetings and the people, all at NOW."""
    leergroep = LeergroepFactory(kring__name="Natte teelten")
    group = leergroep.kring
    afspraken = AfsprakenFactory(kring=group)
    agreed = {"kring": group, "accepted": afspraken, "accepted_at": LONG_AGO}
    people = {
        "LI": person("Buiten"), "GL": person("Lid"), "TK": person("Trekkersma"), "ZA": person("Zonder"),
        "LA": person("Anders"), "EX": person("Vertrokken"), "CO": person("Coordinatie", coordinator=True),
        "RE": person("Redactie", redacteur=True), "BE": person("Beheer", beheerder=True), "PA": person("Partner"),
    }  # fmt: skip
    guest = person(GUEST)
    RoltoekenningFactory(user=people["PA"], rol=Rol.PARTNERCONTACT, organisatie=OrganisatieFactory())
    for member in (people["GL"], guest):
        LidmaatschapFactory(user=member, **agreed)
    LidmaatschapFactory(user=people["TK"], role=KringRol.TREKKER, **agreed)
    LidmaatschapFactory(user=people["ZA"], kring=group)
    LidmaatschapFactory(user=people["LA"], kring=LeergroepFactory(kring__name="Hoge gronden").kring)
    LidmaatschapFactory(user=people["EX"], until_at=NOW - timedelta(days=1), **agreed)
    words = {"title": TITLE, "description": DESCRIPTION, "online_url": LINK, "organiser": people["CO"]}
    cast = Cast(
        leergroep, afspraken, people, guest,
        openbaar=BijeenkomstFactory(audience="OPENBAAR", **words),
        leden=BijeenkomstFactory(audience="LEDEN", **words),
        kring=group_meeting(group, **{**words, "organiser": people["TK"]}),
        concept=BijeenkomstFactory(audience="LEDEN", status="CONCEPT", **words),
    )  # fmt: skip
    for meeting in (cast.openbaar, cast.leden, cast.kring):
        DeelnameFactory(bijeenkomst=meeting, user=guest)
    return cast


def group_meeting(kring: Kring, **fields: object) -> Bijeenkomst:
    """Return a meeting that a group planned for itself."""
    return BijeenkomstFactory(kring=kring, kind=BijeenkomstKind.LEERGROEP, audience="KRING", **fields)


def a_group(members: int = 3) -> tuple[Kring, User, list[User]]:
    """Return a group without agreements, who leads it and its other members."""
    kring = LeergroepFactory().kring
    leader = LidmaatschapFactory(kring=kring, trekker=True).user
    return kring, leader, [LidmaatschapFactory(kring=kring).user for _ in range(members)]


def status_of(meeting: Bijeenkomst, user: User) -> str:
    """Return how somebody stands in a meeting, empty when not at all."""
    place = Deelname.objects.filter(bijeenkomst=meeting, user=user).first()
    return place.status if place else ""


def post_at(now: datetime, *to: User) -> list[EmailMessage]:
    """Let the clock tick once at this moment and return the mails that left then, of these people or of all.

    The weekly overview, which is no message of the agenda, is left out.
    """
    mail.outbox.clear()
    plan(now)
    deliver(now)
    addresses = {person.email for person in to} or {message.to[0] for message in mail.outbox}
    own = [message for message in mail.outbox if not str(message.subject).startswith("Deze week")]
    return [message for message in own if message.to[0] in addresses]


def subjects_at(now: datetime, *to: User) -> list[str]:
    """Return the subjects of the mails that left at this moment, sorted."""
    return sorted(str(message.subject) for message in post_at(now, *to))
