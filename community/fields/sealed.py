"""What every sealed field does: how a box gets into a row, out of it, and where it may not go."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, cast
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from community.confidential import current_scope, relatives_of
from community.kluis import BoxBrokenError, KluisError, bound_to

if TYPE_CHECKING:
    Bytes = models.BinaryField
else:
    Bytes = models.BinaryField  # knows no types at run time

SEALED = "<verzegeld>"
KEY_FIELD = "data_key_id"


class SealedFieldError(FieldError):
    """A sealed field was used as if the database could read it. The message names the field, never a value."""


class Sealed:
    """What a row holds instead of content. It shows nothing and takes nothing along when it is pickled."""

    __slots__ = ("box",)

    def __init__(self, box: bytes) -> None:
        self.box = box

    def __repr__(self) -> str:
        return SEALED

    def __reduce__(self) -> tuple[type["Sealed"], tuple[bytes]]:
        """Leave the box behind."""
        return Sealed, (b"",)

    def __copy__(self) -> "Sealed":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "Sealed":
        return self


class SealedAttribute(DeferredAttribute):
    """Opens at each reading, seals at each writing."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        """Return the content. Raises OutsideScopeError without scope, else an error of the vault when it stays shut."""
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:  # deferred
            instance.refresh_from_db(fields=[KEY_FIELD, name])
        held = instance.__dict__[name]
        if held is None:
            return self.field.nothing()
        return self.field.opened(instance, held)

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Seal a value for this row; None and what is sealed already go in as they are."""
        held = value if value is None or isinstance(value, Sealed) else self.field.sealed(instance, value)
        instance.__dict__[self.field.attname] = held


class SealedField(Bytes):
    """The common part: how a box gets into and out of a row."""

    # For django-stubs: what a row gives and takes is up to each field.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    is_sealed = True
    descriptor_class = SealedAttribute
    empty: Callable[[], Any] | None = str  # what a field gives that was never written and may not be NULL

    def lock(self, value: Any, key: bytes, bound: bytes) -> bytes:
        """Return the box of a value. Raises TypeError or ValueError, without the value in them, when it has none."""
        raise NotImplementedError

    def unlock(self, box: bytes, key: bytes, bound: bytes) -> Any:
        """Return the value in a box. Raises BoxBrokenError."""
        raise NotImplementedError

    def nothing(self) -> Any:
        """Return what stands in a field that was never written."""
        return None if self.null or self.empty is None else self.empty()

    def sealed(self, instance: models.Model, value: Any, key_id: UUID | None = None) -> Sealed:
        """Return the box of a value for this field of this row, with the data key of the row or another one."""
        key_id = key_id or _key_id(instance)
        return Sealed(self.lock(value, current_scope().key(key_id), self._bound(instance, key_id)))

    def opened(self, instance: models.Model, held: Sealed) -> Any:
        """Return the content of a box, with the key of its row or one that this took over from or was replaced by."""
        scope, key_id = current_scope(), _key_id(instance)
        key = scope.key(key_id)
        try:
            return self.opened_with(instance, held, key_id, key)
        except BoxBrokenError:
            for other in relatives_of(key_id):
                with contextlib.suppress(KluisError):
                    return self.opened_with(instance, held, other, scope.key(other))
        raise BoxBrokenError(f"{self.model._meta.label}.{self.attname} {instance.pk}") from None

    def opened_with(self, instance: models.Model, held: Sealed, key_id: UUID, key: bytes) -> Any:
        """Return the content of a box with this key and no other. Raises BoxBrokenError."""
        return self.unlock(held.box, key, self._bound(instance, key_id))

    def _bound(self, instance: models.Model, key_id: UUID) -> bytes:
        return bound_to(self.model._meta.label, instance.pk, self.attname, key_id)

    # --- between row and database

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Return the box as it came."""
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Return the box to store. A new row must be able to open it: a box of another row stays out."""
        held = cast("Sealed | None", model_instance.__dict__.get(self.attname))
        if held is None and not self.null and self.empty is not None:
            setattr(model_instance, self.attname, self.empty())
            held = cast("Sealed", model_instance.__dict__[self.attname])
        elif held is not None and add:
            self.opened(model_instance, held)
        return held

    def get_prep_value(self, value: Any) -> bytes | None:
        """Return the bytes of a box. Raises SealedFieldError for anything else: plain text never becomes SQL."""
        if value is None:
            return None
        if not isinstance(value, Sealed) or not value.box:
            raise SealedFieldError(f"{self} takes sealed values only: assign to the row and save it.")
        return value.box

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Return what the driver stores."""
        ready = value if prepared and isinstance(value, bytes) else self.get_prep_value(value)
        return None if ready is None else connection.Database.Binary(ready)

    # --- what Django would like to do with the value

    def get_lookup(self, lookup_name: str) -> NoReturn:
        """Refuse to filter."""
        raise SealedFieldError(f"{self} cannot be searched: it is sealed.")

    def get_transform(self, lookup_name: str) -> NoReturn:
        """Refuse to look inside."""
        raise SealedFieldError(f"{self} cannot be searched: it is sealed.")

    def get_default(self) -> None:
        """Return nothing: what was never written is empty when it is read and sealed when it is stored."""
        return

    def to_python(self, value: Any) -> Any:
        """Return the value as it is."""
        return value

    def value_from_object(self, obj: models.Model) -> Any:
        """Return what serialisers and forms may see."""
        return SEALED

    def value_to_string(self, obj: models.Model) -> str:
        """Return what serialisers may see."""
        return SEALED

    def deconstruct(self) -> Any:
        """Return how migrations name this field: by the package, wherever in it the class stands."""
        name, _path, args, kwargs = super().deconstruct()
        return name, f"community.fields.{type(self).__name__}", args, kwargs

    def get_internal_type(self) -> str:
        """Return the column type: bytes."""
        return "BinaryField"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse a model that cannot be sealed safely."""
        return [*super().check(**kwargs), *_faults(self)]


def _key_id(instance: models.Model) -> UUID:
    """Return the data key of a row. Raises SealedFieldError when it has none yet."""
    key_id = getattr(instance, KEY_FIELD, None)
    if isinstance(key_id, str):
        key_id = UUID(key_id)
    if not isinstance(key_id, UUID) or instance.pk is None:
        raise SealedFieldError(
            f"{type(instance).__name__} needs its primary key and {KEY_FIELD} before sealed content."
        )
    return key_id


def _faults(field: SealedField) -> list[checks.CheckMessage]:
    """Return what the model of a sealed field lacks."""
    meta = field.model._meta
    names = [one.attname for one in meta.concrete_fields]
    wrong = {
        "a UUID primary key that is made in Python": not (
            isinstance(meta.pk, models.UUIDField) and meta.pk.has_default()
        ),
        f"a field {KEY_FIELD} above its sealed fields": KEY_FIELD not in names[: names.index(field.attname)],
        "a sealed field without default, index, choices or uniqueness": bool(
            field.has_default() or getattr(field, "db_index", False) or field.choices or field.unique
        ),
    }
    return [
        checks.Error(f"{meta.label} needs {what}.", obj=field, id="kluis.E001")
        for what, is_wrong in wrong.items()
        if is_wrong
    ]
