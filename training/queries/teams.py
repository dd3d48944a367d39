"""Reading teams: all of an editie, the page of one with what its captain needs, and what duties and mail ask."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from community.access.datumprikker import own_datumprikkers
from community.access.kringen import Standing, active_lidmaatschappen
from community.models import (
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    Datumprikker,
    DatumprikkerStatus,
    Deelname,
    KringRol,
    Lidmaatschap,
    Rol,
    User,
)
from community.queries.vergadering import ShownActie, acties_of_kring, shown
from community.workdays import local_date
from training.access.teams import may_see_progress
from training.models import Editiedeel, Inzending, InzendingStatus, OnderdeelKind, Team

MOST_ACTIES = 20


@dataclass(frozen=True)
class TeamLine:
    """A team in the list of an editie."""

    team: Team
    captain: str
    members: list[str]
    is_own: bool


@dataclass(frozen=True)
class Lid:
    """Somebody in a team. `word` says what she is in it, empty for a participant."""

    user: User
    word: str


@dataclass(frozen=True)
class Talk:
    """A planned talk of a team."""

    bijeenkomst: Bijeenkomst
    with_trainers: bool


@dataclass(frozen=True)
class Tussentijd:
    """A tussentijd as a team sees it: which talks belong to it, and who is ready (empty for who may not see that)."""

    deel: Editiedeel
    talks: list[Talk]
    missing: tuple[str, ...]
    has_begun: bool
    ready: list[str] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Its code in addresses."""
        return self.deel.onderdeel.code.lower()


@dataclass(frozen=True)
class TeamPage:
    """What one person sees of her team."""

    team: Team
    standing: Standing
    members: list[Lid]
    trainers: list[User]
    coming: list[Bijeenkomst]
    past: list[Bijeenkomst]
    prikkers: list[Datumprikker]
    acties: list[ShownActie]
    tussentijden: list[Tussentijd]
    sees_progress: bool
    people: int

    @property
    def captain(self) -> str:
        """The name of its captain; empty while there is none."""
        found = [row.user.naam for row in self.members if row.word == "Teamcaptain"]
        return found[0] if found else ""


def team_lines(rows: QuerySet[Team], user: User, now: datetime) -> list[TeamLine]:
    """Return teams with their people; two queries for any number."""
    teams = list(rows.order_by("number"))
    inside = _inside([team.kring_id for team in teams], now)
    return [
        TeamLine(
            team=team,
            captain=next((row.user.naam for row in inside[team.kring_id] if row.role == KringRol.TREKKER), ""),
            members=[row.user.naam for row in inside[team.kring_id] if not row.by_rol],
            is_own=any(row.user_id == user.pk for row in inside[team.kring_id]),
        )
        for team in teams
    ]  # fmt: skip


def team_page(team: Team, standing: Standing, user: User, now: datetime) -> TeamPage:
    """Return the page of a team for one of its people. At most 9 queries."""
    rows = _inside([team.kring_id], now)[team.kring_id]
    meetings = list(_meetings([team.kring_id]).order_by("starts_at", "pk"))
    members = [row for row in rows if not row.by_rol or row.role == KringRol.TREKKER]
    sees_progress = may_see_progress(standing)
    prikkers = own_datumprikkers(user, now).filter(kring=team.kring_id, status=DatumprikkerStatus.OPEN)
    acties = acties_of_kring(team.kring, "", user, now, is_closed=False)[:MOST_ACTIES]
    return TeamPage(
        team=team,
        standing=standing,
        members=[Lid(row.user, "Teamcaptain" if row.role == KringRol.TREKKER else "") for row in members],
        trainers=[row.user for row in rows if row.by_rol],
        coming=[row for row in meetings if row.ends_at > now],
        past=[row for row in reversed(meetings) if row.ends_at <= now],
        prikkers=list(prikkers.order_by("answer_until", "pk")),
        acties=shown(acties, user, now),
        tussentijden=_tussentijden(team, rows, meetings, now, sees_progress=sees_progress),
        sees_progress=sees_progress,
        people=sum(not row.by_rol for row in rows),
    )


def _tussentijden(
    team: Team,
    rows: Sequence[Lidmaatschap],
    meetings: Sequence[Bijeenkomst],
    now: datetime,
    *,
    sees_progress: bool,
) -> list[Tussentijd]:
    delen = _delen([team.editie_id])
    talks = talks_of(meetings, {row.user_id for row in rows if row.by_rol})
    captain_is_trainer = any(row.role == KringRol.TREKKER and row.by_rol for row in rows)
    done: set[tuple[uuid.UUID, uuid.UUID]] = set()
    if sees_progress:
        handed_in = Inzending.objects.filter(editiedeel__in=delen).exclude(status=InzendingStatus.BEZIG)
        done = set(handed_in.values_list("editiedeel_id", "deelnemer__user_id"))
    people = [row.user for row in rows if not row.by_rol] if sees_progress else []
    found = []
    for at, deel in enumerate(delen):
        own = _within(talks, delen, at)
        missing = missing_talks(deel, own, captain_is_trainer=captain_is_trainer)
        found.append(
            Tussentijd(
                deel=deel,
                talks=own,
                missing=() if _is_over(delen, at, now) else missing,
                has_begun=deel.from_date is not None and deel.from_date <= local_date(now),
                ready=[user.naam for user in people if (deel.pk, user.pk) in done],
                busy=[user.naam for user in people if (deel.pk, user.pk) not in done],
            )
        )
    return found


