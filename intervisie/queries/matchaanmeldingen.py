"""One's own registrations: rounds to register for, what one asked, and what one asked last time."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from community.models import User
from intervisie.access.matching import (
    is_open,
    own_aanmeldingen,
    own_uitnodigingen,
    own_vasteregels,
    visible_rondes,
)
from intervisie.models import Matchaanmelding, Matchronde, RondeStatus, Vasteregel
from intervisie.queries.matchrondes import dagdeel_words

# How many registrations of before are shown; older ones stand in the export of one's own data.
SHOWN = 10


@dataclass(frozen=True)
class EigenRonde:
    """Where one person stands with a round."""

    ronde: Matchronde
    # With `opgave_ids`, `samenwerking_ids` and `want_ids` where one round is looked at.
    aanmelding: Any
    is_open: bool
    has_declined: bool = False

    @property
    def is_registered(self) -> bool:
        """Whether she takes part, as it stands now."""
        return self.aanmelding is not None and self.aanmelding.withdrawn_at is None

    @property
    def may_withdraw(self) -> bool:
        """Whether she can take it back: groups were not made yet."""
        return self.is_registered and self.ronde.status in (RondeStatus.OPEN, RondeStatus.GESLOTEN)

    @property
    def dagdelen(self) -> str:
        """Her dagdelen in words."""
        return dagdeel_words(self.aanmelding.slots) if self.aanmelding else ""


@dataclass(frozen=True)
class Priveregels:
    """What somebody keeps private: with whom she is in no group. Its text shows nothing of it."""

    niet_met: tuple[uuid.UUID, ...] = field(default=(), repr=False)
    lijn: tuple[uuid.UUID, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.niet_met or self.lijn)

    def content(self) -> dict[str, list[str]]:
        """Return it as Vasteregel keeps it."""
        return {"niet_met": [str(pk) for pk in self.niet_met], "lijn": [str(pk) for pk in self.lijn]}


def own_rondes(user: User, now: datetime) -> list[EigenRonde]:
    """Return the rounds this person can register for, and those she registered for; the newest first.

    Four queries: her provinces, the rounds, her registrations, and what she declined.
    """
    rondes = list(visible_rondes(user, now).order_by("-closes_date", "name", "pk")[: 2 * SHOWN])
    rows = {row.ronde_id: row for row in own_aanmeldingen(user, now).filter(ronde__in=rondes)}
    declined = own_uitnodigingen(user, now).filter(ronde__in=rondes, declined_at__isnull=False)
    refused = set(declined.values_list("ronde_id", flat=True))
    return [EigenRonde(ronde, rows.get(ronde.pk), is_open(ronde, now), ronde.pk in refused) for ronde in rondes]


def own_ronde(user: User, ronde: Matchronde, now: datetime) -> EigenRonde:
    """Return where this person stands with one round, all that she asked included. One query."""
    row = _with_ids(own_aanmeldingen(user, now).filter(ronde=ronde)).first()
    return EigenRonde(ronde, row, is_open(ronde, now))


def last_aanmelding(user: User, now: datetime) -> Any:
    """Return what this person asked last, in whichever round; None when she never registered. One query."""
    return _with_ids(own_aanmeldingen(user, now)).order_by("-changed_at", "pk").first()


def priveregels_of(user: User, aanmelding: Matchaanmelding, now: datetime) -> Priveregels:
    """Return what this person herself keeps private in a registration; nothing of anybody else's. In a scope."""
    row = own_vasteregels(user, now).filter(aanmelding=aanmelding).first()
    return read_vasteregel(row) if row else Priveregels()


def read_vasteregel(row: Vasteregel) -> Priveregels:
    """Open one private part. In a scope; for its own person, and for the engine."""
    content: dict[str, Any] = row.content
    return Priveregels(_ids(content.get("niet_met", ())), _ids(content.get("lijn", ())))


def vasteregels_of(aanmeldingen: Iterable[Matchaanmelding]) -> dict[uuid.UUID, Priveregels]:
    """Return the private parts by the id of their person, of these registrations. For the engine alone, in a scope."""
    people = {row.pk: row.user_id for row in aanmeldingen}
    rows = Vasteregel.objects.filter(aanmelding__in=people)
    return {people[row.aanmelding_id]: read_vasteregel(row) for row in rows}


def _with_ids(rows: QuerySet[Matchaanmelding]) -> "QuerySet[Any]":
    """Add the ids of the themes, samenwerkingen and people that were named, in the same query."""
    named: dict[str, tuple[Any, str]] = {
        "opgave_ids": (Matchaanmelding.opgaven.through, "opgave_id"),
        "samenwerking_ids": (Matchaanmelding.samenwerkingen.through, "samenwerking_id"),
        "want_ids": (Matchaanmelding.wants.through, "user_id"),
    }
    return rows.annotate(**{
        name: ArraySubquery(through.objects.filter(matchaanmelding=OuterRef("pk")).order_by("pk").values(column))
        for name, (through, column) in named.items()
    })  # fmt: skip


def _ids(values: Sequence[Any]) -> tuple[uuid.UUID, ...]:
    return tuple(uuid.UUID(str(value)) for value in values)
