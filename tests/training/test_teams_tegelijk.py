"""Two who divide the same editie at the same moment: the teams are made once, and nobody sits in two of them."""

import pytest

from community.actions.errors import ActionError
from community.models import KringKind, Lidmaatschap
from tests.community.agenda.test_at_once import all_at_once
from tests.factories.moments import NOW
from tests.training.teamwork import a_start, choices
from training.actions.deelnemers import stop_deelnemer
from training.actions.teamindeling import propose_division, publish_teams
from training.actions.teams import change_teams
from training.models import Team

pytestmark = pytest.mark.django_db(transaction=True)


def test_teams_are_made_known_once() -> None:
    editie, coordinator, trainer, _rest = a_start(10)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    errors = all_at_once(*(
        lambda who=who: publish_teams(actor=who, editie=editie, version=row.version, now=NOW)  # type: ignore[misc]  # bound now
        for who in (coordinator, trainer, coordinator)
    ))  # fmt: skip
    assert (len(errors), Team.objects.count()) == (2, 2)
    assert all(isinstance(error, ActionError) for error in errors)
    inside = Lidmaatschap.objects.filter(kring__kind=KringKind.TEAM, by_rol="", until_at__isnull=True)
    assert inside.count() == inside.values("user").distinct().count() == 10


def test_who_moves_and_who_stops_at_once_leaves_everybody_in_one_team_at_most() -> None:
    editie, coordinator, trainer, deelnemers = a_start(10)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    one, two = publish_teams(actor=coordinator, editie=editie, version=row.version, now=NOW)
    stamp = choices(editie)["version"]
    members = Lidmaatschap.objects.filter(kring=one.kring, role="LID").values_list("user_id", flat=True)
    moved = min(map(str, members))
    gone = next(row for row in deelnemers if str(row.user_id) == moved)
    errors = all_at_once(
        lambda: change_teams(actor=coordinator, editie=editie, stamp=stamp, placing={moved: 2}, captains={}, now=NOW),
        lambda: change_teams(actor=trainer, editie=editie, stamp=stamp, placing={moved: 2}, captains={}, now=NOW),
        lambda: stop_deelnemer(actor=gone.user, deelnemer=gone, reason="", now=NOW),
    )
    assert all(isinstance(error, ActionError) for error in errors)
    places = Lidmaatschap.objects.filter(kring__in=[one.kring_id, two.kring_id], user=gone.user, until_at__isnull=True)
    assert places.count() == 0
