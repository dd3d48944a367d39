"""The story of the demo fits on any day it is started."""

from datetime import timedelta

import pytest

from casussen.instrumenten.canvas import BOXES
from community.kwartalen import Kwartaal, kwartaal_of
from community.models import Bezetting
from community.workdays import is_workday, local_date
from deploy.demo.seed.datumprikkers import PRIKKERS, Prikker, asked_moments
from deploy.demo.seed.deelname import MENDED_QUARTER, MENDED_TITLE, QUIET_QUARTER, REEKSEN, day_in
from deploy.demo.seed.deelnemers import ACHTERNAMEN, AMOUNTS, VOORNAMEN, first_quarter
from deploy.demo.seed.organisaties import ORGANISATIES
from deploy.demo.seed.partners import CONTACTS, EXAMPLES, GIFTS, LISTS, REPORTED
from deploy.demo.seed.people import PEOPLE
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


@pytest.mark.parametrize("year", range(2024, 2033))
def test_meetings_of_a_series_lie_on_working_days_of_their_quarter(year: int) -> None:
    for number in range(1, 5):
        quarter = Kwartaal(year, number)
        days = [day_in(quarter, step) for step in range(len(REEKSEN) * 7 + 70)]
        assert all(is_workday(day) and kwartaal_of(day) == quarter for day in days)


def test_the_many_members_have_a_name_of_their_own_and_come_in_every_quarter() -> None:
    names = {(voornaam, achternaam) for voornaam in VOORNAMEN for achternaam in ACHTERNAMEN}
    assert len(names) == len(VOORNAMEN) * len(ACHTERNAMEN) > sum(AMOUNTS) == 400 - len(PEOPLE)
    assert {first_quarter(number, REPORTED + 1) for number in range(sum(AMOUNTS))} == set(range(REPORTED + 1))


def test_what_is_told_of_partners_names_known_organisaties_and_quarters_with_a_report() -> None:
    numbers = {number for _who, number in CONTACTS}
    homes = {home for reeks in REEKSEN for home in reeks.of_home}
    assert len(AMOUNTS) == len(ORGANISATIES)
    assert homes | {gift.partner for gift in GIFTS} | {line[0] for line in EXAMPLES} | set(LISTS) <= numbers
    assert all(0 <= first <= last <= REPORTED for first, last in (reeks.quarters for reeks in REEKSEN))
    assert QUIET_QUARTER < REPORTED
    assert [reeks.quarters for reeks in REEKSEN if reeks.title == MENDED_TITLE] == [(MENDED_QUARTER, MENDED_QUARTER)]
    assert MENDED_QUARTER < REPORTED - 1
