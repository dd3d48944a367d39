"""What the network gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from community.models import User
from community.queries.beschikbaarheid import beschikbaarheid_of
from community.queries.samenwerkingen import samenwerkingen_of


def network_of(user: User) -> Mapping[str, Any]:
    """Return what of the network is hers. Call it in her own request, after she proved again who she is."""
    return {"samenwerkingen": samenwerkingen_of(user), "beschikbaarheid": beschikbaarheid_of(user)}
