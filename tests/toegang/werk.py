"""Long work of the access matrix: GL had a pdf of her praktijkboek made, and may fetch it. Everybody else: nothing."""

from datetime import timedelta
from typing import Any

from casussen.actions.afdrukken import PRAKTIJKBOEK_PDF
from casussen.models import Praktijkboek
from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.models import User, Werk, WerkStatus, Werkuitkomst
from tests.factories.moments import NOW

PAPER = "gladdeslang"  # stands in the bytes of the pdf only


def werk_samples(people: dict[str, User], boek_code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about long work. Call once for a praktijkboek."""
    with confidential():
        boek = Praktijkboek.objects.get(code=boek_code)
        werk = Werk.objects.create(
            user=people["GL"], kind=PRAKTIJKBOEK_PDF, object_id=boek.pk, status=WerkStatus.KLAAR, asked_at=NOW,
            ended_at=NOW,
        )  # fmt: skip
        content = b"%PDF-1.7 " + PAPER.encode()
        Werkuitkomst.objects.create(
            werk=werk, data_key_id=make_data_key(now=NOW), content=content, kind="pdf", size=len(content),
            expires_at=NOW + timedelta(hours=24),
        )  # fmt: skip
    return {"werk*": {"werk_id": werk.pk}}
