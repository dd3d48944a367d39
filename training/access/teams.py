"""Who divides an editie in teams, and who opens the page of a team.

The coördinerend hart and the trainers of the editie divide. A team is opened by who is in its Kring: its participants,
its captain and the trainers; all participants know who is in which team.
"""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import NOWHERE, Standing, Visitor, active_lidmaatschappen, standings_of
from community.access.rollen import coordinatoren
from community.models import KringRol, User
from training.access.edities import appointed_trainers, may_enter, may_lead, may_plan_edities
from training.models import Editie, EditieStatus, Team


def divided_edities(user: Visitor, now: datetime) -> QuerySet[Editie]:
    """Return the edities this person may divide in teams, as far as a query tells: the rest says `may_divide`."""
    rows = Editie.objects.filter(status=EditieStatus.GEPUBLICEERD)
    if may_plan_edities(user, now):
        return rows
    return rows.filter(kring__in=[pk for pk, place in standings_of(user, now).items() if place.leads])


def may_divide(user: Visitor, editie: Editie, now: datetime) -> bool:
    """Whether the person divides this editie in teams: the coördinerend hart and its trainers, while it goes on."""
    if editie.status != EditieStatus.GEPUBLICEERD:
        return False
    return may_plan_edities(user, now) or may_lead(user, editie, now)


def known_teams(user: Visitor, editie: Editie, now: datetime) -> QuerySet[Team]:
    """Return the teams of an editie for who is in it and agreed: she knows who is in which team."""
    rows = Team.objects.filter(editie=editie).select_related("kring")
    return rows if may_enter(user, editie, now) else rows.none()


def place_in_team(user: Visitor, team: Team, now: datetime) -> Standing:
    """Return where this person stands in the Kring of a team; nowhere for who is not in its editie (any more)."""
    if not may_enter(user, team.editie, now):
        return NOWHERE
    return standings_of(user, now).get(team.kring_id, NOWHERE)


def may_see_progress(standing: Standing) -> bool:
    """Whether the person sees who of the team is ready: its captain, and the trainers."""
    return standing.may_read and standing.role in (KringRol.TREKKER, KringRol.BEGELEIDER)


def team_keepers(editie: Editie, now: datetime) -> list[User]:
    """Return who is asked to look at the teams: its trainers who hold that role, else the coördinerend hart."""
    leading = active_lidmaatschappen(now).filter(pk__in=appointed_trainers(editie).values("pk"))
    found = [row.user for row in leading.select_related("user").order_by("user__sort_key", "pk")]
    return found or coordinatoren(now)
