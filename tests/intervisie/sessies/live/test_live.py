"""The live page of a session: who sees it, and nothing on it that is not shown yet."""

from datetime import timedelta

import pytest
import time_machine

from community.models import User
from intervisie.actions.sessiemensen import shut_out
from intervisie.models import Sessie, Sessiedeelnemer
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, closes, leader_of, moves_to, plek_of, seat_of, writes
from tests.factories.werkvormen import ONE, a_werkvorm
from tests.intervisie.sessies.live.livework import at, browser, get, post, text_of

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])

SECRET = "Waarom zwijgt de dijkgraaf?"
OVER = "De tijd is om. Rond je zin af."
PAGES = ("live", "stand")
READ = ("live", "stand", "beamer", "afsluiten", "verlaten")
PRESSED = ("blad", "laten-zien", "verder", "terug", "pauze", "minuut", "begeleiding", "inbrenger")


@pytest.mark.parametrize("page", PAGES)
def test_who_is_in_reads_the_step_the_clock_and_has_a_sheet(people: list[User], page: str) -> None:
    sessie = a_sessie(*people)
    text = text_of(get(sessie, page, by=people[1]))
    assert "Stap 1 van 5" in text
    assert "Nog 10 minuten" in text
    assert f'data-tot="{int((NOW + timedelta(minutes=10)).timestamp() * 1000)}"' in text
    assert 'data-blad="2.kaart.0"' in text
    assert "/verder/" not in text, "only who leads moves the steps"
    assert "/verder/" in text_of(get(sessie, page, by=people[0]))


def test_the_answer_to_what_changed_is_the_page_itself(people: list[User]) -> None:
    """T4: a part of a page is what the page holds, for the same person."""
    sessie = moves_to(a_sessie(*people, guests=1), "vraag")
    writes(sessie, people[1], "vraag", {"tekst": SECRET}, hands_in=True)
    for who in (*people, 1):
        assert text_of(get(sessie, "stand", by=who)).strip() in text_of(get(sessie, "live", by=who))


@pytest.mark.parametrize("page", PAGES)
def test_nobody_gets_a_text_before_its_step_shows_it(people: list[User], page: str) -> None:
    sessie = moves_to(a_sessie(*people, guests=1), "vraag")
    writes(sessie, people[1], "vraag", {"tekst": SECRET}, hands_in=True)
    for who in (people[0], people[2], 1):
        assert SECRET not in text_of(get(sessie, page, by=who))
    assert SECRET in text_of(get(sessie, page, by=people[1]))
    writes(sessie, people[2], "vraag", {"tekst": "Wie beslist?"}, hands_in=True)
    assert SECRET in text_of(get(sessie, page, by=people[2]))
    assert SECRET not in text_of(get(sessie, page, by=people[0]))
    moves_to(sessie, "ronde")
    assert SECRET in text_of(get(sessie, page, by=people[0]))


@pytest.mark.parametrize("page", PAGES)
def test_an_insight_reaches_whom_it_is_for_and_nobody_else(people: list[User], page: str) -> None:
    sessie = moves_to(a_sessie(*people), "inzicht")
    writes(sessie, people[1], "inzicht", {"3": SECRET})
    assert [SECRET in text_of(get(sessie, page, by=who)) for who in people] == [False, True, False, False]
    moves_to(sessie, "acties")
    assert [SECRET in text_of(get(sessie, page, by=who)) for who in people] == [False, True, True, False]


def test_a_guest_has_the_page_without_the_menu_of_members(people: list[User]) -> None:
    sessie = a_sessie(*people[:3], guests=1)
    text = text_of(get(sessie, "live", by=1))
    assert 'data-blad="4.kaart.0"' in text
    assert "Inloggen" not in text
    assert "hoofdmenu" not in text
    assert "/mijn/" not in text
    assert "hoofdmenu" in text_of(get(sessie, "live", by=people[1]))


def test_who_is_logged_in_and_kept_the_secret_of_a_guest_is_judged_by_her_account_first(people: list[User]) -> None:
    sessie = a_sessie(*people[:3], guests=1)
    client = browser(1, sessie)
    client.force_login(people[1])
    assert 'data-stand-nu="' + sessie.code + '.2"' in text_of(client.get(at(sessie, "live")))


@pytest.mark.parametrize("page", [*READ, *PRESSED])
def test_for_others_the_session_is_not_there(people: list[User], page: str) -> None:
    sessie = a_sessie(*people)
    client = browser(UserFactory(), sessie)
    ask = client.post if page in PRESSED else client.get
    there, nowhere = ask(at(sessie, page)), ask(at(Sessie(code="s-aaaaaaaa"), page))
    assert there.status_code == nowhere.status_code == 404
    visitor = browser(1, sessie).get(at(sessie, "live"))
    assert visitor.status_code == 302
    assert "/inloggen/" in visitor["Location"]


@pytest.mark.parametrize("page", [*READ, *PRESSED])
def test_who_was_shut_out_finds_nothing_from_the_next_request_on(people: list[User], page: str) -> None:
    sessie = a_sessie(*people, guests=1)
    for who, number in ((people[2], 3), (1, 5)):
        client = browser(who, sessie)
        assert client.get(at(sessie, "live")).status_code == 200
        shut_out(plek=leader_of(sessie), deelnemer_id=seat_of(sessie, number).pk, now=NOW)
        answer = (client.post if page in PRESSED else client.get)(at(sessie, page), {"na": "1"})
        assert answer.status_code in ({404} if who != 1 else {302, 401})


@pytest.mark.parametrize("page", PRESSED)
def test_looking_presses_no_button(people: list[User], page: str) -> None:
    sessie = a_sessie(*people)
    assert get(sessie, page, by=people[0]).status_code == 405
    assert post(sessie, "stand", by=people[0]).status_code == 405


