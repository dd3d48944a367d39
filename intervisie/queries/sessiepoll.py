"""What a live page asks every few seconds: did anything change? One query, whether she may still ask it included.

The question is that of access.sessies: written once for a made-up person, code and moment, and asked with real ones.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from community.access.kringen import agreed_lidmaatschappen
from community.links import digest
from community.models import User
from community.workdays import local_date
from intervisie.access.sessies import guest_places, sessies_of
from intervisie.models import Sessiedeelnemer, SessieStatus, SessieTempo
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
    # A session has one place at most for each person, so no row comes twice.
    own = FilteredRelation("deelnemers", condition=Q(deelnemers__user=SOMEBODY))
    rows = sessies_of(SOMEBODY, Q(Exists(reads))).filter(code=CODE).annotate(own=own)
    return _asked(rows, OuterRef("pk"), ~Q(user=SOMEBODY) | Q(user__isnull=True), "", "own__")


def _of_guest() -> QuerySet[Any, Any]:
    own = guest_places(MOMENT).filter(secret_digest=digest(SECRET), sessie__code=CODE)
    return _asked(own, OuterRef("sessie"), ~Q(secret_digest=digest(SECRET)), "sessie__", "")


def _asked(rows: QuerySet[Any], sessie: OuterRef, is_other: Q, at: str, own: str) -> QuerySet[Any, Any]:
    """Put together what is asked of rows that she may see: `at` leads to the session, `own` to her place in it."""
    there = Sessiedeelnemer.objects.filter(
        Q(seen_at__gt=MOMENT - AWAY) | Q(is_on_paper=True), is_other, sessie=sessie, joined_at__isnull=False,
        left_at__isnull=True,
    )  # fmt: skip
    others = there.order_by().values("sessie").annotate(total=Count("pk")).values("total")
    is_inside = Q(**{f"{own}joined_at__isnull": False, f"{own}left_at__isnull": True})
    return rows.values_list(
        f"{at}revision", Coalesce(Subquery(others), 0), f"{at}status", f"{at}bijeenkomst__kring__closed_at",
        f"{at}tempo", f"{own}pk", f"{own}seen_at", ExpressionWrapper(is_inside, BooleanField()), f"{at}leader",
        f"{at}leader__seen_at", f"{at}leader__left_at",
    )  # fmt: skip
