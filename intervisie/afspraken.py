"""The agreements with which a group of intervisie begins. Its people may lay down others."""

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
