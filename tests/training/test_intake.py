"""The intake: choosing a time with one's casus, moving, calling off, notes and learning goals."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from casussen.models import Casus
from community.actions.errors import ActionError
from community.actions.slots import Aanbod
from community.berichten.ladders import climb
from community.confidential import confidential
from community.extension_points import taak_kinds
from community.models import Bericht, BijeenkomstStatus, Slot, Taak, User
from tests.factories import UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.access.intake import own_notities
from training.actions.intake import choose_intake, finish_intake, offer_intake, save_leerdoelen, save_notitie
from training.models import Deelnemer, Editie, Intake, Intakenotitie, Ontwikkelmap
from training.reminders import intake as reminders

pytestmark = pytest.mark.django_db
DAY = NOW + timedelta(days=7)
HOUR = timedelta(hours=1)
SECRET = "wulpenkuiken"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def browser(user: User) -> Client:
    """Return the browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def offered(editie: Editie, trainer: User, *hours: int) -> list[Slot]:
    """Return times of an hour that this trainer offers, a week from now."""
    times = tuple((DAY + number * HOUR, DAY + (number + 1) * HOUR) for number in hours)
    aanbod = Aanbod(times, online_url="https://praat.example")
    return offer_intake(actor=trainer, editie=editie, aanbod=aanbod, now=NOW)


def a_start(*hours: int) -> tuple[Editie, User, Deelnemer, list[Slot]]:
    """Return an editie with a trainer, a participant, and times that the trainer offers."""
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    return editie, trainer, a_deelnemer(editie), offered(editie, trainer, *(hours or (0, 1)))


def post(user: User, path: str, **data: Any) -> Any:
    """Send a form as this person."""
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def url(editie: Editie, page: str = "") -> str:
    """Return the address of a page of the intake."""
    return f"/trainingen/{editie.slug}/intake/{page}"


def test_choosing_a_time_makes_the_meeting_and_has_the_casus_ready() -> None:
    editie, trainer, deelnemer, (slot, _other) = a_start()
    answer = post(deelnemer.user, url(editie), moment=str(slot.pk), casus="nieuw")
    assert (answer.status_code, answer.url) == (302, url(editie))
    deelnemer.refresh_from_db()
    assert Casus.objects.get().pk == deelnemer.casus_id
    slot.refresh_from_db()
    assert (slot.booked_by, slot.bijeenkomst.kring.kind) == (deelnemer.user, "GESPREK")
    assert set(Bericht.objects.filter(kind="N17").values_list("recipient", flat=True)) == {
        trainer.pk,
        deelnemer.user.pk,
    }
    page = browser(deelnemer.user).get(url(editie)).content.decode()
    assert all(words in page for words in (trainer.naam, "https://praat.example", "Vul je casus in", "Verzetten"))


def test_a_casus_of_her_own_goes_along_and_of_nobody_else() -> None:
    editie, _trainer, deelnemer, (slot, _other) = a_start()
    own, foreign = a_casus(deelnemer.user), a_casus()
    wrong = post(deelnemer.user, url(editie), moment=str(slot.pk), casus=foreign.code)
    assert "Kies een van de mogelijkheden" in wrong.content.decode()
    post(deelnemer.user, url(editie), moment=str(slot.pk), casus=own.code)
    deelnemer.refresh_from_db()
    assert (deelnemer.casus_id, Casus.objects.count()) == (own.pk, 2)


