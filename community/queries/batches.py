"""Rows of a query a few at a time, for who stops at the first that fits."""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

ModelT = TypeVar("ModelT", bound=Model)
Row = TypeVar("Row")


def in_batches(rows: QuerySet[ModelT, Row], at_once: int) -> Iterator[Row]:
    """Yield these ordered rows, `at_once` in one query; who has enough asks no further."""
    begin = 0
    while batch := list(rows[begin : begin + at_once]):
        yield from batch
        if len(batch) < at_once:
            return
        begin += at_once
