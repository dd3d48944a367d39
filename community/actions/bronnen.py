"""Keeping the register of sources. A source that texts refer to stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from community import access
from community.access.begrippen import may_keep_begrippen
from community.actions.errors import ActionError
from community.models import Bron, User

FIELDS = ("titel", "maker", "jaar", "licentie", "licentie_note", "url")


def add_bron(*, actor: User, fields: Mapping[str, Any], now: datetime) -> Bron:
    """Add a source; `fields` are those of FIELDS. Raises ActionError when its title is there already."""
    access.require(may_keep_begrippen(actor, now))
    return _stored(Bron(), fields)


def change_bron(*, actor: User, bron: Bron, fields: Mapping[str, Any], now: datetime) -> Bron:
    """Change a source. Raises ActionError when its title is there already, or when somebody removed it."""
    access.require(may_keep_begrippen(actor, now))
    with transaction.atomic():
        stored = Bron.objects.select_for_update().filter(pk=bron.pk).first()
        if stored is None:
            raise ActionError(_("Deze bron is intussen verwijderd."))
        return _stored(stored, fields)


def remove_bron(*, actor: User, bron: Bron, now: datetime) -> None:
    """Remove a source that no text refers to. Raises ActionError for one that is used."""
    access.require(may_keep_begrippen(actor, now))
    try:
        with transaction.atomic():
            Bron.objects.filter(pk=bron.pk).delete()
    except ProtectedError as error:
        raise ActionError(_("Teksten verwijzen naar deze bron. Geef die teksten eerst een andere bron.")) from error


def _stored(bron: Bron, fields: Mapping[str, Any]) -> Bron:
    for name in FIELDS:
        setattr(bron, name, fields[name])
    try:
        with transaction.atomic():
            bron.save()
    except IntegrityError as error:
        raise ActionError(_("Er is al een bron met deze titel. Kies een andere titel.")) from error
    return bron
