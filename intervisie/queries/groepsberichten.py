"""What messages and duties about groups of intervisie must know, for many at once."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count

from community.access.kringen import active_lidmaatschappen, agreed_lidmaatschappen
from community.models import Evaluatie, Evaluatiestem, KringRol, Lidmaatschap, Vervolg
from intervisie.models import Intervisiegroep, Rondeuitnodiging
from intervisie.queries.groepen import smallest_of


def roles_in(kring_ids: Iterable[uuid.UUID], now: datetime) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    """Return the role of everybody in these Kringen, by (user id, kring id). One query."""
    rows = active_lidmaatschappen(now).filter(kring__in=set(kring_ids))
    return {(user_id, kring_id): role for user_id, kring_id, role in rows.values_list("user_id", "kring_id", "role")}


def lidmaatschappen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Lidmaatschap]:
    """Return these memberships of groups of intervisie, ended ones too, with person and group. One query."""
    rows = Lidmaatschap.objects.filter(kring__intervisiegroep__isnull=False)
    return rows.select_related("user", "kring__intervisiegroep").in_bulk(list(set(ids)))


def repaired_groepen(ids: Collection[uuid.UUID], now: datetime) -> set[uuid.UUID]:
    """Return which of these groups have members enough again, or are closed. Two queries."""
    members = active_lidmaatschappen(now).exclude(role=KringRol.BEGELEIDER)
    counted = members.filter(kring__intervisiegroep__in=set(ids)).values_list("kring__intervisiegroep")
    sizes = dict(counted.annotate(number=Count("pk")))
    rows = Intervisiegroep.objects.filter(pk__in=set(ids)).select_related("kring", "voorstel__ronde")
    return {
        row.pk for row in rows if row.kring.closed_at is not None or sizes.get(row.pk, 0) >= smallest_of(row)
    }  # fmt: skip


def replaced_groepen(ids: Collection[uuid.UUID], now: datetime) -> set[uuid.UUID]:
    """Return of which of these groups everybody who goes on knows of a round that is not decided. Four queries."""
    rows = Evaluatie.objects.filter(kring__intervisiegroep__in=set(ids), vervolg=Vervolg.MIXEN)
    mixed = {row.kring.intervisiegroep.pk: row for row in rows.select_related("kring__intervisiegroep")}
    kringen = [row.kring_id for row in mixed.values()]
    stopping = set(
        Evaluatiestem.objects.filter(evaluatie__in=list(mixed.values()), wants_on=False).values_list(
            "user_id", "evaluatie__kring_id"
        )
    )
    members = agreed_lidmaatschappen(now).filter(kring__in=kringen).exclude(role=KringRol.BEGELEIDER)
    people = members.values_list("user_id", "kring_id")
    going_on = [(user_id, kring_id) for user_id, kring_id in people if (user_id, kring_id) not in stopping]
    told = _told({user_id for user_id, _kring in going_on})
    waiting = {kring_id for user_id, kring_id in going_on if user_id not in told}
    return {pk for pk, row in mixed.items() if row.kring_id not in waiting}


def _told(user_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these people were told of a round that is not decided yet."""
    rows = Rondeuitnodiging.objects.filter(user__in=user_ids, ronde__decided_at__isnull=True)
    return set(rows.values_list("user_id", flat=True))
