"""Questions that are asked many times a second: the database reads and plans each of them once for a connection.

A question is written as any other, with made-up values; they are replaced by the real ones when it is asked.
"""

from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from django.db import connection
from django.db.models import QuerySet


class PreparedQuestion:
    """The first row of what `write` returns, written with the values of `made_up`, by their names.

    A made-up value must be one that stands nowhere else in the question.
    """

    def __init__(self, write: Callable[[], QuerySet[Any, Any]], made_up: Mapping[str, object]) -> None:
        self._write = write
        self._names = {value: name for name, value in made_up.items()}
        self._written: tuple[str, tuple[tuple[str, Any], ...]] | None = None

    def row(self, **values: object) -> tuple[Any, ...] | None:
        """Ask it with these values; None when there is no such row."""
        sql, places = self._text()
        asked = [values[name] if name else value for name, value in places]
        with connection.cursor() as cursor:
            if connection.queries_logged:
                cursor.execute(sql, asked)
                return cursor.fetchone()
            # Django writes values into its questions, so that each is another one; this cursor sends them beside it.
            with psycopg.Cursor(connection.connection) as prepared:
                return prepared.execute(sql, asked, prepare=True).fetchone()

    def _text(self) -> tuple[str, tuple[tuple[str, Any], ...]]:
        if self._written is None:
            sql, params = self._write().query.sql_with_params()
            self._written = sql, tuple((self._name(value), value) for value in params)
        return self._written

    def _name(self, value: object) -> str:
        return self._names.get(value, "") if value.__hash__ is not None else ""
