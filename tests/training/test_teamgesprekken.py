"""The captain's kit: planning the talks of a tussentijd, the date poll, actions, and who is ready."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.actions.deelname import REAGEREN
from community.berichten.ladders import climb
from community.confidential import confidential
from community.extension_points import taak_kinds
from community.models import Bericht, Bijeenkomst, Datumprikker, Deelname, KringRol, Lidmaatschap, Taak, User
from community.notation import date_plain
from tests.factories import UserFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.teams import make_team
from training.models import Deelnemer, Editie, Inzending, InzendingStatus, Team
from training.reminders import teams as reminders

pytestmark = pytest.mark.django_db
# A week into tussentijd A of `an_editie`: its first day is 16 February 2027.
IN_A = NOW + timedelta(days=35)


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be a day on which tussentijd A is open, within the vault."""
    with time_machine.travel(IN_A, tick=False) as traveller, confidential():
        yield traveller


def browser(user: User) -> Client:
    """Return the browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def post(user: User, path: str, **data: Any) -> Any:
    """Send a form as this person."""
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def a_team(*, trainer_leads: bool = False) -> tuple[Editie, Team, User, list[Deelnemer]]:
    """Return an editie with one team of four, its trainer and its participants; the first is captain."""
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    deelnemers = [a_deelnemer(editie) for _ in range(4)]
    captain = trainer if trainer_leads else deelnemers[0].user
    team = make_team(editie=editie, number=1, members=[row.user for row in deelnemers], captain=str(captain.pk),
                     trainers=[trainer], now=LONG_AGO)  # fmt: skip
    return editie, team, trainer, deelnemers


def talk(**changed: str) -> dict[str, str]:
    """Return a talk as the captain fills it in, on a day in A that is no school holiday."""
    day = date_plain(IN_A + timedelta(days=15))
    return {
        "version": "0",
        "met": "EIGEN",
        "title": "Onze dilemma's",
        "date": day,
        "starts": "10",
        "ends": "11",
        **changed,
    }


def url(editie: Editie, page: str = "") -> str:
    """Return an address of the team."""
    return f"/trainingen/{editie.slug}/teams/1/{page}"


def test_a_talk_with_the_own_team_does_not_ask_the_trainers() -> None:
    editie, team, trainer, deelnemers = a_team()
    captain = deelnemers[0].user
    assert post(captain, url(editie, "gesprek/a/"), **talk()).status_code == 302
    meeting = Bijeenkomst.objects.get(kind="TEAMGESPREK")
    asked = set(Deelname.objects.filter(bijeenkomst=meeting).values_list("user", flat=True))
    assert asked == {row.user_id for row in deelnemers}
    assert not Taak.objects.filter(kind=REAGEREN, user=trainer, withdrawn_at__isnull=True).exists()
    assert set(Bericht.objects.filter(recipient=trainer).values_list("status", flat=True)) <= {"VERVALLEN"}
    assert post(captain, url(editie, "gesprek/a/"), **talk(met="TRAINERS", starts="14", ends="15")).status_code == 302
    assert Deelname.objects.filter(user=trainer, bijeenkomst__kring=team.kring).count() == 1
    page = browser(captain).get(url(editie)).content.decode()
    assert '?met=EIGEN">Plan' not in page.partition("Tussentijd A")[2].partition("Tussentijd B")[0]


def test_the_captain_plans_two_talks_in_a_and_b_one_in_c_and_none_in_d() -> None:
    editie, _team, _trainer, deelnemers = a_team()
    page = browser(deelnemers[0].user).get(url(editie)).content.decode()
    found = [page.count(f"gesprek/{code}/?met=") for code in "abcd"]
    assert found == [2, 2, 1, 0]
    other = browser(deelnemers[1].user).get(url(editie)).content.decode()
    assert "?met=" not in other


def test_the_duty_to_plan_opens_with_the_tussentijd_and_ends_when_all_is_planned() -> None:
    editie, team, _trainer, deelnemers = a_team()
    captain = deelnemers[0].user
    reminders.plan(NOW)
    assert not Taak.objects.filter(kind="TEAMGESPREK_PLANNEN").exists()
    reminders.plan(IN_A)
    reminders.plan(IN_A)
    taak = Taak.objects.get(kind="TEAMGESPREK_PLANNEN")
    assert (taak.user, taak.kring) == (captain, team.kring)
    climb(taak_kinds.get("TEAMGESPREK_PLANNEN"), IN_A + timedelta(minutes=1))
    bericht = Bericht.objects.get(kind="N37")
    (inhoud,) = reminders.load_plan_talk([bericht], IN_A).values()
    assert (inhoud.context["number"], inhoud.path) == (2, url(editie))
    for data in (talk(), talk(met="TRAINERS", starts="14", ends="15")):
        assert reminders.is_done_talk([taak], IN_A) == []
        post(captain, url(editie, "gesprek/a/"), **data)
    assert reminders.is_done_talk([taak], IN_A) == [taak.pk]
    assert reminders.load_plan_talk([bericht], IN_A) == {}


def test_another_captain_takes_the_duty_over() -> None:
    _editie, team, _trainer, deelnemers = a_team()
    reminders.plan(IN_A)
    taak = Taak.objects.get(kind="TEAMGESPREK_PLANNEN")
    rows = Lidmaatschap.objects.filter(kring=team.kring)
    rows.filter(user=deelnemers[0].user).update(role=KringRol.LID)
    rows.filter(user=deelnemers[1].user).update(role=KringRol.TREKKER)
    assert (reminders.words_talk([taak], IN_A), reminders.is_done_talk([taak], IN_A)) == ({}, [taak.pk])
    reminders.plan(IN_A)
    assert Taak.objects.filter(kind="TEAMGESPREK_PLANNEN", user=deelnemers[1].user).count() == 1


def test_a_trainer_who_is_captain_plans_too() -> None:
    editie, _team, trainer, _deelnemers = a_team(trainer_leads=True)
    reminders.plan(IN_A)
    assert Taak.objects.get(kind="TEAMGESPREK_PLANNEN").user == trainer
    assert post(trainer, url(editie, "gesprek/a/"), **talk()).status_code == 302
    assert Bijeenkomst.objects.filter(kind="TEAMGESPREK").count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"met": ""}, "Kies met wie het gesprek is"),
        ({"met": "IEDEREEN"}, "Kies een van de mogelijkheden"),
        ({"title": ""}, "Geef de bijeenkomst een titel"),
        ({"date": "1-1-2027"}, "Kies een datum na vandaag"),
        ({"date": "28-3-2027", "starts": "2.30", "ends": "4"}, "bestaat"),
        ({"starts": "12"}, "later is dan het begin"),
        ({"online_url": "javascript:alert(1)"}, "hele link"),
    ],
)
def test_a_talk_that_cannot_be_is_said_in_words(changed: dict[str, str], words: str) -> None:
    editie, _team, _trainer, deelnemers = a_team()
    answer = post(deelnemers[0].user, url(editie, "gesprek/a/"), **talk(**changed))
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert not Bijeenkomst.objects.filter(kind="TEAMGESPREK").exists()


def test_the_same_form_twice_plans_once() -> None:
    editie, _team, _trainer, deelnemers = a_team()
    client, token = browser(deelnemers[0].user), str(uuid4())
    for _ in range(2):
        assert client.post(url(editie, "gesprek/a/"), {"eenmalig": token, **talk()}).status_code == 302
    assert Bijeenkomst.objects.filter(kind="TEAMGESPREK").count() == 1


def test_captain_and_trainers_see_who_is_ready_and_others_do_not() -> None:
    editie, _team, trainer, deelnemers = a_team()
    deel = editie.delen.get(onderdeel__code="A")
    for deelnemer, status in zip(deelnemers[1:3], (InzendingStatus.INGELEVERD, InzendingStatus.BEZIG), strict=True):
        Inzending.objects.create(deelnemer=deelnemer, editiedeel=deel, status=status, started_at=IN_A)
    pages = [browser(user).get(url(editie)).content.decode()
             for user in (deelnemers[0].user, trainer, deelnemers[1].user)]  # fmt: skip
    assert ["1 van 4 zijn klaar" in page for page in pages] == [True, True, False]
    assert deelnemers[2].user.naam in pages[0].partition("Nog niet")[2].partition("</span>")[0]


def test_a_date_poll_for_the_team_is_asked_by_its_captain_alone() -> None:
    editie, team, _trainer, deelnemers = a_team()
    path = f"/agenda/datumprikkers/nieuw/?groep={team.kring_id}"
    assert path in browser(deelnemers[0].user).get(url(editie)).content.decode()
    form = browser(deelnemers[0].user).get(path)
    assert str(team.kring_id) in form.content.decode()
    assert browser(deelnemers[1].user).get(path).status_code == 404
    day = date_plain(IN_A + timedelta(days=7))
    data = {"kring": str(team.kring_id), "title": "Teamgesprek", "duration": "60", "version": "0",
            "last_day": date_plain(IN_A + timedelta(days=5)), "m-TOTAL_FORMS": "1", "m-INITIAL_FORMS": "0",
            "m-0-day": day, "m-0-starts": "10"}  # fmt: skip
    assert post(deelnemers[0].user, path, **data).status_code == 302
    assert Datumprikker.objects.get().kring == team.kring
    assert "Datum zoeken" in browser(deelnemers[1].user).get(url(editie)).content.decode()


def test_the_agreements_of_a_team_come_before_its_page() -> None:
    editie, team, _trainer, deelnemers = a_team()
    path = f"/kringen/{team.kring_id}/afspraken/nieuw/"
    assert browser(deelnemers[1].user).get(path).status_code == 404
    answer = post(deelnemers[0].user, path, text="Wat we bespreken, blijft bij ons.", number="0")
    assert answer.status_code == 302
    turned = browser(deelnemers[1].user).get(url(editie))
    assert (turned.status_code, turned.url) == (302, f"/kringen/{team.kring_id}/afspraken/")


def test_strangers_find_no_team() -> None:
    editie, _team, _trainer, _deelnemers = a_team()
    assert browser(UserFactory()).get(url(editie)).status_code == 404


def test_the_page_of_a_tussentijd_leads_to_the_team_and_to_coaching() -> None:
    editie, _team, trainer, deelnemers = a_team()
    base = f"/trainingen/{editie.slug}/tussentijd/"
    page = browser(deelnemers[1].user).get(f"{base}a/").content.decode()
    assert all(words in page for words in ("Naar je team", f"/trainingen/{editie.slug}/coaching/", "de trainers"))
    last = browser(deelnemers[1].user).get(f"{base}d/").content.decode()
    assert ("blok-team" in last, "blok-coaching" in last) == (False, True)
    assert "blok-coaching" in browser(trainer).get(f"{base}a/").content.decode()


def test_once_the_next_tussentijd_began_the_one_before_asks_no_talk(clock: Any) -> None:
    editie, _team, _trainer, deelnemers = a_team()
    clock.move_to(IN_A + timedelta(days=35))
    page = browser(deelnemers[0].user).get(url(editie)).content.decode()
    assert [page.count(f"gesprek/{code}/?met=") for code in "abcd"] == [0, 2, 1, 0]
    assert page.count("zijn klaar") == 2