def test_the_same_form_twice_books_once() -> None:
    editie, _trainer, deelnemer, (slot, _other) = a_start()
    token, client = str(uuid4()), browser(deelnemer.user)
    answers = [
        client.post(url(editie), {"eenmalig": token, "moment": str(slot.pk), "casus": "nieuw"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (Intake.objects.count(), Casus.objects.count(), Bericht.objects.filter(kind="N17").count()) == (1, 1, 2)


def test_a_time_that_somebody_else_took_is_said_and_nothing_is_lost() -> None:
    editie, _trainer, deelnemer, (slot, _other) = a_start()
    first = a_deelnemer(editie)
    choose_intake(actor=first.user, deelnemer=first, slot_id=slot.pk, casus_code="", now=NOW)
    answer = post(deelnemer.user, url(editie), moment=str(slot.pk), casus="nieuw")
    assert (answer.status_code, "niet meer vrij" in answer.content.decode()) == (200, True)
    assert not Intake.objects.filter(deelnemer=deelnemer, slot__isnull=False).exists()


def test_moving_within_one_trainer_and_to_another() -> None:
    editie, _trainer, deelnemer, (slot, other) = a_start()
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    meeting = Slot.objects.get(pk=slot.pk).bijeenkomst
    assert post(deelnemer.user, url(editie, "verzetten/"), moment=str(other.pk)).status_code == 302
    assert Slot.objects.get(pk=other.pk).bijeenkomst == meeting
    second = with_second_factor(a_trainer(editie))
    (third,) = offered(editie, second, 4)
    assert post(deelnemer.user, url(editie, "verzetten/"), moment=str(third.pk)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == BijeenkomstStatus.GEANNULEERD
    assert Intake.objects.get(deelnemer=deelnemer).slot_id == third.pk


def test_calling_off_frees_the_time_and_asks_again() -> None:
    editie, _trainer, deelnemer, (slot, _other) = a_start()
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    reminders.plan(NOW)
    assert Taak.objects.count() == 0
    assert browser(deelnemer.user).get(url(editie, "afzeggen/")).status_code == 200
    assert post(deelnemer.user, url(editie, "afzeggen/")).status_code == 302
    assert Slot.objects.get(pk=slot.pk).booked_by is None
    reminders.plan(NOW)
    assert Taak.objects.get().user == deelnemer.user
    assert browser(deelnemer.user).get(url(editie, "afzeggen/")).status_code == 404


def test_a_trainer_takes_back_her_own_time_only() -> None:
    editie, trainer, deelnemer, (slot, other) = a_start()
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    second = with_second_factor(a_trainer(editie))
    path = url(editie, f"tijden/{slot.pk}/intrekken/")
    assert [browser(user).get(path).status_code for user in (trainer, second, deelnemer.user)] == [200, 404, 404]
    assert post(trainer, path, reason="Ziek").status_code == 302
    assert (list(Slot.objects.all()), Intake.objects.get().slot) == ([other], None)
    assert set(Bericht.objects.filter(kind="N113").values_list("recipient", flat=True)) == {
        trainer.pk, deelnemer.user.pk,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Vul een datum in"),
        ({"date": "31 februari 2027", "starts": "10", "ends": "12", "minutes": "60"}, "Schrijf de datum zo"),
        ({"date": "17-1-2027", "starts": "10", "ends": "12", "minutes": "60"}, "al geweest"),
        ({"date": "18-1-2027", "starts": "7", "ends": "9", "minutes": "60"}, "al geweest"),
        ({"date": "28-3-2027", "starts": "2.30", "ends": "5", "minutes": "60"}, "bestaat niet"),
        ({"date": "25-1-2027", "starts": "12", "ends": "10", "minutes": "60"}, "later is dan het begin"),
        ({"date": "25-1-2027", "starts": "10", "ends": "10.30", "minutes": "60"}, "past geen gesprek"),
        ({"date": "25-1-2027", "starts": "10", "ends": "12", "minutes": "7"}, "Kies een van de mogelijkheden"),
        ({"date": "25-1-2027", "starts": "25", "ends": "12", "minutes": "60"}, "Schrijf de tijd zo"),
        ({"date": "25-1-2027", "starts": "10", "ends": "12", "minutes": "60", "online_url": "praat"}, "hele link"),
        ({"date": "25-1-2027", "starts": "9", "ends": "12", "minutes": "60"}, "is dan al bezet"),
    ],
)
def test_times_that_cannot_be_are_said_in_words(data: dict[str, str], words: str) -> None:
    editie, trainer, _deelnemer, _slots = a_start()
    answer = post(trainer, url(editie, "tijden/nieuw/"), **data)
    assert (answer.status_code, words in answer.content.decode(), Slot.objects.count()) == (200, True, 2)


def test_a_day_is_cut_into_talks_also_when_the_clock_changes() -> None:
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    data = {"date": "28-3-2027", "starts": "1", "ends": "5", "minutes": "60"}  # three hours in fact
    assert post(trainer, url(editie, "tijden/nieuw/"), **data).status_code == 302
    assert Slot.objects.count() == 3


def test_who_opens_what() -> None:
    editie, trainer, deelnemer, (slot, _other) = a_start()
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    other = an_editie(name="Najaar 2027")
    coordinator = with_second_factor(UserFactory(coordinator=True))
    people = [deelnemer.user, trainer, a_deelnemer(editie).user, coordinator, UserFactory(),
              with_second_factor(a_trainer(other)), a_deelnemer(other).user]  # fmt: skip
    expected = {
        "": [200, 200, 200, 404, 404, 404, 404],
        "verzetten/": [200, 404, 404, 404, 404, 404, 404],
        "leerdoelen/": [200, 404, 200, 404, 404, 404, 404],
        "tijden/nieuw/": [404, 200, 404, 404, 404, 404, 404],
        f"deelnemers/{deelnemer.pk}/": [404, 200, 404, 404, 404, 404, 404],
    }
    found = {page: [browser(user).get(url(editie, page)).status_code for user in people] for page in expected}
    assert found == expected


def test_a_note_is_read_by_its_author_alone_and_goals_by_the_trainers() -> None:
    editie, trainer, deelnemer, _slots = a_start()
    second = with_second_factor(a_trainer(editie))
    post(trainer, url(editie, f"deelnemers/{deelnemer.pk}/"), text=f"Notitie {SECRET}", version="1")
    post(deelnemer.user, url(editie, "leerdoelen/"), text="Ik wil leren over grutto's", version="1")
    pages = [
        browser(user).get(url(editie, f"deelnemers/{deelnemer.pk}/")).content.decode() for user in (trainer, second)
    ]
    assert [(SECRET in page, "grutto" in page) for page in pages] == [(True, True), (False, True)]
    assert own_notities(second, deelnemer, NOW).count() == 0
    assert Intakenotitie.objects.get().data_key_id == Ontwikkelmap.objects.get().data_key_id


@pytest.mark.parametrize(
    "save",
    [
        lambda trainer, deelnemer, version, text: save_notitie(
            actor=trainer, deelnemer=deelnemer, version=version, text=text, now=NOW
        ),
        lambda trainer, deelnemer, version, text: save_leerdoelen(
            actor=deelnemer.user, deelnemer=deelnemer, version=version, text=text, now=NOW
        ),
    ],
)
def test_a_stale_save_is_refused_and_shown(save: Callable[..., Any]) -> None:
    _editie, trainer, deelnemer, _slots = a_start()
    first = save(trainer, deelnemer, 1, "Eerst")
    save(trainer, deelnemer, first.version, "Daarna")
    with pytest.raises(ActionError):
        save(trainer, deelnemer, first.version, "Verouderd")


def test_both_texts_stand_beside_each_other() -> None:
    editie, _trainer, deelnemer, _slots = a_start()
    post(deelnemer.user, url(editie, "leerdoelen/"), text="Eerst", version="1")
    post(deelnemer.user, url(editie, "leerdoelen/"), text="Daarna", version="2")
    page = post(deelnemer.user, url(editie, "leerdoelen/"), text="Mijn tekst", version="1").content.decode()
    assert all(words in page for words in ("Daarna", "Mijn tekst", "Bekijk beide versies"))


def test_who_writes_a_note_reads_who_gets_it() -> None:
    editie, trainer, deelnemer, _slots = a_start()
    page = browser(trainer).get(url(editie, f"deelnemers/{deelnemer.pk}/")).content.decode()
    assert "Alleen jij leest dit." in page


def test_closing_the_intake_makes_her_ready_once() -> None:
    _editie, trainer, deelnemer, (slot, _other) = a_start()
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    later = DAY + 2 * HOUR
    reminders.plan(later)
    assert Taak.objects.get().user == trainer
    for _ in range(2):
        finish_intake(actor=trainer, deelnemer=deelnemer, version=deelnemer.version, now=later)
    deelnemer.refresh_from_db()
    assert (deelnemer.ready_at, Taak.objects.filter(done_at=later).count()) == (later, 1)


def test_the_duty_to_choose_reminds_twice_and_stops_when_it_is_done() -> None:
    _editie, _trainer, deelnemer, (slot, _other) = a_start()
    kind = taak_kinds.get("KIES_INTAKE")
    for days in range(20):
        reminders.plan(NOW + timedelta(days=days))
        climb(kind, NOW + timedelta(days=days, minutes=45))
    found = Bericht.objects.filter(kind="N16")
    assert found.count() <= 2
    told = reminders.load_kiezen([Bericht(object_id=deelnemer.pk, recipient=deelnemer.user)], NOW)
    assert len(told) == 1
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    assert reminders.load_kiezen([Bericht(object_id=deelnemer.pk, recipient=deelnemer.user)], NOW) == {}


@pytest.mark.parametrize("amount", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie, trainer, deelnemer, _slots = a_start(*range(amount))
    for _ in range(amount - 1):
        a_deelnemer(editie)
    pages = [browser(user) for user in (deelnemer.user, trainer)]
    for client, number in zip(pages, (14, 13), strict=True):
        client.get(url(editie))
        with django_assert_num_queries(number):
            client.get(url(editie))
