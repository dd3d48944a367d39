"""A colleague who is taken along: her link, what she sees of it, her mails, and when it dies."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from casussen.actions.delen import withdraw_all
from casussen.models import Casus, Inzage
from casussen.onderdelen import open_parts
from community.actions.errors import ActionError
from community.actions.gastlinks import new_code
from community.actions.slots import Aanbod
from community.confidential import confidential
from community.models import Bericht, Gastlink, Slot
from community.queries.gastlinks import token_of
from tests.factories import UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer, a_trainer
from tests.training.coachwork import BAS, DAY, HOUR, SECRET, a_coach, a_start, booked, browser, offered, post, url
from training.actions.coachgasten import Gast, share_parts, take_along
from training.actions.coaching import cancel_coaching, move_coaching, withdraw_coaching
from training.actions.deelnemers import stop_deelnemer
from training.actions.edities import cancel_editie
from training.actions.intake import choose_intake, offer_intake
from training.actions.tussentijden import bring_casus
from training.models import Coachgesprek, Deelnemer, Editie, Meegenomen
from training.reminders import coaching as reminders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def a_guest() -> tuple[Any, Any, Deelnemer, Coachgesprek, Meegenomen]:
    """Return an editie, its coach, a participant with a casus, her talk, and who comes along."""
    editie, coach, deelnemer, (slot, _other) = a_start()
    casus = a_casus(deelnemer.user)
    Deelnemer.objects.filter(pk=deelnemer.pk).update(casus=casus)
    deelnemer.refresh_from_db()
    gesprek = booked(deelnemer, slot, BAS)
    return editie, coach, deelnemer, gesprek, Meegenomen.objects.select_related("gastlink").get()


def page_of(row: Meegenomen) -> str:
    """Return the address of a guest."""
    return f"/gedeeld/{token_of(Gastlink.objects.get(pk=row.gastlink_id))}/"


def told(row: Meegenomen, word: str = "") -> list[Any]:
    """Return what N41 says now to this guest, of these situations."""
    rows = Bericht.objects.filter(kind="N41", object_id=row.gastlink_id, moment__startswith=word)
    return list(reminders.load_geboekt(list(rows), NOW).values())


def test_a_guest_is_invited_with_a_file_and_without_a_word_of_what_it_is_about() -> None:
    _editie, coach, deelnemer, _gesprek, row = a_guest()
    bericht = Bericht.objects.get(kind="N43")
    (inhoud,) = reminders.load_uitnodiging([bericht], NOW).values()
    assert (inhoud.address, inhoud.salutation, inhoud.path) == (BAS.email, BAS.name, page_of(row))
    file = inhoud.attachments[0].content.decode()
    assert (SECRET in str(inhoud), "METHOD:REQUEST" in file, "praat.example" in file) == (False, True, False)
    assert (inhoud.context["wie"], inhoud.context["coach"]) == (deelnemer.user.naam, coach.naam)


def test_a_guest_sees_the_hour_and_the_way_in_and_nothing_else() -> None:
    _editie, coach, deelnemer, _gesprek, row = a_guest()
    answer = browser().get(page_of(row))
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert all(words in page for words in (deelnemer.user.naam, coach.naam, "https://praat.example/uur", "26 januari"))
    assert (SECRET in page, "Veenweide" in page) == (False, False)
    assert not Inzage.objects.exists()


def test_what_is_shared_asks_a_code_and_is_logged_and_nothing_more_opens() -> None:
    _editie, _coach, deelnemer, _gesprek, row = a_guest()
    casus = deelnemer.casus
    assert casus is not None
    first, second = open_parts()[:2]
    with pytest.raises(ActionError):
        share_parts(actor=deelnemer.user, meegenomen=row, casus=casus, parts=[first.code], now=NOW)
    type(casus).objects.filter(pk=casus.pk).update(checked_at=NOW, changed_at=NOW)
    share_parts(actor=deelnemer.user, meegenomen=row, casus=casus, parts=[first.code, "zomaar"], now=NOW)
    row.refresh_from_db()
    assert row.parts == [first.code]
    client = browser()
    assert "code" in client.get(page_of(row)).content.decode()
    assert client.get(f"{page_of(row)}coachgesprek/{first.code}/").status_code == 302
    Gastlink.objects.filter(pk=row.gastlink_id).update(asks_code=True)
    inside(client, row)
    assert client.get(f"{page_of(row)}coachgesprek/{second.code}/").status_code == 404
    assert client.get(f"{page_of(row)}{first.code}/").status_code == 404
    assert client.get(f"{page_of(row)}coachgesprek/{first.code}/").status_code == 200
    assert Inzage.objects.get().part == first.code


def inside(client: Any, row: Meegenomen) -> None:
    """Let this browser have typed the code."""
    link = Gastlink.objects.get(pk=row.gastlink_id)
    assert client.post(page_of(row), {"code": new_code(gastlink=link, now=NOW)}).status_code == 302


def test_the_link_dies_when_the_hour_is_over(clock: Any) -> None:
    _editie, _coach, _deelnemer, _gesprek, row = a_guest()
    clock.move_to(DAY + HOUR - timedelta(seconds=1))
    assert browser().get(page_of(row)).status_code == 200
    clock.move_to(DAY + HOUR)
    assert browser().get(page_of(row)).status_code == 404


def test_the_link_dies_when_the_talk_is_called_off_and_the_guest_hears_it() -> None:
    _editie, _coach, deelnemer, gesprek, row = a_guest()
    path = page_of(row)
    cancel_coaching(actor=deelnemer.user, gesprek=gesprek, now=NOW)
    assert browser().get(path).status_code == 404
    (inhoud,) = told(row, "uit")
    assert (inhoud.context["is_off"], "METHOD:CANCEL" in inhoud.attachments[0].content.decode()) == (True, True)
    assert reminders.load_uitnodiging(list(Bericht.objects.filter(kind="N43")), NOW) == {}


def test_a_guest_hears_a_new_hour_and_her_link_goes_along() -> None:
    editie, _coach, deelnemer, gesprek, row = a_guest()
    (late,) = offered(editie, a_coach(editie), 30)
    move_coaching(actor=deelnemer.user, gesprek=gesprek, slot_id=late.pk, now=NOW)
    (inhoud,) = told(row, "verzet")
    assert "27 januari" in inhoud.context["when"]
    assert Gastlink.objects.get().expires_at == late.ends_at
    assert "27 januari" in browser().get(page_of(row)).content.decode()


def test_a_coach_who_takes_the_time_back_shuts_the_page_until_there_is_another() -> None:
    editie, coach, deelnemer, gesprek, row = a_guest()
    slot = gesprek.slot
    assert slot is not None
    withdraw_coaching(actor=coach, slot=slot, reason="Ziek", now=NOW)
    assert browser().get(page_of(row)).status_code == 404
    assert len(told(row, "af")) == 1
    gesprek.refresh_from_db()
    (other,) = offered(editie, coach, 5)
    move_coaching(actor=deelnemer.user, gesprek=gesprek, slot_id=other.pk, now=NOW)
    assert (len(told(row, "af")), len(told(row, "verzet"))) == (0, 1)
    assert browser().get(page_of(row)).status_code == 200


def test_who_stops_takes_her_guests_with_her() -> None:
    _editie, _coach, deelnemer, _gesprek, row = a_guest()
    stop_deelnemer(actor=deelnemer.user, deelnemer=deelnemer, reason="", now=NOW)
    assert browser().get(page_of(row)).status_code == 404
    assert len(told(row, "uit")) == 1


def test_a_guest_is_reminded_on_the_working_day_before() -> None:
    _editie, _coach, _deelnemer, _gesprek, row = a_guest()
    reminders.plan(DAY - timedelta(days=2))
    assert not Bericht.objects.filter(kind="N42").exists()
    for _ in range(2):
        reminders.plan(DAY - timedelta(hours=20))
    bericht = Bericht.objects.get(kind="N42")
    (inhoud,) = reminders.load_morgen([bericht], DAY - timedelta(hours=20)).values()
    assert (bericht.object_id, inhoud.address) == (row.gastlink_id, BAS.email)


def test_forged_links_and_other_methods_open_nothing() -> None:
    _editie, _coach, _deelnemer, _gesprek, row = a_guest()
    token = page_of(row).split("/")[2]
    for forged in (token[:-1] + ("a" if token[-1] != "a" else "b"), token[::-1], "x", str(uuid4())):
        assert browser().get(f"/gedeeld/{forged}/").status_code == 404
        assert browser().get(f"/gedeeld/{forged}/coachgesprek/format/").status_code == 404
    assert browser().get(f"/gedeeld/{token}/coachgesprek/zomaar/").status_code == 404
    Gastlink.objects.filter(pk=row.gastlink_id).update(issue=2)
    assert browser().get(f"/gedeeld/{token}/").status_code == 404


def test_taking_along_on_the_page_of_the_talk_and_taking_back() -> None:
    editie, coach, deelnemer, gesprek, row = a_guest()
    path = url(editie, f"{gesprek.pk}/")
    again = post(deelnemer.user, f"{path}gast/", naam="Bas", email=BAS.email.upper())
    assert "al een uitnodiging" in again.content.decode()
    data = {"naam": "Wil Dijkstra", "email": "wil@gemeente.example", "functie": "Jurist"}
    assert post(deelnemer.user, f"{path}gast/", **data).status_code == 302
    take_along(actor=deelnemer.user, gesprek=gesprek, gast=Gast("Ans", "ans@gemeente.example"), now=NOW)
    with pytest.raises(ActionError, match="al drie"):
        take_along(actor=deelnemer.user, gesprek=gesprek, gast=Gast("Jan", "jan@gemeente.example"), now=NOW)
    page = browser(coach).get(path).content.decode()
    assert ("Wil Dijkstra" in page, "wil@gemeente.example" in page) == (True, False)
    off = f"{path}gasten/{row.pk}/intrekken/"
    assert browser(coach).get(off).status_code == 404
    assert post(deelnemer.user, off).status_code == 302
    assert browser().get(page_of(row)).status_code == 404
    assert browser(deelnemer.user).get(off).status_code == 404


def test_what_a_guest_sees_is_chosen_by_the_participant_alone() -> None:
    editie, coach, deelnemer, gesprek, row = a_guest()
    path = url(editie, f"{gesprek.pk}/gasten/{row.pk}/delen/")
    assert [browser(user).get(path).status_code for user in (deelnemer.user, coach, a_deelnemer(editie).user)] == [
        200, 404, 404,
    ]  # fmt: skip
    first = open_parts()[0]
    page = post(deelnemer.user, path, onderdelen=[first.code]).content.decode()
    assert "Doe eerst de controle" in page
    wrong = post(deelnemer.user, path, onderdelen=["zomaar"]).content.decode()
    assert "Kies een van de mogelijkheden" in wrong


def test_an_editie_that_does_not_go_on_ends_its_talks_and_tells_guests() -> None:
    editie, coach, _deelnemer, gesprek, row = a_guest()
    coordinator = UserFactory(coordinator=True)
    cancel_editie(actor=coordinator, editie=editie, reason="Te weinig deelnemers.", now=NOW)
    gesprek.refresh_from_db()
    assert (gesprek.cancelled_at, Slot.objects.count()) == (NOW, 0)
    assert Bericht.objects.filter(kind="N113", recipient=coach).count() == 1
    assert (len(told(row, "uit")), browser().get(page_of(row)).status_code) == (1, 404)


def a_reading_guest() -> tuple[Deelnemer, Meegenomen, Any]:
    """Return a participant, and a guest who reads the first part of her casus with the code typed."""
    _editie, _coach, deelnemer, _gesprek, row = a_guest()
    casus = deelnemer.casus
    assert casus is not None
    type(casus).objects.filter(pk=casus.pk).update(checked_at=NOW, changed_at=NOW)
    share_parts(actor=deelnemer.user, meegenomen=row, casus=casus, parts=[open_parts()[0].code], now=NOW)
    client = browser()
    inside(client, row)
    return deelnemer, row, client


def part_page(row: Meegenomen) -> str:
    """Return the address of that part for the guest."""
    return f"{page_of(row)}coachgesprek/{open_parts()[0].code}/"


def test_another_casus_is_not_read_by_who_was_given_parts_of_the_one_before() -> None:
    deelnemer, row, client = a_reading_guest()
    assert client.get(part_page(row)).status_code == 200
    Casus.objects.filter(pk=deelnemer.casus_id).update(remove_at=NOW + timedelta(days=30))
    other = a_casus(deelnemer.user)
    bring_casus(actor=deelnemer.user, deelnemer=deelnemer, casus_code=other.code, now=NOW)
    assert client.get(part_page(row)).status_code == 404
    assert browser().get(page_of(row)).status_code == 200
    # The casus was gone altogether, and the new one came with the intake.
    deelnemer, row, client = a_reading_guest_of_nothing()
    assert client.get(part_page(row)).status_code == 404


def a_reading_guest_of_nothing() -> tuple[Deelnemer, Meegenomen, Any]:
    """Return the same of a participant whose casus was destroyed, and who chose another at her intake."""
    Editie.objects.update(slug="eerder")
    Meegenomen.objects.all().delete()
    deelnemer, row, client = a_reading_guest()
    Deelnemer.objects.filter(pk=deelnemer.pk).update(casus=None)
    deelnemer.refresh_from_db()
    trainer = a_trainer(deelnemer.editie)
    aanbod = Aanbod(((DAY + 5 * HOUR, DAY + 6 * HOUR),), online_url="https://praat.example")
    (slot,) = offer_intake(actor=trainer, editie=deelnemer.editie, aanbod=aanbod, now=NOW)
    choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
    return deelnemer, row, client


def test_who_sees_the_casus_names_the_guests_of_coaching_and_withdrawing_everything_ends_it() -> None:
    deelnemer, row, client = a_reading_guest()
    casus = deelnemer.casus
    assert casus is not None
    page = browser(deelnemer.user).get(f"/casussen/{casus.code}/").content.decode()
    assert "Zichtbaar voor 2 personen: jij en 1 gast bij een coachgesprek." in page
    page = browser(deelnemer.user).get(f"/casussen/{casus.code}/delen/").content.decode()
    assert (BAS.name in page, "Gast bij een coachgesprek" in page) == (True, True)
    assert withdraw_all(actor=deelnemer.user, casus=casus, now=NOW) == 1
    assert client.get(part_page(row)).status_code == 404
    # She still comes to the hour itself.
    assert browser().get(page_of(row)).status_code == 200
    page = browser(deelnemer.user).get(f"/casussen/{casus.code}/").content.decode()
    assert "Alleen jij ziet deze casus." in page
