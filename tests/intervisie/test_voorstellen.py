"""Proposals for a round: made by the worker, shown as cards, changed by hand, never overwritten."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.actions import werkgang
from community.actions.errors import ActionError
from community.actions.werk import stop_werk
from community.actions.werkgang import work_off
from community.models import Werk, WerkStatus
from intervisie.actions.indelingsvoorstellen import ask_proposal, lock_people, move_person
from intervisie.actions.proefverplaatsingen import ask_costs
from intervisie.models import Indelingsvoorstel, RondeStatus
from intervisie.queries.indelingsvoorstellen import changed_since, group_of
from intervisie.queries.matching_invoer import mensen_van
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.intervisie.voorstelwork import a_closed_round, a_coordinator, browser, post, proposal, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def seats(voorstel: Indelingsvoorstel) -> list[set[str]]:
    """Return who sits together."""
    return [set(row["members"]) for row in voorstel.division["groups"]]


def test_everybody_has_one_place_with_reasons_and_facts() -> None:
    ronde, rows = a_closed_round(12)
    made = proposal(a_coordinator(), ronde)
    assert sorted(id_ for group in seats(made) for id_ in group) == sorted(str(row.user_id) for row in rows)
    assert (made.number, made.change, made.division["unplaced"], made.is_complete) == (1, "", [], True)
    assert set(made.people) == {str(row.user_id) for row in rows}
    for row in made.division["groups"]:
        assert all(made.division["reasons"][id_] for id_ in row["members"])
        assert all(holds for _label, holds in row["ticks"])
        assert row["facts"]["organisaties"] == len(row["members"])
        assert row["contact"] in row["members"]
    assert made.division["groups"][0]["name"].startswith("Groep 1 · ")


def test_the_page_shows_names_figures_rules_and_reasons() -> None:
    ronde, rows = a_closed_round(12)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    answer = browser(coordinator).get(url(made))
    page = answer.content.decode()
    for row in rows:
        assert row.user.naam in page
    assert "Iedereen heeft een groep." in page
    assert "Vaste regels: klopt" in page
    assert page.count("Waarom hier?") == 12
    assert "Nog niemand staat vast." in page
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_who_is_no_coordinator_finds_nothing() -> None:
    ronde, rows = a_closed_round(12)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    person = made.division["groups"][0]["members"][0]
    for user in (rows[0].user, UserFactory()):
        for page in ("", f"verplaatsen/{person}/", "vergelijken/?met=1", "overnemen/"):
            assert browser(user).get(url(made, page)).status_code == 404
        assert post(user, url(made, "vastzetten/")).status_code == 404
        assert post(user, f"/coordinatie/matching/{ronde.code}/indelen/").status_code == 404
        with pytest.raises(DeniedError):
            ask_proposal(actor=user, ronde=ronde, now=NOW)
        with pytest.raises(DeniedError):
            move_person(actor=user, voorstel=made, person=person, to_group=None, now=NOW)
    assert Indelingsvoorstel.objects.count() == 1


@pytest.mark.parametrize("status", [RondeStatus.CONCEPT, RondeStatus.OPEN, RondeStatus.AFGEBLAZEN])
def test_only_a_closed_round_is_divided(status: RondeStatus) -> None:
    ronde, _rows = a_closed_round(6)
    type(ronde).objects.filter(pk=ronde.pk).update(status=status)
    ronde.refresh_from_db()
    with pytest.raises(DeniedError):
        ask_proposal(actor=a_coordinator(), ronde=ronde, now=NOW)


def test_asking_leads_to_the_page_that_shows_how_far_it_is_and_back_to_the_proposal() -> None:
    ronde, _rows = a_closed_round(12)
    coordinator = a_coordinator()
    answer = post(coordinator, f"/coordinatie/matching/{ronde.code}/indelen/")
    werk = Werk.objects.get()
    assert answer.headers["Location"] == f"/mijn/werk/{werk.pk}/"
    assert "Stop en bewaar het beste tot nu toe" in browser(coordinator).get(f"/mijn/werk/{werk.pk}/").content.decode()
    work_off(lambda: NOW, lambda: False)
    werk.refresh_from_db()
    assert (werk.status, werk.options["number"], werk.done_steps) == (WerkStatus.KLAAR, 1, 100)
    page = browser(coordinator).get(f"/mijn/werk/{werk.pk}/").content.decode()
    assert f"/coordinatie/matching/{ronde.code}/voorstellen/1/" in page


def test_another_coordinator_waits_for_the_first(clock: Any) -> None:
    ronde, _rows = a_closed_round(12)
    one, other = a_coordinator(), a_coordinator()
    ask_proposal(actor=one, ronde=ronde, now=NOW)
    with pytest.raises(ActionError, match="laat al een voorstel maken"):
        ask_proposal(actor=other, ronde=ronde, now=NOW)
    assert Werk.objects.count() == 1
    assert one.naam in browser(other).get(f"/coordinatie/matching/{ronde.code}/").content.decode()


def test_stopped_the_best_so_far_is_kept_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    ronde, _rows = a_closed_round(12)
    coordinator = a_coordinator()
    ask_proposal(actor=coordinator, ronde=ronde, now=NOW)
    monkeypatch.setattr("intervisie.actions.indelen.seconds_for", lambda people: 1.0)
    begun = []

    original = werkgang._progress_of

    def watched(werk: Werk, kind: Any) -> Any:
        inner = original(werk, kind)

        def progress(done: int, steps: int) -> bool:
            begun.append(done)
            if done >= 15 and not werk.stop_asked_at:  # before a pool this small is proven
                stop_werk(actor=coordinator, werk=werk, now=NOW)
            return inner(done, steps)

        return progress

    monkeypatch.setattr(werkgang, "_progress_of", watched)
    work_off(lambda: NOW, lambda: False)
    made = Indelingsvoorstel.objects.get()
    assert (made.is_complete, Werk.objects.get().status) == (False, WerkStatus.KLAAR)
    assert begun == sorted(begun)
    assert "Gestopt: dit is het beste tot dan." in browser(coordinator).get(url(made)).content.decode()


def test_moving_somebody_says_the_cost_first_and_makes_the_next_proposal() -> None:
    ronde, _rows = a_closed_round(13)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    sizes = [len(group) for group in seats(made)]
    full = sizes.index(max(sizes))
    person = made.division["groups"][full]["members"][0]
    page = browser(coordinator).get(url(made, f"verplaatsen/{person}/"))
    assert "Kan: " in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    to = 1 - full
    answer = post(coordinator, url(made, f"verplaatsen/{person}/"), naar=str(to + 1))
    assert answer.status_code == 302
    after = Indelingsvoorstel.objects.get(number=2)
    assert (group_of(made, person), group_of(after, person), after.based_on_id) == (full, to, made.pk)
    assert after.change.startswith("Eén persoon verplaatst: van Groep ")
    made.refresh_from_db()
    assert group_of(made, person) == full
    assert after.division["groups"][to]["facts"] != made.division["groups"][to]["facts"]


def test_the_cost_that_was_said_is_the_cost() -> None:
    ronde, _rows = a_closed_round(13)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    sizes = [len(group) for group in seats(made)]
    person = made.division["groups"][sizes.index(max(sizes))]["members"][0]
    cost = next(one for one in ask_costs(actor=coordinator, voorstel=made, person=person, now=NOW).rows
                if one.is_allowed and one.to_group is not None)  # fmt: skip
    after = move_person(actor=coordinator, voorstel=made, person=person, to_group=cost.to_group, now=NOW)
    assert after.quality - made.quality == pytest.approx(cost.quality, abs=1e-6)


def test_what_a_rule_forbids_is_not_done() -> None:
    ronde, _rows = a_closed_round(10)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    person = made.division["groups"][0]["members"][0]
    with pytest.raises(ActionError, match="Dat kan niet: groepsgrootte"):
        move_person(actor=coordinator, voorstel=made, person=person, to_group=1, now=NOW)
    assert Indelingsvoorstel.objects.count() == 1


def test_locked_people_stay_when_it_is_divided_again() -> None:
    ronde, _rows = a_closed_round(18)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    together = made.division["groups"][0]["members"][:3]
    locked = lock_people(actor=coordinator, voorstel=made, groups={0, 1, 2}, people=set(together), now=NOW)
    assert (locked.number, locked.change, locked.division) == (2, "3 mensen vastgezet", made.division)
    again = proposal(coordinator, ronde, based_on=locked, is_anew=True)
    assert group_of(again, together[0]) == group_of(again, together[1]) == group_of(again, together[2])
    assert {id_ for lock in again.locks for id_ in lock["members"]} == set(together)
    assert again.based_on_id == locked.pk
    with pytest.raises(ActionError, match="niets veranderd"):
        lock_people(actor=coordinator, voorstel=again, groups=set(), people=set(), now=NOW)


def test_locks_of_groups_that_were_not_shown_stay() -> None:
    ronde, _rows = a_closed_round(12)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    one, two = made.division["groups"][0]["members"][0], made.division["groups"][1]["members"][0]
    first = lock_people(actor=coordinator, voorstel=made, groups={0}, people={one, two}, now=NOW)
    assert {id_ for lock in first.locks for id_ in lock["members"]} == {one}
    second = lock_people(actor=coordinator, voorstel=first, groups={1}, people={two}, now=NOW)
    assert {id_ for lock in second.locks for id_ in lock["members"]} == {one, two}
    third = lock_people(actor=coordinator, voorstel=second, groups={0}, people=set(), now=NOW)
    assert third.change == "1 persoon losgemaakt"


def test_a_change_is_named_and_mending_moves_few() -> None:
    ronde, rows = a_closed_round(18)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    gone = rows[0]
    type(gone).objects.filter(pk=gone.pk).update(withdrawn_at=NOW)
    mensen = mensen_van(ronde, NOW)
    assert changed_since(made, mensen) == [f"{gone.user.naam} doet niet meer mee."]
    page = browser(coordinator).get(url(made)).content.decode()
    assert f"{gone.user.naam} doet niet meer mee." in page
    with pytest.raises(ActionError, match="Werk het eerst bij"):
        move_person(actor=coordinator, voorstel=made, person=str(rows[1].user_id), to_group=None, now=NOW)
    after = proposal(coordinator, ronde, based_on=made)
    assert changed_since(after, mensen) == []
    assert after.change.startswith("Bijgewerkt: ")
    stayed = sum(bool(before & now_) and len(before & now_) for before in seats(made) for now_ in seats(after)
                 if before & now_ == max((before & other for other in seats(after)), key=len))  # fmt: skip
    assert stayed >= 14


def test_two_proposals_side_by_side() -> None:
    ronde, _rows = a_closed_round(13)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    sizes = [len(group) for group in seats(made)]
    person = made.division["groups"][sizes.index(max(sizes))]["members"][0]
    move_person(actor=coordinator, voorstel=made, person=person, to_group=sizes.index(min(sizes)), now=NOW)
    page = browser(coordinator).get(url(made, "vergelijken/?met=2")).content.decode()
    assert page.count('<th scope="row">') == 5
    for odd in ("met=1", "met=x", "met=99", "met=", "met=0", "met=99999"):
        assert browser(coordinator).get(url(made, f"vergelijken/?{odd}")).status_code == 302


@pytest.mark.parametrize(("people", "queries"), [(6, 13), (30, 13)])
def test_as_many_queries_for_many_as_for_one(people: int, queries: int) -> None:
    ronde, _rows = a_closed_round(people, employers=people)
    coordinator = a_coordinator()
    made = proposal(coordinator, ronde)
    client = browser(coordinator)
    client.get(url(made))
    with CaptureQueriesContext(connection) as found:
        assert client.get(url(made)).status_code == 200
    assert len(found) == queries
