"""What the network says about the data of a person: her tables, what still runs, how it forgets."""

from community.actions.wissen import erase_network
from community.privacy_points import erasures, own_tables, running_duties
from community.queries.eigen_tabellen import OWN
from community.queries.lopende_zaken import running_in_network


def register_privacy(app: str) -> None:
    """Register what the download, leaving and erasing ask of this app. Called once, by apps.py."""
    own_tables.add(app, OWN)
    running_duties.add(app, running_in_network)
    erasures.add(app, erase_network)
