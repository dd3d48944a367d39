"""Actions after sessions in the access matrix: GL wrote one down. Nobody else reads it, the hart neither."""

from typing import Any

from community.models import User
from tests.factories.sessierijen import a_sessieactie

GEDAAN, GEDAAN_READERS = "zilverstruik", {"GL"}


def sessieactie_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about an action after a session."""
    return {"sessieactie-*": {"actie_id": a_sessieactie(people["GL"], f"Ik plant een {GEDAAN}.").pk}}
