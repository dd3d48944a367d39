"""What the confidential gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from casussen.actions.wissen import erase_casussen
from casussen.queries.eigen_gegevens import data_of
from casussen.queries.eigen_tabellen import OWN
from casussen.queries.lopende_zaken import running_casussen
from community.confidential import confidential
from community.extension_points import personal_data
from community.models import User
from community.privacy_points import erasures, own_tables, running_duties


def casussen_of(user: User) -> Mapping[str, Any]:
    """Return all of hers, opened. Call it in her own request, after she proved again who she is; never store it."""
    with confidential():
        return data_of(user)


def register_privacy(app: str) -> None:
    """Say what of a person stands in this app, what still runs, and how it forgets her. Called once, by apps.py."""
    personal_data.add(app, casussen_of)
    own_tables.add(app, OWN)
    running_duties.add(app, running_casussen)
    erasures.add(app, erase_casussen)
