"""The story of the demo fits on any day it is started."""

from datetime import timedelta

import pytest

from casussen.instrumenten.canvas import BOXES
from community.models import Bezetting
from community.workdays import is_workday, local_date
from deploy.demo.seed.datumprikkers import PRIKKERS, Prikker, asked_moments
from deploy.demo.seed.toerneebezoeken import SHOWN
from deploy.demo.seed.toerneeteksten import SEEN, TEKSTEN, Bezoektekst
from deploy.demo.seed.toerneeverloop import OVER, RUNNING
from deploy.demo.seed.trainingsweg import free_day
from intervisie.models import WaarnemingKind
from tests.factories import BijeenkomstFactory, UserFactory
from tests.factories.moments import NOW


@pytest.mark.parametrize("prikker", PRIKKERS, ids=lambda prikker: prikker.title)
def test_a_date_poll_asks_each_moment_once_whatever_the_day(prikker: Prikker) -> None:
    for day in range(400):
        moments = asked_moments(prikker, NOW + timedelta(days=day))
        assert len(set(moments)) == len(prikker.dates)
        assert all(is_workday(local_date(moment)) for moment in moments)


@pytest.mark.django_db
def test_hours_of_a_coach_are_offered_on_a_day_without_anything_else() -> None:
    coach, meeting = UserFactory(), BijeenkomstFactory(starts_at=NOW, ends_at=NOW + timedelta(hours=3))
    Bezetting.objects.create(user=coach, bijeenkomst=meeting, starts_at=NOW, ends_at=NOW + timedelta(hours=3))
    assert free_day(coach, local_date(NOW)) == local_date(NOW) + timedelta(days=1)
    assert free_day(UserFactory(), local_date(NOW)) == local_date(NOW)


def test_what_people_of_a_toernee_wrote_fits_its_host_and_the_canvas() -> None:
    boxes = {*BOXES, ""}
    for opzet, held in ((RUNNING, 2), (OVER, len(OVER.people))):
        assert len(opzet.visits) == len(opzet.people)
        for at, (_who, row) in enumerate(opzet.people[: held + 1]):
            text = TEKSTEN[row]
            assert bool(text.opening and text.strengths and text.questions and text.todos) == (at < held)
    told = [one for text in (*TEKSTEN.values(), Bezoektekst("", "", (), (), "", seen=SEEN)) for one in text.seen]
    assert {box for _kind, box, _words in told} <= boxes
    assert {kind for kind, _box, _words in told} == set(WaarnemingKind.values)
    assert set(SHOWN) <= boxes
