"""How long what belongs to intervisie is kept: the only place where these terms stand."""

from collections.abc import Mapping

from community.privacy_points import Bewaarregel, by_code

REGELS: Mapping[str, Bewaarregel] = by_code(
    Bewaarregel("sessieborden", "Wat je in een sessie schreef, en wie er te gast was", 30, "het einde van de sessie",
                "Verwijderd. Je eigen acties blijven.", "borden van sessies"),
    Bewaarregel("sessieacties", "Je acties na een sessie", 730, "de dag dat je terugkijkt", "Vernietigd.",
                "acties na sessies"),
    Bewaarregel("sessieacties-gesloten", "Acties na een sessie, als je account gesloten is", 30,
                "de dag dat je zou terugkijken", "Vernietigd.", "acties na sessies"),
    Bewaarregel("intervisiegroepen", "De notities van een intervisiegroep", 183, "de dag dat de groep sluit",
                "Vernietigd.", "intervisiegroepen"),
    Bewaarregel("toernees", "Wat je in een visitatietoernee schreef", 366, "het einde van de toernee",
                "Vernietigd. Wie meedeed en wanneer de bezoeken waren, blijft.", "toernees"),
    Bewaarregel("bemiddeling", "Een vraag om bemiddeling", 183, "het einde", "Vernietigd.", "bemiddeling"),
    Bewaarregel("vasteregels", "Met wie je liever niet in een groep zit", 365, "de indeling", "Vernietigd.",
                "vasteregels"),
    Bewaarregel("matchrondes", "Je aanmelding voor intervisie, en de voorstellen voor de groepen", 730,
                "de indeling", "Verwijderd. Dat de ronde er was, blijft.", "matchrondes"),
    Bewaarregel("reflecties", "Wat je schreef toen je terugkeek", 730, "de dag van het terugkijken", "Vernietigd.",
                "reflecties"),
    Bewaarregel("werkvormen", "De werkvormen zelf", None, "", "Blijft: hier staan geen leden in."),
)  # fmt: skip
