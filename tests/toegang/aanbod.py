"""What is offered, requests for it and a story that is not online, in the access matrix."""

from typing import Any

from community.models import Taak, User
from tests.factories.moments import NOW
from tests.factories.website import a_verhaal, a_yes, an_aanbod, an_aanvraag

GEVRAAGD = "veenreukgras"
NOG_NIET_ONLINE = "slangenwortel"

# Who asked, and who answers; the story is read by its verteller and by redacteuren, who see its title.
GEVRAAGD_READERS = {"GL", "CO"}
NOG_NIET_ONLINE_READERS = {"GL", "RE"}


def aanbod_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Let GL ask for what is offered and agree to a story that is not online. Return the parameters of the pages."""
    aanbod = an_aanbod("INTERVISIE", title="Intervisie en hulp")
    aanvraag = an_aanvraag(
        soort="INTERVISIE", user=people["GL"], naam=people["GL"].naam, email=people["GL"].email,
        vraag=f"Wie weet iets van de {GEVRAAGD}?",
    )  # fmt: skip
    verhaal = a_verhaal(people["GL"], title=f"Over de {NOG_NIET_ONLINE}", inleiding=f"Groeit de {NOG_NIET_ONLINE}?")
    a_yes(verhaal)
    Taak.objects.create(
        user=people["GL"], kind="VERHAAL_AKKOORD", object_id=verhaal.translation_key, opened_at=NOW, done_at=NOW
    )
    key = {"sleutel": verhaal.translation_key}
    return {
        "aanbod*": {"slug": aanbod.slug}, "aanvraag*": {"code": aanvraag.code},
        "mijn-aanvraag": {"code": aanvraag.code}, "mijn-verhaal*": key, "verhaal*": key,
    }  # fmt: skip
