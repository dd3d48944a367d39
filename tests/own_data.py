"""What a person gets when she takes her own data along, as rows by table."""

from collections.abc import Mapping
from typing import Any

from community.confidential import confidential
from community.models import User
from community.queries.eigen_gegevens import own_rows, tables


def own_data(user: User) -> dict[str, list[Mapping[str, Any]]]:
    """Return all rows that are hers, opened, under the names of the download."""
    with confidential():
        return {label: list(own_rows(table, user)) for label, table in tables()}
