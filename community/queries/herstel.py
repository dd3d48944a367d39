"""Trying everything that is sealed, without keeping or showing any of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from community.confidential import confidential
from community.fields import SealedField, SealedFile
from community.kluis import KeyDestroyedError, KluisError
from community.queries.kluis import (
    confidential_models,
    in_batches,
    open_secret,
    rows_of,
    sealed_fields,
    second_factors,
)
from community.sleutels.router import ALIAS, APP


@dataclass
class Count:
    """What was found in one table: its rows, values that opened, values whose key was destroyed, and what is broken
    as `model.field id code`."""

    name: str
    rows: int = 0
    opened: int = 0
    destroyed: int = 0
    broken: list[str] = field(default_factory=list)


def inspect_models() -> Iterator[Count]:
    """Open every sealed value of every row, files to their last chunk, and count."""
    for model in confidential_models():
        count = Count(model._meta.label)
        fields = sealed_fields(model)
        with confidential():
            for row in in_batches(rows_of(model)):
                count.rows += 1
                for one in fields:
                    if vars(row)[one.attname] is not None:
                        place = f"{model._meta.label}.{one.attname} {row.pk}"
                        _try(count, place, partial(_open, row, one))
        yield count


def inspect_secrets() -> Count:
    """Open every secret of a second factor, and count."""
    count = Count("mfa.Authenticator")
    for pk, secret in second_factors():
        count.rows += 1
        _try(count, f"mfa.Authenticator {pk}", partial(open_secret, secret))
    return count


def unapplied_migrations() -> list[str]:
    """Return the migrations of this release that a database lacks, with the database in front."""
    found = []
    for alias in ("default", ALIAS):
        executor = MigrationExecutor(connections[alias])
        leaves = [leaf for leaf in executor.loader.graph.leaf_nodes() if alias == "default" or leaf[0] == APP]
        found += [f"{alias}:{step.app_label}.{step.name}" for step, _backwards in executor.migration_plan(leaves)]
    return found


def _try(count: Count, place: str, opening: Callable[[], object]) -> None:
    try:
        opening()
        count.opened += 1
    except KeyDestroyedError:
        count.destroyed += 1
    except (KluisError, ValueError) as error:
        count.broken.append(f"{place} {getattr(error, 'code', 'INHOUD')}")


def _open(row: Model, one: SealedField) -> None:
    value = getattr(row, one.attname)
    if isinstance(value, SealedFile):
        for _chunk in value.chunks():
            pass
