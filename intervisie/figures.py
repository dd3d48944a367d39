"""What participation reports count of intervisie and toernees."""

from community.models import BijeenkomstKind
from community.report_points import Effectlijn, Rapportactiviteit
from intervisie.queries.effect import actions_after_sessions, recommendations_taken_up

ACTIVITEITEN = (
    Rapportactiviteit("INTERVISIE", "Intervisie", "Bijeenkomsten van een intervisiegroep.",
                      (BijeenkomstKind.INTERVISIE,)),
    Rapportactiviteit("TOERNEE", "Toernees", "Gesprekken en bezoeken van een visitatietoernee.",
                      (BijeenkomstKind.TOERNEE, BijeenkomstKind.BEZOEK)),
)  # fmt: skip
EFFECTLIJNEN = (
    Effectlijn(
        "AANBEVELINGEN", "Opgepakte aanbevelingen",
        "Welk deel van de acties klaar is die gastheren na een bezoek opschreven. We tellen acties van mensen die op "
        "de laatste dag van de actie bij deze organisatie werkten.",
        recommendations_taken_up,
    ),
    Effectlijn(
        "SESSIEACTIES", "Acties na intervisie",
        "Welk deel van de acties klaar is die mensen na een sessie voor zichzelf opschreven. Wat er staat, leest "
        "alleen wie het schreef. We tellen acties van mensen die op de dag van de actie bij deze organisatie werkten.",
        actions_after_sessions,
    ),
)  # fmt: skip
