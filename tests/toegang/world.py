"""One object of every kind, and one person of every role, for the access matrix.

Built on the cast of a leergroep (tests/community/leergroepen/cast.py). Roles beside its own: AN nobody logged in,
DE takes part in the public meeting, TR trainer, OC ended as coördinator, DI deactivated, GE the person whose profile,
account and duties are looked at.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from community.actions.feed import renew_feed
from community.berichten.outbox import owe
from community.models import (
    Aanmelding,
    Bericht,
    BijeenkomstStatus,
    Datumprikker,
    Kalenderperiode,
    Rol,
    Roltoekenning,
    Uitnodiging,
    User,
    Zending,
)
from tests.community.leergroepen.cast import Cast, a_cast, person
from tests.factories import (
    AntwoordFactory,
    BijeenkomstFactory,
    DatumprikkerFactory,
    DeelnameFactory,
    DienstverbandFactory,
    OptieFactory,
    RoltoekenningFactory,
)
from tests.factories.moments import LONG_AGO, LONG_AGO_DAY, NOW
from tests.factories.second_factor import with_second_factor
from tests.toegang.aanbod import GEVRAAGD, NOG_NIET_ONLINE, aanbod_samples
from tests.toegang.begrippen import NIEUWE_TEKST, VOORGESTELD, begrip_samples
from tests.toegang.bemiddeling import BEMIDDELING, bemiddeling_samples
from tests.toegang.bezoeken import EIGEN, INGELEVERD, KIT, bezoek_samples
from tests.toegang.casussen import CASUS, casus_samples
from tests.toegang.eindsessies import PRESENTATIE
from tests.toegang.evaluatieplanningen import SELF, terugblik_samples
from tests.toegang.gesprekken import talk_of
from tests.toegang.hidden_group import HIDDEN_MEETING, HIDDEN_NAME, hidden_group, life_of
from tests.toegang.intervisie_groepen import GROEPSNAAM, GROEPSNOTITIE, groep_samples
from tests.toegang.intervisie_rondes import CONCEPT, GEWEIGERD, GEWEIGERD_ID, ronde_samples
from tests.toegang.intervisie_voorstellen import GEWEERD_ID, GROEP_IN_VOORSTEL, voorstel_samples
from tests.toegang.livesessies import NOG_NIET, OP_HET_BORD, live_samples
from tests.toegang.outcome import OUTCOME, outcome_samples
from tests.toegang.partnerschappen import BIJDRAGE, OP_DE_LIJST, VAN_HET_HART, partner_samples
from tests.toegang.praktijkboeken import OPNAME, praktijkboek_samples
from tests.toegang.privacy import privacy_samples
from tests.toegang.rapportage import counted_people
from tests.toegang.rapporten import IN_NETWERK, IN_RAPPORT, rapport_samples
from tests.toegang.samenwerkingen import IN_STILTE, TEN_DELE, samenwerking_samples
from tests.toegang.sessieacties import GEDAAN, sessieactie_samples
from tests.toegang.sessiefotos import sessiefoto_samples
from tests.toegang.sessiegasten import GENODIGD, INZICHT, sessiegast_samples
from tests.toegang.sessies import OP_PAPIER, sessie_samples
from tests.toegang.sessievoorbereiding import VOORAF, VOORAF_GEDEELD, voorbereiding_samples
from tests.toegang.stappen import CONCEPT_INDRUK, INDRUK, stap_samples
from tests.toegang.toerneebrieven import SAMEN, toerneebrief_samples
from tests.toegang.toerneeplanning import planning_samples
from tests.toegang.toernees import GETOOND, TOERNEENAAM, toernee_samples
from tests.toegang.training import AANVRAAG, LEERDOEL, NOTITIE, training_samples
from tests.toegang.training_coaching import COACHVRAAG, coaching_samples
from tests.toegang.training_dagen import VIER, VIJF, dag_samples
from tests.toegang.tussentijden import GEDEELD, REACTIE
from tests.toegang.verslagen import ACTIE, BRIEF, verslag_samples
from tests.toegang.website import NIET_ONLINE, VOOR_LEDEN, website_samples
from tests.toegang.werk import PAPER, werk_samples
from tests.toegang.werkvormen import OP_DE_PLANK, werkvorm_samples

NEEDS_FACTOR = ("CO", "RE", "BE", "PA", "TR")
ROLES = ("AN", "LI", "LA", "GL", "ZA", "TK", "EX", "WA", "AV", "DE", "TR", "CO", "OC", "PA", "RE", "BE", "GE")

# Words that stand in one object only. Whoever may not see that object never meets them.
CANARIES = {
    "kievitsbloem": "concept of a meeting",
    "moerasandoorn": "request to join the community",
    "zeggekorfslak": "address of an invited person",
    "veenbesparelmoer": "what a hidden person offers",
    HIDDEN_NAME: "name of a hidden group",
    HIDDEN_MEETING: "meeting of a hidden group",
    OUTCOME: "agenda, decision, action and report of a group",
    CASUS: "casus of a member",
    OPNAME: "casus in a praktijkboek",
    NOTITIE: "note of a trainer about a participant",
    LEERDOEL: "learning goals of a participant",
    PRESENTATIE: "presentation of a participant",
    AANVRAAG: "why somebody wants to take part in an editie",
    GEDEELD: "part of a casus that was handed in and shared",
    REACTIE: "reaction of a trainer",
    COACHVRAAG: "question and report of a coaching talk",
    VIER: "what four people answered about a day",
    VIJF: "what five people answered about a day",
    PAPER: "bytes of a pdf of a praktijkboek",
    GEWEIGERD: "with whom somebody is in no group of intervisie",
    GEWEIGERD_ID: "the same, as the database keeps it",
    CONCEPT: "round of intervisie that nobody knows of",
    GROEP_IN_VOORSTEL: "group in a proposal for intervisie",
    GEWEERD_ID: "with whom somebody in that round is in no group",
    GROEPSNOTITIE: "note of a member in a group of intervisie",
    GROEPSNAAM: "name of a group of intervisie",
    TOERNEENAAM: "name of a toernee",
    GETOOND: "samenwerking that somebody shows in a toernee",
    BEMIDDELING: "text of a request for bemiddeling",
    KIT: "kit of a visit and boxes of a canvas in it",
    INGELEVERD: "observation that a visitor handed in",
    EIGEN: "observation that a visitor did not hand in",
    INDRUK: "impression of a visitor, handed in",
    CONCEPT_INDRUK: "impression of a visitor, not handed in",
    BRIEF: "letter of the visitors to the host of a visit",
    SAMEN: "letter that a toernee writes together",
    ACTIE: "action of a host after a visit",
    OP_PAPIER: "who takes part in a session on paper",
    GEDAAN: "action of a member after a session",
    VOORAF: "question that somebody wrote before a session",
    VOORAF_GEDEELD: "question that somebody shared before a session",
    INZICHT: "insight that somebody got in a session",
    GENODIGD: "address of a guest who was invited to a session",
    OP_HET_BORD: "question on the board of a running session",
    NOG_NIET: "what somebody in a running session writes for another, before that is shown",
    IN_STILTE: "area of a samenwerking that members do not see",
    SELF: "what somebody wrote for herself alone",
    IN_RAPPORT: "participation report of a partner",
    IN_NETWERK: "participation report of the whole network",
    BIJDRAGE: "what a partner promised",
    OP_DE_LIJST: "line of the list a partner keeps of its regisseurs",
    VAN_HET_HART: "note of the coördinerend hart about a partnerschap",
    OP_DE_PLANK: "method that is not offered",
    GEVRAAGD: "request of a member for what is offered",
    NOG_NIET_ONLINE: "story that is not online",
    VOOR_LEDEN: "page of knowledge for members",
    VOORGESTELD: "what a member proposed about a term",
    NIEUWE_TEKST: "concept of a term that is settled",
    NIET_ONLINE: "page of knowledge that is not online",
    TEN_DELE: "organisatie of a samenwerking of which members see the name only",
}


@dataclass
class World:
    """Everything the matrix asks for."""

    cast: Cast
    people: dict[str, User]
    samples: dict[str, dict[str, Any]]

    def client(self, role: str) -> Client:
        """Return a browser of somebody with this role."""
        client = Client()
        if role != "AN":
            client.force_login(self.people[role])
        return client


def a_world() -> World:
    """Build the world. Call with the clock at NOW."""
    cast = a_cast()
    people = dict(cast.people)
    people["DE"] = person("Deelneemster")
    people["TR"] = person("Trainster", trainer=True)
    people["OC"] = person("Voorheen")
    RoltoekenningFactory(user=people["OC"], rol=Rol.COORDINATOR, until_date=LONG_AGO_DAY + timedelta(days=30))
    people["GE"] = hidden_person()
    for role in NEEDS_FACTOR:
        with_second_factor(people[role])
    samples = {**group_samples(cast, people["GE"]), "leergroep@verborgen": hidden_group(people)}
    office = office_samples(people)
    casussen = casus_samples(people, cast.leergroep.kring)
    boek = praktijkboek_samples(people)
    werk = werk_samples(people, boek["praktijkboek*"]["code"])
    training = {**training_samples(people), **dag_samples(people), **coaching_samples(people)}
    samples["provincie"] = {"slug": "zuid-holland"}
    samples |= {**samenwerking_samples(people), **ronde_samples(people), **groep_samples(people)}
    samples |= voorstel_samples(people)
    samples |= bemiddeling_samples(people)
    samples |= bezoek_samples(people)
    samples |= toernee_samples(people, samples["bezoek*"]["code"])
    samples |= planning_samples(people, samples["bezoek*"]["code"])
    samples |= stap_samples(people, samples["bezoek*"]["code"])
    samples |= verslag_samples(people, samples["bezoek*"]["code"], cast.leergroep.kring)
    samples |= toerneebrief_samples(people, samples["toernee*"]["code"])
    samples |= terugblik_samples(people, samples["samenwerking*"]["code"])
    samples |= sessieactie_samples(people)
    samples |= sessie_samples(people, samples["intervisiegroep*"]["code"])
    samples |= voorbereiding_samples(people, samples["intervisiegroep*"]["code"])
    samples |= sessiegast_samples(people)
    samples |= sessiefoto_samples(people)
    samples |= live_samples(people)
    samples |= werkvorm_samples()
    samples |= website_samples()
    samples |= begrip_samples(people)
    samples |= aanbod_samples(people)
    samples |= rapport_samples(people)
    samples |= partner_samples(people)
    samples |= privacy_samples(people)
    counted_people(people)
    return World(cast, people, {**samples, **agenda_samples(people), **office, **casussen, **boek, **werk, **training})


def hidden_person() -> User:
    """Return somebody who chose not to be found."""
    user: User = person("Verborgen")
    user.profiel.in_ledengids = False
    user.profiel.biedt = "Kennis van de veenbesparelmoer."
    user.profiel.save()
    DienstverbandFactory(user=user)
    return user


def group_samples(cast: Cast, guest: User) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the group and its people; `guest` is invited. Call once for a group."""
    slug = cast.leergroep.slug
    talk = talk_of(cast.leergroep.kring, cast["GL"])
    return {
        "leergroep*": {
            "slug": slug, "lidmaatschap_id": cast.lid.pk, "toetreding_id": cast.asked.pk, "bericht_id": cast.first.pk,
            "bestand_id": talk["bestand_id"], **life_of(cast.leergroep.kring, guest),
        },
        "leergroep-beste-antwoord": {"slug": slug, "bericht_id": talk["bericht_id"]},
        "kring*": {"kring_id": cast.leergroep.kring_id},
        "lid*": {"code": cast.people["GL"].profiel.code},
        "bijeenkomst*": {"code": cast.meeting.code},
        **outcome_samples(cast),
        "datumprikker*": {"code": a_datumprikker(cast).code},
    }  # fmt: skip


