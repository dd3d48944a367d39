"""Rules that ask nobody who she is, each by itself: who may lead or coach, who takes part, what an editie holds."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from community.confidential import confidential
from community.models import Gastlink, Lidmaatschap, Rol, User
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.training.coachwork import a_coach, booked, offered
from training.access.coaching import coaches_of, meegenomen_of, reading_guests
from training.access.edities import appointed_trainers, possible_coaches, possible_trainers
from training.access.effectmeting import own_metingen, visible_effectrapporten
from training.access.evaluaties import read_evaluaties
from training.access.intake import active_deelnemers
from training.access.tussentijden import working_deelnemers
from training.actions.coachgasten import Gast
from training.actions.effectmeting import save_meting
from training.models import (
    Coachgesprek,
    Deelnemer,
    Editie,
    EditieStatus,
    Effectmeting,
    Effectrapport,
    Meegenomen,
    Meetmoment,
    Onderdeelevaluatie,
)

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), confidential():
        yield


@pytest.fixture
def edities() -> tuple[Editie, Editie]:
    return an_editie(), an_editie(name="Najaar 2027")


def test_who_holds_the_role_today_and_is_here_may_lead_or_coach() -> None:
    trainer, coach = UserFactory(trainer=True), UserFactory()
    RoltoekenningFactory(user=coach, rol=Rol.COACH)
    RoltoekenningFactory(rol=Rol.TRAINER, until_date=LONG_AGO_DAY + timedelta(days=30))
    UserFactory(trainer=True, is_active=False)
    UserFactory(coordinator=True)
    assert set(possible_trainers(NOW)) == {trainer}
    assert set(possible_coaches(NOW)) == {trainer, coach}


def test_who_leads_and_coaches_an_editie_is_of_that_editie(edities: tuple[Editie, Editie]) -> None:
    own, other = edities
    trainer, coach = a_trainer(own), a_coach(own)
    a_trainer(other), a_coach(other), a_deelnemer(own)
    own.coaches.add(UserFactory())  # asked, and coach no more
    gone = a_trainer(own)
    Lidmaatschap.objects.filter(kring=own.kring, user=gone).update(until_at=NOW - timedelta(days=1))
    assert [row.user for row in appointed_trainers(own)] == [trainer]
    assert set(coaches_of(own, NOW)) == {trainer, coach}


def test_who_stopped_or_closed_her_account_takes_part_no_more(edities: tuple[Editie, Editie]) -> None:
    own, other = edities
    here, stopped, closed, _elsewhere = a_deelnemer(own), a_deelnemer(own), a_deelnemer(own), a_deelnemer(other)
    Deelnemer.objects.filter(pk=stopped.pk).update(stopped_at=NOW)
    User.objects.filter(pk=closed.user_id).update(is_active=False)
    assert list(active_deelnemers(own)) == [here]


def test_who_left_or_whose_editie_does_not_go_on_owes_nothing(edities: tuple[Editie, Editie]) -> None:
    own, other = edities
    here, stopped, left, _called_off = a_deelnemer(own), a_deelnemer(own), a_deelnemer(own), a_deelnemer(other)
    Deelnemer.objects.filter(pk=stopped.pk).update(stopped_at=NOW)
    Lidmaatschap.objects.filter(kring=own.kring, user=left.user).update(until_at=NOW - timedelta(days=1))
    Editie.objects.filter(pk=other.pk).update(status=EditieStatus.GEANNULEERD)
    assert list(working_deelnemers(NOW)) == [here]


def test_what_was_asked_of_one_editie_is_read_there_alone(edities: tuple[Editie, Editie]) -> None:
    own, _other = edities
    made = {
        editie: Onderdeelevaluatie.objects.create(
            editiedeel=editie.delen.first(), opened_at=NOW, closes_at=NOW + timedelta(days=7)
        )
        for editie in edities
    }
    assert list(read_evaluaties(a_trainer(own), own, NOW)) == [made[own]]


def test_a_measurement_is_her_own_and_a_report_of_its_editie(edities: tuple[Editie, Editie]) -> None:
    own, _other = edities
    first, second = a_deelnemer(own), a_deelnemer(own)
    for one in (first, second):
        save_meting(actor=one.user, deelnemer=one, moment=Meetmoment.INTAKE, answers={"doel": 3}, now=NOW)
    rapporten = [Effectrapport.objects.create(editie=editie, moment=Meetmoment.EIND, made_at=NOW) for editie in edities]
    assert list(own_metingen(first.user, first, NOW)) == list(Effectmeting.objects.filter(deelnemer=first))
    assert not own_metingen(second.user, first, NOW).exists()
    assert list(visible_effectrapporten(a_trainer(own), own, NOW)) == rapporten[:1]
    assert not visible_effectrapporten(first.user, own, NOW).exists()


def a_reading_guest(editie: Editie, hour: int, name: str) -> Meegenomen:
    """Return a guest of a coaching hour who was given parts of the casus that the participant brings."""
    deelnemer, coach = a_deelnemer(editie), a_coach(editie)
    deelnemer.casus = a_casus(deelnemer.user)
    deelnemer.save()
    gesprek = booked(deelnemer, offered(editie, coach, hour)[0], Gast(name, f"{name.lower()}@gemeente.example"))
    row = Meegenomen.objects.select_related("gastlink").get(coachgesprek=gesprek)
    row.parts = ["opgave"]
    row.save()
    return row


ENDS: dict[str, Callable[[Meegenomen], Any]] = {
    "link_taken_back": lambda row: Gastlink.objects.filter(pk=row.gastlink_id).update(revoked_at=NOW),
    "hour_called_off": lambda row: Coachgesprek.objects.filter(pk=row.coachgesprek_id).update(cancelled_at=NOW),
    "participant_stopped": lambda row: Deelnemer.objects.filter(pk=row.coachgesprek.deelnemer_id).update(
        stopped_at=NOW
    ),
    "account_closed": lambda row: User.objects.filter(pk=row.coachgesprek.deelnemer.user_id).update(is_active=False),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_guest_opens_her_own_hour_until_that_ends(edities: tuple[Editie, Editie], end: Any) -> None:
    first, second = (a_reading_guest(edities[0], hour, name) for hour, name in ((0, "Bas"), (3, "Noor")))
    assert set(reading_guests(NOW)) == {first, second}
    assert [list(meegenomen_of(one.gastlink, NOW)) for one in (first, second)] == [[first], [second]]
    end(first)
    assert list(reading_guests(NOW)) == [second]
    assert [list(meegenomen_of(one.gastlink, NOW)) for one in (first, second)] == [[], [second]]
