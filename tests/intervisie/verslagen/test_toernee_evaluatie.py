"""A toernee looks back by the ways of every group: planned by the hart, answered without names, read by who leads."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.actions.groepsleven import close_evaluaties
from community.models import Evaluatie, Kring, Taak
from intervisie.access.evaluatieplanningen import plannable_kringen
from intervisie.actions.evaluatieplanningen import PlanningAnswers, ask_to_look_back, plan_evaluatie
from intervisie.models import EvaluatieplanningForm, Toernee
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.toernees import deelnemers_of
from tests.factories.verslagen import a_visited_toernee
from tests.intervisie.verslagen.test_brief import shown

pytestmark = pytest.mark.django_db
ANSWERS = {"leert": "4", "veilig": "5", "tijd_waard": "4", "door": "ja"}


def test_asked_on_its_day_answered_by_all_and_read_by_the_contactpersoon() -> None:
    hart, guide = UserFactory(coordinator=True), UserFactory()
    with_second_factor(hart)
    toernee = a_visited_toernee(begeleider=guide)
    people = [one.user for one in deelnemers_of(toernee)]
    kring = Kring.objects.get(pk=toernee.kring_id)
    assert [plannable_kringen(user, NOW).filter(pk=kring.pk).exists() for user in (hart, people[0])] == [True, False]
    answers = PlanningAnswers("Aan het eind", EvaluatieplanningForm.VRAGEN, NOW.date())
    plan_evaluatie(actor=hart, target=kring, answers=answers, now=NOW)
    ask_to_look_back(NOW)
    row = Evaluatie.objects.get()
    path = reverse("toernee-evaluatie", args=[toernee.code])
    assert Taak.objects.filter(kind="EVALUATIE_INVULLEN", object_id=row.pk).count() == 5
    assert [shown(user, path) for user in (guide, hart, UserFactory())] == ["404"] * 3
    bad = as_(people[0]).post(path, ANSWERS | {"leert": "9"})
    assert bad.status_code == 200
    for user in people:
        assert as_(user).post(path, ANSWERS).status_code == 302
    close_evaluaties(NOW + timedelta(days=30))
    outcome = reverse("toernee-evaluatie-uitkomst", args=[toernee.code, row.pk])
    assert [words in shown(people[0], outcome) for words in ("4,0", "Kies het vervolg", "MIXEN")] == [True, True, False]
    assert [shown(user, outcome) for user in (people[1], guide, UserFactory())] == ["404"] * 3
    assert "4,0" not in shown(hart, outcome)
    assert as_(people[0]).post(outcome, {"vervolg": "MIXEN"}).status_code == 200
    assert as_(people[0]).post(outcome, {"vervolg": "AFSLUITEN"}).status_code == 302
    assert Toernee.objects.get().status == "AFGEROND"
