"""Eight fictional casussen, one in each phase and a few more: the answers of the casusformat. No place or party exists.

`owner` is a number in PEOPLE.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CasusTekst:
    """One casus of the demo: whose it is, when it was begun (days ago) and its answers."""

    owner: int
    days_ago: int
    answers: dict[str, Any]


CASUSSEN = (
    CasusTekst(0, 70, {
        "werktitel": "Veenpolder op een kruispunt", "provincie": ["ZUID_HOLLAND", "UTRECHT"], "aanleiding": "BEIDE",
        "gebied": "Een polder van 2.400 hectare met twee peilvakken. De grens volgt de boezem en een oude kade.",
        "opgaven": "Bodemdaling remmen, broeikasgassen verminderen, boeren een toekomst geven.",
        "partijen": "Waterschap\nProvincie\nGemeente\nAgrarisch collectief\nTerreinbeheerder\nDrinkwaterbedrijf",
        "rol": "Ik leid het gebiedsoverleg. Over geld en peilen beslist de stuurgroep.",
        "opdrachtgevers": "De gedeputeerde voor landelijk gebied en het dagelijks bestuur van het waterschap.",
        "fase": "2", "doel": "In 2035 daalt de bodem half zo snel en kan iedere boer die wil blijven boeren.",
        "goed": "Acht boeren rekenden zelf drie peilen door. Die bedragen vertrouwt iedereen.",
        "schuurpunt": "Elke partij wacht met geld tot een andere begint. Intussen verkopen twee boeren hun grond.",
        "vraag": "Hoe kunnen wij de eerste bijdrage op tafel krijgen zonder dat één partij alles draagt?",
        "leren": "Eerder merken dat een partij wel knikt, maar niets inbrengt.",
    }),
    CasusTekst(2, 120, {
        "werktitel": "Beek zonder zomer", "provincie": ["NOORD_BRABANT"], "aanleiding": "PLICHT",
        "gebied": "Een beekdal van bron tot monding, 14 kilometer. De grens volgt het water.",
        "opgaven": "Water vasthouden, de beek laten meanderen, landbouw die past bij natter land.",
        "partijen": "Waterschap\nTwee gemeenten\nAgrarisch collectief\nLandgoed\nTerreinbeheerder",
        "rol": "Ik ben in dienst van het waterschap en leid het proces. Ik mag schetsen laten maken tot een ton.",
        "opdrachtgevers": "Het dagelijks bestuur van het waterschap.",
        "fase": "3", "doel": "In 2030 voert de beek het hele jaar water.",
        "goed": "Het landgoed doet mee sinds we op een avond samen door het dal liepen.",
        "schuurpunt": "De schets is af, maar de grond ruilen wil niet. Wie eerst ruilt, denkt te verliezen.",
        "vraag": "Hoe kunnen wij ruilen zo inrichten dat wachten niet loont?",
        "leren": "Onderhandelen zonder dat ik zelf partij word.",
    }),
    CasusTekst(5, 40, {
        "werktitel": "Dorpsrand zoekt ruimte", "provincie": ["GELDERLAND"], "aanleiding": "EIGEN",
        "gebied": "De rand tussen een groeiend dorp en een open kampenlandschap.",
        "opgaven": "Woningen, een ommetje, een plek voor een akkervogel en drie melkveebedrijven.",
        "partijen": "Gemeente\nDorpsraad\nDrie melkveehouders\nWoningcorporatie",
        "rol": "Ik ben gevraagd door de dorpsraad en word betaald door de gemeente. Dat wringt soms.",
        "opdrachtgevers": "De wethouder en de voorzitter van de dorpsraad.",
        "fase": "1", "doel": "",
        "goed": "Bij de eerste schouw kwamen veertig mensen, ook wie nooit komt.",
        "schuurpunt": "Er zijn drie doelen en geen daarvan is van iedereen.",
        "vraag": "Hoe kunnen wij één doel vinden waar ook de boeren iets aan hebben?",
        "leren": "Belangen en doelen uit elkaar houden.",
    }),
    CasusTekst(8, 200, {
        "werktitel": "Dijk met een dubbele agenda", "provincie": ["ZEELAND"], "aanleiding": "PLICHT",
        "gebied": "Elf kilometer zeedijk met de kreken en akkers erachter.",
        "opgaven": "Een veilige dijk, zoet water bewaren, een fietsroute, herstel van kreken.",
        "partijen": "Waterschap\nProvincie\nGemeente\nTelersvereniging\nNatuurvereniging",
        "rol": "Ik breng de andere doelen bij het dijkproject. Over de dijk zelf ga ik niet.",
        "opdrachtgevers": "De stuurgroep van het dijkproject.",
        "fase": "4", "doel": "De dijk is op tijd veilig en het land erachter wordt er beter van.",
        "goed": "De telers betalen mee aan de zoetwaterberging.",
        "schuurpunt": "De planning van de dijk wacht niet op de rest. Straks is alleen de dijk klaar.",
        "vraag": "Hoe kunnen wij zorgen dat de andere doelen niet afvallen als de tijd dringt?",
        "leren": "Vroeg vastleggen wat er gebeurt als één deel stilvalt.",
    }),
    CasusTekst(11, 300, {
        "werktitel": "Hei die van iedereen is", "provincie": ["DRENTHE"], "aanleiding": "EIGEN",
        "gebied": "Een heidegebied met vier eigenaren en een druk bezocht ven.",
        "opgaven": "Minder stikstof, rust voor broedvogels, ruimte voor bezoekers en een schaapskudde.",
        "partijen": "Terreinbeheerder\nGemeente\nSchaapherder\nRecreatieondernemers\nProvincie",
        "rol": "Ik zit het beheeroverleg voor. Ieder beslist over eigen grond.",
        "opdrachtgevers": "De vier eigenaren samen.",
        "fase": "5", "doel": "Wat we herstelden blijft tien jaar goed, zonder nieuw project.",
        "goed": "De kudde, de paden en het ven hebben elk een eigen beheerder met een jaarplan.",
        "schuurpunt": "Het overleg bestaat nog uit de mensen van het begin. Niemand volgt hen op.",
        "vraag": "Hoe kunnen wij het beheer borgen als de trekkers vertrekken?",
        "leren": "Afscheid nemen zonder dat het werk stopt.",
    }),
    CasusTekst(14, 25, {
        "werktitel": "Rivierarm met vier besturen", "provincie": ["OVERIJSSEL", "GELDERLAND"], "aanleiding": "BEIDE",
        "gebied": "Een oude rivierarm op de grens van twee provincies.",
        "opgaven": "Waterberging, natuur, een veerpont en een bedrijf dat weg moet.",
        "partijen": "Twee provincies\nTwee gemeenten\nWaterschap\nVeerbedrijf",
        "rol": "Ik ben ingehuurd en heb met elk bestuur een eigen opdracht.",
        "opdrachtgevers": "Vier bestuurders, die elkaar twee keer per jaar zien.",
        "fase": "2", "doel": "De rivierarm krijgt ruimte en het pontje blijft varen.",
        "goed": "De ambtenaren van beide provincies delen een kaart.",
        "schuurpunt": "Wat in de ene raad is besloten, begint in de andere opnieuw.",
        "vraag": "Hoe kunnen wij vier besturen op hetzelfde moment laten beslissen?",
        "leren": "Een besluit zo voorbereiden dat het in één keer goed is.",
    }),
    CasusTekst(17, 90, {
        "werktitel": "Zand tussen de kassen", "provincie": ["LIMBURG"], "aanleiding": "PLICHT",
        "gebied": "Een hoge zandrug met glastuinbouw en een droog natuurgebied.",
        "opgaven": "Grondwater aanvullen, hemelwater van de kassen gebruiken, bos dat brandveilig is.",
        "partijen": "Tuinders\nWaterschap\nDrinkwaterbedrijf\nTerreinbeheerder\nBrandweer",
        "rol": "Ik ben van het waterschap en mag afspraken maken over water, niet over grond.",
        "opdrachtgevers": "Het waterschap en het drinkwaterbedrijf.",
        "fase": "3", "doel": "In 2032 wordt er evenveel water aangevuld als er wordt opgepompt.",
        "goed": "Drie tuinders slaan hun regenwater al samen op.",
        "schuurpunt": "Wie investeert, ziet het water bij de buren uitkomen.",
        "vraag": "Hoe kunnen wij lasten en baten eerlijk verdelen als water geen grens kent?",
        "leren": "Een verdeelsleutel bespreken zonder dat het gesprek stopt bij geld.",
    }),
    CasusTekst(22, 15, {
        "werktitel": "Stadsrivier met een geheugen", "provincie": ["NOORD_HOLLAND"], "aanleiding": "EIGEN",
        "gebied": "Een gedempte rivier door drie wijken, van het station tot de plas.",
        "opgaven": "Water terug in de stad, schaduw, ontmoeting en minder wateroverlast.",
        "partijen": "Gemeente\nBewonersgroep\nWoningcorporatie\nWaterschap",
        "rol": "Ik ben de verbinder tussen bewoners en stadhuis. Een mandaat heb ik niet.",
        "opdrachtgevers": "De programmamanager van de gemeente.",
        "fase": "1", "doel": "De rivier is in 2032 over de hele lengte weer te zien.",
        "goed": "Bewoners verzamelden honderd verhalen over de oude rivier.",
        "schuurpunt": "Bewoners lopen ver vooruit op wat de gemeente durft te beloven.",
        "vraag": "Hoe kunnen wij het tempo van bewoners en van het stadhuis bij elkaar brengen?",
        "leren": "Verwachtingen bijsturen zonder het enthousiasme te doven.",
    }),
)  # fmt: skip