def test_before_it_begins_there_is_a_room_to_wait_in(people: list[User]) -> None:
    sessie = a_sessie(*people, is_begun=False)
    first, other = text_of(get(sessie, "live", by=people[0])), text_of(get(sessie, "live", by=people[1]))
    assert "We beginnen zo" in first
    assert "/begin/" in first
    assert "/begin/" not in other


def test_who_has_a_place_comes_in_by_the_page(people: list[User]) -> None:
    sessie = a_sessie(*people)
    late = UserFactory()
    Sessiedeelnemer.objects.create(sessie=sessie, user=late, number=9)
    before = text_of(get(sessie, "live", by=late))
    assert "Doe mee" in before
    assert 'data-blad="' not in before
    assert post(sessie, "live", by=late).status_code == 302
    moves_to(sessie, "ronde")
    text = text_of(get(sessie, "live", by=late))
    assert 'data-blad="10.vraag.0"' in text
    assert "Je doet mee vanaf stap" not in text, "she came in at the first step"


def test_who_comes_later_reads_from_where_and_adds_what_was_asked_before(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "ronde")
    late = UserFactory()
    Sessiedeelnemer.objects.create(sessie=sessie, user=late, number=9)
    post(sessie, "live", by=late)
    text = text_of(get(sessie, "live", by=late))
    assert "Je doet mee vanaf stap 3." in text
    assert 'data-blad="10.vraag.0"' in text


def test_who_left_comes_back_to_her_own_seat(people: list[User]) -> None:
    sessie = a_sessie(*people, guests=1)
    for who, key in ((people[1], "2.kaart.0"), (1, "5.kaart.0")):
        assert get(sessie, "verlaten", by=who).status_code == 200
        post(sessie, "verlaten", by=who)
        text = text_of(get(sessie, "live", by=who))
        assert "Doe mee" in text
        assert 'data-blad="' not in text
        post(sessie, "live", by=who)
        assert f'data-blad="{key}"' in text_of(get(sessie, "live", by=who))


def test_a_session_that_is_over_leads_to_her_result_and_shows_nothing_more(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    writes(sessie, people[1], "vraag", {"tekst": SECRET}, hands_in=True)
    closes(sessie)
    answer = get(sessie, "live", by=people[2])
    assert answer.status_code == 302
    assert answer["Location"] == at(sessie, "resultaat")
    for who in people:
        text = text_of(get(sessie, "stand", by=who))
        assert "De sessie is klaar" in text
        assert SECRET not in text
        assert 'data-blad="' not in text


def test_the_big_screen_is_for_who_leads_and_shows_no_text(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people, guests=1), "ronde")
    for who in people:
        writes(sessie, who, "vraag", {"tekst": SECRET})
    for more in ({}, {"na": "1"}):
        text = text_of(get(sessie, "beamer", by=people[0], **more))
        assert "Aan de beurt" in text
        assert SECRET not in text
        assert "<textarea" not in text
        assert [get(sessie, "beamer", by=who, **more).status_code for who in (*people[1:], 1)] == [404] * 4
    assert SECRET in text_of(get(sessie, "live", by=people[0])), "shown, so the big screen could have had it"


def test_in_days_the_page_names_the_day_and_has_no_clock(people: list[User]) -> None:
    sessie = a_sessie(*people, tempo="DAGEN", days=10)
    text = text_of(get(sessie, "live", by=people[0]))
    assert "Tot en met " in text
    assert "data-klok" not in text
    assert "+1 minuut" not in text


def test_the_clock_is_told_in_words_without_javascript(people: list[User], clock: time_machine.Traveller) -> None:
    sessie = a_sessie(*people)
    for passed, words in ((0, "Nog 10 minuten"), (541, "Nog 59 seconden"), (599, "Nog 1 seconde"),
                          (600, OVER), (4000, OVER)):  # fmt: skip
        clock.move_to(NOW + timedelta(seconds=passed), tick=False)
        text = text_of(get(sessie, "live", by=people[1]))
        assert f"<b data-over-tekst>{words}</b>" in text
    assert 'data-blad="2.kaart.0"' in text, "at zero nothing closes"


def test_who_writes_and_who_may_not_where_one_brings_in(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people, werkvorm=a_werkvorm(ONE), inbrenger=2), "vragen")
    assert 'data-blad="2.vragen.0"' not in text_of(get(sessie, "live", by=people[1]))
    assert 'data-blad="3.vragen.0"' in text_of(get(sessie, "live", by=people[2]))


def test_what_somebody_typed_is_never_read_as_markup(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    writes(sessie, people[1], "vraag", {"tekst": "</textarea><script>alert(1)</script>"})
    moves_to(sessie, "ronde")
    for who in people[:2]:
        text = text_of(get(sessie, "live", by=who))
        assert "alert(1)" in text
        assert "<script>alert" not in text


def test_a_page_is_kept_by_nobody(people: list[User]) -> None:
    sessie = a_sessie(*people, guests=1)
    for who in (people[0], 1):
        for page in ("live", "stand"):
            answer = get(sessie, page, by=who)
            assert answer["Cache-Control"] == "private, no-store"
            assert "noindex" in answer["X-Robots-Tag"]


def test_plek_of_a_guest_is_hers_alone(people: list[User]) -> None:
    """Two sessions at once do not mix."""
    one, other = a_sessie(*people[:3], guests=1), a_sessie(*people[:3], guests=1)
    assert plek_of(one, 1).number == 4
    client = browser(1, one)
    assert client.get(at(other, "live")).status_code == 302
