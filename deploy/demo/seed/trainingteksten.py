"""Thirty fictional casussen that participants of the demo's trainings bring, told from a few lines each.

No place or party exists. What is not in the line is told by one of a few sentences, so that no two are alike.
"""

from typing import Any

# (title, area, what must be done there, common goal, question)
REGELS = (
    ("Plas met twee oevers", "Een plas met recreatie aan de ene kant en riet aan de andere.",
     "Ruimte voor water, riet en bezoekers.", "In 2032 is de oever aan beide kanten groen en bereikbaar.",
     "Hoe kunnen wij kiezen zonder dat één oever verliest?"),
    ("Kade zonder eigenaar", "Een kade van zes kilometer tussen twee gemeenten.",
     "De kade herstellen en beheren.", "In 2030 is duidelijk wie de kade onderhoudt en wie betaalt.",
     "Hoe kunnen wij het beheer delen met zes partijen?"),
    ("Bos op de helling", "Een helling met oud bos en jonge wijngaarden.",
     "Erosie stoppen en het bos verbinden.", "In 2035 spoelt er geen grond meer in het dorp.",
     "Hoe kunnen wij de grondeigenaren zelf laten beginnen?"),
    ("Zout in de sloot", "Een polder achter de dijk waar het water elk jaar zouter wordt.",
     "Zoet water bewaren en teelten aanpassen.", "In 2034 heeft elk bedrijf een plan voor zout water.",
     "Hoe kunnen wij praten over verlies zonder dat mensen afhaken?"),
    ("Dorp tussen twee wegen", "Een dorp met een rondweg en een oude doorgaande weg.",
     "Minder verkeer en meer groen.", "In 2029 is de oude weg een straat waar kinderen lopen.",
     "Hoe kunnen wij de ondernemers meenemen?"),
    ("Beek door drie landgoederen", "Een beek die over drie landgoederen loopt.",
     "De beek hermeanderen en de cultuur bewaren.", "In 2031 stroomt de beek vrij en blijft de laan staan.",
     "Hoe kunnen wij erfgoed en natuur samen laten rekenen?"),
    ("Haven op adem", "Een kleine haven met vissers en nieuwe woningen.",
     "Werk houden en wonen mogelijk maken.", "In 2030 wonen en werken mensen hier zonder klachten.",
     "Hoe kunnen wij het gesprek over geluid eerlijk voeren?"),
    ("Weide voor de grutto", "Een open weidegebied met elf melkveehouders.",
     "Kruidenrijk gras en een inkomen dat klopt.", "In 2030 broeden er twee keer zoveel grutto's.",
     "Hoe kunnen wij de vergoeding zo regelen dat jongeren blijven?"),
    ("Stadsrand met moestuinen", "De rand van een stad met tuinen, een sportpark en akkers.",
     "Bouwen, tuinieren en water bergen.", "In 2031 heeft elke buurt een groene rand.",
     "Hoe kunnen wij tijdelijk gebruik serieus nemen?"),
    ("Kreek vol slib", "Een kreek die dichtslibt tussen akkers en een camping.",
     "Baggeren en de oevers natuurlijk maken.", "In 2028 is de kreek weer een meter diep.",
     "Hoe kunnen wij de kosten verdelen naar wie er baat bij heeft?"),
    ("Heide en buurtschap", "Een heideveld met vijf boerderijen eromheen.",
     "Minder stikstof en leefbare buurtschappen.", "In 2033 groeit de heide en blijft de school open.",
     "Hoe kunnen wij over stoppen praten zonder te duwen?"),
    ("Uiterwaard in beweging", "Een uiterwaard met steenfabriek, ganzen en wandelaars.",
     "Ruimte voor de rivier en een nieuw gebruik.", "In 2032 is de uiterwaard veilig en mooi.",
     "Hoe kunnen wij de fabriek laten meetekenen?"),
    ("Landweg naar morgen", "Zes oude landwegen tussen twee kernen.",
     "Veilige routes en akkerranden.", "In 2029 fietst ieder kind veilig naar school.",
     "Hoe kunnen wij met kleine stukjes grond toch een geheel maken?"),
    ("Fruit en vleermuis", "Een gebied met boomgaarden en een fort.",
     "Minder middelen en meer leven.", "In 2031 spuit de helft van de telers minder.",
     "Hoe kunnen wij kennis delen tussen concurrenten?"),
    ("Eiland van afspraken", "Een eiland in de rivier met vier eigenaren.",
     "Natuur en een veerpont.", "In 2028 vaart de pont en rust het eiland.",
     "Hoe kunnen wij één aanspreekpunt kiezen?"),
    ("Veen onder de wijk", "Een jonge wijk op veen met scheve straten.",
     "Bodemdaling en rekening verdelen.", "In 2030 weet elke bewoner wat er komt en wat het kost.",
     "Hoe kunnen wij slecht nieuws samen brengen?"),
    ("Duin zonder pad", "Een duingebied met te veel paden.",
     "Rust voor broedvogels, ruimte voor mensen.", "In 2029 is de helft van het duin stil.",
     "Hoe kunnen wij bezoekers laten meebeslissen?"),
    ("Molen als buur", "Twaalf windmolens tussen drie dorpen.",
     "Opwek, uitzicht en opbrengst.", "In 2030 delen de dorpen mee in de opbrengst.",
     "Hoe kunnen wij vertrouwen herstellen na de eerste ronde?"),
    ("Boezem op zoek naar ruimte", "Een boezem die bij regen vol staat.",
     "Berging zoeken in vier polders.", "In 2033 kan er een halve meter water bij.",
     "Hoe kunnen wij berging vragen en iets teruggeven?"),
    ("Kampen en koeien", "Een kleinschalig landschap met houtwallen.",
     "Houtwallen herstellen en koeien in de wei.", "In 2032 zijn alle houtwallen weer rond.",
     "Hoe kunnen wij onderhoud betalen na de subsidie?"),
    ("Spoor langs het moeras", "Een spoorlijn dwars door een moeras.",
     "Geluid, water en een oversteek.", "In 2030 kunnen otters onder het spoor door.",
     "Hoe kunnen wij een grote partij laten luisteren?"),
    ("Mergel en maïs", "Een dal met akkers boven een oude groeve.",
     "Water vasthouden op de helling.", "In 2029 blijft het dorp droog bij een bui.",
     "Hoe kunnen wij boven en beneden aan één tafel krijgen?"),
    ("Turfvaart opnieuw", "Een oude turfvaart tussen zes dorpen.",
     "Varen, natuur en verhalen.", "In 2031 vaart er weer een boot van begin tot eind.",
     "Hoe kunnen wij vrijwilligers en besturen gelijk laten praten?"),
    ("Kwelder en kering", "Een kwelder voor een dijk die sterker moet.",
     "Veiligheid en natuur in één plan.", "In 2034 groeit de kwelder mee met de zee.",
     "Hoe kunnen wij twee planningen laten samenlopen?"),
    ("Ruilkring in de polder", "Een polder waar iedereen grond wil ruilen.",
     "Grond op de goede plek.", "In 2028 ligt de helft van de kavels goed.",
     "Hoe kunnen wij de eerste ruil laten slagen?"),
    ("Bron en bedrijf", "Een waterwingebied met een bedrijventerrein.",
     "Schoon grondwater en werk.", "In 2030 is het water bij de bron schoner dan nu.",
     "Hoe kunnen wij bedrijven belonen die vooroplopen?"),
    ("Linde in het lint", "Een bebouwingslint met oude bomen.",
     "Bomen, bouwen en riool.", "In 2029 staat er na elke kap een nieuwe boom.",
     "Hoe kunnen wij regels maken die mensen zelf willen?"),
    ("Grens zonder streep", "Een gebied op de grens van twee provincies.",
     "Eén plan over de grens heen.", "In 2030 geldt aan beide kanten dezelfde afspraak.",
     "Hoe kunnen wij twee besturen in één ritme krijgen?"),
    ("Energie op het erf", "Dertig erven met schuren en daken.",
     "Opwek delen tussen buren.", "In 2029 delen tien erven hun stroom.",
     "Hoe kunnen wij afspraken maken die blijven bij verkoop?"),
    ("Stille plas", "Een zandwinplas die klaar is.",
     "Een nieuwe bestemming kiezen.", "In 2028 is er een plan dat de buurt draagt.",
     "Hoe kunnen wij kiezen tussen rust en inkomsten?"),
)  # fmt: skip
PARTIJEN = (
    "Waterschap\nProvincie\nGemeente\nAgrarisch collectief", "Gemeente\nDorpsraad\nTerreinbeheerder\nWaterschap",
    "Provincie\nTwee gemeenten\nNatuurorganisatie\nOndernemers", "Waterschap\nDrinkwaterbedrijf\nTelersvereniging",
)  # fmt: skip
ROLLEN = (
    "Ik zit het overleg voor. Beslissen doet de stuurgroep.", "Ik ben gevraagd door drie partijen en betaald door één.",
    "Ik leid het proces namens het waterschap.", "Ik verbind de werkgroepen en schrijf de voorstellen.",
)  # fmt: skip
GOED = (
    "Sinds de veldbezoeken praten mensen met elkaar in plaats van over elkaar.",
    "Er ligt een kaart die iedereen vertrouwt.", "De jongste deelnemers trekken het gesprek vooruit.",
    "De besturen komen nu zelf naar het gebied.",
)  # fmt: skip
SCHUUR = (
    "Iedereen wacht tot een ander als eerste betaalt.", "De planning van de ene partij is die van de andere niet.",
    "Wie er later bij kwam, kent de afspraken niet.", "Over het doel zijn we het eens, over de weg niet.",
)  # fmt: skip
LEREN = (
    "Eerder vragen wat iemand echt inbrengt.", "Onderhandelen zonder zelf partij te worden.",
    "Rust houden als het spannend wordt.", "Een besluit zo voorbereiden dat niemand verrast is.",
)  # fmt: skip
FASEN = ("1", "2", "2", "3")


def casus_of(number: int, provincie: str) -> dict[str, Any]:
    """Return the answers of the casusformat of one of these, complete."""
    title, area, task, goal, question = REGELS[number % len(REGELS)]
    turn = number % 4
    return {
        "werktitel": title, "provincie": [provincie], "aanleiding": ("EIGEN", "PLICHT", "BEIDE", "EIGEN")[turn],
        "gebied": area, "opgaven": task, "partijen": PARTIJEN[turn], "rol": ROLLEN[(number + 1) % 4],
        "opdrachtgevers": "Het bestuur van mijn organisatie en de stuurgroep.", "fase": FASEN[turn], "doel": goal,
        "goed": GOED[(number + 2) % 4], "schuurpunt": SCHUUR[(number + 3) % 4], "vraag": question,
        "leren": LEREN[turn],
    }  # fmt: skip
