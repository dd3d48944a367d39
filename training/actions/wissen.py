"""Erasing a person from the training: her place ends, what she wrote for herself goes for good, numbers stay."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from community.actions.gastlinks import revoke_gastlink
from community.actions.kluis import destroy_data_key
from community.actions.slots import take_back_slots
from community.confidential import confidential
from community.models import Gastlink, Kring, Slot, User
from training.actions.inschrijvingsverloop import settle
from training.models import (
    Coachgesprek,
    Deelnemer,
    Editie,
    Effectmeting,
    Genodigde,
    Inschrijving,
    Intakenotitie,
    Meegenomen,
    Ontwikkelmap,
    Presentatie,
    Reactie,
    Scan,
)

ERASED = "GEWIST"
NO_LONGER_HERE = "De begeleider is geen lid meer van de community."


def erase_training(user: User, now: datetime) -> Mapping[str, int]:
    """Destroy what is private to her and let the rest name nobody; return how much. Once more changes nothing.

    Her account is shut before: whoever waits for her place gets it as with every closed account.
    """
    settle(now)
    with confidential():
        maps = list(Ontwikkelmap.objects.filter(deelnemer__user=user).values_list("pk", "data_key_id"))
        for pk, key_id in maps:
            destroy_data_key(key_id=key_id, kind="ONTWIKKELMAP", object_id=pk, actor=None, reason=ERASED, now=now)
        with transaction.atomic():
            guests = _forget_guests(user, now)
            _forget_private(user)
            applied = _forget_application(user)
    _stop_guiding(user, now)
    return {"ontwikkelmappen": len(maps), "gasten": guests, "inschrijvingen": applied}


def _forget_guests(user: User, now: datetime) -> int:
    """End the links of whom she invited, and forget who they are."""
    invited = Genodigde.objects.filter(invited_by=user).values("gastlink")
    along = Meegenomen.objects.filter(coachgesprek__deelnemer__user=user).values("gastlink")
    asked = Inschrijving.objects.filter(user=user, gastlink__isnull=False).values("gastlink")
    links = [*Gastlink.objects.filter(pk__in=invited.union(along, asked))]
    for link in links:
        revoke_gastlink(gastlink=link, now=now)
        link.delete()
    return len(links)


def _forget_private(user: User) -> None:
    """Remove what was sealed under her key, and what she noted for herself about others."""
    Reactie.objects.filter(inzending__deelnemer__user=user).delete()
    for model in (Scan, Presentatie, Effectmeting, Coachgesprek, Intakenotitie, Ontwikkelmap):
        model._default_manager.filter(deelnemer__user=user).delete()
    Intakenotitie.objects.filter(author=user).delete()


def _forget_application(user: User) -> int:
    """Keep that somebody took part; nothing of what she wrote, where she worked or who sent her."""
    Deelnemer.objects.filter(user=user).update(stop_reason="", casus=None)
    return Inschrijving.objects.filter(user=user).update(
        samenwerking="", motivation="", organisatie=None, opdrachtgever_name="", opdrachtgever_email="",
        instemming_remark="", decision_text="", gastlink=None,
    )  # fmt: skip


def _stop_guiding(user: User, now: datetime) -> None:
    """Take back the times she offers; who booked one is told. She coaches no editie any more."""
    Editie.coaches.through.objects.filter(user=user).delete()
    for kring in Kring.objects.filter(slots__in=Slot.objects.filter(host=user, starts_at__gt=now)).distinct():
        with transaction.atomic():
            take_back_slots(host=user, kring=kring, reason=NO_LONGER_HERE, now=now)
