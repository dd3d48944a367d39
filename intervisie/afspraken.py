"""The agreements with which a group of intervisie and a toernee begin. Their people may lay down others."""

# The matters come from a list of what participants agree on before they start: wishes and time, bringing cases, active
# participation, double relations, confidentiality, method and facilitation by the employer (field-notes.md §4.2,
# me-we-elearning.com). The words are our own.
AFSPRAKEN = """\
Wat hier gezegd wordt, blijft hier
Wat je hoort en leest, vertel je niet verder. Ook niet zonder namen. Over je eigen inbreng praat je vrijuit.

Tijd en wensen
We komen op tijd, blijven tot het einde en zetten onze telefoon weg. Kun je niet? Meld je dan zo vroeg mogelijk af. \
De eerste keer vertelt ieder wat zij of hij hier wil leren.

Een casus inbrengen
Ieder brengt om de beurt een eigen vraag in. De vraag is van nu, concreet en in de ik-vorm. \
Gebruik geen namen van mensen of organisaties die er niet bij zijn.

Actief meedoen
We vragen eerst en geven pas daarna advies. We stellen ons oordeel uit. \
We helpen de inbrenger verder en lossen het niet voor haar of hem op.

Dubbele relaties
Werk je samen met iemand uit de groep, of met iemand uit een casus? Zeg het meteen. \
Samen kijken we wat dat betekent. Je mag altijd even buiten de kring blijven.

Werkwijze
We kiezen per keer een werkvorm en wie het gesprek leidt. Aan het eind kijken we kort terug op hoe het ging.

Ruimte van je werkgever
Je regelt zelf dat je hier tijd voor hebt. Je werkgever hoort van de groep niet wat hier is besproken.

Stoppen
Je kunt op elk moment stoppen. Wat je hier hoorde, blijft ook daarna hier.
"""

# The agreements with which a toernee begins. Its people may lay down others. The matters: who hears what, no judgement
# of people, the report for host and visitors alone, stopping (field-notes.md §5.1 and §6.1). The words are our own.
TOERNEE_AFSPRAKEN = """\
Wat je op bezoek hoort, blijft hier
Wat je bij een samenwerking ziet, leest of hoort, vertel je niet verder. Ook niet zonder namen. \
Over je eigen samenwerking praat je vrijuit.

We beoordelen geen mensen
We kijken naar hoe een samenwerking werkt en wat haar verder helpt. We geven niemand een cijfer of een oordeel. \
Een tip is een aanbod: de gastheer kiest.

Het verslag is voor gastheer en bezoekers
De brief over een bezoek lezen alleen de gastheer en wie erbij was. Het coördinerend hart en de begeleider lezen hem \
niet. De gastheer reageert voordat de brief vaststaat. Zij beslist wie er nog meer iets van hoort.

Eerst zelf kijken, dan praten
Ieder schrijft eerst alleen op wat zij of hij zag. Daarna leggen we het bij elkaar, zonder namen erbij. \
Zeg wat je zag en hoorde, en houd dat apart van wat je ervan vindt.

Mensen bij de samenwerking
Vertel wie je ontmoet waarvoor je komt en wat er met hun woorden gebeurt. Gebruik hun namen niet in je waarnemingen.

Dubbele relaties
Werk je voor een organisatie die je bezoekt, of zij voor jou? Zeg het meteen. \
Samen kijken we wat dat betekent. Je mag een bezoek altijd overslaan.

Tijd
We komen bij elk bezoek, ook als we geen gastheer zijn. Kun je niet? Zeg het zo vroeg mogelijk. \
Dan zoeken we de kleinste oplossing.

Stoppen
Je kunt op elk moment stoppen. Vanaf dan lees je niets meer van de toernee. Wat je hoorde, blijft ook daarna hier.
"""
