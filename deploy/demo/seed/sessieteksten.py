"""What people of the demo wrote in their sessions. All of it is made up."""

# The session that goes on: (number in PEOPLE, card, question). The last is the guest.
LEAD = 8
GESPREK = (
    (8, "weerstand", "iedereen aan tafel houden als de een veel verder wil gaan dan de ander?"),
    (0, "besluiten", "het mandaat regelen voordat we om de tafel gaan zitten?"),
    (18, "relaties", "als nieuwkomer het vertrouwen van de streek verdienen?"),
    (13, "eigenaarschap", "zorgen dat de bewoners zelf verdergaan als het project stopt?"),
    (9, "waarde", "laten zien wat het gebied eraan heeft, ook wat niet in euro's te tellen is?"),
    (10, "flexibel", "het tempo van de boeren en dat van het fonds bij elkaar brengen?"),
    (58, "invloed", "jongeren laten meepraten die nog nooit op een avond kwamen?"),
    (None, "relaties", "na een ruzie over het peil weer met elkaar in gesprek komen?"),
)
GUEST = "Wies"
# Who wrote insights already, by place in the list above, for everybody before and after her in this order.
INZICHTEN = {
    3: ("Begin met een rondje: wat mag van jou niet verloren gaan? Dat haalde bij ons de angel eruit.",
        "Laat elke bestuurder vooraf één zin opschrijven: dit mag je namens mij toezeggen.",
        "Loop een dag mee bij iemand uit de streek, zonder agenda.",
        "Tel de avonden waarop buren elkaar weer spraken. Dat cijfer werkte bij onze wethouder.",
        "Vraag het fonds om een jaar zonder meetpunt. Vaak kan het gewoon.",
        "Ga naar hen toe: de voetbalkantine op donderdagavond.",
        "Neem iemand mee die beide kanten vertrouwen. Bij ons was dat de loonwerker."),
    4: ("Zet naast de doelen ook de zorgen op het bord, even groot.",
        "Maak een kaartje: wie beslist wat, en wanneer. Hang het aan de muur bij elke bijeenkomst.",
        "Vertel eerlijk wat je nog niet weet. Dat geeft anderen ruimte.",
        "Laat bewoners de opening van de laatste bijeenkomst doen, niet de eerste.",
        "Deel het werk op in stukken die in één seizoen af zijn."),
    5: ("Vraag wie er nu niet zit en wie daar last van heeft.",
        "Oefen het gesprek met je eigen bestuurder voordat je de streek in gaat.",
        "Stuur na elk gesprek een kort briefje: dit heb ik gehoord."),
}  # fmt: skip

# The session of a group that is over, by step: what the others wrote, each line a person, and what she who brought in.
VOORVAL = "Twee partijen liepen weg toen ik vroeg wie de afspraken zou ondertekenen. Wat had ik eerder kunnen doen?"
VOORVALLEN = (
    "Een agrariër stond op en zei dat hij al drie keer hetzelfde had verteld.",
    "De wethouder kwam een kwartier te laat en draaide de agenda om.",
    "Ik noemde een bedrag dat nog niet vaststond.",
    "Na afloop bleek dat de helft een ander verslag had gelezen.",
    "Iemand nam zonder overleg een advocaat mee.",
    "De zaal was vol, maar niemand uit het dorp zelf was er.",
)
FEITEN = (
    ("Wie wist vooraf dat er getekend zou worden?", "Wat zei je vlak daarvoor?", "Wie bleef er zitten?"),
    ("Had iedereen het stuk gelezen?", "Wanneer sprak je hen voor het laatst alleen?", ""),
    ("Wat zeiden ze toen ze opstonden?", "Wie zat de bijeenkomst voor?", "Hoe laat was het?"),
)
ANALYSE = (
    "Er stond meer op het spel dan een handtekening: hun achterban wist nog van niets.",
    "Je vroeg om een besluit op een avond die als gesprek was aangekondigd.",
    "Weglopen was misschien hun enige manier om tijd te kopen.",
)
ADVIEZEN = (
    ("Bel beide partijen deze week en vraag wat zij nodig hebben van hun achterban.",
     "Zet op elke uitnodiging of het een gesprek is of een besluit."),
    ("Laat de volgende keer iemand anders voorzitten.", "Maak van tekenen een aparte, feestelijke middag."),
    ("Spreek af wie namens wie mag tekenen, en schrijf dat op.", ""),
    ("Vraag degene die bleef zitten om te bemiddelen.", "Begin met wat er al wel is afgesproken."),
)  # fmt: skip
GELEERD = (
    "Ik kondig voortaan aan wat voor soort avond het wordt.",
    "Eerst de feiten vragen gaf mij rust. Ik wilde meteen oplossen.",
    "Wie wegloopt, zegt ook iets. Dat ga ik vaker navragen.",
    "Ik herken hoe graag ik een handtekening wil zien.",
    "Stil schrijven voor het praten bevalt me.",
)
# What she who brought in is going to do: words and the day, counted from today.
ACTIES = (
    ("Beide partijen bellen en vragen wat hun achterban nodig heeft", -1),
    ("In elke uitnodiging zetten of het een gesprek is of een besluit", 9),
    ("Met de voorzitter bespreken wie namens wie mag tekenen", -4),
)
OUTCOME = "Gesproken. We leggen het vast in de samenwerkingsafspraken van het gebied."
# What somebody else of that group is going to do.
ANDERE_ACTIE = ("Na elke bijeenkomst één partij bellen die weinig zei", 6)

# Prepared for the session that comes: hers alone, and one that was shared.
EIGEN_VRAAG = ("Hoe kunnen wij stoppen met een overleg dat niemand meer helpt, zonder iemand te beschamen?",
               "Het kernteam komt elke twee weken bij elkaar. De helft zwijgt. Ik heb het zelf opgericht.")  # fmt: skip
GEDEELDE_VRAAG = ("Hoe kunnen wij de nieuwe gedeputeerde meenemen in afspraken van haar voorganger?",
                  "Ze begon vorige maand. Het gebied wacht op een teken van haar.")  # fmt: skip

# The session in days: (number in PEOPLE, ...); the first leads and brings in.
IN_DAGEN = (6, 0, 2, 17, 24, 40)
SITUATIE = (
    "Drie gemeenten willen elk een eigen loket voor bewoners. Ik denk dat één loket beter is, maar niemand vraagt "
    "mij dat. Wat is hier mijn rol?"
)
VRAGEN = (
    ("Wie heeft het loket bedacht?", "Wat willen bewoners zelf?", "Wat gebeurt er als je niets doet?"),
    ("Wat is jouw opdracht precies?", "Wie van de drie zou als eerste meegaan?", "Waar ben je bang voor?"),
    ("Welke taak past het slechtst bij drie loketten?", "Wie heb je dit al verteld?", ""),
    ("Wat kost het om te wachten?", "Wanneer werkte het samen wel?", "Wie verliest er iets?"),
)
WEGING = ("warm", "lauw", "koud")
KERN = (
    "Het gaat niet om het loket, maar om wie het gebied mag vertegenwoordigen.",
    "Je zoekt toestemming voor iets wat je al ziet.",
)
