"""Rounds of intervisie, who was told of them, and who registered. What is private opens the vault by itself."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.models import Opgave, Samenwerking, User
from intervisie.models import (
    ErvaringWens,
    Form,
    Matchaanmelding,
    Matchronde,
    RondeStatus,
    Rondeuitnodiging,
    Vasteregel,
)
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.people import UserFactory

CLOSES = date(2027, 2, 12)  # a Friday
BEGINS, ENDS = date(2027, 3, 1), date(2028, 2, 29)


def a_ronde(
    *, name: str = "Intervisie voorjaar 2027", status: RondeStatus = RondeStatus.OPEN, **fields: Any
) -> Matchronde:
    """Return a round for everybody: groups of 5 to 8, open for registration unless `status` says otherwise."""
    defaults: dict[str, Any] = {
        "from_date": BEGINS, "until_date": ENDS, "closes_date": CLOSES, "made_at": LONG_AGO,
        "opened_at": None if status == RondeStatus.CONCEPT else LONG_AGO,
        "closed_at": NOW if status in (RondeStatus.GESLOTEN, RondeStatus.VASTGESTELD) else None,
        "decided_at": NOW if status in (RondeStatus.VASTGESTELD, RondeStatus.AFGEBLAZEN) else None,
    }  # fmt: skip
    return Matchronde.objects.create(name=name, status=status, **defaults | fields)


def an_uitnodiging(ronde: Matchronde, user: User, *, declined_at: datetime | None = None) -> Rondeuitnodiging:
    """Return that somebody was told of a round, and perhaps that she does not want to this time."""
    return Rondeuitnodiging.objects.create(ronde=ronde, user=user, invited_at=LONG_AGO, declined_at=declined_at)


def an_aanmelding(
    ronde: Matchronde, user: User | None = None, *, now: datetime = NOW, slots: Iterable[int] = (0, 1, 2),
    opgaven: Iterable[Opgave] = (), samenwerkingen: Iterable[Samenwerking] = (), wants: Iterable[User] = (),
    niet_met: Iterable[User] = (), lijn: Iterable[User] = (), **fields: Any,
) -> Matchaanmelding:  # fmt: skip
    """Return somebody who registered; with `niet_met` or `lijn` also what she keeps private."""
    defaults: dict[str, Any] = {
        "form": Form.BEIDE, "place": "", "max_minutes": 60, "langs": ["nl"], "experience": ErvaringWens.GEEN,
    }  # fmt: skip
    row = Matchaanmelding.objects.create(
        ronde=ronde, user=user or UserFactory(), slots=sorted(set(slots)), registered_at=now, changed_at=now,
        **defaults | fields,
    )  # fmt: skip
    row.opgaven.set(opgaven)
    row.samenwerkingen.set(samenwerkingen)
    row.wants.set(wants)
    if niet_met or lijn:
        a_vasteregel(row, niet_met=[one.pk for one in niet_met], lijn=[one.pk for one in lijn], now=now)
    return row


def a_vasteregel(
    aanmelding: Matchaanmelding, *, niet_met: Iterable[uuid.UUID] = (), lijn: Iterable[uuid.UUID] = (),
    now: datetime = NOW,
) -> Vasteregel:  # fmt: skip
    """Return the private rules of a registration, sealed under a key of their own."""
    with confidential():
        row = Vasteregel(aanmelding=aanmelding, data_key_id=make_data_key(now=now))
        row.content = {"niet_met": [str(pk) for pk in niet_met], "lijn": [str(pk) for pk in lijn]}
        row.save(force_insert=True)
    return row
