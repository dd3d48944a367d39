"""Reading what participants think of a day: who, from when on, and never whose it is."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_trainer, an_editie
from tests.training.test_evaluaties import GOOD, a_start, after, asked, browser
from training.actions.evaluaties import answer_evaluatie
from training.models import Onderdeelantwoord, Onderdeelevaluatie
from training.queries.evaluaties import outcomes

pytestmark = pytest.mark.django_db


def test_results_are_for_who_leads_and_plans_from_five_answers_on_once_closed() -> None:
    editie, people = a_start(6)
    trainer, coordinator = with_second_factor(a_trainer(editie)), with_second_factor(UserFactory(coordinator=True))
    row, now = asked(editie), after(editie, "3", hours=1)
    page, found = f"/trainingen/{editie.slug}/evaluaties/", []
    for number, user in enumerate(people[:5]):
        answer_evaluatie(actor=user, evaluatie=row, answers=GOOD | {"nut": number % 2 + 1}, now=now)
        (outcome,) = [one for one in outcomes(Onderdeelevaluatie.objects.all(), row.closes_at) if one.code == "3"]
        found.append((outcome.is_shown, len(outcome.questions)))
    assert found == [(False, 0)] * 4 + [(True, 3)]
    nut = outcome.questions[0]
    assert (nut.counts, nut.average) == ([(1, 3), (2, 2), (3, 0), (4, 0), (5, 0)], 1.4)
    assert outcome.questions[2].texts == ["Fijn tempo"] * 5
    with time_machine.travel(row.closes_at, tick=False):
        codes = [browser(user).get(page).status_code for user in (trainer, coordinator, people[0], UserFactory())]
        assert codes == [200, 200, 404, 404]
        text = browser(trainer).get(page).content.decode()
        assert browser(trainer).get(f"/trainingen/{editie.slug}/evaluatie/3/").url == page
    assert "Fijn tempo" in text
    assert all(user.naam not in text for user in people)


def test_who_looks_before_and_after_an_answer_does_not_see_what_it_was() -> None:
    """A coördinator sees who was reminded, so who had not answered: results stay shut until nobody can answer."""
    editie, people = a_start(6)
    coordinator = with_second_factor(UserFactory(coordinator=True))
    row, now = asked(editie), after(editie, "3", hours=1)
    for user in people[:5]:
        answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=now)
    late = row.closes_at - timedelta(seconds=1)
    page = f"/trainingen/{editie.slug}/evaluaties/"
    with time_machine.travel(late, tick=False):
        before = browser(coordinator).get(page).context["outcomes"]
    answer_evaluatie(actor=people[5], evaluatie=row, answers={"nut": 1, "begeleiding": 1, "tekst": "Lauw"}, now=late)
    with time_machine.travel(late, tick=False):
        answer = browser(coordinator).get(page)
    assert [(one.is_shown, one.questions) for one in [*before, *answer.context["outcomes"]]] == [(False, ())] * 2
    assert "Lauw" not in answer.content.decode()
    with time_machine.travel(row.closes_at, tick=False):
        assert "Lauw" in browser(coordinator).get(page).content.decode()


def test_before_five_answers_no_word_of_them_is_shown() -> None:
    editie, people = a_start(4)
    trainer = with_second_factor(a_trainer(editie))
    row, now = asked(editie), after(editie, "3", hours=1)
    for user in people:
        answer_evaluatie(actor=user, evaluatie=row, answers=GOOD, now=now)
    with time_machine.travel(row.closes_at, tick=False):
        text = browser(trainer).get(f"/trainingen/{editie.slug}/evaluaties/").content.decode()
    assert ("4 van 4 deelnemers" in text, "Fijn tempo" in text, "4,0" in text) == (True, False, False)


@pytest.mark.parametrize("amount", [1, 30])
def test_the_coordinating_heart_sees_where_something_was_asked(amount: int, django_assert_num_queries: Any) -> None:
    for number in range(amount):
        editie = an_editie(name=f"Editie {number}")
        row = Onderdeelevaluatie.objects.create(
            editiedeel=editie.delen.get(onderdeel__code="3"), opened_at=NOW, closes_at=NOW + timedelta(days=1)
        )
        Onderdeelantwoord.objects.create(evaluatie=row, answers=GOOD)
    an_editie(name="Niets gevraagd")
    with time_machine.travel(NOW, tick=False):
        client = browser(with_second_factor(UserFactory(coordinator=True)))
        client.get("/coordinatie/evaluaties/")
        with django_assert_num_queries(5):
            page = client.get("/coordinatie/evaluaties/")
        assert [(one.rounds, one.answers) for one in page.context["counts"]] == [(1, 1)] * amount
        assert browser(a_trainer(editie)).get("/coordinatie/evaluaties/").status_code in {302, 404}
        assert browser(UserFactory()).get("/coordinatie/evaluaties/").status_code == 404
