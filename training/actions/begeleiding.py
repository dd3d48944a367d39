"""What every talk of two needs: the Kring of the two, and the key of what is written about a participant."""

from datetime import datetime

from django.db import transaction

from community.actions.kluis import make_data_key
from community.actions.kringen import add_member
from community.models import Kring, KringKind, KringRol, Lidmaatschap, Rol, User
from training.models import Begeleiding, Deelnemer, Ontwikkelmap


def begeleiding_of(*, deelnemer: Deelnemer, begeleider: User, rol: Rol, now: datetime) -> Begeleiding:
    """Return the Kring of a participant and one who guides her, made at their first talk.

    `begeleider` is in it as long as she holds `rol`. Call inside a transaction.
    """
    # The lock lets two first talks at once make one Kring.
    Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
    found = Begeleiding.objects.filter(deelnemer=deelnemer, begeleider=begeleider).select_related("kring").first()
    if found is not None:
        places = Lidmaatschap.objects.filter(kring=found.kring_id, user=begeleider, until_at__isnull=True)
        places.exclude(by_rol=rol).update(by_rol=rol)  # a trainer before, who only coaches now
        return found
    kring = Kring.objects.create(kind=KringKind.GESPREK, name=deelnemer.editie.name)
    add_member(kring=kring, user=begeleider, role=KringRol.TREKKER, by_rol=rol, now=now)
    add_member(kring=kring, user=deelnemer.user, now=now)
    return Begeleiding.objects.create(deelnemer=deelnemer, begeleider=begeleider, kring=kring)


def ontwikkelmap_of(*, deelnemer: Deelnemer, now: datetime) -> Ontwikkelmap:
    """Return what holds the key of a participant, made at the first word about her. Call in a scope."""
    found = Ontwikkelmap.objects.filter(deelnemer=deelnemer).first()
    if found is not None:
        return found
    key_id = make_data_key(now=now)
    with transaction.atomic():
        Deelnemer.objects.select_for_update(of=("self",), no_key=True).get(pk=deelnemer.pk)
        found = Ontwikkelmap.objects.filter(deelnemer=deelnemer).first()
        if found is not None:
            return found  # somebody was first: the new key is swept
        made = Ontwikkelmap(deelnemer=deelnemer, data_key_id=key_id, changed_at=now)
        made.learning_goals = ""
        made.save(force_insert=True)
    return made
