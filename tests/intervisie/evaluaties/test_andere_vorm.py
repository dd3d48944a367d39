"""Planning another form while people write: what is asked ends, what somebody wrote stays hers."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine

from community.confidential import confidential
from intervisie.access.evaluatieplanningen import own_reflecties
from intervisie.actions.evaluatieplanningen import REFLECTIE, TERUGBLIK, PlanningAnswers, change_evaluatieplanning
from intervisie.models import Evaluatieplanning
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.intervisie.evaluaties.lookback import DAY, asked, at
from tests.intervisie.evaluaties.test_pages import WORD, a_reflection, member, write

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@time_machine.travel(at(DAY, 10), tick=False)
def test_another_form_ends_what_was_asked_and_hides_nobodys_own_words() -> None:
    row, people, _kring = a_reflection()
    write(people[0], row, WORD)
    planning = Evaluatieplanning.objects.get()
    Evaluatieplanning.objects.update(next_date=date(2027, 6, 1), ended_at=None)
    planning.refresh_from_db()
    answers = PlanningAnswers(reason="Liever een gesprek", form="GESPREK", next_date=date(2027, 6, 1))
    change_evaluatieplanning(actor=UserFactory(coordinator=True), planning=planning, version=planning.version,
                             answers=answers, now=at(DAY, 10))  # fmt: skip
    assert (asked(REFLECTIE), asked(TERUGBLIK)) == ([], [])
    path = f"/intervisie/reflecties/{row.pk}/"
    assert WORD in member(people[0]).get(path).content.decode()
    assert f"{row.pk}" in member(people[0]).get("/intervisie/reflecties/").content.decode()
    assert member(people[1]).get(path).status_code == 404
    assert member(people[0]).post(f"{path}verwijderen/", {"eenmalig": str(uuid4())}).status_code == 302
    with confidential():
        assert not own_reflecties(people[0], NOW).exists()
