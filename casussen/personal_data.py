"""What the confidential says about the data of a person: her tables, what still runs, how it forgets."""

from casussen.actions.wissen import erase_casussen
from casussen.queries.eigen_tabellen import OWN
from casussen.queries.lopende_zaken import running_casussen
from community.privacy_points import erasures, own_tables, running_duties


def register_privacy(app: str) -> None:
    """Register what the download, leaving and erasing ask of this app. Called once, by apps.py."""
    own_tables.add(app, OWN)
    running_duties.add(app, running_casussen)
    erasures.add(app, erase_casussen)
