"""Founding partners in the access matrix: PA is contact of one, CO keeps it; GL works there and reads nothing of it."""

from typing import Any

from community.models import Bijdrage, Initiatief, Partnerschap, Regisseurregel, User
from tests.factories.moments import LONG_AGO, NOW

BIJDRAGE, BIJDRAGE_READERS = "kruisbladwalstro", {"PA", "CO"}
OP_DE_LIJST, OP_DE_LIJST_READERS = "grauweklauwier", {"PA"}
VAN_HET_HART, VAN_HET_HART_READERS = "muurhagedis", {"CO"}


def partner_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about a partnerschap. Call after rapport_samples, which begins it."""
    row = Partnerschap.objects.select_related("organisatie").get(organisatie__roltoekenningen__user=people["PA"])
    Partnerschap.objects.filter(pk=row.pk).update(note=f"Bellen over {VAN_HET_HART}")
    gift = Bijdrage.objects.create(
        partnerschap=row, kind="INHOUD", description=f"Avond over {BIJDRAGE}", created_at=LONG_AGO
    )
    line = Regisseurregel.objects.create(partnerschap=row, naam=f"Rosa {OP_DE_LIJST}", created_at=NOW)
    example = Initiatief.objects.create(title="Werkplaats veenweide", provincie="UTRECHT", kind="TRAINING")
    example.organisaties.add(row.organisatie)
    code = {"code": row.code}
    return {
        "partnerschap*": code, "bijdragen": code, "bijdrage*": {**code, "bijdrage_id": gift.pk},
        "goed-voorbeeld*": {**code, "voorbeeld_id": example.pk}, "regisseurlijst*": {**code, "regel_id": line.pk},
        "organisatie-samenvoegen": {"slug": row.organisatie.slug},
    }  # fmt: skip
