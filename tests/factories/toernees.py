"""Toernees with their people and samenwerkingen, made as a coördinator makes them. Opens the vault by itself."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from community.actions.kluis import make_data_key
from community.actions.kringen import accept_afspraken, add_member
from community.confidential import confidential
from community.models import KringRol, Lidmaatschap, Samenwerking, User
from intervisie.actions.toernees import make_toernee
from intervisie.models import Protocol, Protocolversie, Toernee, Toerneedeelnemer
from intervisie.queries.toernees import usual_protocolversie
from tests.factories.moments import LONG_AGO
from tests.factories.people import UserFactory
from tests.factories.samenwerkingen import SamenwerkingFactory

BEGINS, ENDS = date(2027, 3, 1), date(2027, 12, 17)


def a_protocolversie() -> Protocolversie:
    """Return the version that a new toernee gets; an empty one where the standard protocol is not there."""
    found = usual_protocolversie()
    if found is not None:
        return found
    protocol = Protocol.objects.create(code="proef", name="Proef", summary="Om te proberen", is_usual=True)
    return Protocolversie.objects.create(
        protocol=protocol, number=1, schema={}, source="Eigen ontwerp", published_at=LONG_AGO
    )


def a_toernee(
    *members: User, number: int = 5, begeleider: User | None = None, name: str = "Toernee Kreek",
    is_agreed: bool = True, since: datetime = LONG_AGO, from_date: date = BEGINS, until_date: date = ENDS,
    actor: User | None = None, samenwerkingen: Sequence[Samenwerking] = (), **fields: Any,
) -> Toernee:  # fmt: skip
    """Return a toernee of these people, or of `number` new ones, each with a samenwerking of her own.

    The first is contactpersoon; all agreed unless told otherwise. A `begeleider` is in its Kring. It is being planned:
    no visit yet. `fields` are set on the row.
    """
    people = list(members) or [UserFactory() for _ in range(number)]
    shown = list(samenwerkingen) or [SamenwerkingFactory(owner=user, place="Utrecht") for user in people]
    a_protocolversie()
    with confidential():
        toernee = make_toernee(
            actor=actor or UserFactory(coordinator=True), name=name, people=list(zip(people, shown, strict=True)),
            from_date=from_date, until_date=until_date, begeleiders=[begeleider] if begeleider else [],
            key_id=make_data_key(now=since), now=since,
        )  # fmt: skip
    if begeleider is not None:
        add_member(kring=toernee.kring, user=begeleider, role=KringRol.BEGELEIDER, now=since)
    if fields:
        Toernee.objects.filter(pk=toernee.pk).update(**fields)
    toernee = Toernee.objects.select_related("kring", "protocolversie").get(pk=toernee.pk)
    if is_agreed:
        for row in Lidmaatschap.objects.filter(kring=toernee.kring_id).select_related("user"):
            accept_afspraken(actor=row.user, kring=toernee.kring, number=1, now=since + timedelta(seconds=1))
    return toernee


def deelnemers_of(toernee: Toernee) -> list[Toerneedeelnemer]:
    """Return who takes part now, in the order in which roles rotate."""
    rows = Toerneedeelnemer.objects.filter(toernee=toernee, left_at__isnull=True).select_related("user", "samenwerking")
    return list(rows.order_by("position"))


def a_deelnemer() -> Toerneedeelnemer:
    """Return one who takes part in a toernee of her own."""
    return deelnemers_of(a_toernee())[0]
