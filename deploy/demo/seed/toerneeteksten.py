"""What the people of the demo's toernees wrote: kits, observations, letters, reactions and actions. Nothing is real.

`row` is a number in ROWS of samenwerkingen. Boxes are those of the canvas; an empty box is about the whole.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bezoektekst:
    """What host and visitors of one visit wrote. Parts that were not written yet are empty."""

    question: str
    position: str
    meet: tuple[str, ...]
    bring: tuple[str, ...]
    route: str
    opening: str = ""
    strengths: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    todos: tuple[str, ...] = ()
    reaction: str = ""
    # (what, days after the visit, done or what came of it)
    actions: tuple[tuple[str, int, str], ...] = ()
    # (kind, box, text), one or more for each visitor in turn
    seen: tuple[tuple[str, str, str], ...] = field(default=())


BRING = ("Laarzen", "Een vraag die je zelf ook hebt", "Een leeg vel voor de kaart")
TEKSTEN: dict[int, Bezoektekst] = {
    0: Bezoektekst(
        question="Hoe komt de eerste bijdrage op tafel zonder dat één partij alles draagt?",
        position="Wij weten veel en besluiten weinig. Ik denk dat iedereen wacht tot een ander begint. "
                 "Misschien wacht ik zelf ook te lang met de vraag stellen.",
        meet=("De voorzitter van het collectief", "Twee boeren aan de Lieze", "De wethouder, die twijfelt"),
        bring=BRING, route="Vanaf het station rijdt er elk uur een buurtbus. Stap uit bij de molen.",
        opening="Dank voor de ontvangst in de oude molen. Jullie lieten ons alles zien, ook wat nog schuurt. "
                "Dat je ons meenam naar de boer die nee zegt, vonden wij moedig.",
        strengths=("De cijfers zijn van iedereen. Niemand betwist ze nog.",
                   "Boeren en bestuurders kennen elkaars keukentafel."),
        questions=("Wie verliest er iets als het besluit nog een jaar uitblijft?",
                   "Welke vraag durf jij de stuurgroep nog niet te stellen?"),
        todos=("Zet op één vel wie wat kan inbrengen, ook als dat klein is.",
               "Vraag de wethouder wat zij nodig heeft om als eerste te tekenen."),
        reaction="Jullie vraag over verlies bleef hangen. Ik dacht dat uitstel niemand pijn deed. "
                 "Van de twee boeren die verkopen wist ik het, maar ik telde ze niet mee.",
        actions=(("Eén vel maken met wat elke partij inbrengt, en het in de stuurgroep leggen.", 28, "Het vel ligt er. "
                  "Drie partijen vulden het zelf in, twee belden eerst."),
                 ("Een gesprek met de wethouder over wat tekenen voor haar lastig maakt.", 40, ""),
                 ("De boer die nee zegt vragen wat hij zou missen.", 75, "")),
        seen=(("GEZIEN", "K2", "Op de muur hangt een lijst met bijdragen. Bij drie partijen staat een streepje."),
              ("GEHOORD", "B1", "De wethouder zei twee keer dat de raad beslist. Niemand vroeg wanneer."),
              ("VRAAG", "D1", "Wat gebeurt er als het geld van het onderzoek op is?"),
              ("WAARDERING", "", "Iedereen liet ons uitpraten. Ook de boer die tegen is, bleef tot het eind."),
              ("AANBEVELING", "K2", "Maak kleine bijdragen zichtbaar. Dan is de eerste stap minder groot."),
              ("GEZIEN", "K3", "Het doel hangt in drie verschillende zinnen aan de muur."),
              ("GEHOORD", "F1", "Een boer vertelde dat zijn buurman al een koper heeft."),
              ("AANBEVELING", "B1", "Vraag de stuurgroep om een datum, niet om een besluit.")),
    ),
    2: Bezoektekst(
        question="Hoe houden we de andere doelen in beeld als de dijk haast krijgt?",
        position="De planning van de dijk is hard, de rest is zacht. Ik probeer alles te redden. "
                 "Daardoor kiest niemand.",
        meet=("De telersvereniging", "De projectleider van de dijk", "De gemeente"),
        bring=BRING, route="Met de auto naar het sluishuis. Er is plek voor zes auto's.",
        opening="Jullie lieten ons over de dijk lopen met aan beide kanten een ander verhaal. Dat hielp. "
                "Wij schreven onafhankelijk van elkaar hetzelfde woord op: haast.",
        strengths=("De telers betalen mee. Dat zie je bijna nergens.", "Het werk buiten is beter dan de papieren."),
        questions=("Welk doel mag er echt afvallen?", "Wie zegt dat hardop, en aan wie?"),
        todos=("Leg nu vast wat er gebeurt als één deel stilvalt.", "Geef elk doel een eigenaar met een naam."),
        seen=(("GEZIEN", "K3", "Op de kaart staan vijf doelen, in de planning nog één."),
              ("GEHOORD", "C2", "Het overleg over de andere doelen ging drie keer niet door."),
              ("VRAAG", "B2", "Wie spreekt de projectleider van de dijk aan?"),
              ("WAARDERING", "D1", "De telers lieten ons hun berekening zien, zonder dat we erom vroegen."),
              ("GEZIEN", "", "Er werd veel gelachen, ook om het verschil van mening."),
              ("AANBEVELING", "B2", "Spreek af wie er beslist als de haast wint.")),
    ),
    10: Bezoektekst(
        question="Hoe nemen we de bovenloop mee nu het geld vooral naar de monding gaat?",
        position="Wij werken goed samen met wie erbij is. Wie boven aan de beek woont, is er vaak niet bij. "
                 "Dat verwijt ik hun, maar ik nodig ze ook laat uit.",
        meet=("Een boer uit de bovenloop", "De gebiedsmakelaar", "Het bestuur van de dorpsraad"),
        bring=("Wandelschoenen: we lopen vier kilometer", "Iets over je eigen bovenloop"),
        route="Verzamelen bij de oude brug. Vanaf het station is het tien minuten fietsen; er staan fietsen klaar.",
    ),
    3: Bezoektekst(
        question="Wanneer wordt verkennen uitstellen?",
        position="Wij praten graag en lang. Ik vind dat we de tijd moeten nemen. Mijn bestuur vindt van niet.",
        meet=("Het kernteam", "Een ongeduldige bestuurder"), bring=BRING, route="De bus stopt voor de deur.",
        opening="Wij kwamen op een dag vol regen en gingen weg met zin. Jullie kennen elk perceel.",
        strengths=("De mensen vertrouwen elkaar.", "Er ligt veel kennis op tafel."),
        questions=("Wat weet je over een jaar dat je nu niet weet?",), todos=("Kies één plek en begin daar klein.",),
        reaction="Dit deed even zeer en het klopt. We begonnen na jullie bezoek op één essenkamp.",
        actions=(("Eén plek kiezen om te beginnen.", 30, "Het werd het essenkamp. Vier boeren doen mee."),
                 ("Met het bestuur afspreken wanneer we stoppen met verkennen.", 50, "Vóór de zomer. Het staat in de "
                  "brief aan de gedeputeerde.")),
    ),
    4: Bezoektekst(
        question="Hoe blijven we scherp nu alles loopt?",
        position="Het gaat goed en daar schuilt ook iets in. Wij vieren vaker dan dat we tellen.",
        meet=("De weidevogelwachters", "Twee melkveehouders"), bring=BRING,
        route="Neem het fietspad langs de kwelder. Bij hoog water rijdt er een busje.",
        opening="Jullie lieten ons tellen, letterlijk. Dat was wennen en leerzaam.",
        strengths=("Boeren sturen elkaar bij zonder dat iemand het vraagt.",),
        questions=("Wie durft te zeggen dat het aantal jonge vogels daalt?",),
        todos=("Hang de telling op waar iedereen haar ziet.",),
        reaction="De telling hangt. De eerste week durfde niemand er iets over te zeggen, nu wel.",
        actions=(("De telling ophangen in het dorpshuis.", 20, "Gedaan, met uitleg erbij."),
                 ("Een avond over het dalende aantal.", 90, "")),
    ),
    7: Bezoektekst(
        question="Wat blijft er als het project stopt?",
        position="Iedereen zegt dat het door moet. Niemand zegt wie het dan doet.",
        meet=("De studiegroep bodem", "De accountant van het collectief"), bring=BRING,
        route="Vanaf de rotonde staan er bordjes.",
        opening="Wij zagen boeren die elkaar lesgeven. Dat stopt niet vanzelf als het geld stopt.",
        strengths=("De studiegroep heeft eigen geld en eigen regels.",),
        questions=("Wie belt er straks op een regenachtige maandag?",),
        todos=("Geef het beheer een naam, een uur in de week en een potje.",),
        reaction="Het uur in de week is gevonden. Het potje nog niet.",
        actions=(("Een beheerder zoeken voor een uur in de week.", 30, "Thea doet het, voor een jaar."),
                 ("Een potje regelen voor het beheer.", 70, "")),
    ),
    8: Bezoektekst(
        question="Wie hoort er aan tafel en wie niet?",
        position="Iedereen mag komen en daarom komt niemand op tijd tot een besluit.",
        meet=("De recreatieondernemers", "De duinwachter"), bring=BRING,
        route="Het bezoek begint op het strand, bij de derde paal.",
        opening="Wij telden eenendertig mensen aan één tafel. Het was gezellig en het ging nergens over.",
        strengths=("Iedereen voelt zich welkom.",), questions=("Wie mist er iets als de tafel kleiner wordt?",),
        todos=("Maak een kring die besluit en een kring die meedenkt.",),
        reaction="Dat voelde eerst als uitsluiten. De twee kringen werken nu twee maanden.",
        actions=(("Een kring die besluit voorstellen.", 25, "Negen mensen, elk met een mandaat."),),
    ),
}  # fmt: skip
# What visitors observed where nothing else stands above.
SEEN = (
    ("GEZIEN", "C2", "De stoelen stonden in een kring en er lag geen agenda."),
    ("GEHOORD", "B1", "Er werd drie keer gezegd dat iemand anders beslist."),
    ("WAARDERING", "", "Wij mochten overal bij zijn en alles vragen."),
    ("VRAAG", "K2", "Wie betaalt als het tegenzit?"),
    ("AANBEVELING", "K3", "Schrijf het doel samen op, in één zin."),
    ("AANBEVELING", "B1", "Leg vast wie beslist, en wanneer."),
)
# Answers to the questions of steps, by code of the question; others get the last one.
ANSWERS = {
    "verwachting": "Ik wil zien hoe een ander het aanpakt als niemand beslist.",
    "inbreng": "Ik deed drie keer een kavelruil en vertel ook wat er misging.",
    "nodig": "Dat we hardop zeggen wat we niet begrijpen.",
    "leidende-vraag": "Een vraag waar de gastheer zelf geen antwoord op heeft.",
    "vakken": "Vooral het vak over besluiten, en dat over geld.",
    "gesprekspartners": "Ook iemand die niet meer meedoet.",
    "buiten-beeld": "De juridische kant laten we rusten.",
    "eerste-indruk": "Veel mensen, veel goede wil, en weinig besluiten.",
    "vermoeden": "Het wachten is veiliger dan het kiezen.",
    "vragen": "Wat gebeurde er de laatste keer dat iemand nee zei?",
    "": "Daar wil ik op de dag zelf naar kijken.",
}
BRIEF_OPDRACHTGEVERS = (
    "Beste opdrachtgevers,\n\nWij bezochten elkaars samenwerking en zagen vier keer hetzelfde. De kennis is er en "
    "de mensen ook. Wat ontbreekt, is iemand die zegt wanneer er besloten wordt. Geef ons die datum. Dan zorgen "
    "wij dat er die dag iets te besluiten ligt.\n\nMet hartelijke groet, vier regisseurs"
)
RODE_DRAAD = (
    "Op alle vier de plekken is het vertrouwen groot en het mandaat klein. Waar een klein begin werd gemaakt, "
    "kwam het besluit vanzelf dichterbij. Volgende keer kijken we eerder naar wie er niet aan tafel zit."
)
VRAAG_WACHT = (
    "Twee partijen in ons dal spreken elkaar alleen nog via mij. Ik zoek iemand die met beide om tafel gaat, zonder "
    "dat ik erbij zit. Het gaat over een afspraak van twee jaar geleden die ieder anders las."
)
VRAAG_LOOPT = (
    "In ons kernteam is een breuk ontstaan na een uitgelekte kaart. Wij willen weer samen verder, maar weten niet "
    "hoe we beginnen. Graag een gesprek met het hele team, buiten de deur."
)
