"""How long casussen and what belongs to them are kept: the only place where these terms stand."""

from collections.abc import Mapping

from community.privacy_points import Bewaarregel, by_code

REGELS: Mapping[str, Bewaarregel] = by_code(
    Bewaarregel("casussen", "Een casus die je verwijdert", 30, "je keuze om te verwijderen",
                "De sleutel wordt vernietigd: niemand kan de casus meer lezen. Zolang je niet verwijdert, blijft hij.",
                "casussen"),
    Bewaarregel("praktijkboeken", "Een casus in een praktijkboek", None, "",
                "Vernietigd op de dag die bij het praktijkboek staat, met alle pdf’s."),
    Bewaarregel("inzagen", "Wie een casus las", 365, "het lezen", "Verwijderd.", "inzagen"),
    Bewaarregel("noodtoegang", "Dat iemand om noodtoegang vroeg", 365, "de vraag", "Verwijderd.", "noodtoegang"),
    Bewaarregel("instrumenten", "De instrumenten zelf", None, "", "Blijft: hier staan geen leden in."),
)  # fmt: skip
