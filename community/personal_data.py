"""What the network gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from community.actions.wissen import erase_network
from community.extension_points import personal_data
from community.models import User
from community.privacy_points import erasures, own_tables, running_duties
from community.queries.beschikbaarheid import beschikbaarheid_of
from community.queries.eigen_tabellen import OWN
from community.queries.lopende_zaken import running_in_network
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
    """Say what of a person stands in this app, what still runs, and how it forgets her. Called once, by apps.py."""
    personal_data.add(app, network_of)
    own_tables.add(app, OWN)
    running_duties.add(app, running_in_network)
    erasures.add(app, erase_network)