def a_datumprikker(cast: Cast) -> Datumprikker:
    """Return the open date poll of the group, answered by who leads it."""
    kring = cast.leergroep.kring
    if found := Datumprikker.objects.filter(kring=kring).first():
        return found
    poll: Datumprikker = DatumprikkerFactory(
        kring=kring, title=f"Datum voor {cast.meeting.title}", opened_by=cast["TK"]
    )
    for _ in range(2):
        AntwoordFactory(optie=OptieFactory(datumprikker=poll), user=cast["TK"])
    return poll


def agenda_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about meetings: one for all members, one public, one concept, one feed."""
    public = BijeenkomstFactory(audience="OPENBAAR", title="Dijkwandeling", organiser=people["CO"])
    DeelnameFactory(bijeenkomst=public, user=people["DE"])
    members = BijeenkomstFactory(title="Ledendag", organiser=people["CO"])
    concept = BijeenkomstFactory(title="Plan kievitsbloem", organiser=people["CO"], status=BijeenkomstStatus.CONCEPT)
    token = renew_feed(actor=people["GL"], now=NOW)
    periode = Kalenderperiode.objects.create(
        kind="SCHOOLVAKANTIE", regio="NOORD", name="proefvakantie", from_date="2027-02-01", until_date="2027-02-07"
    )
    return {
        "bijeenkomst@openbaar": {"code": public.code},
        "bijeenkomst@leden": {"code": members.code},
        "bijeenkomst@concept": {"code": concept.code},
        "agenda-maand": {"jaar": 2027, "maand": 2},
        "agenda-dag": {"jaar": 2027, "maand": 2, "dag": 9},
        "agenda-feed": {"token": token},
        "kalender*": {"periode_id": periode.pk},
    }


def office_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages of the coördinerend hart."""
    aanmelding = Aanmelding.objects.create(
        naam="Wil Meedoen", email="wil@voorbeeld.example", organisatie="Gemeente Elzenbroek",
        motivatie="Ik zoek de moerasandoorn.", created_at=LONG_AGO,
    )  # fmt: skip
    uitnodiging = Uitnodiging.objects.create(
        email="zeggekorfslak@voorbeeld.example", created_at=NOW, issued_at=NOW, expires_at=NOW + timedelta(days=14),
        invited_by=people["CO"],
    )  # fmt: skip
    rol = Roltoekenning.objects.get(user=people["TR"])
    owe("N98", object_id=rol.pk, recipient=people["TR"], moment="gegeven", now=NOW)
    zending = Zending.objects.create(
        key=f"bericht:{Bericht.objects.get().pk}", recipient=people["TR"], due_at=NOW, next_attempt_at=NOW
    )
    Bericht.objects.update(zending=zending)
    factor = Authenticator.objects.filter(user=people["CO"]).get()
    return {
        "aanmelding*": {"pk": aanmelding.pk},
        "uitnodiging-*": {"pk": uitnodiging.pk},
        "account*": {"code": people["GE"].profiel.code},
        "lid@verborgen": {"code": people["GE"].profiel.code},
        "lid-organisatie": {"code": people["GE"].profiel.code},
        "organisatie": {"slug": people["GE"].dienstverbanden.get().organisatie.slug},
        "organisatie-*": {"sleutel": "elders"},
        "rol*": {"pk": rol.pk},
        "coordinatie-bericht*": {"pk": Bericht.objects.get().pk},
        "mfa_edit_webauthn": {"pk": factor.pk},
        "mfa_remove_webauthn": {"pk": factor.pk},
    }
