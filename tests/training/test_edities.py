"""Who knows of an editie, what she sees of it, and where she stands in it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.models import Deelname, DeelnameStatus, Rol, User
from community.workdays import local_date
from tests.factories import AfsprakenFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import FIRST_DAY, a_deelnemer, a_trainer, an_editie
from training.access.edities import may_enter, may_lead, visible_edities
from training.models import Editie, EditieStatus, Inzending, InzendingStatus
from training.queries.edities import DONE, LATER, MISSED, NOW_ON, OVER, lines_of, own_of

pytestmark = pytest.mark.django_db
PAGES = ("", "intake/", "dagdeel/1/", "dagdeel/3/", "tussentijd/a/", "eindsessie/")


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, four weeks before the first dagdeel."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def get(user: User, path: str) -> Any:
    """Return what this person gets at this address."""
    client = Client()
    client.force_login(user)
    return client.get(path)


def states(editie: Editie, user: User, days: int) -> dict[str, str]:
    """Return where a person stands with each part, so many days after the first dagdeel."""
    delen = list(editie.delen.select_related("onderdeel", "bijeenkomst").order_by("onderdeel__position"))
    now = NOW + timedelta(days=(FIRST_DAY - local_date(NOW)).days + days)
    return {line.codes[0]: line.state for line in lines_of(editie, delen, own_of(editie, user), now)}


def test_who_takes_part_and_who_leads_open_every_part() -> None:
    editie = an_editie()
    people = [a_deelnemer(editie).user, with_second_factor(a_trainer(editie))]
    assert [[get(user, f"/trainingen/{editie.slug}/{page}").status_code for page in PAGES] for user in people] == [
        [200] * 6, [200] * 6,
    ]  # fmt: skip


def test_others_know_that_it_is_there_and_open_no_part() -> None:
    editie, other = an_editie(), an_editie(name="Najaar 2027")
    people = [UserFactory(), a_deelnemer(other).user, with_second_factor(UserFactory(coordinator=True)),
              with_second_factor(a_trainer(other))]  # fmt: skip
    for user in people:
        found = [get(user, f"/trainingen/{editie.slug}/{page}").status_code for page in PAGES]
        assert found == [200, 404, 404, 404, 404, 404]


def test_a_concept_is_known_to_who_plans_it_only() -> None:
    editie = an_editie(concept=True)
    trainer = with_second_factor(a_trainer(editie))
    coordinator = with_second_factor(UserFactory(coordinator=True))
    assert [get(user, f"/trainingen/{editie.slug}/").status_code for user in (UserFactory(), trainer, coordinator)] == [
        404, 404, 200,
    ]  # fmt: skip
    assert get(trainer, f"/trainingen/{editie.slug}/dagdeel/1/").status_code == 404


def test_an_archived_editie_is_known_to_its_people() -> None:
    editie = an_editie(status=EditieStatus.GEARCHIVEERD)
    assert [visible_edities(user, NOW).exists() for user in (a_deelnemer(editie).user, UserFactory())] == [True, False]


def test_before_agreeing_nothing_of_the_parts_is_shown() -> None:
    editie = an_editie()
    AfsprakenFactory(kring=editie.kring)
    user = a_deelnemer(editie).user
    assert "Lees de afspraken" in get(user, f"/trainingen/{editie.slug}/").content.decode()
    answer = get(user, f"/trainingen/{editie.slug}/dagdeel/1/")
    assert (answer.status_code, answer.url) == (302, f"/kringen/{editie.kring_id}/afspraken/")


def test_who_stops_or_is_trainer_no_more_is_out_at_the_next_request() -> None:
    editie = an_editie()
    user, trainer = a_deelnemer(editie).user, a_trainer(editie)
    assert (may_enter(user, editie, NOW), may_lead(trainer, editie, NOW)) == (True, True)
    user.lidmaatschappen.update(until_at=NOW)
    trainer.roltoekenningen.filter(rol=Rol.TRAINER).update(until_date=local_date(NOW) - timedelta(days=1))
    again = User.objects.get(pk=trainer.pk)
    assert (may_enter(user, editie, NOW), may_lead(again, editie, NOW), may_enter(again, editie, NOW)) == (
        False, False, False,
    )  # fmt: skip


def test_a_person_stands_somewhere_on_every_day() -> None:
    editie = an_editie()
    user = a_deelnemer(editie).user
    assert states(editie, user, -29) == {
        "I": LATER, "1": NOW_ON, "A": LATER, "3": LATER, "B": LATER, "4": LATER, "C": LATER, "5": LATER, "D": LATER,
        "E": LATER,
    }  # fmt: skip
    assert (states(editie, user, -20)["I"], states(editie, user, -6)["I"]) == (NOW_ON, MISSED)
    assert (states(editie, user, 2)["1"], states(editie, user, 2)["A"]) == (OVER, NOW_ON)


def test_presence_and_work_make_a_part_done_or_missed() -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie, ready_at=NOW)
    days = {deel.onderdeel.code: deel for deel in editie.delen.select_related("onderdeel")}
    Deelname.objects.create(bijeenkomst=days["1"].bijeenkomst, user=deelnemer.user, status=DeelnameStatus.AFWEZIG)
    Deelname.objects.create(bijeenkomst=days["2"].bijeenkomst, user=deelnemer.user, status=DeelnameStatus.AANWEZIG)
    Deelname.objects.create(bijeenkomst=days["3"].bijeenkomst, user=deelnemer.user, status=DeelnameStatus.AFWEZIG)
    Inzending.objects.create(deelnemer=deelnemer, editiedeel=days["A"], status=InzendingStatus.INGELEVERD,
                             started_at=NOW)  # fmt: skip
    found = states(editie, deelnemer.user, 40)
    assert {code: found[code] for code in "I1A3B"} == {"I": DONE, "1": DONE, "A": DONE, "3": MISSED, "B": NOW_ON}


def test_who_said_before_that_she_would_not_come_missed_it() -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    day = editie.delen.select_related("onderdeel").get(onderdeel__code="3")
    Deelname.objects.create(bijeenkomst=day.bijeenkomst, user=deelnemer.user, status=DeelnameStatus.AFGEMELD)
    assert (states(editie, deelnemer.user, 30)["3"], states(editie, deelnemer.user, 40)["3"]) == (NOW_ON, MISSED)


def test_who_leads_misses_nothing() -> None:
    editie = an_editie()
    found = states(editie, a_trainer(editie), 200)
    assert set(found.values()) == {OVER}


def test_who_leads_reads_where_the_group_is() -> None:
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    assert "De groep is bij dagdeel 1 en 2." in get(trainer, f"/trainingen/{editie.slug}/").content.decode()


def test_the_way_through_stands_on_every_page_of_an_editie() -> None:
    editie = an_editie()
    user = a_deelnemer(editie, ready_at=NOW).user
    with time_machine.travel(NOW + timedelta(days=(FIRST_DAY - local_date(NOW)).days + 40), tick=False):
        for page in ("", "dagdeel/3/", "intake/"):
            answer = get(user, f"/trainingen/{editie.slug}/{page}")
            assert "Je bent bij tussentijd B. Nog 2 dagdelen te gaan." in answer.content.decode()
            assert answer.content.decode().count('<ol class="plain"><li><a href="/trainingen/voorjaar-2027/') == 1


def test_before_admission_there_is_no_way_through() -> None:
    editie = an_editie()
    assert "Je bent bij" not in get(UserFactory(), f"/trainingen/{editie.slug}/").content.decode()


@pytest.mark.parametrize("amount", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie = an_editie()
    for _ in range(amount):
        user = a_deelnemer(editie).user
    client = Client()
    client.force_login(user)
    client.get("/trainingen/")
    with django_assert_num_queries(12):
        client.get(f"/trainingen/{editie.slug}/")
    with django_assert_num_queries(10):
        client.get(f"/trainingen/{editie.slug}/dagdeel/1/")


@pytest.mark.parametrize("amount", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    user = UserFactory()
    for number in range(amount):
        a_deelnemer(an_editie(name=f"Editie {number}"), user)
    client = Client()
    client.force_login(user)
    with django_assert_num_queries(13):
        assert client.get("/trainingen/").content.decode().count("Editie ") == 2 * amount
