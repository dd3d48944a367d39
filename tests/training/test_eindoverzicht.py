"""The end overview: five goals, what one did for each, what one wrote, and the difference; for oneself alone."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from community.confidential import confidential
from community.models import Deelname, DeelnameStatus, User
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.vakmanschap import save_scan, share_scan
from training.models import Deelnemer, Editie, Scanmoment
from training.queries.eindoverzicht import Eindoverzicht, eindoverzicht_of
from training.queries.vakmanschap import sheet_of

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
PATH = "/trainingen/voorjaar-2027/zelfscan/eindoverzicht/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def present(editie: Editie, deelnemer: Deelnemer, *codes: str) -> None:
    """Let a participant have been at these parts."""
    for deel in editie.delen.filter(onderdeel__code__in=codes).select_related("bijeenkomst"):
        Deelname.objects.create(
            bijeenkomst=deel.bijeenkomst, user=deelnemer.user, status=DeelnameStatus.AANWEZIG, invited_at=NOW
        )


def overview(deelnemer: Deelnemer, clock: Any) -> Eindoverzicht:
    last = max(deel.bijeenkomst.ends_at for deel in deelnemer.editie.delen.filter(bijeenkomst__isnull=False))
    clock.move_to(last)
    return eindoverzicht_of(deelnemer.editie, deelnemer.user, sheet_of([]), last)


def test_who_was_everywhere_covered_all_five_goals_and_who_was_nowhere_none(clock: Any) -> None:
    editie = an_editie()
    everywhere, nowhere = a_deelnemer(editie, ready_at=NOW), a_deelnemer(editie)
    present(editie, everywhere, "1", "2", "3", "4", "5", "E")
    full, empty = overview(everywhere, clock), overview(nowhere, clock)
    assert [(len(one.goals), one.covered) for one in (full, empty)] == [(5, 5), (5, 0)]
    assert all(goal.lines for goal in full.goals)


def test_each_goal_shows_its_parts_once_also_when_two_are_on_one_day(clock: Any) -> None:
    editie = an_editie()
    found = overview(a_deelnemer(editie), clock)
    for goal in found.goals:
        titles = [line.title for line in goal.lines]
        assert len(titles) == len(set(titles))


def test_the_page_shows_words_and_difference_to_the_participant_alone() -> None:
    editie = an_editie()
    deelnemer, trainer = a_deelnemer(editie), with_second_factor(a_trainer(editie))
    for moment, score in ((Scanmoment.INTAKE, 2), (Scanmoment.EIND, 4)):
        answers = {"competenties": {"1": score}, "doelen": {"1": f"Woorden {moment}"}}
        save_scan(actor=deelnemer.user, deelnemer=deelnemer, moment=moment, version=1, answers=answers, now=NOW)
        share_scan(actor=deelnemer.user, deelnemer=deelnemer, moment=moment, is_shared=True, now=NOW)
    page = browser(deelnemer.user).get(PATH).content.decode()
    assert all(words in page for words in ("0 van de 5", "Woorden INTAKE", "Woorden EIND", "+2"))
    others = [trainer, a_deelnemer(editie).user, UserFactory(), with_second_factor(UserFactory(coordinator=True))]
    assert [browser(user).get(PATH).status_code for user in others] == [404, 200, 404, 404]
    assert "Woorden" not in browser(others[1]).get(PATH).content.decode()


def test_it_asks_for_the_scan_that_is_missing_and_costs_fifteen_at_most(django_assert_max_num_queries: Any) -> None:
    me = browser(a_deelnemer(an_editie()).user)
    me.get("/trainingen/")  # the session is new: that is written once
    with django_assert_max_num_queries(15):
        assert "Vul de zelfscan in" in me.get(PATH).content.decode()
