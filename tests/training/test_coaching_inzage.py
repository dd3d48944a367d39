"""Who opens which page of coaching and who reads question and report, also after somebody stopped."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from community.actions.errors import StaleSaveError
from community.actions.slots import Aanbod, SlotTakenError
from community.confidential import confidential
from community.models import Bijeenkomst, Roltoekenning, Slot, Taak
from community.workdays import local_date
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import LocatieFactory, a_deelnemer, a_trainer, an_editie
from tests.training.coachwork import DAY, HOUR, REPORT, SECRET, a_coach, a_start, booked, browser, offered, post, url
from training.actions.coaching import offer_coaching, save_verslag
from training.actions.deelnemers import stop_deelnemer
from training.actions.editiemensen import MensenAnswers, set_people
from training.actions.intake import choose_intake, offer_intake
from training.models import Coachgesprek
from training.reminders import coaching as reminders

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


def test_a_trainer_who_is_replaced_the_day_before_leaves_the_question_behind(clock: Any) -> None:
    editie = an_editie()
    trainer, stays = with_second_factor(a_trainer(editie)), a_trainer(editie)
    deelnemer = a_deelnemer(editie)
    slot, _other = offered(editie, trainer, 0, 1)
    gesprek = booked(deelnemer, slot)
    clock.move_to(DAY - timedelta(days=1))
    place = LocatieFactory()
    answers = MensenAnswers([stays], [], place, 18, editie.apply_until_date, editie.decide_by_date, "")
    set_people(actor=UserFactory(coordinator=True), editie=editie, version=editie.version, answers=answers,
               now=DAY - timedelta(days=1))  # fmt: skip
    reminders.plan(DAY - timedelta(days=1))
    gesprek.refresh_from_db()
    assert (gesprek.slot, gesprek.booked_at, gesprek.cancelled_at) == (None, None, None)
    path = url(editie, f"{gesprek.pk}/")
    page = browser(deelnemer.user).get(path).content.decode()
    assert f"{trainer.naam} coacht hier niet meer" in page
    assert not Taak.objects.filter(kind="COACHVRAAG").exists()
    assert browser(trainer).get(path).status_code == 404
    (new,) = offer_coaching(actor=stays, editie=editie, aanbod=Aanbod(((DAY + HOUR, DAY + 2 * HOUR),)), now=DAY - HOUR)
    assert post(deelnemer.user, f"{path}verzetten/", moment=str(new.pk)).status_code == 302
    gesprek.refresh_from_db()
    assert (gesprek.coach, gesprek.question) == (stays, f"Over {SECRET}")


def test_one_talk_costs_little(django_assert_num_queries: Any) -> None:
    editie, coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot)
    for user, number in ((deelnemer.user, 8), (coach, 11)):
        client = browser(user)
        client.get(url(editie, f"{gesprek.pk}/"))
        with django_assert_num_queries(number):
            client.get(url(editie, f"{gesprek.pk}/"))


def test_a_time_of_who_coaches_no_more_is_offered_to_nobody() -> None:
    """Her role ended by its date; nobody had to take her times back for that."""
    editie, coach, deelnemer, (slot, _other) = a_start()
    Roltoekenning.objects.filter(user=coach).delete()
    assert coach.naam not in browser(deelnemer.user).get(url(editie)).content.decode()
    assert post(deelnemer.user, url(editie, f"tijden/{slot.pk}/boeken/"), question=SECRET).status_code == 200
    with pytest.raises(SlotTakenError):
        booked(deelnemer, slot)
    slot.refresh_from_db()
    assert slot.booked_by is None


def test_nobody_writes_agreements_for_a_talk_of_two() -> None:
    """They would keep the participant out of her own hour until she agreed."""
    _editie, coach, deelnemer, (slot, _other) = a_start()
    booked(deelnemer, slot)
    path = f"/kringen/{Bijeenkomst.objects.get(kind='COACHING').kring_id}/afspraken/nieuw/"
    people = (coach, deelnemer.user, with_second_factor(UserFactory(coordinator=True)))
    assert [browser(user).get(path).status_code for user in people] == [404] * 3
