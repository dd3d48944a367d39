"""A group that nobody may know of but who is in it, invited to it, or runs the network; and rounds of the open group.

DE is in it, TR leads it, WA is invited, EX left. Its name and its meeting are words that others never meet.
"""

import uuid
from datetime import timedelta
from typing import Any

from community.models import (
    BijeenkomstKind,
    Evaluatie,
    Groepsuitnodiging,
    Joining,
    Kring,
    KringRol,
    Leergroep,
    LeergroepPhase,
    Lidmaatschap,
    Toetreding,
    User,
)
from tests.factories import BijeenkomstFactory, GroepsberichtFactory, LeergroepFactory, LidmaatschapFactory
from tests.factories.moments import LONG_AGO, NOW

HIDDEN_NAME = "purperreiger"
HIDDEN_MEETING = "waterspitsmuis"


def life_of(kring: Kring, guest: User) -> dict[str, Any]:
    """Return a closed round that waits for a choice and a standing invitation; another round is open."""
    Evaluatie.objects.create(kring=kring, opened_at=NOW - timedelta(days=1), closes_at=NOW + timedelta(days=20))
    row = Evaluatie.objects.create(
        kring=kring, opened_at=LONG_AGO, closes_at=LONG_AGO + timedelta(days=22), closed_at=LONG_AGO + timedelta(days=2)
    )
    asked = Groepsuitnodiging.objects.create(
        kring=kring, user=guest, invited_at=NOW, expires_at=NOW + timedelta(days=30)
    )
    return {"evaluatie_id": row.pk, "uitnodiging_id": asked.pk}


def hidden_group(people: dict[str, User]) -> dict[str, Any]:
    """Return the parameters of the pages of the hidden group."""
    leergroep: Leergroep = LeergroepFactory(
        kring__name=f"De {HIDDEN_NAME}", slug="besloten-groep", is_hidden=True, joining=Joining.OP_UITNODIGING,
        phase=LeergroepPhase.IN_OPRICHTING,
    )  # fmt: skip
    kring = leergroep.kring
    lid: Lidmaatschap = LidmaatschapFactory(kring=kring, user=people["DE"])
    LidmaatschapFactory(kring=kring, user=people["TR"], role=KringRol.TREKKER)
    LidmaatschapFactory(kring=kring, user=people["EX"], until_at=NOW - timedelta(days=1))
    BijeenkomstFactory(
        kring=kring, kind=BijeenkomstKind.LEERGROEP, audience="KRING", title=f"Over de {HIDDEN_MEETING}",
        organiser=people["TR"],
    )  # fmt: skip
    asked = Toetreding.objects.create(kring=kring, user=people["EX"], status="AFGEWEZEN", requested_at=LONG_AGO)
    return {
        "slug": leergroep.slug,
        "lidmaatschap_id": lid.pk,
        "toetreding_id": asked.pk,
        "bericht_id": GroepsberichtFactory(kring=kring, author=people["DE"]).pk,
        "bestand_id": uuid.UUID(int=0),
        **life_of(kring, people["WA"]),
    }
