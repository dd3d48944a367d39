"""Files of a casus: sealed under a name that says nothing, gone from the disk when their row goes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.casussen import may_write_casus
from casussen.actions.onderdelen import add_row, remove_row
from casussen.models import Casus, Casusbestand
from community import access
from community.actions.bestandsinhoud import Inhoud
from community.actions.errors import ActionError
from community.models import User

MOST_FILES = 30


def add_files(*, actor: User, casus: Casus, files: Sequence[Inhoud], now: datetime) -> None:
    """Keep files that were looked into. Raises ActionError when the casus has as many as it may have."""
    access.require(may_write_casus(actor, casus, now))
    with transaction.atomic():
        Casus.objects.select_for_update().get(pk=casus.pk)
        if Casusbestand.objects.filter(casus=casus).count() + len(files) > MOST_FILES:
            sentence = _("Bij een casus passen hooguit %(most)d bestanden. Verwijder er eerst een.")
            raise ActionError(sentence % {"most": MOST_FILES})
        for file in files:
            values = {"name": file.name, "kind": file.kind, "size": len(file.content), "content": file.content}
            add_row(actor=actor, casus=casus, model=Casusbestand, values=values, now=now)


def remove_file(*, actor: User, casus: Casus, bestand: Casusbestand, now: datetime) -> None:
    """Remove a file for good; a product that pointed at it stays, without it."""
    access.require(may_write_casus(actor, casus, now))
    content = bestand.content
    with transaction.atomic():
        remove_row(actor=actor, casus=casus, row=bestand, now=now)
        transaction.on_commit(content.remove)
