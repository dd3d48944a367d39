"""Somebody whose account is erased while she sits in a live session: the session goes on, she is out, nothing falls."""

from datetime import timedelta

import pytest
import time_machine

from community.actions.verwijderen import ask_removal, erase_due
from community.models import User
from intervisie.models import Sessie, Sessiedeelnemer
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, closes, moves_to, writes
from tests.intervisie.sessies.live.livework import at, browser, get, press, save, step_of, text_of

pytestmark = pytest.mark.django_db

SECRET = "Waarom zwijgt de dijkgraaf?"
PAGES = ("live", "stand", "beamer")
PRESSED = (
    "blad",
    "laten-zien",
    "verder",
    "terug",
    "pauze",
    "minuut",
    "begeleiding",
    "inbrenger",
    "afsluiten",
    "verlaten",
)


def a_session_of_old(people: list[User], clock: time_machine.Traveller, gone: User) -> Sessie:
    """Return a session that is going on at the night in which this person is erased."""
    ask_removal(actor=gone, now=NOW)
    clock.move_to(NOW + timedelta(days=31))
    return a_sessie(*people, now=NOW + timedelta(days=31))


def erase(clock: time_machine.Traveller) -> None:
    """Let the purge of the night come by, while everybody is in."""
    assert erase_due(NOW + timedelta(days=31)) == 1
    clock.shift(timedelta(minutes=1))


@pytest.mark.parametrize("seat", [0, 1], ids=["who leads", "who takes part"])
def test_the_session_goes_on_without_her(people: list[User], clock: time_machine.Traveller, seat: int) -> None:
    sessie = a_session_of_old(people, clock, people[seat])
    moves_to(sessie, "vraag", NOW + timedelta(days=31))
    writes(sessie, people[seat], "vraag", {"tekst": SECRET}, hands_in=True, now=NOW + timedelta(days=31))
    window = browser(people[seat], sessie)
    assert window.get(at(sessie, "live")).status_code == 200
    erase(clock)
    answers = [window.get(at(sessie, page)).status_code for page in PAGES]
    answers += [window.post(at(sessie, page), {"plek": "1.0.0"}).status_code for page in PRESSED]
    assert set(answers) <= {302, 401, 404}, "her window is shut, in words of the platform"
    others = [person for person in people if person != people[seat]]
    assert {get(sessie, page, by=who).status_code for page in PAGES[:2] for who in others} == {200}
    assert people[seat].achternaam not in text_of(get(sessie, "live", by=others[0]))
    leader = Sessie.objects.select_related("leader__user").get(pk=sessie.pk).leader
    assert leader is not None
    assert leader.user in others
    before = step_of(sessie)
    assert press(sessie, "verder", by=leader.user).status_code < 400
    assert step_of(sessie) != before
    assert Sessiedeelnemer.objects.filter(sessie=sessie, left_at__isnull=True).count() == 3
    assert closes(sessie, NOW + timedelta(days=31, minutes=2)).status != "BEZIG"


def test_what_she_was_writing_is_refused_and_what_others_wrote_stays(
    people: list[User], clock: time_machine.Traveller
) -> None:
    sessie = a_session_of_old(people, clock, people[1])
    moves_to(sessie, "vraag", NOW + timedelta(days=31))
    writes(sessie, people[2], "vraag", {"tekst": "Wie beslist?"}, hands_in=True, now=NOW + timedelta(days=31))
    window = browser(people[1], sessie)
    page = window.get(at(sessie, "live"))
    assert 'data-blad="2.vraag.0"' in text_of(page)
    erase(clock)
    sent = {"blad": "2.vraag.0", "version": 0, "tekst": SECRET}
    for headers in ({}, {"X-Bewaren": "1"}):
        assert window.post(at(sessie, "blad"), sent, headers=headers).status_code in {302, 401, 403, 404}
    assert "Wie beslist?" in text_of(get(sessie, "live", by=people[2]))
    assert SECRET not in text_of(get(sessie, "live", by=people[2]))
    assert save(sessie, "3.vraag.0", {"tekst": "Wie nog meer?"}, by=people[2], version=1).status_code < 500
