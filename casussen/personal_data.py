"""What the confidential gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from casussen.queries.eigen_gegevens import data_of
from community.confidential import confidential
from community.models import User


def casussen_of(user: User) -> Mapping[str, Any]:
    """Return all of hers, opened. Call it in her own request, after she proved again who she is; never store it."""
    with confidential():
        return data_of(user)
