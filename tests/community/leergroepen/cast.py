"""One leergroep with everybody who could knock at its door, and words that only its members may read."""

from dataclasses import dataclass, field
from datetime import timedelta

from community.models import (
    Afspraken,
    Bijeenkomst,
    BijeenkomstKind,
    Groepsbericht,
    KringRol,
    Leergroep,
    Lidmaatschap,
    Rol,
    Toetreding,
    ToetredingStatus,
    User,
)
from tests.factories import (
    AfsprakenFactory,
    BijeenkomstFactory,
    GroepsberichtFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    RoltoekenningFactory,
    UserFactory,
)
from tests.factories.moments import LONG_AGO, NOW

# Nobody but who may read this finds these words in anything that comes back.
IN_BERICHT = "kwartelkoning"
IN_REACTIE = "wulpenpaar"
IN_BIJEENKOMST = "grutto-overleg"
IN_MOTIVATIE = "roerdompbroedsel"
IN_AFSPRAKEN = "porseleinhoen"
NAME_OF_LID = "Zwanenbloem"


def person(achternaam: str, **traits: object) -> User:
    """Return a member of the community by this surname, called Fatima."""
    return UserFactory(voornaam="Fatima", tussenvoegsel="", achternaam=achternaam, **traits)


@dataclass
class Cast:
    """The group and its people. The two letters are the roles of the access matrix."""

    leergroep: Leergroep
    people: dict[str, User]
    first: Groepsbericht
    reply: Groepsbericht
    meeting: Bijeenkomst
    asked: Toetreding
    lid: Lidmaatschap
    afspraken: Afspraken
    words: tuple[str, ...] = field(default=(IN_BERICHT, IN_REACTIE, IN_BIJEENKOMST, IN_MOTIVATIE, IN_AFSPRAKEN))

    def __getitem__(self, role: str) -> User:
        return self.people[role]


def a_cast() -> Cast:
    """Return a group on request with agreements, messages and a meeting, and one person of every role.

    GL lid, TK trekker, ZA lid who did not agree yet, LI member of the community, LA lid of another group, EX removed
    lid, WA on the waiting list, AV asked to join, CO coördinator, RE redacteur, BE beheerder, PA partnercontact.
    """
    leergroep = LeergroepFactory(joining="OP_VERZOEK", kring__name="Natte teelten")
    kring = leergroep.kring
    afspraken = AfsprakenFactory(kring=kring, text=f"Wat hier gezegd wordt, blijft hier. {IN_AFSPRAKEN}")
    agreed = {"kring": kring, "accepted": afspraken, "accepted_at": LONG_AGO}
    people = {
        "GL": person(NAME_OF_LID), "TK": person("Trekkersma"), "ZA": person("Zonder"), "LI": person("Buitenstaander"),
        "LA": person("Anders"), "EX": person("Vertrokken"), "WA": person("Wachtend"), "AV": person("Vragend"),
        "CO": person("Coordinatie", coordinator=True), "RE": person("Redactie", redacteur=True),
        "BE": person("Beheer", beheerder=True), "PA": person("Partner"),
    }  # fmt: skip
    RoltoekenningFactory(user=people["PA"], rol=Rol.PARTNERCONTACT, organisatie=OrganisatieFactory())
    lid = LidmaatschapFactory(user=people["GL"], **agreed)
    LidmaatschapFactory(user=people["TK"], role=KringRol.TREKKER, **agreed)
    LidmaatschapFactory(user=people["ZA"], kring=kring)
    LidmaatschapFactory(user=people["LA"], kring=LeergroepFactory(kring__name="Hoge gronden").kring)
    LidmaatschapFactory(user=people["EX"], until_at=NOW - timedelta(days=1), **agreed)
    Toetreding.objects.create(kring=kring, user=people["WA"], status=ToetredingStatus.WACHTLIJST, requested_at=LONG_AGO)
    asked = Toetreding.objects.create(
        kring=kring, user=people["AV"], status=ToetredingStatus.AANGEVRAAGD, motivation=IN_MOTIVATIE,
        requested_at=LONG_AGO,
    )  # fmt: skip
    first = GroepsberichtFactory(kring=kring, author=people["GL"], text=f"Wie telt de {IN_BERICHT}?")
    reply = GroepsberichtFactory(kring=kring, author=people["TK"], reply_to=first, text=f"Ik zag een {IN_REACTIE}.")
    meeting = BijeenkomstFactory(
        kring=kring, kind=BijeenkomstKind.LEERGROEP, audience="KRING", title=IN_BIJEENKOMST, organiser=people["TK"]
    )
    return Cast(leergroep, people, first, reply, meeting, asked, lid, afspraken)
