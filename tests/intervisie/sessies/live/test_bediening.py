"""The buttons of a live session: who leads presses them, once, at the place she looked at."""

import pytest

from community.models import User
from intervisie.models import Sessie, SessieStatus
from tests.factories.sessies import a_sessie, moves_to, seat_of
from tests.factories.werkvormen import ONE, a_werkvorm
from tests.intervisie.sessies.live.livework import BY_ITSELF, get, post, press, step_of, text_of

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
NOBODY = ["", "x", "0", "00000000-0000-4000-8000-000000000000", "\x00", "9" * 300]


def test_two_clicks_are_one_step(people: list[User]) -> None:
    sessie = a_sessie(*people)
    answers = [press(sessie, "verder", by=people[0], plek="0.0.0") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert step_of(sessie) == "vraag"
    press(sessie, "terug", by=people[0])
    press(sessie, "terug", by=people[0], plek="1.0.0")
    assert step_of(sessie) == "kaart"


def test_a_form_sent_twice_is_one_press(people: list[User]) -> None:
    """Without JavaScript, and by a button that does not name the place by its number alone."""
    sessie = a_sessie(*people)
    data = {"plek": "0.0.0", "eenmalig": "7b0c8a1e-4d7a-4f7e-9a52-0d6f3a0b1c2d"}
    for _ in range(2):
        answer = post(sessie, "minuut", data, by=people[0])
        assert answer.status_code == 302
    assert Sessie.objects.get(pk=sessie.pk).moment_seconds == 660


@pytest.mark.parametrize("page", ["verder", "terug", "pauze", "minuut", "afsluiten"])
def test_only_who_leads_presses(people: list[User], page: str) -> None:
    sessie = moves_to(a_sessie(*people, guests=1), "vraag")
    before = Sessie.objects.filter(pk=sessie.pk).values().get()
    for who in (people[1], 1):
        answer = press(sessie, page, by=who)
        assert answer.status_code == 422
        assert "Iemand anders begeleidt" in answer.json()["melding"]
    assert Sessie.objects.filter(pk=sessie.pk).values().get() == before


@pytest.mark.parametrize("page", ["verder", "terug", "pauze", "minuut"])
@pytest.mark.parametrize("plek", ["", "x", "9.9.9", "0.0", "-1.0.0", "1.0.0.0", "\x00", "1" * 400])
def test_a_place_that_is_none_changes_nothing(people: list[User], page: str, plek: str) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    before = Sessie.objects.filter(pk=sessie.pk).values().get()
    assert press(sessie, page, by=people[0], plek=plek).status_code == 200
    assert Sessie.objects.filter(pk=sessie.pk).values().get() == before


def test_the_clock_stands_still_and_goes_on(people: list[User]) -> None:
    sessie = a_sessie(*people)
    press(sessie, "pauze", by=people[0], doen="pauze")
    text = text_of(get(sessie, "live", by=people[1]))
    assert "Pauze" in text
    assert " data-pauze" in text
    press(sessie, "pauze", by=people[0], doen="verder")
    assert " data-pauze" not in text_of(get(sessie, "live", by=people[1]))


def test_handing_the_lead_to_somebody_and_taking_it_back(people: list[User]) -> None:
    sessie = a_sessie(*people)
    other = seat_of(sessie, 3)
    assert press(sessie, "begeleiding", by=people[0], deelnemer=other.pk).status_code == 200
    assert Sessie.objects.get(pk=sessie.pk).leader == other
    assert press(sessie, "verder", by=people[0]).status_code == 422
    assert press(sessie, "begeleiding", by=people[1]).status_code == 404, "who never led takes nothing back"
    assert press(sessie, "begeleiding", by=people[0]).status_code == 200
    assert Sessie.objects.get(pk=sessie.pk).leader == seat_of(sessie, 1)


@pytest.mark.parametrize("name", NOBODY)
@pytest.mark.parametrize("page", ["begeleiding", "inbrenger"])
def test_a_name_of_nobody_is_told(people: list[User], page: str, name: str) -> None:
    sessie = a_sessie(*people, werkvorm=a_werkvorm(ONE), inbrenger=2)
    answer = press(sessie, page, by=people[0], deelnemer=name)
    assert (answer.status_code, answer.json()["melding"]) == (422, "Kies eerst iemand.")


def test_somebody_of_another_session_is_nobody_here(people: list[User]) -> None:
    sessie, other = (a_sessie(*people, werkvorm=a_werkvorm(ONE), inbrenger=2) for _ in range(2))
    for page in ("begeleiding", "inbrenger"):
        assert press(sessie, page, by=people[0], deelnemer=seat_of(other, 3).pk).status_code == 422
    assert Sessie.objects.get(pk=sessie.pk).inbrenger == seat_of(sessie, 2)


def test_another_inbrenger_and_the_step_stays(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people, werkvorm=a_werkvorm(ONE), inbrenger=2), "vragen")
    press(sessie, "inbrenger", by=people[0], deelnemer=seat_of(sessie, 3).pk)
    assert Sessie.objects.get(pk=sessie.pk).inbrenger == seat_of(sessie, 3)
    assert step_of(sessie) == "vragen"


def test_closing_asks_first_and_says_who_still_owes_whom(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "inzicht")
    text = text_of(get(sessie, "afsluiten", by=people[0]))
    assert "Nog 12 te gaan" in text
    assert people[3].naam in text
    assert [get(sessie, "afsluiten", by=who).status_code for who in people[1:]] == [404] * 3
    for _ in range(2):
        assert post(sessie, "afsluiten", by=people[0]).status_code == 302
    assert Sessie.objects.get(pk=sessie.pk).status == SessieStatus.KLAAR


def test_leaving_hands_the_lead_on(people: list[User]) -> None:
    sessie = a_sessie(*people)
    assert "Iemand anders begeleidt dan verder." in text_of(get(sessie, "verlaten", by=people[0]))
    answer = post(sessie, "verlaten", by=people[0], follow=True)
    assert "Je hebt de sessie verlaten." in text_of(answer)
    assert Sessie.objects.get(pk=sessie.pk).leader == seat_of(sessie, 2)


def test_a_press_without_javascript_goes_back_to_the_page(people: list[User]) -> None:
    sessie = a_sessie(*people)
    answer = post(sessie, "verder", {"plek": "0.0.0"}, by=people[0])
    assert answer.status_code == 302
    assert answer["Location"].endswith("/live/")
    told = post(sessie, "verder", {"plek": "1.0.0"}, by=people[1], follow=True)
    assert "Iemand anders begeleidt" in text_of(told)


def test_a_press_by_the_page_itself_says_nothing_when_it_is_done(people: list[User]) -> None:
    sessie = a_sessie(*people)
    assert press(sessie, "verder", by=people[0]).json() == {"melding": ""}
    assert post(sessie, "pauze", {"plek": "1.0.0"}, by=people[0], headers=BY_ITSELF).status_code == 200
