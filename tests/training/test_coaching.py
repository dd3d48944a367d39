"""Coaching: booking in a few clicks, moving, calling off, asking without a time, and who reads what."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine

from community.actions.errors import ActionError
from community.actions.slots import SlotTakenError
from community.confidential import confidential
from community.models import Bericht, BijeenkomstStatus, Slot, Taak
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer
from tests.training.coachwork import DAY, HOUR, SECRET, a_coach, a_start, booked, browser, offered, post, url
from training.actions.coaching import Boeking, ask_coaching, book_coaching
from training.models import Coachgesprek, Ontwikkelmap
from training.reminders import coaching as reminders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def test_booking_from_the_page_of_the_editie_takes_three_clicks() -> None:
    editie, coach, deelnemer, (slot, _other) = a_start()
    page = browser(deelnemer.user).get(url(editie)).content.decode()
    choose = url(editie, f"tijden/{slot.pk}/boeken/")
    assert choose in page
    form = browser(deelnemer.user).get(choose).content.decode()
    assert all(words in form for words in ("Waar gaat het over?", "Neem je een collega mee?", "Boeken"))
    data = {"question": f"Over {SECRET}", "gast_naam": "Bas Verhoeven", "gast_email": "Bas@Gemeente.example"}
    client = browser(deelnemer.user)
    answer = client.post(choose, {"eenmalig": str(uuid4()), **data})
    assert (answer.status_code, answer.url) == (302, url(editie))
    page = client.get(url(editie)).content.decode()
    assert "online. Bas krijgt ook een uitnodiging. Bas ziet je praktijkboek niet." in page
    assert "Je gesprek staat: dinsdag 26 januari 2027" in page
    slot.refresh_from_db()
    assert (slot.booked_by, slot.bijeenkomst.kring.kind) == (deelnemer.user, "GESPREK")
    told = Bericht.objects.filter(kind="N41")
    assert set(told.values_list("recipient", flat=True)) == {coach.pk, deelnemer.user_id}
    assert Coachgesprek.objects.get().data_key_id == Ontwikkelmap.objects.get().data_key_id


def test_the_same_form_twice_books_once() -> None:
    editie, _coach, deelnemer, (slot, _other) = a_start()
    client, data = browser(deelnemer.user), {"eenmalig": str(uuid4()), "question": "Over iets"}
    for _ in range(2):
        assert client.post(url(editie, f"tijden/{slot.pk}/boeken/"), data).status_code == 302
    assert (Coachgesprek.objects.count(), Bericht.objects.filter(kind="N41").count()) == (1, 2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"question": ""}, "Schrijf in een paar zinnen"),
        ({"question": "x" * 2001}, "Maak deze tekst korter"),
        ({"question": "Ja", "gast_naam": "Bas"}, "Vul ook het e-mailadres"),
        ({"question": "Ja", "gast_email": "bas@gemeente.example"}, "Vul ook de naam"),
        ({"question": "Ja", "gast_naam": "Bas", "gast_email": "bas"}, "Schrijf het e-mailadres zo"),
        ({"question": "Ja", "gast_naam": "Bas", "gast_email": "bas@x.example\nBcc: wie@x.example"}, "e-mailadres zo"),
    ],
)
def test_what_cannot_be_booked_is_said_in_words_and_nothing_is_lost(data: dict[str, str], words: str) -> None:
    editie, _coach, deelnemer, (slot, _other) = a_start()
    answer = post(deelnemer.user, url(editie, f"tijden/{slot.pk}/boeken/"), **data)
    page = answer.content.decode()
    assert (answer.status_code, words in page, Coachgesprek.objects.count()) == (200, True, 0)
    assert data.get("gast_naam", "") in page


def test_her_own_address_is_no_colleague() -> None:
    editie, _coach, deelnemer, (slot, _other) = a_start()
    page = post(deelnemer.user, url(editie, f"tijden/{slot.pk}/boeken/"), question="Ja", gast_naam="Ik",
                gast_email=deelnemer.user.email).content.decode()  # fmt: skip
    assert "je eigen e-mailadres" in page
    assert (Coachgesprek.objects.count(), Slot.objects.filter(booked_by__isnull=False).count()) == (0, 0)


def test_a_time_that_is_taken_or_over_leads_back_to_the_list(clock: Any) -> None:
    editie, _coach, deelnemer, (slot, other) = a_start()
    booked(a_deelnemer(editie), slot)
    for path in (f"tijden/{slot.pk}/boeken/", f"tijden/{uuid4()}/boeken/"):
        assert browser(deelnemer.user).get(url(editie, path)).url == url(editie)
    clock.move_to(DAY + 2 * HOUR)
    assert browser(deelnemer.user).get(url(editie, f"tijden/{other.pk}/boeken/")).url == url(editie)
    with pytest.raises(SlotTakenError):
        book_coaching(actor=deelnemer.user, deelnemer=deelnemer, slot_id=other.pk, boeking=Boeking("Ja"),
                      now=DAY + 2 * HOUR)  # fmt: skip


def test_no_two_talks_at_one_time_and_no_more_than_four_to_come() -> None:
    editie, coach, deelnemer, times = a_start(0, 1, 2, 3, 4)
    second = a_coach(editie)
    (same,) = offered(editie, second, 0)
    booked(deelnemer, times[0])
    with pytest.raises(ActionError, match="Op dat moment"):
        booked(deelnemer, same)
    for slot in times[1:4]:
        booked(deelnemer, slot)
    with pytest.raises(ActionError, match="al vier"):
        booked(deelnemer, times[4])
    assert coach.slots.filter(booked_by__isnull=False).count() == 4


def test_moving_within_one_coach_and_to_another() -> None:
    editie, _coach, deelnemer, (slot, other) = a_start()
    gesprek = booked(deelnemer, slot)
    meeting = Slot.objects.get(pk=slot.pk).bijeenkomst
    path = url(editie, f"{gesprek.pk}/verzetten/")
    assert post(deelnemer.user, path, moment=str(other.pk)).status_code == 302
    assert Slot.objects.get(pk=other.pk).bijeenkomst == meeting
    assert Bericht.objects.filter(kind="N112").count() == 2
    second = a_coach(editie)
    (third,) = offered(editie, second, 4)
    assert post(deelnemer.user, path, moment=str(third.pk)).status_code == 302
    gesprek.refresh_from_db()
    meeting.refresh_from_db()
    assert (gesprek.slot_id, gesprek.coach, meeting.status) == (third.pk, second, BijeenkomstStatus.GEANNULEERD)
    assert Slot.objects.get(pk=other.pk).booked_by is None
    page = post(deelnemer.user, path, moment=str(uuid4())).content.decode()
    assert "niet meer vrij" in page


def test_calling_off_frees_the_time_and_tells_the_coach() -> None:
    editie, coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot)
    path = url(editie, f"{gesprek.pk}/afzeggen/")
    assert browser(deelnemer.user).get(path).status_code == 200
    assert post(deelnemer.user, path).status_code == 302
    assert Slot.objects.get(pk=slot.pk).booked_by is None
    assert Bericht.objects.filter(kind="N113", recipient=coach).count() == 1
    gesprek.refresh_from_db()
    assert (gesprek.cancelled_at, gesprek.slot) == (NOW, None)
    assert browser(deelnemer.user).get(path).status_code == 404
    assert browser(coach).get(url(editie, f"{gesprek.pk}/")).status_code == 404


def test_a_talk_that_began_is_neither_moved_nor_called_off(clock: Any) -> None:
    editie, _coach, deelnemer, (slot, _other) = a_start()
    gesprek = booked(deelnemer, slot)
    clock.move_to(DAY + HOUR / 2)
    for page in ("verzetten/", "afzeggen/"):
        assert browser(deelnemer.user).get(url(editie, f"{gesprek.pk}/{page}")).status_code == 404


def test_without_a_free_time_the_question_is_left_and_the_coach_proposes() -> None:
    editie, coach, deelnemer, slots = a_start()
    for slot in slots:
        slot.delete()
    page = browser(deelnemer.user).get(url(editie)).content.decode()
    assert "Er zijn nu geen vrije momenten. Laat je vraag achter, dan stelt de coach iets voor." in page
    answer = post(deelnemer.user, url(editie, "vraag/"), coach=str(coach.pk), question=f"Over {SECRET}")
    assert answer.status_code == 302
    gesprek = Coachgesprek.objects.get()
    bericht = Bericht.objects.get(kind="N44")
    (inhoud,) = reminders.load_vraag([bericht], NOW).values()
    assert (bericht.recipient, SECRET in str(inhoud)) == (coach, False)
    taak = Taak.objects.get(kind="COACHVRAAG")
    assert reminders.words_vraag([taak], NOW)[taak.pk].path == url(editie, f"{gesprek.pk}/voorstel/")
    again = post(deelnemer.user, url(editie, "vraag/"), coach=str(coach.pk), question="Nog eens")
    assert "staat er al" in again.content.decode()
    data = {"date": "26-1-2027", "starts": "10", "minutes": "60", "online_url": "https://praat.example"}
    assert post(coach, url(editie, f"{gesprek.pk}/voorstel/"), **data).status_code == 302
    gesprek.refresh_from_db()
    assert gesprek.slot is not None
    assert gesprek.slot.booked_by == deelnemer.user
    assert Taak.objects.filter(kind="COACHVRAAG", done_at__isnull=False).count() == 1
    assert Bericht.objects.filter(kind="N41").count() == 2
    assert reminders.load_vraag([bericht], NOW) == {}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"date": "17-1-2027", "starts": "10", "minutes": "60"}, "al geweest"),
        ({"date": "28-3-2027", "starts": "2.30", "minutes": "60"}, "bestaat niet"),
        ({"date": "26-1-2027", "starts": "25", "minutes": "60"}, "Schrijf de tijd zo"),
        ({"date": "26-1-2027", "starts": "10", "minutes": "61"}, "Kies een van de mogelijkheden"),
        ({"date": "26-1-2027", "starts": "10.30", "minutes": "60"}, "is dan al bezet"),
        ({}, "Vul een datum in"),
    ],
)
def test_a_proposal_that_cannot_be_is_said_in_words(data: dict[str, str], words: str) -> None:
    editie, coach, deelnemer, _slots = a_start(1)
    gesprek = ask_coaching(actor=deelnemer.user, deelnemer=deelnemer, coach=coach, question="Ja", now=NOW)
    page = post(coach, url(editie, f"{gesprek.pk}/voorstel/"), **data).content.decode()
    assert words in page
    gesprek.refresh_from_db()
    assert gesprek.slot is None


def test_a_coach_who_takes_a_time_back_keeps_the_question() -> None:
    editie, coach, deelnemer, (slot, other) = a_start()
    gesprek = booked(deelnemer, slot)
    second = a_coach(editie)
    path = url(editie, f"tijden/{slot.pk}/intrekken/")
    assert [browser(user).get(path).status_code for user in (coach, second, deelnemer.user)] == [200, 404, 404]
    assert post(coach, path, reason="Ziek").status_code == 302
    gesprek.refresh_from_db()
    assert (gesprek.slot, gesprek.booked_at, gesprek.question) == (None, None, f"Over {SECRET}")
    reminders.plan(NOW)
    assert Taak.objects.get(kind="COACHVRAAG").user == coach
    assert post(deelnemer.user, url(editie, f"{gesprek.pk}/verzetten/"), moment=str(other.pk)).status_code == 302
    gesprek.refresh_from_db()
    assert gesprek.slot_id == other.pk


@pytest.mark.parametrize("amount", [1, 30])
def test_the_page_costs_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie, coach, deelnemer, slots = a_start(*range(amount))
    booked(deelnemer, slots[0])
    for slot in slots[1 : amount // 2]:
        booked(a_deelnemer(editie), slot)
    for user, number in ((deelnemer.user, 9), (coach, 12)):
        client = browser(user)
        client.get(url(editie))
        with django_assert_num_queries(number):
            client.get(url(editie))
