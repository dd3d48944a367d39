"""Consents to be named: who gave which, and who works where the names would be read."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from community.access.rapportage import counting_partnerschap, own_employer, own_toestemmingen
from community.models import Dienstverband, Naamtoestemming, Organisatie, Partnerschap, User
from community.queries.organisaties import holding_on
from community.workdays import at_local


@dataclass(frozen=True)
class Toestemmingen:
    """All consents to one organisatie. `open` now: who works there and allows it; `ever`: also who took it back."""

    open: frozenset[uuid.UUID]
    ever: frozenset[uuid.UUID]
    workers: frozenset[uuid.UUID]


@dataclass(frozen=True)
class Naamstand:
    """Where a person stands: the partner where she works now, since when she allows it to see her name, and of which
    organisaties where she does not work now a consent of hers still stands."""

    partnerschap: Partnerschap | None
    given_at: datetime | None
    elsewhere: tuple[Organisatie, ...]

    @property
    def partner(self) -> Organisatie | None:
        """The organisatie that she may give her consent to."""
        return self.partnerschap.organisatie if self.partnerschap else None

    @property
    def organisaties(self) -> tuple[Organisatie, ...]:
        """All organisaties about which she has something to decide."""
        return (*([self.partner] if self.partner else []), *self.elsewhere)


def naamstand(user: User, now: datetime) -> Naamstand:
    """Return where this person stands. At most four queries."""
    partnerschap, employer = counting_partnerschap(user, now), own_employer(user, now)
    rows = own_toestemmingen(user, now).filter(withdrawn_at=None).select_related("organisatie")
    given_at, elsewhere = None, []
    for row in rows.order_by("organisatie__name", "pk"):
        here = partnerschap is not None and row.organisatie_id == partnerschap.organisatie_id
        if here and employer is not None and row.given_at >= _begins(employer.from_date):
            given_at = row.given_at
        elif not here:
            elsewhere.append(row.organisatie)
    return Naamstand(partnerschap, given_at, tuple(elsewhere))


def toestemmingen_to(organisatie_id: uuid.UUID, family: Collection[uuid.UUID], day: date) -> Toestemmingen:
    """Return the consents to an organisatie; `family` are it and what merged into it. Two queries.

    One counts from the day its person began there; who left, was closed or took it back is only known from then.
    """
    holding = Dienstverband.objects.filter(holding_on(day), organisatie__in=list(family), user__is_active=True)
    since = dict(holding.values_list("user_id", "from_date"))
    rows = Naamtoestemming.objects.filter(organisatie__in=list(family))
    given = list(rows.values_list("user_id", "organisatie_id", "given_at", "withdrawn_at"))
    return Toestemmingen(
        open=frozenset(
            user_id for user_id, to, given_at, withdrawn_at in given
            if to == organisatie_id and withdrawn_at is None and user_id in since
            and given_at >= _begins(since[user_id])
        ),
        ever=frozenset(user_id for user_id, _to, _given, _withdrawn in given),
        workers=frozenset(since),
    )  # fmt: skip


def _begins(day: date) -> datetime:
    return at_local(day, time(0))
