"""What the network gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from community.extension_points import personal_data
from community.models import User
from community.privacy_points import own_tables
from community.queries.beschikbaarheid import beschikbaarheid_of
from community.queries.eigen_tabellen import OWN
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


def register_privacy(app: str) -> None:
    """Say what of a person stands in this app, for the download of her data. Called once, by apps.py."""
    personal_data.add(app, network_of)
    own_tables.add(app, OWN)
