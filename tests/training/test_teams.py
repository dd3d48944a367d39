"""Teams that are known: people moved, other captains, who stops and who comes later, who opens what."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Bericht, Kring, KringRol, Lidmaatschap, Roltoekenning, Taak, User
from community.workdays import local_date
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.training.teamwork import a_start, browser, choices, inside, known, plan_url, post, url
from training.actions.deelnemers import stop_deelnemer
from training.actions.teamindeling import propose_division, sizes_for
from training.actions.teams import change_teams, follow_trainers
from training.models import Deelnemer, Team
from training.reminders import teams as reminders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def test_moving_somebody_between_known_teams_tells_only_who_is_touched() -> None:
    editie, coordinator, _trainer, (one, two) = known(10)
    (captain_1,), (captain_2,) = inside(one, "TREKKER"), inside(two, "TREKKER")
    moved = min(inside(one, "LID"), key=str)
    Bericht.objects.all().delete()
    stamp = choices(editie)["version"]
    change_teams(actor=coordinator, editie=editie, stamp=stamp, placing={str(moved): 2}, captains={}, now=NOW)
    assert (moved in inside(one, "LID"), moved in inside(two, "LID")) == (False, True)
    told = set(Bericht.objects.values_list("kind", "recipient", "object_id"))
    assert told == {("N36", moved, two.pk), ("N185", captain_1, one.pk), ("N185", captain_2, two.pk)}
    with pytest.raises(StaleSaveError):
        change_teams(actor=coordinator, editie=editie, stamp=stamp, placing={str(moved): 1}, captains={}, now=NOW)


def test_another_captain_is_told_to_that_team_alone() -> None:
    editie, coordinator, trainer, (one, two) = known(10)
    (before,) = inside(one, "TREKKER")
    after = min(inside(one, "LID"), key=str)
    Bericht.objects.all().delete()
    answer = post(coordinator, plan_url(editie), **choices(editie, captain_1=str(after)))
    assert answer.status_code == 302
    assert (inside(one, "TREKKER"), before in inside(one, "LID")) == ({after}, True)
    assert set(Bericht.objects.values_list("kind", "object_id")) == {("N185", one.pk)}
    assert Bericht.objects.count() == 5
    post(coordinator, plan_url(editie), **choices(editie, captain_2=str(trainer.pk)))
    assert inside(two, "TREKKER") == {trainer.pk}
    post(coordinator, plan_url(editie), **choices(editie, captain_2=str(min(inside(two, "LID"), key=str))))
    assert inside(two, "BEGELEIDER") == {trainer.pk}


def test_a_team_that_nobody_is_left_in_ends_and_a_new_one_begins() -> None:
    editie, coordinator, _trainer, (one, two) = known(10)
    members = sorted(map(str, inside(one, "LID") | inside(one, "TREKKER")))
    change_teams(actor=coordinator, editie=editie, stamp=choices(editie)["version"],
                 placing=dict.fromkeys(members, 3), captains={}, now=NOW)  # fmt: skip
    assert [team.number for team in Team.objects.order_by("number")] == [2, 3]
    assert Kring.objects.get(pk=one.kring_id).closed_at == NOW
    assert inside(Team.objects.get(number=3), "TREKKER") == {User.objects.get(pk=min(
        members, key=lambda id_: (User.objects.get(pk=id_).sort_key, id_))).pk}  # fmt: skip
    assert inside(one, "BEGELEIDER") == set()
    assert len(inside(two, "LID")) == 4


def test_who_stops_is_out_of_her_team_and_a_team_without_captain_asks_for_one() -> None:
    editie, coordinator, trainer, (one, _two) = known(10)
    (captain,) = inside(one, "TREKKER")
    own = Deelnemer.objects.get(user=captain)
    stop_deelnemer(actor=own.user, deelnemer=own, reason="", now=NOW)
    assert inside(one, "TREKKER") == set()
    reminders.plan(NOW)
    taak = Taak.objects.get(kind="TEAMS_NAKIJKEN")
    assert taak.user == trainer
    assert "captain" in reminders.words_teams([taak], NOW)[taak.pk].why
    page = browser(coordinator).get(plan_url(editie)).content.decode()
    assert "Dit team heeft nog geen teamcaptain" in page
    answer = post(coordinator, plan_url(editie), **choices(editie))
    assert "Kies voor team 1 een teamcaptain" in answer.content.decode()
    chosen = str(min(inside(one, "LID"), key=str))
    assert post(coordinator, plan_url(editie), **choices(editie, captain_1=chosen)).status_code == 302
    assert reminders.is_done_teams([taak], NOW) == [taak.pk]


def test_who_is_admitted_later_is_placed_and_told() -> None:
    editie, coordinator, _trainer, (one, _two) = known(8)
    late = a_deelnemer(editie)
    reminders.plan(NOW)
    taak = Taak.objects.get(kind="TEAMS_NAKIJKEN")
    assert "nog niet in een team" in reminders.words_teams([taak], NOW)[taak.pk].why
    page = browser(coordinator).get(plan_url(editie)).content.decode()
    assert "Nog geen team" in page
    post(coordinator, plan_url(editie), **choices(editie, **{f"plek_{late.user_id}": "1"}))
    assert late.user_id in inside(one, "LID")
    assert Bericht.objects.filter(kind="N36", recipient=late.user).count() == 1


def test_a_trainer_who_is_replaced_the_day_before_leaves_the_teams() -> None:
    editie, _coordinator, trainer, (one, two) = known(8)
    Lidmaatschap.objects.filter(kring=editie.kring, user=trainer).update(until_at=NOW)
    new = a_trainer(editie)
    follow_trainers(editie, NOW)
    assert [inside(team, KringRol.BEGELEIDER) for team in (one, two)] == [{new.pk}, {new.pk}]
    assert browser(trainer).get(url(editie, "1/")).status_code == 404


def test_a_trainer_without_the_role_opens_no_team() -> None:
    editie, _coordinator, trainer, _teams = known(8)
    assert browser(trainer).get(url(editie, "1/")).status_code == 200
    Roltoekenning.objects.filter(user=trainer).update(until_date=local_date(NOW) - timedelta(days=1))
    assert browser(trainer).get(url(editie, "1/")).status_code == 404


def test_who_opens_what() -> None:
    editie, coordinator, trainer, (one, two) = known(8)
    other = an_editie(name="Najaar 2027")
    captain = User.objects.get(pk=next(iter(inside(one, "TREKKER"))))
    member = User.objects.get(pk=min(inside(one, "LID"), key=str))
    elsewhere = User.objects.get(pk=min(inside(two, "LID"), key=str))
    people = [captain, member, elsewhere, trainer, coordinator, UserFactory(), with_second_factor(a_trainer(other)),
              a_deelnemer(other).user]  # fmt: skip
    expected = {
        plan_url(editie): [404, 404, 404, 200, 200, 404, 404, 404],
        url(editie): [200, 200, 200, 200, 404, 404, 404, 404],
        url(editie, "1/"): [200, 200, 404, 200, 404, 404, 404, 404],
        url(editie, "1/gesprek/a/"): [200, 404, 404, 404, 404, 404, 404, 404],
        url(editie, "1/gesprek/d/"): [404] * 8,
        url(editie, "99999999999/"): [404] * 8,
    }
    found = {page: [browser(user).get(page).status_code for user in people] for page in expected}
    assert found == expected


@pytest.mark.parametrize("number", [4, 30])
def test_dividing_costs_the_same_for_few_and_for_many(number: int, django_assert_num_queries: Any) -> None:
    editie, coordinator, _trainer, teams = known(number)
    client = browser(coordinator)
    client.get(plan_url(editie))
    with django_assert_num_queries(12):
        client.get(plan_url(editie))
    captain = browser(User.objects.get(pk=next(iter(inside(teams[0], "TREKKER")))))
    for page, cost in ((url(editie), 8), (url(editie, "1/"), 13)):
        captain.get(page)
        with django_assert_num_queries(cost):
            captain.get(page)


def test_sizes_for_odd_numbers() -> None:
    assert {number: sizes_for(number).least for number in (4, 5, 6, 7, 8, 11, 12, 13)} == {
        4: 4, 5: 4, 6: 4, 7: 3, 8: 4, 11: 4, 12: 4, 13: 4
    }  # fmt: skip


def test_without_participants_there_is_nothing_to_divide() -> None:
    editie, coordinator, _trainer, _rest = a_start(1)
    Deelnemer.objects.update(stopped_at=NOW)
    with pytest.raises(ActionError):
        propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    assert "doet nog niemand mee" in browser(coordinator).get(plan_url(editie)).content.decode()
