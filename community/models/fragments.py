"""Small parts that several models share: opaque codes, versions, database functions, constraints."""

import secrets
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models.functions import Concat

# No vowels and no look-alikes: a code never spells a word and can be read out by telephone.
CODE_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_code() -> str:
    """Return an opaque code of eight characters for use in an address, for example 'k7m2x9qd'."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))


class Plain(models.Func):
    """Lower case without accents, as the immutable database function `community_plain(text)`."""

    function = "community_plain"
    arity = 1
    output_field = models.TextField()


def joined(*parts: models.Expression | models.F) -> Concat:
    """Return these texts after each other, as the database does it in a generated column."""
    return Concat(*parts, output_field=models.TextField())


class VersionField(models.PositiveIntegerField):
    """Counts the saves of an editable row, so that a stale save is noticed instead of overwriting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", 1)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


class TstzRange(models.Func):
    """The time a row holds as a database range: from its start up to, not including, its end."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def once_at_a_time(
    name: str, *same: str, start: str = "from_at", end: str = "until_at", condition: models.Q | None = None
) -> ExclusionConstraint:
    """Return the constraint that no two rows with these fields the same hold at one moment; an empty end is never.

    `condition` leaves out the rows to which it does not apply.
    """
    holds = TstzRange(start, end, RangeBoundary(inclusive_lower=True, inclusive_upper=False))
    return ExclusionConstraint(
        name=name,
        expressions=[*((field, RangeOperators.EQUAL) for field in same), (holds, RangeOperators.OVERLAPS)],
        condition=condition,
    )
