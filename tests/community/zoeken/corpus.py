"""A fictional network and website to search in. Each thing has a short name, to which the labelled queries refer."""

from datetime import timedelta

from community.models import InhoudPage, User
from tests.community.people.situations import profiel_of
from tests.factories import (
    BijeenkomstFactory,
    LeergroepFactory,
    OrganisatieFactory,
    SamenwerkingFactory,
    UserFactory,
)
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.factories.paginas import a_begrip, a_kennispagina, a_nieuwsbericht, a_verhaal, an_aanbod

PAGES = {
    "k-casus": ("Een casus goed voorbereiden", "Zo beschrijf je een casus kort en eerlijk voor je groep."),
    "k-casussen": ("Casussen bespreken in tweetallen", "Twee mensen lopen hun casussen langs en stellen vragen."),
    "k-waterschap": ("Werken met een waterschap", "Een waterschap besluit anders dan een gemeente."),
    "k-waterschappen": ("Hoe waterschappen plannen", "De planning van waterschappen volgt het hoogwaterseizoen."),
    "k-provincie": ("De provincie als partner", "Wat je van een provincie mag verwachten in het gebied."),
    "k-provincies": ("Geld van provincies", "Vier provincies vertellen hoe hun subsidies werken."),
    "k-intervisie": ("Intervisie in zes stappen", "Intervisie helpt je om anders naar je vraag te kijken."),
    "k-coordinerend": ("Coördinerend werken zonder macht", "Coördinerend zijn betekent ruimte maken voor anderen."),
    "k-afspraak": ("Elke afspraak op papier", "Een afspraak die niemand opschrijft, bestaat niet."),
    "k-stakeholder": ("Belanghebbenden in kaart", "Teken alle partijen met hun belangen op één vel."),
    "k-conflict": ("Als het schuurt", "Een conflict bespreken zonder iemand kwijt te raken."),
    "k-mandaat": ("Mandaat vooraf regelen", "Vraag wie er beslist en leg je mandaat vast."),
    "k-stikstof": ("Rekenen aan stikstof", "Wat cijfers over stikstof wel en niet zeggen."),
    "k-peilbesluit": ("Een peilbesluit uitgelegd", "Het peil van de sloot raakt boer en natuur."),
    "k-brief": ("Brieven die mensen lezen", "Een goede brief begint bij de lezer."),
    "k-huis": ("Een huis van gesprekken", "Huizen bouwen met praten: fundering, muren, dak."),
    "k-veldbezoek": ("Veldbezoek organiseren", "Ga samen kijken: een middag buiten zegt meer dan tien rapporten."),
    "k-draagvlak": ("Draagvlak bestaat niet vanzelf", "Bewoners doen mee als ze invloed hebben."),
    "k-grondruil": ("Kavels ruilen", "Met ruilen van kavels komt er ruimte voor de beek."),
    "k-evalueren": ("Terugkijken met elkaar", "Evalueren doe je samen: wat ging goed en wat niet?"),
    "k-leren": ("Leren van fouten", "Samenwerken leer je door te doen."),
    "k-cafe": ("Het kenniscafé", "Een café waar iedereen één vraag meebrengt."),
    "k-reflectie": ("Stilstaan bij jezelf", "Reflecteren kost tien minuten per dag."),
    "k-bestuur": ("Praten met bestuurders", "Bestuurders willen weten wat zij moeten besluiten."),
}
TERMS = {
    "b-regisseur": ("Regisseur van samenwerking", "Wie partijen in een gebied bij elkaar brengt.", ["gebiedsmakelaar"]),
    "b-gebiedsproces": ("Gebiedsproces", "Een traject waarin partijen samen een gebied veranderen.",
                        ["streekproces", "gebiedsprocessen"]),
    "b-belanghebbende": ("Belanghebbende", "Wie iets te winnen of te verliezen heeft.", ["stakeholder"]),
    "b-visitatie": ("Visitatie", "Bij elkaar op bezoek om van buiten te kijken.", ["kijkje in de keuken"]),
    "b-praktijkboek": ("Praktijkboek", "De plek waar een groep bewaart wat zij leerde.", ["logboek van de groep"]),
}  # fmt: skip
PEOPLE = {
    "p-dijk": (("Noor", "van", "Dijkgraaf"), {"functie": "Programmamanager veenweide", "biedt": "Onderhandelen"}),
    "p-omer": (("Ömer", "", "Çelikbas"), {"functie": "Omgevingsmanager", "biedt": "Gesprekken met pachters"}),
    "p-hiske": (("Hiske", "de", "Wâldstra"), {"functie": "Adviseur kavelruil", "zoekt": "Maatje voor intervisie"}),
    "p-joost": (("Joost", "", "Kortenoever"), {"functie": "Procesbegeleider", "biedt": "Ervaring met visitatie"}),
    "p-wendela": (("Wendela", "ter", "Brakel"), {"functie": "Coördinerend adviseur", "biedt": "Systemisch kijken"}),
}
GROUPS = {
    "g-bodem": ("Bodem en water", "Leergroep over bodemdaling."),
    "g-bestuur": ("Sturen met bestuurders", "Voor wie dicht op het bestuur werkt."),
    "g-jong": ("Jonge regisseurs", "Voor wie net begint."),
}
MEETINGS = {
    "m-intervisie": "Dag van de intervisie",
    "m-excursie": "Excursie naar het beekdal",
    "m-webinar": "Webinar over stikstof",
    "m-casus": "Casusmiddag in het oosten",
}
ORGANISATIONS = {
    "o-ws": "Waterschap Twee Stromen", "o-prov": "Provincie Voorbeeldland",
    "o-coll": "Agrarisch Collectief De Rietkraag",
}  # fmt: skip
COLLABORATIONS = {"s-beek": "Beekdal van de Lange Vliet", "s-veen": "Veenweide rond het Zwarte Meer"}
CASUSSEN = {
    "c-polder": {"werktitel": "Polder zonder peilbesluit", "vraag": "Hoe krijg ik de gemeenten weer aan tafel?"},
    "c-bos": {"werktitel": "Bos op zandgrond", "vraag": "Wie betaalt de overgang?"},
}


