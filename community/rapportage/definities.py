"""What the figures of a report mean, in plain words. It is frozen with the figures; see content.DEFINITIE."""

from community.rapportage.content import NETWERK

BEREIKT = (
    "Bereikt",
    "Wie bij minstens één bijeenkomst aanwezig was. Ben je bij meer bijeenkomsten geweest, dan tel je één keer.",
)
KWARTAAL = (
    "Kwartaal",
    "De dag waarop de bijeenkomst begon, in Nederlandse tijd. Bijeenkomsten die niet doorgingen tellen niet mee.",
)
ORGANISATIE = (
    "Van deze organisatie",
    "Wie op de dag van de bijeenkomst bij de organisatie werkte. Wat in deze organisatie opging, telt mee.",
)
AANTALLEN = (
    "Aantallen",
    "Een aantal mensen staat tussen twee grenzen. Zo kan niemand terugrekenen of één persoon erbij was.",
)
TOTAAL = (
    "Totaal",
    "Iedereen die sinds het begin is bereikt. Wie in twee kwartalen meedeed, telt in het totaal één keer.",
)
UREN = (
    "Uren",
    "De duur van de bijeenkomsten, gemiddeld per persoon die er was. Uren samen schatten we uit de getoonde grenzen.",
)
AANWEZIGHEID = (
    "Aanwezigheid",
    "Welk deel van de verwachte mensen er was. We tellen alleen bijeenkomsten waarvan de presentie is ingevuld.",
)
NIET_GETOOND = (
    "Niet getoond",
    "Een groep van minder dan vijf mensen laten we niet zien. Soms verbergen we daarom ook een grotere groep.",
)
REST = (
    "Rest van het netwerk",
    "Mensen van alle andere organisaties samen, afgerond op vijf. Bij te weinig organisaties staat er niets.",
)
ORGANISATIES = (
    "Organisaties",
    "Organisaties met minstens vijf bereikte mensen, naar beneden afgerond op vijf.",
)
WIJZIGINGEN = (
    "Wijzigingen",
    "Een eerder kwartaal verandert pas als er minstens vijf mensen anders tellen. Dan staat hier wat er veranderde.",
)
BOTH = (BEREIKT, KWARTAAL, AANTALLEN, TOTAAL, UREN, AANWEZIGHEID, NIET_GETOOND, WIJZIGINGEN)


def definitions_of(soort: str) -> list[dict[str, str]]:
    """Return the definitions under a report of this kind, in their order."""
    more = (ORGANISATIES,) if soort == NETWERK else (ORGANISATIE, REST)
    return [{"naam": naam, "tekst": tekst} for naam, tekst in (*BOTH, *more)]
