"""What the training gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from community.confidential import confidential
from community.extension_points import personal_data
from community.models import User
from community.privacy_points import erasures, own_tables, running_duties
from training.actions.wissen import erase_training
from training.queries.eigen_gegevens import geantwoord_door, geplaatst_door, inschrijvingen_of, weg_of
from training.queries.eigen_tabellen import OWN
from training.queries.lopende_zaken import running_training


def training_of(user: User) -> Mapping[str, Any]:
    """Return all of hers. Call it in her own request, after she proved again who she is."""
    with confidential():
        return {
            "inschrijvingen": inschrijvingen_of(user), "trainingen": weg_of(user),
            "beantwoorde_evaluaties": geantwoord_door(user), "geplaatst_materiaal": geplaatst_door(user),
        }  # fmt: skip


def register_privacy(app: str) -> None:
    """Say what of a person stands in this app, what still runs, and how it forgets her. Called once, by apps.py."""
    personal_data.add(app, training_of)
    own_tables.add(app, OWN)
    running_duties.add(app, running_training)
    erasures.add(app, erase_training)
