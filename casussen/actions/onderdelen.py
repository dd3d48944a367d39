"""The rows of a casus: adding, changing, ordering and removing them, by its owner and mede-eigenaren."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from casussen.access.casussen import may_write_casus
from casussen.actions.casussen import touch_casus
from casussen.models import Casus, Casusonderdeel, Partij
from casussen.partijen import LONGEST_NAME, new_parties, short_name
from community import access
from community.actions.errors import ActionError, StaleSaveError
from community.actions.versions import save_sealed_version
from community.models import User

Row = TypeVar("Row", bound=Casusonderdeel)
# A casus has a handful; this many is a mistake, and a page that nobody reads.
MOST_ROWS = 100


class ListFullError(ActionError):
    """There is no room for another row."""


def add_row(*, actor: User, casus: Casus, model: type[Row], values: Mapping[str, Any], now: datetime) -> Row:
    """Add a row at the end of its list. Raises ListFullError."""
    access.require(may_write_casus(actor, casus, now))
    with transaction.atomic():
        _lock(casus)
        return _append(actor, casus, model, values, now)


def save_row(*, actor: User, casus: Casus, row: Row, version: int, values: Mapping[str, Any], now: datetime) -> Row:
    """Change a row of this casus. Raises StaleSaveError when somebody else changed it meanwhile."""
    access.require(may_write_casus(actor, casus, now) and row.casus_id == casus.pk)
    _require_own(casus, values)
    with transaction.atomic():
        return _change(actor, casus, row, version, values, now)


def save_single(
    *, actor: User, casus: Casus, model: type[Row], is_it: Callable[[Row], bool], version: int,
    values: Mapping[str, Any], now: datetime,
) -> Row:  # fmt: skip
    """Change the one row that `is_it`, or add it when nobody did: version 0. Raises StaleSaveError as save_row does."""
    access.require(may_write_casus(actor, casus, now))
    _require_own(casus, values)
    with transaction.atomic():
        _lock(casus)
        found = next((row for row in _manager(model).filter(casus=casus) if is_it(row)), None)
        if found is None:
            return _append(actor, casus, model, values, now)
        return _change(actor, casus, found, version, values, now)


def move_row(*, actor: User, casus: Casus, row: Casusonderdeel, is_up: bool, now: datetime) -> None:
    """Let a row change places with the one above or below it; nothing happens at the end of the list."""
    access.require(may_write_casus(actor, casus, now) and row.casus_id == casus.pk)
    manager = _manager(type(row))
    with transaction.atomic():
        _lock(casus)
        ids = list(manager.filter(casus=casus).order_by("position", "pk").values_list("pk", flat=True))
        if row.pk not in ids:
            return
        here = ids.index(row.pk)
        there = here - 1 if is_up else here + 1
        if not 0 <= there < len(ids):
            return
        ids[here], ids[there] = ids[there], ids[here]
        for position, pk in enumerate(ids):
            manager.filter(pk=pk).exclude(position=position).update(position=position)
        touch_casus(casus, by=actor, now=now)


def remove_row(*, actor: User, casus: Casus, row: Casusonderdeel, now: datetime) -> None:
    """Remove a row for good; what pointed at it stays, without it."""
    access.require(may_write_casus(actor, casus, now) and row.casus_id == casus.pk)
    with transaction.atomic():
        _manager(type(row)).filter(pk=row.pk).delete()
        touch_casus(casus, by=actor, now=now)


def add_parties_of_format(*, actor: User, casus: Casus, now: datetime) -> int:
    """Put the parties of the format on the map that are not there yet, and return how many. Raises ListFullError."""
    access.require(may_write_casus(actor, casus, now))
    with transaction.atomic():
        stored = _lock(casus)
        names = [row.name for row in Partij.objects.filter(casus=casus)]
        lines = new_parties(stored.format.get("partijen"), names)
        for line in lines:
            more = {"role": line} if len(line) > LONGEST_NAME else {}
            _append(actor, casus, Partij, {"name": short_name(line), **more}, now)
    return len(lines)


def _manager(model: type[Row]) -> "models.Manager[Row]":
    return model._default_manager


def _lock(casus: Casus) -> Casus:
    """Let one person at a time change the rows of this casus."""
    return Casus.objects.select_for_update().get(pk=casus.pk)


def _require_own(casus: Casus, values: Mapping[str, Any]) -> None:
    """Refuse a link to a row of another casus: the form offers none."""
    linked = [value for value in values.values() if isinstance(value, Casusonderdeel)]
    access.require(all(value.casus_id == casus.pk for value in linked))


def _append(actor: User, casus: Casus, model: type[Row], values: Mapping[str, Any], now: datetime) -> Row:
    _require_own(casus, values)
    places = list(_manager(model).filter(casus=casus).values_list("position", flat=True))
    if len(places) >= MOST_ROWS:
        raise ListFullError(_("Deze lijst is vol: er passen er hooguit %(most)d in.") % {"most": MOST_ROWS})
    position = max(places, default=-1) + 1
    row = model(casus=casus, data_key_id=casus.data_key_id, position=position, changed_at=now, changed_by=actor)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    touch_casus(casus, by=actor, now=now)
    return row


def _change(actor: User, casus: Casus, row: Row, version: int, values: Mapping[str, Any], now: datetime) -> Row:
    also = {"changed_at": now, "changed_by": actor}
    try:
        saved = save_sealed_version(row, version=version, changes=dict(values), also=also)
    except type(row).DoesNotExist as error:
        raise ActionError(_("Iemand anders heeft dit net verwijderd. Kopieer je tekst en maak het opnieuw.")) from error
    except StaleSaveError as error:
        error.current.casus = casus
        raise
    if saved.version != version:
        touch_casus(casus, by=actor, now=now)
    return saved
