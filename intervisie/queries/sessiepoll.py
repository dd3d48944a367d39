"""What a live page asks every few seconds: did anything change? One query, whether she may still ask it included.

The question is that of access.sessies: written once for a made-up person, code and moment, and asked with real ones.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from community.access.kringen import agreed_lidmaatschappen
from community.links import digest
from community.models import User
from community.workdays import local_date
from intervisie.access.sessies import guest_places, sessies_of
from intervisie.models import Sessie, Sessiedeelnemer, SessieStatus, SessieTempo
from intervisie.queries.sessiegang import AWAY_SECONDS
from intervisie.queries.sessiestand import mark
from intervisie.werkvorm.leading import GONE_SECONDS

# That somebody is there is written down once in so many seconds.
NOTED_EVERY = timedelta(seconds=10)
AWAY, GONE = timedelta(seconds=AWAY_SECONDS), timedelta(seconds=GONE_SECONDS)
# Who, which session and when the question is written for; real ones take their places.
SOMEBODY, SECRET, CODE = uuid.UUID(int=2**128 - 59), "wie-dan-ook", "s-om-het-even"
MOMENT = datetime(1971, 3, 4, 5, 6, 7, tzinfo=UTC)


@dataclass(frozen=True)
class Poll:
    """The answer: what to compare with Stand.revision, and what there is to do for who asks.

    `must_refresh_presence`: it is time to note again that `deelnemer_id` is there. `leader_is_gone`: somebody may
    take over (`take_over_when_gone` looks again under the lock).
    """

    revision: int
    must_refresh_presence: bool
    leader_is_gone: bool
    deelnemer_id: uuid.UUID | None


def poll(who: User | str, code: str, now: datetime) -> Poll | None:
    """Return what changed for a member, or for a guest by the secret of her browser; None when it is not for her."""
    if "\x00" in code or (isinstance(who, User) and not who.is_active):
        return None
    is_member = isinstance(who, User)
    sql, places = _question(is_member)
    values = {
        "who": who.pk if isinstance(who, User) else digest(who), "code": code, "now": now, "day": local_date(now),
        "away": now - AWAY,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, [values[name] if name else value for name, value in places])
        row = cursor.fetchone()
    return _answer(row, now) if row is not None else None


def _answer(row: tuple[Any, ...], now: datetime) -> Poll:
    (revision, others, status, closed_at, tempo, own_id, own_seen, is_inside, leader_id, leader_seen, leader_left) = row
    is_live = status == SessieStatus.BEZIG and closed_at is None
    is_leaderless = leader_id is None or leader_left is not None or leader_seen is None or now - leader_seen > GONE
    return Poll(
        revision=mark(revision, others, is_over=closed_at is not None),
        must_refresh_presence=bool(is_inside) and (own_seen is None or now - own_seen >= NOTED_EVERY),
        leader_is_gone=is_live and is_leaderless and tempo == SessieTempo.LIVE and own_id != leader_id,
        deelnemer_id=own_id if is_inside else None,
    )  # fmt: skip


@lru_cache(maxsize=2)
def _question(is_member: bool) -> tuple[str, tuple[tuple[str, Any], ...]]:
    """Return the question as the database reads it, and which of its values are those of who asks."""
    rows = _of_member() if is_member else _of_guest()
    sql, params = rows.query.sql_with_params()
    names = {SOMEBODY: "who", digest(SECRET): "who", CODE: "code", MOMENT: "now", local_date(MOMENT): "day",
             MOMENT - AWAY: "away"}  # fmt: skip
    return sql, tuple((_name(names, value), value) for value in params)


def _name(names: dict[Any, str], value: object) -> str:
    return names.get(value, "") if isinstance(value, (uuid.UUID, str, datetime, date)) else ""


def _of_member() -> QuerySet[Any, Any]:
    reads = agreed_lidmaatschappen(MOMENT).filter(user=SOMEBODY, kring=OuterRef("bijeenkomst__kring"))
    own = Sessiedeelnemer.objects.filter(sessie=OuterRef("pk"), user=SOMEBODY)
    return _asked(sessies_of(SOMEBODY, Q(Exists(reads))), own, Q(user=SOMEBODY))


def _of_guest() -> QuerySet[Any, Any]:
    is_hers = Q(secret_digest=digest(SECRET))
    own = guest_places(MOMENT).filter(is_hers, sessie=OuterRef("pk"))
    return _asked(Sessie.objects.filter(Exists(own)), own, is_hers)


def _asked(sessies: QuerySet[Sessie], own: QuerySet[Sessiedeelnemer], is_hers: Q) -> QuerySet[Any, Any]:
    """Put together what is asked of the sessions that a person sees, with her own place in them."""
    inside = own.filter(joined_at__isnull=False, left_at__isnull=True)
    there = Sessiedeelnemer.objects.filter(
        Q(seen_at__gt=MOMENT - AWAY) | Q(is_on_paper=True), sessie=OuterRef("pk"), joined_at__isnull=False,
        left_at__isnull=True,
    ).exclude(is_hers)  # fmt: skip
    others = there.order_by().values("sessie").annotate(total=Count("pk")).values("total")
    return sessies.filter(code=CODE).values_list(
        "revision", Coalesce(Subquery(others), 0), "status", "bijeenkomst__kring__closed_at", "tempo",
        Subquery(own.values("pk")[:1]), Subquery(own.values("seen_at")[:1]), Exists(inside), "leader",
        F("leader__seen_at"), F("leader__left_at"),
    )  # fmt: skip
