"""Own data in the access matrix: GL agreed to stand in the ledengids. Nobody else takes that back."""

from typing import Any

from community.models import Toestemming, User
from tests.factories.moments import LONG_AGO


def privacy_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about a consent."""
    row = Toestemming.objects.create(user=people["GL"], kind="LEDENGIDS", version="1", given_at=LONG_AGO)
    return {"toestemming-*": {"pk": row.pk}}
