"""What the training gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from community.confidential import confidential
from community.models import User
from training.queries.eigen_gegevens import geantwoord_door, geplaatst_door, inschrijvingen_of, weg_of


def training_of(user: User) -> Mapping[str, Any]:
    """Return all of hers. Call it in her own request, after she proved again who she is."""
    with confidential():
        return {
            "inschrijvingen": inschrijvingen_of(user), "trainingen": weg_of(user),
            "beantwoorde_evaluaties": geantwoord_door(user), "geplaatst_materiaal": geplaatst_door(user),
        }  # fmt: skip
