"""Nine fictional leergroepen in different states, their agreements and what they write to each other."""

from dataclasses import dataclass, field

AFSPRAKEN = (
    "Wat we hier delen, blijft in deze groep.\n"
    "We schrijven over situaties en rollen, niet over personen.\n"
    "Wie verhinderd is, meldt zich uiterlijk twee dagen vooraf af.\n"
    "Iedereen brengt één keer per jaar een eigen vraag in."
)


@dataclass(frozen=True)
class Groep:
    """One leergroep: members are numbers in PEOPLE, the first one leads."""

    name: str
    slug: str
    summary: str
    description: str
    members: tuple[int, ...]
    opgaven: tuple[str, ...]
    provincies: tuple[str, ...] = ()
    ervaring: str = ""
    joining: str = "OPEN"
    capacity: int | None = None
    phase: str = "ACTIEF"
    has_afspraken: bool = True
    waiting: tuple[int, ...] = ()
    asking: tuple[int, ...] = ()
    # (author, text, ((author, reply), ...))
    talk: tuple[tuple[int, str, tuple[tuple[int, str], ...]], ...] = field(default=())


GROEPEN: list[Groep] = [
    Groep(
        "Veenweide en water", "veenweide-en-water",
        "Hoe kom je tot peilafspraken die boer, buur en natuur dragen?",
        "We komen elke acht weken bij elkaar, steeds in een ander gebied. Eén van ons laat zien waar het schuurt.",
        (8, 0, 5, 17, 25, 36, 39, 55, 44), ("Water", "Landbouw"), ("UTRECHT", "ZUID_HOLLAND", "NOORD_HOLLAND"),
        capacity=12,
        talk=(
            (8, "Welkom in de groep. Wie wil op 10 december een vraag inbrengen? Een half A4 is genoeg.",
             ((0, "Ik breng graag iets in over een polder met twee peilvakken."),
              (5, "Mooi. Ik neem de ervaringen van ons collectief mee."))),
            (36, "Heeft iemand een voorbeeld van een vergoeding die met de grondwaterstand meebeweegt?",
             ((25, "Ja, daar hebben we twee jaar mee geoefend. Ik neem het schema mee."),)),
            (17, "De dijk bij de bijeenkomst is smal. Parkeer bij de molen en loop het laatste stuk.", ()),
        ),
    ),
    Groep(
        "Regisseurs Oost", "regisseurs-oost",
        "Vakgenoten uit Overijssel en Gelderland die elkaar kort en vaak willen spreken.",
        "Twee uur op donderdagmiddag. Geen sprekers, wel twee vragen uit de eigen praktijk.",
        (7, 0, 1, 14, 24, 40, 46), ("Water", "Natuur", "Bodem"), ("OVERIJSSEL", "GELDERLAND"), joining="OP_VERZOEK",
        asking=(53, 42),
        talk=((7, "De volgende keer zijn we te gast bij de gebiedsdienst. Neem stevige schoenen mee.", ()),),
    ),
    Groep(
        "Starters in de regie", "starters-in-de-regie",
        "Voor wie korter dan twee jaar regisseur is. Alle vragen zijn goed.",
        "Je leert de taal van het vak en merkt dat je niet de enige bent.",
        (4, 18, 22, 32, 38, 54, 52), (), ervaring="STARTEND", capacity=8,
        talk=((22, "Hoe leg jij uit wat een regisseur doet als een bestuurder ernaar vraagt?",
               ((4, "Ik zeg: ik zorg dat de partijen het samen eens worden over wat ze doen en wie het doet."),)),),
    ),
    Groep(
        "Beekdalen in beweging", "beekdalen-in-beweging",
        "Beekherstel waarin landbouw en natuur allebei winnen.",
        "We wandelen eerst en praten daarna.",
        (12, 41, 23, 51), ("Natuur", "Water"), ("LIMBURG", "NOORD_BRABANT", "DRENTHE"), capacity=4, waiting=(47, 33),
    ),
    Groep(
        "Kavelruil en grond", "kavelruil-en-grond",
        "Alles over ruilen, pachten en schuiven met grond in een gebiedsproces.",
        "We delen rekenvoorbeelden en praten over wat je wel en niet belooft.",
        (24, 21, 11, 19, 31), ("Landbouw", "Bodem"), joining="OP_VERZOEK",
    ),
    Groep(
        "Bestuur en mandaat", "bestuur-en-mandaat",
        "Wat doe je als je opdrachtgever wisselt of geen mandaat geeft?",
        "Een kleine groep met ervaring. We spreken vertrouwelijk over echte situaties.",
        (45, 1, 4, 28, 26), ("Leefbaarheid",), ervaring="SENIOR", joining="OP_VERZOEK", capacity=6,
    ),
    Groep(
        "Wonen aan het water", "wonen-aan-het-water",
        "Nieuwe woningen, hoger water en één gebied.",
        "Deze groep begint net. We zoeken nog vijf mensen uit gemeenten en waterschappen.",
        (6, 47), ("Wonen", "Klimaatadaptatie"), ("ZUID_HOLLAND", "ZEELAND"), phase="IN_OPRICHTING",
        has_afspraken=False,
    ),
    Groep(
        "Energie in het landschap", "energie-in-het-landschap",
        "Zonnevelden en windmolens inpassen met de buurt.",
        "De groep heeft in twee jaar tien keer gesproken en is afgerond. De berichten blijven voor leden te lezen.",
        (13, 43, 29, 37, 20), ("Energie", "Leefbaarheid"), phase="AFGESLOTEN",
        talk=((13, "Dank voor twee mooie jaren. De lessen staan bij elkaar in ons laatste verslag.", ()),),
    ),
    Groep(
        "Kust en kreken", "kust-en-kreken",
        "Zoet water, zout water en wie er over gaat.",
        "We bezoeken elk seizoen één kreek.",
        (10, 35, 49, 21), ("Water", "Landbouw", "Klimaatadaptatie"), ("ZEELAND", "ZUID_HOLLAND"),
    ),
]  # fmt: skip
