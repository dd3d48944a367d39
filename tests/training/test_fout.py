"""Wrong input that no table of single fields can say: moments, people and forms that do not go together.

Each is sent through its page. The answer says in Dutch what to do, what was typed is still there, and nothing is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.actions.slots import Aanbod
from community.confidential import confidential
from community.models import Deelname, Slot, User
from community.workdays import at_local
from tests.factories import UserFactory
from tests.factories.casussen import a_casus
from tests.factories.inschrijvingen import an_inschrijving
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import FIRST_DAY, a_deelnemer, a_trainer, an_editie
from tests.factories.tussentijden import a_worker, an_inzending
from tests.training.coachwork import booked as talk_of
from tests.training.coachwork import offered as coaching_times
from tests.training.planner import BASE, begin, people_of, planned, proposal_of
from tests.training.teamwork import choices, known, plan_url
from tests.wrong_input.test_wrong_input import stored
from training.actions.deelnemers import stop_deelnemer
from training.actions.intake import choose_intake, offer_intake
from training.models import Deelnemer, Editie

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
HOUR = timedelta(hours=1)
DAY = NOW + timedelta(days=7)
NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Wrong:
    """One form that cannot be: who sends what where, the sentence that answers it, and what must still be there."""

    what: str
    user: User
    path: str
    sent: dict[str, Any]
    sentence: str
    kept: tuple[str, ...] = field(default=())


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


def faults(cases: Iterable[Wrong]) -> list[str]:
    """Send each form and return what is wrong with what came of it."""
    found = []
    for one in cases:
        client = browser(one.user)
        before = stored()
        answer = client.post(one.path, {"eenmalig": str(uuid4()), **one.sent})
        if answer.status_code == 302:
            answer = client.get(answer.headers["Location"])
        page = answer.content.decode()
        if answer.status_code != 200:
            found.append(f"{one.what}: {answer.status_code}")
        if one.sentence not in page:
            found.append(f"{one.what}: it does not say {one.sentence}")
        found += [f"{one.what}: {words} was lost" for words in one.kept if words not in page]
        if stored() != before:
            found.append(f"{one.what}: something was stored")
    return found


def times(editie: Editie, host: User, *hours: int) -> list[Slot]:
    """Return times for an intake that this trainer offers, a week from now."""
    cut = tuple((DAY + number * HOUR, DAY + (number + 1) * HOUR) for number in hours)
    return offer_intake(actor=host, editie=editie, aanbod=Aanbod(cut), now=NOW)


def test_times_that_cannot_be_offered() -> None:
    """The nights in which the clock changes, the past, what she has already, hours the wrong way around."""
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    times(editie, trainer, 1)
    intake, coaching = (f"/trainingen/{editie.slug}/{page}/tijden/nieuw/" for page in ("intake", "coaching"))
    right = {"date": "9-2-2027", "starts": "9.00", "ends": "12.00", "minutes": "60", "place_name": "Het gemaal"}
    wrong = [
        ("the hour that is skipped", {"date": "28-3-2027", "starts": "2.30", "ends": "5.00"}, "Deze tijd bestaat niet"),
        (
            "until the hour that is skipped",
            {"date": "28-3-2027", "starts": "1.00", "ends": "2.30"},
            "Deze tijd bestaat niet",
        ),
        (
            "an hour of which the clock leaves nothing",
            {"date": "28-3-2027", "starts": "1.30", "ends": "3.00"},
            "past geen gesprek",
        ),
        ("this morning", {"date": "18-1-2027", "starts": "8.00", "ends": "9.00"}, "Deze tijd is al geweest"),
        ("just now", {"date": "18-1-2027", "starts": "9.00", "ends": "10.00"}, "Deze tijd is al geweest"),
        ("yesterday", {"date": "17-1-2027"}, "Deze dag is al geweest"),
        ("the wrong way around", {"starts": "12.00", "ends": "9.00"}, "later is dan het begin"),
        ("no time in between", {"starts": "9.00", "ends": "9.00"}, "later is dan het begin"),
        ("too short for one talk", {"starts": "9.00", "ends": "9.45"}, "past geen gesprek"),
        ("while she has another talk", {"date": "25-1-2027", "starts": "10.30", "ends": "11.30"}, "is dan al bezet"),
        ("around another talk", {"date": "25-1-2027", "starts": "8.00", "ends": "14.00"}, "is dan al bezet"),
        ("centuries away", {"date": "31-12-9999"}, "Kies een dag binnen een jaar"),
        ("after the training", {"date": "1-6-2029"}, "Kies een dag binnen een jaar"),
    ]
    cases = [Wrong(f"{page} {what}", trainer, page, right | change, sentence, ("Het gemaal",))
             for what, change, sentence in wrong for page in (intake, coaching)]  # fmt: skip
    assert faults(cases) == []


def test_the_night_of_winter_time_has_two_hours_at_two() -> None:
    """It can be: nobody loses an hour and nobody is booked twice."""
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    sent = {"date": "31-10-2027", "starts": "2.00", "ends": "4.00", "minutes": "60", "eenmalig": str(uuid4())}
    assert browser(trainer).post(f"/trainingen/{editie.slug}/intake/tijden/nieuw/", sent).status_code == 302
    rows = list(Slot.objects.order_by("starts_at"))
    assert [row.ends_at - row.starts_at for row in rows] == [HOUR] * 3
    assert rows[-1].ends_at == at_local(date(2027, 10, 31), time(4))


def test_a_talk_that_cannot_be_booked(clock: Any) -> None:
    """A time of another editie, of coaching, of nobody; one that began; a casus of somebody else; a second talk."""
    editie, other = an_editie(), an_editie(name="Elders")
    trainer = with_second_factor(a_trainer(editie))
    free, early, taken = times(editie, trainer, 1, 2, 3)
    (foreign,) = times(other, a_trainer(other), 1)
    (coaching,) = coaching_times(editie, trainer, 1)
    deelnemer, second = a_deelnemer(editie), a_deelnemer(editie)
    choose_intake(actor=second.user, deelnemer=second, slot_id=taken.pk, casus_code="", now=NOW)
    mine, page = a_casus(deelnemer.user), f"/trainingen/{editie.slug}/intake/"
    not_free = "Dit moment is niet meer vrij"
    slots = {"of another editie": foreign, "of coaching": coaching, "of somebody else": taken}
    cases = [Wrong(what, deelnemer.user, page, {"moment": str(slot.pk), "casus": mine.code}, not_free)
             for what, slot in slots.items()]  # fmt: skip
    cases += [
        Wrong(
            "a casus of another", deelnemer.user, page, {"moment": str(free.pk), "casus": a_casus().code}, "Kies een"
        ),
        Wrong("no casus", deelnemer.user, page, {"moment": str(free.pk)}, "Kies een casus, of begin een nieuwe"),
        Wrong("no time", deelnemer.user, page, {"casus": mine.code}, "Kies een van de momenten"),
        Wrong("a second talk", second.user, page, {"moment": str(free.pk)}, "Je hebt al een intakegesprek gepland"),
        Wrong("moved to itself", second.user, f"{page}verzetten/", {"moment": str(taken.pk)}, not_free),
        Wrong("moved elsewhere", second.user, f"{page}verzetten/", {"moment": str(foreign.pk)}, not_free),
    ]
    assert faults(cases) == []
    clock.move_to(early.starts_at)
    late = Wrong("a time that begins now", deelnemer.user, page, {"moment": str(early.pk), "casus": "nieuw"},
                 "Er zijn nu geen vrije momenten")  # fmt: skip
    assert faults([late]) == []


def test_coaching_that_cannot_be() -> None:
    """The same hour twice, an hour of another editie or of an intake, a forged talk, who is no participant."""
    editie, other = an_editie(), an_editie(name="Elders")
    trainer = with_second_factor(a_trainer(editie))
    first, second, _third = coaching_times(editie, trainer, 1, 2, 3)
    (foreign,) = coaching_times(other, a_trainer(other), 1)
    (intake,) = times(editie, trainer, 6)
    deelnemer = a_deelnemer(editie)
    talk = talk_of(deelnemer, first)
    base, gone = f"/trainingen/{editie.slug}/coaching/", "Dit moment is niet meer vrij"
    asked = {"question": "Hoe verder?"}
    cases = [
        *(Wrong(what, user, f"{base}tijden/{slot}/boeken/", asked, gone, ("Hoe verder?", f"tijden/{second.pk}/boeken/"))
          for what, user, slot in (
            ("an hour elsewhere", deelnemer.user, foreign.pk), ("an hour of an intake", deelnemer.user, intake.pk),
            ("an hour that was booked", a_deelnemer(editie).user, first.pk), ("of nobody", deelnemer.user, NOBODY),
            ("her own hour again", deelnemer.user, first.pk))),
        Wrong("moved elsewhere", deelnemer.user, f"{base}{talk.pk}/verzetten/", {"moment": str(foreign.pk)},
              "niet meer vrij"),
        Wrong("removed while it comes", deelnemer.user, f"{base}{talk.pk}/verwijderen/", {}, "Zeg het gesprek eerst"),
        Wrong("a guest at the own address", deelnemer.user, f"{base}tijden/{second.pk}/boeken/",
              asked | {"gast_naam": "Ik", "gast_email": deelnemer.user.email}, "je eigen e-mailadres",
              ("Hoe verder?",)),
    ]  # fmt: skip
    assert faults(cases) == []


def test_a_question_is_not_lost_when_the_only_hour_is_gone() -> None:
    editie = an_editie()
    trainer, deelnemer = with_second_factor(a_trainer(editie)), a_deelnemer(editie)
    (only,) = coaching_times(editie, trainer, 1)
    talk_of(a_deelnemer(editie), only)
    base = f"/trainingen/{editie.slug}/coaching/"
    case = Wrong("the only hour", deelnemer.user, f"{base}tijden/{only.pk}/boeken/", {"question": "Hoe verder?"},
                 "Laat je vraag achter.", ("Hoe verder?", f'action="{base}vraag/"'))  # fmt: skip
    assert faults([case]) == []


def test_days_that_break_the_order_of_the_programme() -> None:
    """Moved by hand: swapped, on one day, on days nobody trains, too close, behind us, where the trainer is taken."""
    planner = with_second_factor(UserFactory(coordinator=True))
    client = browser(planner)
    editie, _trainer = planned(client)
    right = proposal_of(client, editie)
    at = f"{BASE}{editie.slug}/data/"
    days = {code: right[f"dag_{code}"] for code in "i1345e"}
    wrong: list[tuple[str, dict[str, str], str]] = [
        ("3 and 4 swapped", {"dag_3": days["4"], "dag_4": days["3"]}, "hoort"),
        ("3 before 1", {"dag_3": "2-2-2027"}, "hoort"),
        ("eindsessie before 5", {"dag_e": days["4"]}, "hoort"),
        ("all on one day", {f"dag_{code}": days["1"] for code in "345e"}, "hoort"),
        ("the intake last", {"dag_i": days["e"]}, "intake"),
        ("two days after another", {"dag_4": days["3"]}, "werkdagen"),
        ("a Saturday", {"dag_4": "17-4-2027"}, "weekend"),
        ("Whit Monday", {"dag_5": "17-5-2027"}, "pinksterdag"),
        ("Ascension", {"dag_5": "6-5-2027"}, "Hemelvaart"),
        ("in the past", {"dag_1": "4-1-2027"}, "periode"),
        ("after the period", {"dag_e": "2-8-2027"}, "periode"),
        ("a year off", {"dag_e": "1-6-2037"}, "Kijk naar het jaar"),
        ("no day at all", {f"dag_{code}": "" for code in "i1345e"}, "Vul een datum in"),
        ("another version", {"version": "77"}, "net veranderd"),
    ]
    assert faults(Wrong(what, planner, at, right | change, sentence) for what, change, sentence in wrong) == []


def test_an_editie_that_cannot_be_planned_or_known() -> None:
    """Nobody leads it, no place, no days, ends in the wrong order, a place that is too small."""
    planner = with_second_factor(UserFactory(coordinator=True))
    client = browser(planner)
    bare = begin(client)
    editie, trainer = planned(client, name="Ander voorjaar")
    mensen = people_of(editie, [trainer], editie.locatie, description="Dit blijft staan.")
    at, kept = f"{BASE}{editie.slug}/mensen/", ("Dit blijft staan.",)
    cases = [
        Wrong("nobody leads it", planner, f"{BASE}{bare.slug}/publiceren/", {"rules": "Regels.", "version": "1"},
              "Er is nog geen trainer."),
        Wrong("a place of nobody", planner, at, mensen | {"locatie": NOBODY}, "Kies een van de mogelijkheden", kept),
        Wrong("a trainer of nobody", planner, at, mensen | {"trainers": [NOBODY]}, "Kies een", kept),
        Wrong("half a person", planner, at, mensen | {"capacity": "4.5"}, "Schrijf een heel getal", kept),
        Wrong("fewer than none", planner, at, mensen | {"capacity": "-4"}, "Kies 4 of meer plaatsen", kept),
        Wrong("decided before it closes", planner, at, mensen | {"decide_by_date": "20-1-2027"}, "aanmelding", kept),
        Wrong("an older page", planner, at, mensen | {"version": "1"}, "net veranderd"),
        Wrong("a term that ends before it begins", planner, f"{BASE}{editie.slug}/termijnen/",
              {"van_a": "9-3-2027", "tot_a": "2-3-2027", "version": str(editie.version)}, "klaar uiterlijk"),
    ]  # fmt: skip
    assert faults(cases) == []


def test_a_decision_that_cannot_be() -> None:
    """Somebody of another editie, who took it back, more than there is room for, nobody, a word that is none."""
    coordinator = with_second_factor(UserFactory(coordinator=True))
    editie, other = an_editie(capacity=4), an_editie(name="Elders")
    row, foreign = an_inschrijving(editie), an_inschrijving(other)
    for _ in range(4):
        a_deelnemer(editie)
    gone = an_inschrijving(editie, status="INGETROKKEN")
    at = f"/coordinatie/edities/{editie.slug}/aanmeldingen/besluit/"
    wrong = [
        ("somebody else's", f"wie={foreign.pk}&besluit=toelaten", "Kies opnieuw"),
        ("nobody", f"wie={NOBODY}&besluit=toelaten", "Kies opnieuw"),
        ("no id", "wie=1%20OR%201=1&besluit=toelaten", "Kies opnieuw"),
        ("nobody at all", "besluit=toelaten", "Vink minstens één aanmelding aan"),
        ("no decision", f"wie={row.pk}", "Kies een van de mogelijkheden"),
        ("another decision", f"wie={row.pk}&besluit=weg", "Kies een van de mogelijkheden"),
        ("no room", f"wie={row.pk}&besluit=toelaten", "Er zijn nog 0 plaatsen"),
        ("no room to offer", f"wie={row.pk}&besluit=aanbieden", "Er zijn nog 0 plaatsen"),
        ("taken back", f"wie={gone.pk}&besluit=toelaten", "is al besloten"),
    ]
    cases = [Wrong(what, coordinator, f"{at}?{query}", {"tekst": "Welkom"}, words) for what, query, words in wrong]
    assert faults(cases) == []


def test_a_list_of_who_was_there_that_cannot_be(clock: Any) -> None:
    """Before the day, somebody of another day, a word that is none, a page that is too old."""
    editie, other = an_editie(), an_editie(name="Elders")
    trainer = with_second_factor(a_trainer(editie))
    meeting, elsewhere = (one.delen.get(onderdeel__code="3").bijeenkomst for one in (editie, other))
    place = Deelname.objects.create(bijeenkomst=meeting, user=a_deelnemer(editie).user, status="AANGEMELD")
    foreign = Deelname.objects.create(bijeenkomst=elsewhere, user=a_deelnemer(other).user, status="AANGEMELD")
    at, mine = f"/agenda/{meeting.code}/presentie/", f"p_{place.pk.hex}"
    early = Wrong("before the day", trainer, at, {mine: "AANGEMELD.AANWEZIG"}, "half uur voor het begin")
    assert faults([early]) == []
    clock.move_to(meeting.ends_at)
    old = "Deze lijst is te oud"
    cases = [
        Wrong("a word that is none", trainer, at, {mine: "AANGEMELD.ZIEK"}, old),
        Wrong("a control sign", trainer, at, {mine: "AANGEMELD.\x00"}, old),
        Wrong("too long", trainer, at, {mine: "A" * 9000}, old),
        Wrong("it changed meanwhile", trainer, at, {mine: "AFWEZIG.AANWEZIG"}, "net veranderd"),
        Wrong("of another day", trainer, at, {f"p_{foreign.pk.hex}": "AANGEMELD.AANWEZIG"}, "Presentie"),
    ]
    found = faults(case for case in cases)
    assert [one for one in found if not one.startswith("of another day: something")] == []
    assert Deelname.objects.get(pk=foreign.pk).status == "AANGEMELD"


def test_teams_that_cannot_be_after_they_are_known() -> None:
    """A team of nobody, a captain who stopped or is of another team, a page from before somebody came or left."""
    editie, coordinator, trainer, _teams = known(10)
    at = plan_url(editie)
    before = choices(editie)
    person, other = before["captain_1"], before["captain_2"]
    cases = [
        Wrong("a team of nobody", coordinator, at, before | {f"plek_{person}": "99"}, "Kies een van de mogelijkheden"),
        Wrong("less than no team", coordinator, at, before | {f"plek_{person}": "-1"}, "Kies een van de mogelijkheden"),
        Wrong("no team", coordinator, at, before | {f"plek_{person}": ""}, "Kies een van de mogelijkheden"),
        Wrong("a captain of nobody", trainer, at, before | {"captain_1": NOBODY}, "Kies een van de mogelijkheden"),
        Wrong("a captain of another team", trainer, at, before | {"captain_1": other}, "een teamcaptain uit dat team"),
        Wrong("an older page", coordinator, at, before | {"version": "1"}, "net veranderd"),
        Wrong("proposed once more", coordinator, plan_url(editie, "voorstel/"), {"version": "0"}, "al bekend"),
        Wrong("made known once more", coordinator, plan_url(editie, "bekendmaken/"), {"version": "1"}, "bekend"),
    ]
    assert faults(cases) == []
    gone = Deelnemer.objects.select_related("user", "editie").get(editie=editie, user_id=person)
    stop_deelnemer(actor=gone.user, deelnemer=gone, reason="", now=NOW)
    late = [
        Wrong("who stopped is captain", coordinator, at, before | {"captain_1": person}, "Kies een van de"),
        Wrong("the page from before", trainer, at, before, "Kies een van de mogelijkheden"),
    ]
    assert faults(late) == []
    pages = [f"/trainingen/{editie.slug}/teams/", f"/trainingen/{editie.slug}/teams/1/", at]
    assert [browser(trainer).get(page).status_code for page in pages] == [200, 200, 200]


def test_work_that_cannot_be_handed_in(clock: Any) -> None:
    """Before it opens, of another's casus, after she took it back, by who stopped, a reaction to nothing."""
    editie, other = an_editie(), an_editie(name="Elders")
    trainer, deelnemer = with_second_factor(a_trainer(editie)), a_worker(editie)
    at = f"/trainingen/{editie.slug}/tussentijd/b/"
    sent = {"meelezen": "ja", "version": "0"}
    assert faults([Wrong("not open yet", deelnemer.user, at, sent, "nog niet open")]) == []
    clock.move_to(at_local(FIRST_DAY + timedelta(days=50), time(10)))
    bare = a_deelnemer(editie)
    foreign = an_inzending(a_worker(other), now=NOW + timedelta(days=79))
    mine = an_inzending(deelnemer, now=NOW + timedelta(days=79))
    react = f"/trainingen/{editie.slug}/inzendingen/{mine.pk}/"
    cases = [
        Wrong("without a casus", bare.user, at, sent, "nog geen casus gekozen"),
        Wrong(
            "a casus of another",
            bare.user,
            f"/trainingen/{editie.slug}/casus/",
            {"casus": deelnemer.casus.code},
            "Kies een van de mogelijkheden",
        ),
        Wrong("an older window", deelnemer.user, at, {"meelezen": "nee", "version": "7"}, "net veranderd"),
        Wrong("a reaction to what changed", trainer, react, {"text": "Mooi werk", "version": "9"}, "Mooi werk"),
    ]
    assert faults(cases) == []
    client = browser(trainer)
    nowhere = f"/trainingen/{editie.slug}/inzendingen/{foreign.pk}/"
    assert client.post(nowhere, {"text": "Mooi", "version": "1"}).status_code == 404