def build() -> tuple[User, dict[str, str]]:
    """Make the corpus; return who searches in it, and the short name by title of everything in it."""
    names: dict[str, str] = {}
    _website(names)
    for code, ((voornaam, tussenvoegsel, achternaam), fields) in PEOPLE.items():
        user = UserFactory(voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam)
        profiel_of(user, in_ledengids=True, **fields)
        names[user.naam] = code
    for code, (name, summary) in GROUPS.items():
        names[LeergroepFactory(kring__name=name, summary=summary).kring.name] = code
    for number, (code, title) in enumerate(MEETINGS.items(), start=1):
        starts_at = NOW + timedelta(days=7 * number)
        BijeenkomstFactory(title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))
        names[title] = code
    for code, name in ORGANISATIONS.items():
        names[OrganisatieFactory(name=name).name] = code
    for code, name in COLLABORATIONS.items():
        names[SamenwerkingFactory(name=name, visible="NAAM").name] = code
    reader = UserFactory(voornaam="Tess", tussenvoegsel="", achternaam="Lezer")
    for code, answers in CASUSSEN.items():
        a_casus(reader, **answers)
        names[answers["werktitel"]] = code
    return reader, names


def _website(names: dict[str, str]) -> None:
    InhoudPage.objects.update(live=False)  # the site's own pages are not part of it
    for code, (title, text) in PAGES.items():
        a_kennispagina(title, text, samenvatting=text, is_for_leden=code in {"k-mandaat", "k-bestuur"})
        names[title] = code
    for code, (term, meaning, others) in TERMS.items():
        a_begrip(term, meaning, *others, slug=code)
        names[term] = code
    names[a_nieuwsbericht("Nieuwe regisseurs begonnen", "Tien mensen begonnen aan de basistraining.").title] = "n-start"
    names[a_nieuwsbericht("Ontmoetingsdag in de lente", "Zet de dag vast in je agenda.").title] = "n-dag"
    names[a_verhaal("Koffie aan de keukentafel", "Hoe een gesprek met een boer alles veranderde.").title] = "v-koffie"
    names[an_aanbod("Coaching bij je gebiedsproces", "Een coach denkt met je mee.").title] = "a-coaching"
    names[an_aanbod("Peer review van je aanpak", "Vakgenoten kijken mee.", soort="REVIEW").title] = "a-review"
