"""Filling in the self-scan, sharing it with one's trainers and taking that back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.versions import save_sealed_version
from community.models import User
from training.access.vakmanschap import may_scan, own_scans
from training.actions.begeleiding import ontwikkelmap_of
from training.models import Deelnemer, Scan, Scanmoment


def save_scan(
    *, actor: User, deelnemer: Deelnemer, moment: Scanmoment, version: int, answers: Mapping[str, Any], now: datetime
) -> Scan:
    """Keep how somebody scores herself: `{"competenties": {number: 1-5}, "doelen": {number: text}}`.

    `version` is versions.NOT_STORED for who began with an empty form. Raises StaleSaveError when she saved it in
    another window meanwhile.
    """
    access.require(may_scan(actor, deelnemer, now))
    own = ontwikkelmap_of(deelnemer=deelnemer, now=now)
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        stored = Scan.objects.filter(deelnemer=deelnemer, moment=moment).first()
        if stored is None:
            stored = Scan(deelnemer=deelnemer, moment=moment, data_key_id=own.data_key_id, saved_at=now)
            stored.answers = dict(answers)
            stored.save(force_insert=True)
            return stored
        changes = {"answers": dict(answers)}
        return save_sealed_version(stored, version=version, changes=changes, also={"saved_at": now})


def remove_scan(*, actor: User, scan: Scan, now: datetime) -> None:
    """Throw a scan of one's own away for good, also after one stopped."""
    access.require(own_scans(actor, now).filter(pk=scan.pk).exists())
    Scan.objects.filter(pk=scan.pk).delete()


def share_scan(*, actor: User, deelnemer: Deelnemer, moment: Scanmoment, is_shared: bool, now: datetime) -> None:
    """Let the trainers of the editie read a scan, or not any more from their next request on.

    Raises ActionError when there is nothing to share. Doing the same twice changes nothing.
    """
    access.require(may_scan(actor, deelnemer, now))
    with transaction.atomic():
        stored = own_scans(actor, now).select_for_update(of=("self",)).filter(deelnemer=deelnemer, moment=moment)
        scan = stored.first()
        if scan is None:
            raise ActionError(_("Vul eerst de zelfscan in."))
        if (scan.shared_at is not None) != is_shared:
            scan.shared_at = now if is_shared else None
            scan.save(update_fields=["shared_at"])
