"""What the network gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from community.models import User
from community.queries.beschikbaarheid import beschikbaarheid_of
from community.queries.partnerschappen import lists_with
from community.queries.rapportage import tellingen_of, toestemmingen_of
from community.queries.samenwerkingen import samenwerkingen_of


def network_of(user: User) -> Mapping[str, Any]:
    """Return what of the network is hers. Call it in her own request, after she proved again who she is."""
    return {
        "samenwerkingen": samenwerkingen_of(user), "beschikbaarheid": beschikbaarheid_of(user),
        "geteld_in_rapporten": tellingen_of(user), "naam_in_rapporten": toestemmingen_of(user),
        "regisseurlijsten": lists_with(user),
    }  # fmt: skip
