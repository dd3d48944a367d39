"""Notes of a group of intervisie: written, changed and removed by who wrote them; sealed under the key of the group."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import agreed_lidmaatschappen
from community.actions.errors import ActionError
from community.actions.kringen import hold_to_write
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe_many
from community.models import User
from community.workdays import local_date
from intervisie.access.groepen import changeable_notities, may_write_notitie
from intervisie.models import Groepsnotitie, Intervisiegroep

SOMETHING_NEW = "N210"


def write_notitie(*, actor: User, groep: Intervisiegroep, text: str, now: datetime) -> Groepsnotitie:
    """Write a note for the group. The others hear at most once a day that there is something new, without content.

    Raises KringClosedError when the group was closed meanwhile.
    """
    access.require(may_write_notitie(actor, groep, now))
    with transaction.atomic():
        kring = hold_to_write(actor, groep.kring_id)
        row = Groepsnotitie(groep=groep, author=actor, data_key_id=groep.data_key_id, written_at=now)
        row.text = text
        row.save(force_insert=True)
        reading = agreed_lidmaatschappen(now).filter(kring=kring).exclude(user=actor).select_related("user")
        owe_many(SOMETHING_NEW, object_id=groep.pk, recipients=[one.user for one in reading],
                 moment=f"{local_date(now):%Y-%m-%d}", now=now)  # fmt: skip
    return row


def change_notitie(*, actor: User, notitie: Groepsnotitie, version: int, text: str, now: datetime) -> Groepsnotitie:
    """Change one's own note. Raises StaleSaveError when she saved it elsewhere meanwhile, KringClosedError."""
    access.require(may_write_notitie(actor, notitie.groep, now))
    with transaction.atomic():
        hold_to_write(actor, notitie.groep.kring_id)
        access.require(changeable_notities(actor, notitie.groep, now).filter(pk=notitie.pk).exists())
        return save_sealed_version(notitie, version=version, changes={"text": text}, also={"changed_at": now})


def remove_notitie(*, actor: User, notitie: Groepsnotitie, now: datetime) -> None:
    """Remove one's own note for good. Raises ActionError when it is gone already."""
    access.require(may_write_notitie(actor, notitie.groep, now))
    with transaction.atomic():
        hold_to_write(actor, notitie.groep.kring_id)
        gone, _by_model = changeable_notities(actor, notitie.groep, now).filter(pk=notitie.pk).delete()
        if not gone:
            raise ActionError(_("Deze notitie is al verwijderd."))
