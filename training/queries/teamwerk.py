"""Who of a team is ready with a tussentijd: for its captain, names and ready or not."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from community.access.kringen import active_lidmaatschappen
from training.access.tussentijden import HANDED_IN, working_deelnemers
from training.models import Editiedeel, Inzending, Team


@dataclass(frozen=True)
class ReadyLine:
    """A member of a team as its captain sees her: a name, and ready or not."""

    name: str
    is_ready: bool


@dataclass(frozen=True)
class TeamReady:
    """A team with who is ready."""

    team: Team
    lines: list[ReadyLine]

    @property
    def ready(self) -> int:
        """How many are ready."""
        return sum(line.is_ready for line in self.lines)


def team_ready(teams: Sequence[Team], deel: Editiedeel, now: datetime) -> list[TeamReady]:
    """Return per team who is ready with a tussentijd; one query for any number of people, none without a team."""
    found = people_of_teams(teams, [deel.pk], now)
    return [
        TeamReady(team, [ReadyLine(row.user.naam, deel.pk in row.ready) for row in found[team.pk]]) for team in teams
    ]


def teams_ready_by_id(
    pairs: Sequence[tuple[uuid.UUID, uuid.UUID]], now: datetime
) -> dict[tuple[uuid.UUID, uuid.UUID], tuple[int, int]]:
    """Return of these (team id, part id) how many are ready, and of how many; two queries for any number."""
    teams = list(Team.objects.filter(pk__in={team_id for team_id, _deel in pairs}))
    people = people_of_teams(teams, {deel_id for _team, deel_id in pairs}, now)
    return {
        (team_id, deel_id): (sum(deel_id in row.ready for row in people[team_id]), len(people[team_id]))
        for team_id, deel_id in pairs if team_id in people
    }  # fmt: skip


def people_of_teams(teams: Sequence[Team], deel_ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, list[Any]]:
    """Return by team the participants in it, by name; a trainer who is captain is none of them. One query.

    Each carries as `ready` the ids of those among these parts that she handed in.
    """
    if not teams:
        return {}
    by_kring = {team.kring_id: team.pk for team in teams}
    places = active_lidmaatschappen(now).filter(user=OuterRef("user"), kring__in=by_kring)
    places = places.filter(kring__team__editie=OuterRef("editie"))
    done = Inzending.objects.filter(deelnemer=OuterRef("pk"), editiedeel__in=list(deel_ids), status__in=HANDED_IN)
    rows = working_deelnemers(now).filter(editie__in={team.editie_id for team in teams}).annotate(
        team_kring=Subquery(places.values("kring")[:1]), ready=ArraySubquery(done.values("editiedeel"))
    )  # fmt: skip
    found: dict[uuid.UUID, list[Any]] = {team.pk: [] for team in teams}
    row: Any
    for row in rows.filter(team_kring__isnull=False).order_by("user__sort_key", "pk"):
        found[by_kring[row.team_kring]].append(row)
    return found
