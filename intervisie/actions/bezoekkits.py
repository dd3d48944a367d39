"""The kit of a visit: written by its host, boxes of her own canvas copied into it, shared and taken back.

What is shared or changed is told without content. Every change goes under the lock of the Kring.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.models import Casus, Inzage, InzageVia
from community import access
from community.access.kringen import agreed_lidmaatschappen
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import hold_to_write
from community.actions.versions import save_sealed_version
from community.actions.werk import destroy_results
from community.berichten.outbox import owe_many, withdraw
from community.confidential import confidential
from community.models import User
from intervisie.access.bezoeken import (
    Bezoekplaats,
    kits_with_boxes_of,
    may_write_kit,
    place_at,
    showable_casussen,
)
from intervisie.actions.stappen import finish_step
from intervisie.models import Bezoek, Bezoekkit, Bezoekrol, Toerneedeelnemer
from intervisie.protocol.words import KIT
from intervisie.queries.bezoekkits import filled_boxes
from intervisie.queries.protocollen import protocol_of

SHARED = "N233"
BOEKJE = "TOERNEEBOEKJE"
ZELFBEELD = "ZELFBEELD"
# The part of a casus that a kit shows, as the log of reading names it.
PART = "canvas"


def save_kit(
    *, actor: User, bezoek: Bezoek, version: int, content: Mapping[str, Any], now: datetime
) -> Bezoekkit:  # fmt: skip
    """Write what the host prepares. Raises StaleSaveError when she saved it elsewhere meanwhile, KringClosedError."""
    access.require(may_write_kit(actor, bezoek, now))
    with transaction.atomic():
        kit = _hold(actor, bezoek, version, now)
        changes: dict[str, Any] = {"content": dict(content)}
        kit = save_sealed_version(kit, version=kit.version, changes=changes, also={"changed_at": now})
        _finish_zelfbeeld(bezoek, kit, now)
    return kit


def show_boxes(
    *, actor: User, bezoek: Bezoek, version: int, casus: Casus, boxes: Collection[str], now: datetime
) -> Bezoekkit:  # fmt: skip
    """Copy these boxes of the canvas of her own casus into the kit, as they are now, in place of what was shown.

    A box that is empty by now is left out. Raises StaleSaveError, KringClosedError.
    """
    access.require(may_write_kit(actor, bezoek, now) and showable_casussen(actor, now).filter(pk=casus.pk).exists())
    copied = {code: texts for code, texts in filled_boxes(casus).items() if code in boxes}
    if not copied:
        raise ActionError(_("Kies minstens één vak. In de andere vakken staat niets."))
    return _save_boxes(actor, bezoek, version, {"canvas": copied, "casus": casus, "canvas_at": now}, now)


def remove_boxes(*, actor: User, bezoek: Bezoek, version: int, now: datetime) -> Bezoekkit:
    """Show no boxes of a canvas any more. Raises StaleSaveError, KringClosedError."""
    access.require(may_write_kit(actor, bezoek, now))
    return _save_boxes(actor, bezoek, version, {"canvas": {}, "casus": None, "canvas_at": None}, now)


def share_kit(*, actor: User, bezoek: Bezoek, version: int, now: datetime) -> Bezoekkit:
    """Let the visitors read the kit as the host just checked it, and tell them once that it is there.

    Raises StaleSaveError when it changed since she looked, ActionError when it holds no question yet.
    """
    access.require(may_write_kit(actor, bezoek, now))
    with transaction.atomic():
        kit = _hold(actor, bezoek, version, now)
        if kit.shared_at is not None:
            return kit
        if not (kit.content or {}).get("question", "").strip():
            raise ActionError(_("Schrijf eerst je hoofdvraag. Daar bereiden je bezoekers zich op voor."))
        kit.shared_at, kit.version = now, kit.version + 1
        kit.save(update_fields=["shared_at", "version"])
        for step in protocol_of(bezoek.toernee).steps():
            if step.page == KIT:
                finish_step(step=step.code, deelnemer=bezoek.host, bezoek=bezoek, now=now)
        owe_many(SHARED, object_id=bezoek.pk, recipients=_visitors(bezoek, now), moment=f"v{kit.version}", now=now)
    return kit


def take_back_kit(*, actor: User, bezoek: Bezoek, now: datetime) -> None:
    """Let nobody but the host read the kit from now on; booklets that were made are destroyed. Twice changes nothing.

    Not within a transaction of others: keys of booklets are destroyed.
    """
    access.require(may_write_kit(actor, bezoek, now))
    with transaction.atomic():
        hold_to_write(actor, bezoek.toernee.kring_id)
        kit = Bezoekkit.objects.select_for_update(of=("self",)).filter(bezoek=bezoek, shared_at__isnull=False).first()
        if kit is None:
            return
        kit.shared_at, kit.version = None, kit.version + 1
        kit.save(update_fields=["shared_at", "version"])
        withdraw([SHARED], object_id=bezoek.pk, reason="teruggenomen")
    destroy_results(kind=BOEKJE, object_id=bezoek.toernee_id, by=actor, reason="TERUGGENOMEN", now=now)


def take_boxes_away(casus: Casus, now: datetime) -> int:
    """Let boxes of this casus stand in no kit any more, shared or not; returns in how many of these others read them.

    Call in a transaction.
    """
    number = kits_with_boxes_of(casus, now).count()
    for kit in Bezoekkit.objects.select_for_update(of=("self",)).filter(casus=casus).order_by("pk"):
        kit.canvas, kit.casus, kit.canvas_at, kit.changed_at = {}, None, None, now
        kit.version += 1
        kit.save(update_fields=["canvas", "casus", "canvas_at", "changed_at", "version"])
    return number


def forget_kit(bezoek: Bezoek) -> None:
    """Remove the kit of a visit that somebody else receives from now on: boxes of a casus that is not hers.

    Call inside a transaction, under the lock of the Kring.
    """
    with confidential():  # nothing is opened
        Bezoekkit.objects.filter(bezoek=bezoek).delete()
    withdraw([SHARED], object_id=bezoek.pk, reason="andere gastheer")


def log_kit_reading(*, place: Bezoekplaats, kit: Bezoekkit, reader: User, now: datetime) -> None:
    """Write that this person reads boxes of the host's canvas, before she sees them; nothing for the host herself.

    Raises DeniedError when she may not. A database that refuses the line breaks the request: nothing is shown.
    """
    access.require(place.reads_kit(kit, now))
    if kit.casus_id is not None and kit.canvas and not place.is_host:
        Inzage.objects.create(casus_id=kit.casus_id, reader=reader, at=now, via=InzageVia.TOERNEE, part=PART)


def _hold(host: User, bezoek: Bezoek, version: int, now: datetime) -> Bezoekkit:
    """Return the kit under the lock of the Kring, begun when it was not yet, in the version that was looked at."""
    hold_to_write(host, bezoek.toernee.kring_id)
    access.require(place_at(host, Bezoek.objects.select_related("toernee__kring").get(pk=bezoek.pk), now).is_host)
    kit = Bezoekkit.objects.select_for_update(of=("self",)).filter(bezoek=bezoek).first()
    if kit is None:
        kit = Bezoekkit(bezoek=bezoek, data_key_id=bezoek.toernee.data_key_id, changed_at=now)
        kit.content, kit.canvas = {}, {}
        kit.save(force_insert=True)
        return kit
    if kit.version != version:
        raise StaleSaveError(kit)
    return kit


def _save_boxes(
    host: User, bezoek: Bezoek, version: int, changes: dict[str, Any], now: datetime
) -> Bezoekkit:  # fmt: skip
    with transaction.atomic():
        kit = _hold(host, bezoek, version, now)
        kit = save_sealed_version(kit, version=kit.version, changes=changes, also={"changed_at": now})
        _finish_zelfbeeld(bezoek, kit, now)
    return kit


def _finish_zelfbeeld(bezoek: Bezoek, kit: Bezoekkit, now: datetime) -> None:
    """The self-report is done when she wrote where they stand and shows boxes of her canvas."""
    step = protocol_of(bezoek.toernee).step(ZELFBEELD)
    if step is not None and step.page == KIT and kit.canvas and (kit.content or {}).get("position", "").strip():
        finish_step(step=ZELFBEELD, deelnemer=bezoek.host, bezoek=bezoek, now=now)


def _visitors(bezoek: Bezoek, now: datetime) -> list[User]:
    """Return who visits, is still in the toernee and agreed."""
    roles = Bezoekrol.objects.filter(bezoek=bezoek, deelnemer__left_at__isnull=True)
    agreed = agreed_lidmaatschappen(now).filter(kring=bezoek.toernee.kring_id).values("user")
    rows = Toerneedeelnemer.objects.filter(pk__in=roles.values("deelnemer"), user__in=agreed)
    return [row.user for row in rows.select_related("user")]
