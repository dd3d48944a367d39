"""Planners that have nothing to do while a table is empty. One question answers for all of them, each minute."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection
from psycopg import sql


@dataclass(frozen=True)
class Needing:
    """A planner that does nothing while there are no rows of this model ("community.Actie").

    Only for a planner that finds its work through rows of that model, or through rows that cannot be without one. No
    planner makes such rows, so a pass may ask at its beginning.
    """

    model: str
    step: Callable[[datetime], None]

    def __call__(self, now: datetime) -> None:
        """Do what came due."""
        self.step(now)


def without_rows(labels: Iterable[str]) -> set[str]:
    """Return which of these models have no row at all; one query for any number."""
    known = sorted(set(labels))
    if not known:
        return set()
    tables = [sql.Identifier(apps.get_model(label)._meta.db_table) for label in known]
    asked = sql.SQL(", ").join(sql.SQL("EXISTS (SELECT FROM {})").format(table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}").format(asked))
        return {label for label, has_rows in zip(known, cursor.fetchone(), strict=True) if not has_rows}
