"""Erasing a person from intervisie: her places end, what is hers alone goes for good, what is of a group stays."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q

from community.actions.kluis import destroy_data_key
from community.confidential import confidential
from community.models import User
from intervisie.actions.bemiddeling import settle_bemiddeling
from intervisie.actions.groepsleden import take_out_everywhere
from intervisie.actions.matchaanmeldingen import drop_closed_accounts as drop_from_rounds
from intervisie.actions.sessiemensen import leave_everywhere
from intervisie.actions.toerneemensen import drop_closed_accounts as drop_from_toernees
from intervisie.models import (
    Bemiddelingsvraag,
    Bezoekkit,
    Bezoeksactie,
    Groepsnotitie,
    Matchaanmelding,
    Proefverplaatsing,
    Reflectie,
    Rondeuitnodiging,
    Sessieactie,
    Sessievoorbereiding,
    Stapantwoord,
    Toernee,
    Vasteregel,
    Waarneming,
)

ERASED = "GEWIST"
# What is sealed under a key of its own and is of nobody else.
WITH_OWN_KEY: tuple[tuple[type[Model], str, str], ...] = (
    (Bemiddelingsvraag, "asker", "BEMIDDELINGSVRAAG"),
    (Reflectie, "user", "REFLECTIE"),
    (Sessieactie, "owner", "SESSIEACTIE"),
    (Vasteregel, "aanmelding__user", "VASTEREGEL"),
)


def erase_intervisie(user: User, now: datetime) -> Mapping[str, int]:
    """Destroy what is hers alone and end her places; return how much. Once more changes nothing.

    Her account is shut before: others hear that she left as with every closed account. What she wrote for a group, and
    handed in at a visit, stays there under 'Oud-lid' as long as the group keeps it.
    """
    with confidential():
        drop_from_toernees(now)
        drop_from_rounds(now)
        settle_bemiddeling(now)
        groups = take_out_everywhere(user=user, now=now)
        left = leave_everywhere(user=user, now=now)
        numbers = {kind.lower(): _destroy(model, path, kind, user, now) for model, path, kind in WITH_OWN_KEY}
        with transaction.atomic():
            _forget_rounds(user)
            numbers["toernees"] = _forget_toernees(user)
            Sessievoorbereiding.objects.filter(user=user).delete()
            Groepsnotitie.objects.filter(author=user).update(author=None)
    return {"groepen": groups, "sessies": left, **numbers}


def _destroy(model: type[Model], path: str, kind: str, user: User, now: datetime) -> int:
    """Destroy keys first: a row that is left says which key must still go, also when this is cut off in the middle."""
    rows = model._default_manager.filter(**{path: user.pk})
    found = list(rows.values_list("pk", "data_key_id"))
    for pk, key_id in found:
        destroy_data_key(key_id=key_id, kind=kind, object_id=pk, actor=None, reason=ERASED, now=now)
    rows.delete()
    return len(found)


def _forget_rounds(user: User) -> None:
    """Forget for which rounds she was asked and registered, and who wished for her."""
    Rondeuitnodiging.objects.filter(user=user).delete()
    Proefverplaatsing.objects.filter(person=user).delete()
    Matchaanmelding.wants.through.objects.filter(user=user).delete()
    Matchaanmelding.objects.filter(user=user).delete()


def _forget_toernees(user: User) -> int:
    """Remove what she wrote in a toernee that nobody else read, and her kit: what her own place is."""
    Toernee.begeleiders.through.objects.filter(user=user).delete()
    removed = Bezoekkit.objects.filter(bezoek__host__user=user).delete()[0]
    removed += Bezoeksactie.objects.filter(verslag__bezoek__host__user=user).delete()[0]
    removed += Waarneming.objects.filter(author__user=user, handed_in_at__isnull=True).delete()[0]
    unread = Q(handed_in_at__isnull=True)
    return removed + Stapantwoord.objects.filter(unread, stap__deelnemer__user=user).delete()[0]
