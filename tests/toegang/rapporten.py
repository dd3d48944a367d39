"""Participation reports in the access matrix: of the partner of which PA is contact, and of the whole network."""

from typing import Any

from community.models import Partnerschap, Roltoekenning, User
from tests.factories.partners import a_network_rapport, a_partnerschap, a_rapport, rapport_content

IN_RAPPORT, IN_RAPPORT_READERS = "moeraswolfsklauw", {"PA", "CO"}
IN_NETWERK, IN_NETWERK_READERS = "waterpunge", {"CO"}


def rapport_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about reports. The partnerschap of PA is used when there is one."""
    organisatie = Roltoekenning.objects.get(user=people["PA"], organisatie__isnull=False).organisatie
    partnerschap = Partnerschap.objects.filter(organisatie=organisatie).first() or a_partnerschap(organisatie)
    shown = [{"soort": "Training", "titel": f"Werkplaats {IN_RAPPORT}", "datum": None, "plaats": ""}]
    a_rapport(partnerschap, content=rapport_content(partnerschap, goede_voorbeelden=shown))
    words = [{"naam": "Bereikt", "tekst": f"Wie er was, ook bij {IN_NETWERK}."}]
    a_network_rapport(content=rapport_content(None, definities=words))
    return {
        "rapport": {"code": partnerschap.code, "kwartaal": "2026-k4"},
        "rapport-*": {"code": partnerschap.code, "kwartaal": "2026-k4"},
        "netwerkrapport*": {"kwartaal": "2026-k4"},
    }
