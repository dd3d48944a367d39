"""Who opens which page of coaching and who reads question and report, also after somebody stopped."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from community.actions.errors import StaleSaveError
from community.actions.slots import Aanbod
from community.confidential import confidential
from community.models import Roltoekenning, Slot
from community.workdays import local_date
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.training.coachwork import DAY, HOUR, REPORT, SECRET, a_coach, a_start, booked, browser, offered, post, url
from training.actions.coaching import save_verslag
from training.actions.deelnemers import stop_deelnemer
from training.actions.intake import choose_intake, offer_intake
from training.models import Coachgesprek

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def test_who_opens_what() -> None:
    editie, coach, deelnemer, (slot, free) = a_start()
    gesprek = booked(deelnemer, slot)
    other = an_editie(name="Najaar 2027")
    people = [deelnemer.user, coach, a_deelnemer(editie).user, with_second_factor(a_trainer(editie)),
              with_second_factor(UserFactory(coordinator=True)), UserFactory(), a_coach(other)]  # fmt: skip
    expected = {
        "": [200, 200, 200, 200, 404, 404, 404],
        "vraag/": [200, 404, 200, 404, 404, 404, 404],
        "tijden/nieuw/": [404, 200, 404, 200, 404, 404, 404],
        f"tijden/{free.pk}/boeken/": [200, 404, 200, 404, 404, 404, 404],
        f"tijden/{slot.pk}/intrekken/": [404, 200, 404, 404, 404, 404, 404],
        f"{gesprek.pk}/": [200, 200, 404, 404, 404, 404, 404],
        f"{gesprek.pk}/verslag/": [200, 404, 404, 404, 404, 404, 404],
        f"{gesprek.pk}/verzetten/": [200, 404, 404, 404, 404, 404, 404],
        f"{gesprek.pk}/gast/": [200, 404, 404, 404, 404, 404, 404],
        f"{gesprek.pk}/voorstel/": [404, 404, 404, 404, 404, 404, 404],
        f"{gesprek.pk}/verwijderen/": [200, 404, 404, 404, 404, 404, 404],
    }
    found = {page: [browser(user).get(url(editie, page)).status_code for user in people] for page in expected}
    assert found == expected


def test_question_and_report_are_read_by_the_two_alone_and_by_no_coach_who_lost_the_role() -> None:
    editie, coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot)
    save_verslag(actor=deelnemer.user, gesprek=gesprek, version=gesprek.version, text=f"Over {REPORT}", now=NOW)
    for user in (deelnemer.user, coach):
        page = browser(user).get(url(editie, f"{gesprek.pk}/")).content.decode()
        assert (SECRET in page, REPORT in page) == (True, True)
    Roltoekenning.objects.filter(user=coach).update(until_date=local_date(NOW) - timedelta(days=1))
    assert browser(coach).get(url(editie, f"{gesprek.pk}/")).status_code == 404
    assert browser(coach).get(url(editie)).status_code == 404


def test_the_report_with_a_stale_save() -> None:
    editie, _coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot)
    path = url(editie, f"{gesprek.pk}/verslag/")
    post(deelnemer.user, path, text="Eerst", version="1")
    with pytest.raises(StaleSaveError):
        save_verslag(actor=deelnemer.user, gesprek=gesprek, version=1, text="Verouderd", now=NOW)
    page = post(deelnemer.user, path, text="Mijn tekst", version="1").content.decode()
    assert all(words in page for words in ("Eerst", "Mijn tekst", "Bekijk beide versies"))


def test_who_stops_keeps_what_she_wrote_and_nothing_goes_on(clock: Any) -> None:
    editie, coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot)
    stop_deelnemer(actor=deelnemer.user, deelnemer=deelnemer, reason="", now=NOW)
    gesprek.refresh_from_db()
    assert (gesprek.cancelled_at, gesprek.slot) == (NOW, None)
    assert Slot.objects.get(pk=slot.pk).booked_by is None
    path = url(editie, f"{gesprek.pk}/")
    assert SECRET in browser(deelnemer.user).get(path).content.decode()
    assert browser(deelnemer.user).get(url(editie)).status_code == 200
    assert browser(coach).get(path).status_code == 404
    assert post(deelnemer.user, f"{path}verwijderen/").status_code == 302
    assert (Coachgesprek.objects.count(), browser(deelnemer.user).get(url(editie)).status_code) == (0, 404)


def test_a_talk_to_come_is_called_off_before_it_is_removed() -> None:
    editie, _coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot)
    assert post(deelnemer.user, url(editie, f"{gesprek.pk}/verwijderen/")).status_code == 302
    assert Coachgesprek.objects.count() == 1


def test_a_trainer_who_talked_at_the_intake_coaches_later_as_coach() -> None:
    editie, _coach, deelnemer, _slots = a_start()
    trainer = with_second_factor(a_trainer(editie))
    (slot,) = offer_intake(actor=trainer, editie=editie, aanbod=Aanbod(((DAY + 5 * HOUR, DAY + 6 * HOUR),)), now=NOW)
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    (time,) = offered(editie, trainer, 8)
    gesprek = booked(deelnemer, time)
    assert gesprek.slot is not None
    assert browser(trainer).get(url(editie, f"{gesprek.pk}/")).status_code == 200


def test_a_coach_finds_her_way_from_the_page_of_the_editie_and_a_participant_hers() -> None:
    editie, coach, deelnemer, _slots = a_start()
    path = f"/trainingen/{editie.slug}/"
    for user, expected in ((coach, True), (deelnemer.user, True), (UserFactory(), False)):
        assert (url(editie) in browser(user).get(path).content.decode()) is expected
