"""What a person reads about her own data: what goes with her account, what she agreed to, and what was changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.logboekwoorden import ACTIES
from community.models import (
    Lidmaatschap,
    Logregel,
    Naamtoestemming,
    User,
    Verwijderverzoek,
)
from community.queries.logboek import logregels_about

MOST_LINES = 50


@dataclass(frozen=True)
class Logline:
    """One change of which the log tells: when, what in words, and by whom."""

    at: datetime
    what: str
    by: str


def open_verzoeken(*, due_before: datetime) -> Sequence[Verwijderverzoek]:
    """Return who has her account removed before this moment, and was not removed yet. One query."""
    rows = Verwijderverzoek.objects.filter(done_at__isnull=True, due_at__lte=due_before)
    return list(rows.select_related("user").order_by("due_at", "pk"))


def verzoeken_by_user(ids: Iterable[UUID | None]) -> Mapping[UUID, Verwijderverzoek]:
    """Return by person that her account is going; who took it back or is gone is left out. One query."""
    wanted = {pk for pk in ids if pk}
    return {row.user_id: row for row in Verwijderverzoek.objects.filter(user__in=wanted, done_at__isnull=True)}


def verzoek_of(user: User) -> Verwijderverzoek | None:
    """Return that this account is going, or None. Costs no query when it came with the person, as in requests."""
    row: Verwijderverzoek | None = getattr(user, "verwijderverzoek", None)
    return row if row is not None and row.done_at is None else None


def log_about(user: User) -> Sequence[Logline]:
    """Return the newest changes that she made or that are about her. Two queries."""
    rows = list(logregels_about(user)[:MOST_LINES])
    names = {one.pk: one.naam for one in User.objects.filter(pk__in={row.actor_id for row in rows if row.actor_id})}
    return [Logline(row.at, str(ACTIES.get(row.action, row.action)), _by(row, user, names)) for row in rows]


def names_given_by(user: User) -> Sequence[Naamtoestemming]:
    """Return to which organisations she gave her name, with those taken back. One query."""
    return list(Naamtoestemming.objects.filter(user=user).select_related("organisatie").order_by("-given_at", "pk"))


def agreed_by(user: User, now: datetime) -> Sequence[Lidmaatschap]:
    """Return the groups she is in whose agreements she accepted, with which version. One query."""
    rows = Lidmaatschap.objects.filter(user=user, accepted__isnull=False).exclude(until_at__lte=now)
    return list(rows.select_related("kring", "accepted").order_by("kring__name", "pk"))


def _by(row: Logregel, user: User, names: Mapping[UUID, str]) -> str:
    if row.actor_id == user.pk:
        return _("jij")
    return names.get(row.actor_id, "") if row.actor_id else ""
