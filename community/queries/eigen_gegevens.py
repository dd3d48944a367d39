"""All that is kept about one person, row by row, for the download of her own data. Never who others are.

Which rows are hers says each app (privacy_points.own_tables); all their columns go along, so that a new column is never
forgotten. Read a few at a time: however much there is, it takes no more memory. In a scope of the vault.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core.files.storage import Storage
from django.db.models import BinaryField, Field, FileField, ForeignKey, GeneratedField, JSONField, Model, Q, QuerySet

from community.fields import SealedField, SealedFile, SealedFileField, SealedJSONField
from community.kluis import KeyDestroyedError
from community.models import Accountwijziging, User
from community.privacy_points import OwnTable, own_tables

AT_ONCE = 100
PIECE = 64 * 1024
# Secrets that open something, and keys that say nothing to a person: in no export, of no table.
SECRETS = frozenset(
    {"password", "data_key_id", "token_hash", "code_digest", "secret_digest", "join_digest", "session_data",
     "session_key", "fingerprint", "key_hash"}
)  # fmt: skip
# What a row that hers points at is called.
NAMES = ("naam", "name", "title", "label", "term")
# Columns with the id of a person that are no link to her row.
PEOPLE = frozenset({"actor_id", "subject_id"})
OTHER, SELF = "iemand anders", "jij"


@dataclass(frozen=True)
class OwnFile:
    """A file of hers: its name in the download, and the row and column that hold it."""

    name: str
    row: Any
    column: str


def tables() -> Iterator[tuple[str, OwnTable]]:
    """Yield every table that holds what of people, under the name it has in the download."""
    for listed in own_tables.all():
        for table in listed:
            yield table.model._meta.label_lower, table


def exported_fields(table: OwnTable) -> list["Field[Any, Any]"]:
    """Return the columns of a table that go along."""
    return [field for field in table.model._meta.concrete_fields if _goes_along(field, table)]


def own_rows(table: OwnTable, user: User) -> Iterator[Mapping[str, Any]]:
    """Yield her rows of one table, a column by its name; of people only whether it is she herself."""
    fields = exported_fields(table)
    for row in _each(table, user, _related(fields)):
        yield {field.name: _value(row, field, user) for field in fields}


def own_files(user: User) -> Iterator[OwnFile]:
    """Yield the files that are hers, of all tables, under the names that `own_rows` gives."""
    for _label, table in tables():
        if not table.holds_file:
            continue
        for row in _each(table, user, ()):
            if name := _file_name(row, table.holds_file):
                yield OwnFile(name, row, table.holds_file)


def content_of(file: OwnFile) -> Iterator[bytes]:
    """Yield the content of a file in pieces, opened when it is sealed. A file that is gone has none."""
    held = getattr(file.row, file.column)
    if isinstance(held, SealedFile):
        yield from held.chunks()
        return
    storage: Storage = held.storage
    try:
        source = storage.open(held.name, "rb")
    except FileNotFoundError:
        return
    with source:
        while piece := source.read(PIECE):
            yield piece


def addresses_of(user: User) -> set[str]:
    """Return the addresses that are or were hers here. One that somebody else logs in with now is that person's."""
    former = set(Accountwijziging.objects.filter(user=user).exclude(address="").values_list("address", flat=True))
    others = User.objects.filter(email__in=former).exclude(pk=user.pk).values_list("email", flat=True)
    return {user.email, *former.difference(others)}


def _each(table: OwnTable, user: User, related: Iterable[str]) -> Iterator[Model]:
    """Yield her rows in the order of their keys, a few per query; each row once, also one that is hers in two ways."""
    rows: QuerySet[Any] = table.model._default_manager.filter(_hers(table, user)).order_by("pk")
    rows = rows.select_related(*related) if related else rows
    last: Any = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last))[:AT_ONCE]):
        yield from batch
        last = batch[-1].pk


def _hers(table: OwnTable, user: User) -> Q:
    parts = [Q(**{path: user.pk}) & _shown(table.once.get(path)) for path in table.whose]
    if table.addresses:
        known, of_nobody = addresses_of(user), Q(**dict.fromkeys(table.whose))
        parts += [Q(**{f"{field}__in": known}) & of_nobody for field in table.addresses]
    return reduce(or_, parts)


def _shown(column: str | None) -> Q:
    return Q(**{f"{column}__isnull": False}) if column else Q()


def _goes_along(field: "Field[Any, Any]", table: OwnTable) -> bool:
    if table.only and field.name not in table.only:
        return False
    if field.name in SECRETS or field.name in table.leave_out or isinstance(field, GeneratedField):
        return False
    return isinstance(field, SealedField) or not isinstance(field, BinaryField)


def _related(fields: Iterable["Field[Any, Any]"]) -> list[str]:
    """Return the columns that lead to a row with a name of its own."""
    return [field.name for field in fields if isinstance(field, ForeignKey) and _name_column(field.related_model)]


def _name_column(model: Any) -> str:
    if model is User:
        return ""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in NAMES if name in names), "")


def _value(row: Model, field: "Field[Any, Any]", user: User) -> Any:
    if isinstance(field, SealedFileField | FileField):
        return _file_name(row, field.name) or None
    if isinstance(field, ForeignKey):
        return _pointed_at(row, field, user)
    try:
        value = getattr(row, field.attname)
    except KeyDestroyedError:
        return None  # destroyed for good: nobody reads it any more, she neither
    if isinstance(field, JSONField | SealedJSONField):
        return _without_ids(value, user)
    return _person(value, user) if field.name in PEOPLE else value


def _without_ids(value: Any, user: User) -> Any:
    """Return what a column of lists and names holds, with no id of a person in it."""
    ids = {text for text in _texts(value) if _is_id(text)}
    if not ids:
        return value
    people = {str(pk) for pk in User.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    return _told(value, dict.fromkeys(people, OTHER) | {str(user.pk): SELF})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for each in pair for text in _texts(each))
    elif isinstance(value, Sequence):
        yield from (text for each in value for text in _texts(each))


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _told(value: Any, people: Mapping[str, str]) -> Any:
    """Return the value with these texts in the place of ids."""
    if isinstance(value, str):
        return people.get(value, value)
    if isinstance(value, Mapping):
        return {_told(key, people): _told(each, people) for key, each in value.items()}
    return [_told(each, people) for each in value] if isinstance(value, list | tuple) else value


def _person(value: Any, user: User) -> str | None:
    return None if value is None else SELF if value == user.pk else OTHER


def _pointed_at(row: Model, field: "ForeignKey[Any, Any]", user: User) -> Any:
    value = getattr(row, field.attname)
    if field.related_model is User:
        return _person(value, user)
    if value is None:
        return None
    column = _name_column(field.related_model)
    return str(getattr(getattr(row, field.name), column)) if column else value


def _file_name(row: Model, column: str) -> str:
    """Return the name of a file in the download; empty when the row holds none, or none that can be opened."""
    try:
        held = getattr(row, column)
    except KeyDestroyedError:
        return ""
    if not held:
        return ""
    end = str(getattr(row, "kind", "")).lower() or str(getattr(held, "name", "")).rpartition(".")[2]
    return f"bestanden/{row._meta.model_name}-{row.pk}.{end or 'bin'}"
