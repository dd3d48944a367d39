"""How long what belongs to a training is kept: the only place where these terms stand."""

from collections.abc import Mapping

from community.privacy_points import Bewaarregel, by_code

REGELS: Mapping[str, Bewaarregel] = by_code(
    Bewaarregel("inschrijvingen", "Een inschrijving die niet doorging", 183, "het besluit",
                "Verwijderd, met naam en e-mailadres van de opdrachtgever.", "inschrijvingen"),
    Bewaarregel("edities", "Wie aan een training meedeed, en wat je erin schreef", 730, "de laatste dag",
                "Verwijderd of vernietigd. Er blijven alleen aantallen.", "edities"),
    Bewaarregel("eindsessiegasten", "Naam en e-mailadres van een gast bij een eindsessie", 30, "de eindsessie",
                "Verwijderd.", "gasten van een eindsessie"),
    Bewaarregel("materialen", "Materiaal van een training", None, "",
                "Blijft tot de maker het verwijdert. Ga je weg, dan blijft het staan onder ‘Oud-lid’."),
    Bewaarregel("materiaalbestanden", "Een bestand van materiaal dat weg is", 1, "het bewaren", "Verwijderd.",
                "bestanden van materialen"),
    Bewaarregel("programmas", "De programma’s zelf", None, "", "Blijft: hier staan geen leden in."),
)  # fmt: skip