def talks_of(meetings: Iterable[Bijeenkomst], trainer_ids: Iterable[uuid.UUID]) -> list[Talk]:
    """Return these meetings as talks; one in which a trainer was asked is with the trainers. One query."""
    rows = list(meetings)
    places = Deelname.objects.filter(bijeenkomst__in=rows, user__in=list(trainer_ids))
    with_trainers = set(places.values_list("bijeenkomst_id", flat=True)) if rows else set()
    return [Talk(row, row.pk in with_trainers) for row in rows if row.status == BijeenkomstStatus.GEPLAND]


def missing_talks(deel: Editiedeel, talks: Sequence[Talk], *, captain_is_trainer: bool) -> tuple[str, ...]:
    """Return which talks of a tussentijd are still to be planned: 'EIGEN', 'TRAINERS'.

    In a team that a trainer leads no talk is without trainers; there only the number counts.
    """
    onderdeel = deel.onderdeel
    asked = [word for word, is_asked in (("EIGEN", onderdeel.has_own_teamgesprek),
                                         ("TRAINERS", onderdeel.has_trainer_teamgesprek)) if is_asked]  # fmt: skip
    if captain_is_trainer:
        return tuple(asked[len(talks) :])
    planned = {"TRAINERS" if talk.with_trainers else "EIGEN" for talk in talks}
    return tuple(word for word in asked if word not in planned)


def _is_over(delen: Sequence[Editiedeel], at: int, now: datetime) -> bool:
    """Whether the next tussentijd began: talks are not planned for this one any more."""
    return any(deel.from_date and deel.from_date <= local_date(now) for deel in delen[at + 1 :])


def _within(talks: Iterable[Talk], delen: Sequence[Editiedeel], at: int) -> list[Talk]:
    """Return the talks from the first day of a tussentijd until the next one begins."""
    first = delen[at].from_date
    after = next((deel.from_date for deel in delen[at + 1 :] if deel.from_date), None)
    return [
        talk for talk in talks
        if first and first <= (day := local_date(talk.bijeenkomst.starts_at)) and (after is None or day < after)
    ]  # fmt: skip


def _delen(editie_ids: Iterable[uuid.UUID]) -> list[Editiedeel]:
    rows = Editiedeel.objects.filter(editie__in=list(editie_ids), onderdeel__kind=OnderdeelKind.TUSSENTIJD)
    return list(rows.select_related("onderdeel").order_by("onderdeel__position"))


def tussentijd_of(team: Team, code: str) -> Editiedeel | None:
    """Return a tussentijd of the editie of a team by its code; None when there is none."""
    return next((deel for deel in _delen([team.editie_id]) if deel.onderdeel.code.lower() == code.lower()), None)


def _meetings(kring_ids: Iterable[uuid.UUID]) -> QuerySet[Bijeenkomst]:
    rows = Bijeenkomst.objects.filter(kring__in=list(kring_ids), kind=BijeenkomstKind.TEAMGESPREK)
    return rows.exclude(status=BijeenkomstStatus.CONCEPT)


def _inside(kring_ids: Iterable[uuid.UUID], now: datetime) -> Mapping[uuid.UUID, list[Lidmaatschap]]:
    """Return who is in these Kringen now, by name; one query."""
    rows = active_lidmaatschappen(now).filter(kring__in=list(kring_ids)).select_related("user")
    found: dict[uuid.UUID, list[Lidmaatschap]] = defaultdict(list)
    for row in rows.order_by("user__sort_key", "pk"):
        found[row.kring_id].append(row)
    return found


def guides_of(team: Team, now: datetime) -> list[User]:
    """Return the trainers who guide a team, its captain excepted."""
    rows = active_lidmaatschappen(now).filter(kring=team.kring_id, role=KringRol.BEGELEIDER, by_rol=Rol.TRAINER)
    return [row.user for row in rows.select_related("user")]


def paths_of_team_kringen(kring_ids: Sequence[Any]) -> dict[Any, str]:
    """Return the page of the team of each of these Kringen; one query."""
    rows = Team.objects.filter(kring__in=kring_ids).values_list("kring_id", "editie__slug", "number")
    return {kring_id: reverse("editie-team", args=[slug, number]) for kring_id, slug, number in rows}
