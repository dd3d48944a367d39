"""How one counts in reports, in the access matrix: GL works at the partner of which PA is contact."""

from community.models import Organisatie, Partnerschap, Rapport, Rapporttelling, User
from tests.factories import DienstverbandFactory
from tests.factories.moments import NOW


def counted_people(people: dict[str, User]) -> None:
    """Let GL work at the partner, be counted in its report and allow her name. Call after rapport_samples."""
    partnerschap = Partnerschap.objects.get(organisatie__roltoekenningen__user=people["PA"])
    organisatie: Organisatie = partnerschap.organisatie
    DienstverbandFactory(user=people["GL"], organisatie=organisatie)
    cells = {"2026K4": {"activiteiten": {"TRAINING": 120}, "provincies": ["UTRECHT"], "plaatsen": {}}}
    Rapporttelling.objects.create(
        rapport=Rapport.objects.get(partnerschap=partnerschap), user=people["GL"], cells=cells
    )
    people["GL"].naamtoestemmingen.create(organisatie=organisatie, given_at=NOW)
