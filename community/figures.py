"""What participation reports count of the network itself."""

from community.models import BijeenkomstKind
from community.queries.effect import kept_actions
from community.report_points import Effectlijn, Rapportactiviteit

ACTIVITEITEN = (
    Rapportactiviteit(
        "LEERGROEP", "Leergroepen", "Bijeenkomsten van een leergroep.", (BijeenkomstKind.LEERGROEP,)
    ),
    Rapportactiviteit(
        "BIJEENKOMST", "Ontmoetingen en webinars",
        "Ontmoetingen, webinars en ontwikkeldagen die het coördinerend hart organiseert.",
        (BijeenkomstKind.ONTMOETING, BijeenkomstKind.WEBINAR, BijeenkomstKind.ONTWIKKELDAG),
    ),
)  # fmt: skip
EFFECTLIJNEN = (
    Effectlijn(
        "ACTIES_NAGEKOMEN", "Nagekomen acties",
        "Welk deel van de acties uit groepen klaar is. We tellen acties van mensen die op de laatste dag van de actie "
        "bij deze organisatie werkten. Een vervallen actie telt als niet klaar.",
        kept_actions,
    ),
)  # fmt: skip
