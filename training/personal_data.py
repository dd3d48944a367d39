"""What the training says about the data of a person: her tables, what still runs, how it forgets."""

from community.privacy_points import erasures, own_tables, running_duties
from training.actions.wissen import erase_training
from training.queries.eigen_tabellen import OWN
from training.queries.lopende_zaken import running_training


def register_privacy(app: str) -> None:
    """Register what the download, leaving and erasing ask of this app. Called once, by apps.py."""
    own_tables.add(app, OWN)
    running_duties.add(app, running_training)
    erasures.add(app, erase_training)
