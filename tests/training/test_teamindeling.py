"""Dividing an editie in teams: a proposal, moved by hand, made known."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from community.actions.errors import StaleSaveError
from community.confidential import confidential
from community.models import Bericht, Lidmaatschap
from community.workdays import local_date
from tests.factories import DienstverbandFactory, OrganisatieFactory
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer
from tests.training.teamwork import a_start, browser, choices, inside, known, plan_url, post
from training.actions.deelnemers import stop_deelnemer
from training.actions.teamindeling import PeopleChangedError, propose_division, publish_teams, save_division
from training.models import Team, Teamvoorstel
from training.queries.teamindeling import mensen_of
from training.reminders import teams as reminders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 18, 24, 30])
def test_everybody_is_in_one_team_of_four_to_six_with_one_captain(number: int) -> None:
    editie, coordinator, _trainer, deelnemers = a_start(number)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    teams = row.division["teams"]
    assert sorted(id_ for team in teams for id_ in team["members"]) == sorted(str(d.user_id) for d in deelnemers)
    assert all(team["captain"] in team["members"] for team in teams)
    sizes = sorted(len(team["members"]) for team in teams)
    if number < 4:
        assert sizes == [number]
    elif number == 7:
        assert sizes == [3, 4]
    else:
        assert all(4 <= size <= 6 for size in sizes)


def test_colleagues_are_spread_over_the_teams() -> None:
    editie, coordinator, _trainer, _rest = a_start(10, 5)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    people = mensen_of(editie, NOW).people
    for team in row.division["teams"]:
        assert len({people[id_].organisatie_id for id_ in team["members"]}) == len(team["members"])


def test_who_was_moved_by_hand_stays_there_in_another_proposal() -> None:
    editie, coordinator, _trainer, _rest = a_start(10)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    first, second = (team["members"] for team in row.division["teams"])
    row = save_division(actor=coordinator, editie=editie, version=row.version,
                        placing={first[0]: 2, second[0]: 1}, captains={}, now=NOW)  # fmt: skip
    for _ in range(3):
        row = propose_division(actor=coordinator, editie=editie, version=row.version, now=NOW)
        teams = [team["members"] for team in row.division["teams"]]
        assert (second[0] in teams[0], first[0] in teams[1]) == (True, True)


def test_making_known_makes_the_kringen_and_tells_who_takes_part() -> None:
    editie, _coordinator, trainer, teams = known(10)
    assert [team.number for team in teams] == [1, 2]
    for team in teams:
        assert len(inside(team, "TREKKER")) == 1
        assert inside(team, "BEGELEIDER") == {trainer.pk}
        assert (team.kring.kind, team.kring.name) == ("TEAM", f"Team {team.number} van {editie.name}")
    assert Bericht.objects.filter(kind="N36").count() == 10
    assert not Teamvoorstel.objects.exists()


def test_a_trainer_may_be_captain_and_hears_it() -> None:
    editie, coordinator, trainer, _rest = a_start(8)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    row = save_division(actor=trainer, editie=editie, version=row.version, placing={}, captains={1: str(trainer.pk)},
                        now=NOW)  # fmt: skip
    one, two = publish_teams(actor=coordinator, editie=editie, version=row.version, now=NOW)
    assert (inside(one, "TREKKER"), inside(two, "BEGELEIDER")) == ({trainer.pk}, {trainer.pk})
    place = Lidmaatschap.objects.get(kring=one.kring, user=trainer)
    assert place.by_rol == "TRAINER"
    told = Bericht.objects.filter(kind="N36", recipient=trainer)
    assert [row.object_id for row in told] == [one.pk]
    (inhoud,) = reminders.load_team(list(told), NOW).values()
    assert inhoud.context["is_captain"] is True


def test_who_came_stopped_or_changed_employer_since_is_named_before_it_is_known() -> None:
    editie, coordinator, _trainer, deelnemers = a_start(10)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    gone, moved = deelnemers[0], deelnemers[1]
    stop_deelnemer(actor=gone.user, deelnemer=gone, reason="", now=NOW)
    elsewhere = OrganisatieFactory(name="Waterschap Oost")
    moved.user.dienstverbanden.update(until_date=local_date(NOW) - timedelta(days=1))
    DienstverbandFactory(user=moved.user, organisatie=elsewhere, from_date=local_date(NOW))
    new = a_deelnemer(editie)
    with pytest.raises(PeopleChangedError) as caught:
        publish_teams(actor=coordinator, editie=editie, version=row.version, now=NOW)
    assert sorted(caught.value.changes) == sorted([
        f"{gone.user.naam} doet niet meer mee.", f"{new.user.naam} doet nu ook mee.",
        f"{moved.user.naam} werkt nu bij Waterschap Oost.",
    ])  # fmt: skip
    row.refresh_from_db()
    seated = [id_ for team in row.division["teams"] for id_ in team["members"]]
    assert (str(new.user_id) in seated, str(gone.user_id) in seated, Team.objects.count()) == (True, False, 0)
    captains = {at: team["members"][0] for at, team in enumerate(row.division["teams"], 1)}
    row = save_division(actor=coordinator, editie=editie, version=row.version, placing={}, captains=captains, now=NOW)
    assert len(publish_teams(actor=coordinator, editie=editie, version=row.version, now=NOW)) == 2


def test_two_coordinatoren_at_once_one_is_told() -> None:
    editie, coordinator, trainer, _rest = a_start(8)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    one = row.division["teams"][0]["members"][0]
    save_division(actor=trainer, editie=editie, version=row.version, placing={one: 2}, captains={}, now=NOW)
    with pytest.raises(StaleSaveError):
        save_division(actor=coordinator, editie=editie, version=row.version, placing={}, captains={}, now=NOW)
    with pytest.raises(StaleSaveError):
        propose_division(actor=coordinator, editie=editie, version=row.version, now=NOW)
    with pytest.raises(StaleSaveError):
        publish_teams(actor=coordinator, editie=editie, version=row.version, now=NOW)
    data = {**choices(editie), "version": str(row.version)}
    page = post(coordinator, plan_url(editie), **data).content.decode()
    assert "net veranderd" in page
    answer = post(coordinator, plan_url(editie), **{**data, "version": str(row.version + 1)})
    assert answer.status_code == 302


def test_the_whole_way_by_hand_without_a_script() -> None:
    editie, coordinator, trainer, _rest = a_start(9)
    assert post(coordinator, plan_url(editie, "voorstel/"), version="0").status_code == 302
    row = Teamvoorstel.objects.get()
    one = row.division["teams"][0]["members"][0]
    answer = post(trainer, plan_url(editie), **choices(editie, **{f"plek_{one}": "2", "captain_2": one}))
    assert (answer.status_code, answer.url) == (302, plan_url(editie))
    row.refresh_from_db()
    assert (one in row.division["teams"][1]["members"], row.division["teams"][1]["captain"]) == (True, one)
    page = browser(coordinator).get(plan_url(editie)).content.decode()
    assert "door jullie gekozen" in page
    captains = {f"captain_{at}": team["members"][0] for at, team in enumerate(row.division["teams"], 1)}
    post(coordinator, plan_url(editie), **choices(editie, **captains))
    row.refresh_from_db()
    assert post(coordinator, plan_url(editie, "bekendmaken/"), version=str(row.version)).status_code == 302
    assert Team.objects.count() == 2
    assert "De teams zijn bekend" in browser(coordinator).get(plan_url(editie)).content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version": ""}, "Deze pagina is te oud"),
        ({"captain_1": "zomaar"}, "Kies een van de mogelijkheden"),
        ({"captain_1": str(uuid4())}, "Kies een van de mogelijkheden"),
        ({"version": "999"}, "net veranderd"),
        ({"version": "-1"}, "net veranderd"),
        ({"version": "9" * 60}, "net veranderd"),
    ],
)
def test_what_cannot_be_is_said_in_words(changed: dict[str, str], words: str) -> None:
    editie, coordinator, _trainer, _rest = a_start(8)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    answer = post(coordinator, plan_url(editie), **{**choices(editie), **changed})
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert Teamvoorstel.objects.get().version == row.version


def test_a_captain_of_another_team_is_refused_and_a_place_that_is_none() -> None:
    editie, coordinator, _trainer, _rest = a_start(8)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    first, second = (team["members"] for team in row.division["teams"])
    page = post(coordinator, plan_url(editie), **choices(editie, captain_1=second[0])).content.decode()
    assert "zit niet in team 1" in page
    page = post(coordinator, plan_url(editie), **choices(editie, **{f"plek_{first[0]}": "9"})).content.decode()
    assert "Kies een van de mogelijkheden" in page


def test_beginning_anew_lets_go_of_who_was_put_somewhere_by_hand() -> None:
    editie, coordinator, _trainer, _rest = a_start(10)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    first = row.division["teams"][0]["members"][0]
    row = save_division(actor=coordinator, editie=editie, version=row.version, placing={first: 2}, captains={}, now=NOW)
    assert "Begin helemaal opnieuw" in browser(coordinator).get(plan_url(editie)).content.decode()
    post(coordinator, plan_url(editie, "voorstel/"), version=str(row.version), opnieuw="1")
    row.refresh_from_db()
    assert [team["locked"] for team in row.division["teams"]] == [[], []]


@pytest.mark.parametrize("version", ["9" * 5000, "9999999999", "-1", "\x00", "twee", "²"])
def test_a_version_that_is_none_is_an_old_one(version: str) -> None:
    editie, coordinator, _trainer, _people = a_start()
    propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    for page in ("voorstel/", "bekendmaken/"):
        answer = post(coordinator, plan_url(editie, page), version=version)
        assert (answer.status_code, answer.url) == (302, plan_url(editie))
    assert (Teamvoorstel.objects.get().seed, Team.objects.count()) == (1, 0)
