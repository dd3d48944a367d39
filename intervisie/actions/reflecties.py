"""Writing for oneself when looking back: sealed under a key of its own, changed and removed by who wrote it."""

from datetime import datetime

from django.db import transaction

from community import access
from community.actions.kluis import destroy_data_key, make_data_key
from community.actions.taken import finish_taken
from community.actions.versions import save_sealed_version
from community.models import User
from intervisie.access.evaluatieplanningen import may_reflect, own_reflecties
from intervisie.actions.evaluatieplanningen import REFLECTIE
from intervisie.models import Reflectie, Terugblik


def save_reflectie(*, actor: User, terugblik: Terugblik, version: int, text: str, now: datetime) -> Reflectie:
    """Keep what she wrote; her duty is done by that. `version` is versions.NOT_STORED for who began with an empty form.

    Call it outside a transaction of its own key: the key is made first, and swept when the row never comes. Raises
    StaleSaveError when she saved it in another window meanwhile.
    """
    access.require(may_reflect(actor, terugblik, now))
    key_id = None if own_reflecties(actor, now).filter(terugblik=terugblik).exists() else make_data_key(now=now)
    with transaction.atomic():
        Terugblik.objects.select_for_update(of=("self",), no_key=True).get(pk=terugblik.pk)
        stored = own_reflecties(actor, now).filter(terugblik=terugblik).first()
        finish_taken(REFLECTIE, object_id=terugblik.pk, user=actor, now=now)
        if stored is not None:
            return save_sealed_version(stored, version=version, changes={"text": text}, also={"changed_at": now})
        row = Reflectie(terugblik=terugblik, user=actor, data_key_id=key_id or make_data_key(now=now), changed_at=now)
        row.text = text
        row.save(force_insert=True)
        return row


def skip_reflectie(*, actor: User, terugblik: Terugblik, now: datetime) -> None:
    """Write nothing this time: the duty is done. Doing it twice is as once."""
    access.require(may_reflect(actor, terugblik, now))
    finish_taken(REFLECTIE, object_id=terugblik.pk, user=actor, now=now)


def remove_reflectie(*, actor: User, reflectie: Reflectie, now: datetime) -> None:
    """Destroy what she wrote for good, with its key. Call it outside a transaction; doing it twice is as once."""
    access.require(own_reflecties(actor, now).filter(pk=reflectie.pk).exists())
    key_id = reflectie.data_key_id
    own_reflecties(actor, now).filter(pk=reflectie.pk).delete()
    destroy_data_key(key_id=key_id, kind="REFLECTIE", object_id=reflectie.pk, actor=actor, reason="VERWIJDERD", now=now)
