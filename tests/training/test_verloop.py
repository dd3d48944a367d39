"""What goes by itself with places: offers that lapse, the next in line, people who stop or are gone, forgetting."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.planned_elsewhere import drop
from community.berichten.ladders import climb
from community.extension_points import taak_kinds
from community.models import Bericht, Deelname, Gastlink, KringKind, Lidmaatschap, Taak, User
from community.workdays import local_date
from tests.factories import UserFactory
from tests.factories.inschrijvingen import an_inschrijving, letters, statuses, waiting
from tests.factories.kringen import KringFactory, LidmaatschapFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import LocatieFactory, a_deelnemer, a_trainer, an_editie
from training.access.edities import may_enter
from training.actions.deelnemers import stop_deelnemer
from training.actions.editiemensen import MensenAnswers, set_people
from training.actions.inschrijvingsverloop import purge_inschrijvingen, settle
from training.actions.toelating import Besluit, answer_offer, decide_inschrijvingen
from training.models import Deelnemer, Editie, EditieStatus, Inschrijving, Team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, four weeks before the first dagdeel."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def admitted(editie: Editie) -> Deelnemer:
    """Return somebody who was admitted the real way."""
    row = an_inschrijving(editie)
    decide_inschrijvingen(actor=UserFactory(coordinator=True), editie=editie, ids=[row.pk], besluit=Besluit.TOELATEN,
                          text="", now=NOW)  # fmt: skip
    return Deelnemer.objects.select_related("user").get(inschrijving=row)


def offered(editie: Editie) -> Inschrijving:
    """Return somebody to whom a place was offered now."""
    row = an_inschrijving(editie)
    decide_inschrijvingen(actor=UserFactory(coordinator=True), editie=editie, ids=[row.pk], besluit=Besluit.AANBIEDEN,
                          text="", now=NOW)  # fmt: skip
    row.refresh_from_db()
    return row


def test_an_offer_lapses_on_its_day_and_goes_to_the_next() -> None:
    editie = an_editie(capacity=4)
    for _ in range(3):
        a_deelnemer(editie)
    row, following = offered(editie), waiting(editie)
    until = row.offer_until_date
    assert until is not None
    day = datetime(until.year, until.month, until.day, tzinfo=UTC)
    just_before, after = day - timedelta(hours=2), day + timedelta(hours=8)
    settle(just_before)
    assert statuses([row, following]) == ["AANGEBODEN", "WACHTLIJST"]
    for _ in range(2):
        settle(after)
    assert statuses([row, following]) == ["INGETROKKEN", "AANGEBODEN"]
    assert [letter.address for letter in letters("N184", after)] == [row.user.email]
    assert [letter.address for letter in letters("N14", after)] == [following.user.email]
    with pytest.raises(ActionError, match="niet meer voor je vrij"):
        answer_offer(actor=row.user, inschrijving=row, now=after)


def test_who_was_offered_a_place_is_asked_once_more() -> None:
    row = offered(an_editie())
    kind = taak_kinds.get("PLEK_AANGEBODEN")
    taak = Taak.objects.get(kind="PLEK_AANGEBODEN")
    assert (taak.user, local_date(taak.due_at or NOW).isoformat()) == (row.user, "2027-01-25")
    for days in (0, 4, 5):
        climb(kind, NOW + timedelta(days=days))
    later = letters("N14", NOW + timedelta(days=5))
    assert sorted("Je hebt nog niet gereageerd." in letter.text for letter in later) == [False, True]
    answer_offer(actor=row.user, inschrijving=row, now=NOW + timedelta(days=5))
    climb(kind, NOW + timedelta(days=5))
    assert letters("N14", NOW + timedelta(days=5)) == []
    assert Taak.objects.filter(kind="PLEK_AANGEBODEN", done_at__isnull=True, withdrawn_at__isnull=True).count() == 0


def test_who_stops_is_out_everywhere_and_her_place_is_offered() -> None:
    editie = an_editie(capacity=4)
    for _ in range(3):
        a_deelnemer(editie)
    row, following = admitted(editie), waiting(editie)
    team = Team.objects.create(editie=editie, number=1, kring=KringFactory(kind=KringKind.TEAM), published_at=NOW)
    LidmaatschapFactory(kring=team.kring, user=row.user)
    client = Client()
    client.force_login(row.user)
    assert client.get(f"/trainingen/{editie.slug}/dagdeel/1/").status_code == 200
    answer = client.post(f"/trainingen/{editie.slug}/stoppen/", {"reden": "Een andere baan"})
    assert (answer.status_code, answer.url) == (302, f"/trainingen/{editie.slug}/")
    row.refresh_from_db()
    assert (row.stopped_at, row.stop_reason) == (NOW, "Een andere baan")
    assert client.get(f"/trainingen/{editie.slug}/dagdeel/1/").status_code == 404
    assert "Gestopt" in client.get(f"/trainingen/{editie.slug}/aanmelding/").content.decode()
    assert not Lidmaatschap.objects.filter(user=row.user, until_at__isnull=True).exists()
    assert not Deelname.objects.filter(user=row.user, status="AANGEMELD").exists()
    assert statuses([following]) == ["AANGEBODEN"]
    (letter,) = letters("N182")
    assert (letter.address, letter.attachments[0].method) == (row.user.email, "CANCEL")
    assert letter.attachments[0].content.decode().count("BEGIN:VEVENT") == 6
    assert "Een andere baan" not in letter.text
    assert letters("N12") == []


def test_a_coordinator_lets_somebody_stop_with_a_reason() -> None:
    editie, coordinator = an_editie(), with_second_factor(UserFactory(coordinator=True))
    row = admitted(editie)
    client, page = Client(), f"/coordinatie/edities/{editie.slug}/deelnemers/{row.pk}/stoppen/"
    client.force_login(coordinator)
    assert "Schrijf in een paar woorden waarom" in client.post(page, {"reden": ""}).content.decode()
    assert client.post(page, {"reden": "Ziek"}).status_code == 302
    row.refresh_from_db()
    assert (row.stop_reason, may_enter(row.user, editie, NOW)) == ("Ziek", False)
    with pytest.raises(ActionError, match="al gestopt"):
        stop_deelnemer(actor=coordinator, deelnemer=row, reason="x", now=NOW)


def test_others_cannot_let_somebody_stop() -> None:
    editie = an_editie()
    row = admitted(editie)
    for user in (UserFactory(), a_trainer(editie), a_deelnemer(editie).user):
        with pytest.raises(DeniedError):
            stop_deelnemer(actor=user, deelnemer=row, reason="x", now=NOW)


def test_a_closed_account_holds_no_place() -> None:
    editie = an_editie(capacity=4)
    people = [a_deelnemer(editie) for _ in range(4)]
    asks, following = an_inschrijving(editie), waiting(editie)
    User.objects.filter(pk__in=(people[0].user_id, asks.user_id)).update(is_active=False)
    settle(NOW)
    people[0].refresh_from_db()
    assert (people[0].stopped_at, statuses([asks, following])) == (NOW, ["INGETROKKEN", "AANGEBODEN"])


def test_the_waiting_list_ends_when_the_training_begins() -> None:
    editie = an_editie()
    rows = [waiting(editie), offered(editie), an_inschrijving(editie)]
    settle(datetime(2027, 2, 15, 12, tzinfo=UTC))
    assert statuses(rows)[0] == "WACHTLIJST"
    begin = datetime(2027, 2, 16, 7, tzinfo=UTC)
    settle(begin)
    assert statuses([rows[0], rows[2]]) == ["AFGEWEZEN", "AFGEWEZEN"]
    texts = [letter.text for letter in letters("N13", begin)]
    assert len(texts) == 2
    assert all("De training is begonnen." in text for text in texts)


def test_of_an_editie_that_does_not_go_on_nobody_waits() -> None:
    editie = an_editie()
    rows = [waiting(editie), an_inschrijving(editie)]
    Editie.objects.filter(pk=editie.pk).update(status=EditieStatus.GEANNULEERD, cancelled_at=NOW)
    settle(NOW)
    assert statuses(rows) == ["AFGEWEZEN", "AFGEWEZEN"]
    assert letters("N13") == []


def test_coordinators_have_one_duty_with_a_number_and_hear_it_before_the_day() -> None:
    editie = an_editie()
    for _ in range(4):
        an_inschrijving(editie)
    coordinator = with_second_factor(UserFactory(coordinator=True))
    settle(NOW)
    taak = Taak.objects.get(kind="INSCHRIJVINGEN_BEOORDELEN")
    kind = taak_kinds.get("INSCHRIJVINGEN_BEOORDELEN")
    assert (taak.user, kind.words([taak], NOW)[taak.pk].title) == (
        coordinator, "4 aanmeldingen wachten: Voorjaar 2027"
    )  # fmt: skip
    # Monday 1 February is the day; five working days before it is Monday 25 January.
    for days in range(12):
        climb(kind, NOW + timedelta(days=days))
    due = Bericht.objects.filter(kind="N183").order_by("due_at").values_list("due_at", flat=True)
    assert [local_date(moment).isoformat() for moment in due] == ["2027-01-25", "2027-01-29"]
    assert letters("N183")[0].subject == "4 aanmeldingen wachten: Voorjaar 2027"
    Inschrijving.objects.update(status="INGETROKKEN")
    climb(kind, NOW + timedelta(days=12))
    taak.refresh_from_db()
    assert taak.done_at is not None


def test_what_came_to_nothing_is_forgotten_after_half_a_year() -> None:
    editie = an_editie()
    refused = an_inschrijving(editie, status="AFGEWEZEN", decided_at=NOW)
    kept = [admitted(editie).inschrijving, waiting(editie)]
    soon, later = NOW + timedelta(days=182), NOW + timedelta(days=184)
    assert (purge_inschrijvingen(soon), purge_inschrijvingen(later)) == (0, 1)
    assert set(Inschrijving.objects.values_list("pk", flat=True)) == {row.pk for row in kept}
    assert not Gastlink.objects.filter(pk=refused.gastlink_id).exists()


def test_nothing_is_offered_when_the_training_begins_tomorrow(clock: Any) -> None:
    editie = an_editie(capacity=4)
    people = [a_deelnemer(editie) for _ in range(4)]
    row = waiting(editie)
    eve = datetime(2027, 2, 15, 9, tzinfo=UTC)
    clock.move_to(eve)
    stop_deelnemer(actor=people[0].user, deelnemer=people[0], reason="", now=eve)
    assert statuses([row]) == ["WACHTLIJST"]


def test_a_day_that_is_called_off_leaves_the_calendar_of_who_got_all_days() -> None:
    editie = an_editie()
    told, untold = admitted(editie), admitted(editie)
    meeting = editie.delen.get(onderdeel__code="3").bijeenkomst
    assert meeting is not None
    Bericht.objects.filter(kind="N12", recipient=told.user).update(status="VERZONDEN")
    drop(meeting, reason="Storm", now=NOW)
    found = {letter.address: [file.method for file in letter.attachments] for letter in letters("N113")}
    assert found == {told.user.email: ["CANCEL"], untold.user.email: []}


def test_places_that_are_added_are_offered_and_who_stopped_holds_none() -> None:
    editie, actor = an_editie(capacity=5), UserFactory(coordinator=True)
    people, trainer, place = [admitted(editie) for _ in range(5)], a_trainer(editie), LocatieFactory()
    stop_deelnemer(actor=people[0].user, deelnemer=people[0], reason="", now=NOW)
    line = [waiting(editie, since=NOW + timedelta(minutes=number)) for number in range(4)]

    def with_places(number: int) -> Editie:
        mensen = MensenAnswers(trainers=[trainer], coaches=[], locatie=place, capacity=number, apply_until_date=None,
                               decide_by_date=None, description="")  # fmt: skip
        known = Editie.objects.get(pk=editie.pk)
        return set_people(actor=actor, editie=known, version=known.version, answers=mensen, now=NOW)

    with_places(4)
    assert statuses(line) == ["WACHTLIJST"] * 4
    with_places(6)
    assert statuses(line) == ["AANGEBODEN", "AANGEBODEN", "WACHTLIJST", "WACHTLIJST"]
