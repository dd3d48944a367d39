"""Asking what changed: nothing is a 204 for one query, and the question keeps the session going."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import User
from intervisie.models import Sessie
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, moves_to, seat_of, writes
from tests.intervisie.sessies.live.livework import at, browser, get, press, text_of

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
MILLISECONDS = str(int(NOW.timestamp() * 1000))


def revision(sessie: Sessie, who: User | int) -> str:
    """Return what the page of this person would ask with."""
    found = text_of(get(sessie, "stand", by=who))
    return found.split('data-revisie="')[1].split('"')[0]


@pytest.mark.parametrize("is_guest", [False, True])
def test_nothing_changed_is_an_empty_answer_with_the_time(people: list[User], is_guest: bool) -> None:
    sessie = a_sessie(*people[:3], guests=1)
    who: User | int = 1 if is_guest else people[1]
    client, number = browser(who, sessie), revision(sessie, who)
    client.get(at(sessie, "stand"), {"na": number})
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(at(sessie, "stand"), {"na": number})
    assert (answer.status_code, answer.content, answer["X-Nu"]) == (204, b"", MILLISECONDS)
    of_sessions = [row["sql"] for row in asked if "intervisie_sessie" in row["sql"]]
    assert len(of_sessions) == 1
    assert answer["Cache-Control"] == "private, no-store"


def test_what_changed_is_told_once(people: list[User]) -> None:
    sessie = a_sessie(*people)
    before = revision(sessie, people[1])
    press(sessie, "verder", by=people[0])
    answer = get(sessie, "stand", by=people[1], na=before)
    assert answer.status_code == 200
    assert "Stap 2 van 5" in text_of(answer)
    assert get(sessie, "stand", by=people[1], na=revision(sessie, people[1])).status_code == 204


def test_who_writes_shows_without_what(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "inzicht")
    before = revision(sessie, people[0])
    writes(sessie, people[1], "inzicht", {"1": "Begin klein.", "3": "Bel haar."})
    text = text_of(get(sessie, "stand", by=people[0], na=before))
    assert "Nog 10 van iedereen samen" in text
    assert "Begin klein." not in text
    own = text_of(get(sessie, "stand", by=people[1]))
    assert "Nog 1 te gaan" in own
    assert "van iedereen samen" not in own


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 400, "1.5", "é", "1 OR 1=1"])
def test_any_number_gets_an_answer(people: list[User], number: str) -> None:
    sessie = a_sessie(*people)
    assert get(sessie, "stand", by=people[0], na=number).status_code == 200
    assert get(sessie, "beamer", by=people[0], na=number).status_code == 200


def test_asking_shows_that_somebody_is_there_at_most_once_in_ten_seconds(
    people: list[User], clock: time_machine.Traveller
) -> None:
    sessie = a_sessie(*people)
    for seconds, seen in ((4, 0), (30, 30), (34, 30), (45, 45)):
        clock.move_to(NOW + timedelta(seconds=seconds), tick=False)
        get(sessie, "stand", by=people[1], na=revision(sessie, people[2]))
        assert seat_of(sessie, 2).seen_at == NOW + timedelta(seconds=seen)


def test_only_looking_shows_nothing(people: list[User], clock: time_machine.Traveller) -> None:
    sessie = a_sessie(*people)
    clock.move_to(NOW + timedelta(minutes=2), tick=False)
    get(sessie, "live", by=people[1])
    get(sessie, "stand", by=people[1])
    assert seat_of(sessie, 2).seen_at == NOW


def test_when_who_leads_is_gone_for_a_minute_the_next_one_leads(
    people: list[User], clock: time_machine.Traveller
) -> None:
    sessie = a_sessie(*people)
    known = revision(sessie, people[1])
    for seconds in (20, 40, 59):
        clock.move_to(NOW + timedelta(seconds=seconds), tick=False)
        get(sessie, "stand", by=people[2], na=known)
        get(sessie, "stand", by=people[1], na=known)
    assert Sessie.objects.get(pk=sessie.pk).leader == seat_of(sessie, 1)
    clock.move_to(NOW + timedelta(seconds=70), tick=False)
    text = text_of(get(sessie, "stand", by=people[2], na=known))
    assert Sessie.objects.get(pk=sessie.pk).leader == seat_of(sessie, 2)
    assert "/verder/" not in text
    assert "/verder/" in text_of(get(sessie, "stand", by=people[1], na=known))
    back = text_of(get(sessie, "stand", by=people[0], na=known))
    assert "Neem de begeleiding terug" in back
    assert "/verder/" not in back


def test_eight_people_who_ask_at_once_take_over_once(people: list[User], clock: time_machine.Traveller) -> None:
    sessie = a_sessie(*people, guests=4)
    clock.move_to(NOW + timedelta(seconds=50), tick=False)
    for who in (*people[1:], 1, 2, 3, 4):
        get(sessie, "stand", by=who, na="1")
    clock.move_to(NOW + timedelta(seconds=61), tick=False)
    for who in (4, 3, 2, 1, *people[1:]):
        get(sessie, "stand", by=who, na="1")
    assert Sessie.objects.get(pk=sessie.pk).leader == seat_of(sessie, 2), "who has an account goes first"


def test_every_device_gets_the_same_moment(people: list[User], clock: time_machine.Traveller) -> None:
    sessie = a_sessie(*people, guests=1)
    clock.move_to(NOW + timedelta(seconds=100), tick=False)
    press(sessie, "pauze", by=people[0], doen="pauze")
    clock.move_to(NOW + timedelta(seconds=160), tick=False)
    press(sessie, "pauze", by=people[0], doen="verder")
    press(sessie, "minuut", by=people[0])
    ends = {text_of(get(sessie, "stand", by=who)).split('data-tot="')[1].split('"')[0] for who in (*people, 1)}
    assert ends == {str(int((NOW + timedelta(minutes=12)).timestamp() * 1000))}
