"""Sheets of a live session: saved by themselves or by their button; nothing typed is ever lost."""

import pytest

from community.models import User
from intervisie.models import Sessieblad
from tests.factories.sessies import a_sessie, closes, moves_to, seat_of, writes
from tests.intervisie.sessies.live.livework import BY_ITSELF, get, post, save, stored, text_of

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
QUESTION = "Hoe kunnen wij samen beginnen?"


def answers_of(sessie: object, author: int, step: str) -> dict[str, str]:
    """Return what is stored on a sheet."""
    row = stored(sessie, author, step)  # type: ignore[arg-type]  # a Sessie
    return dict(row.answers) if row is not None else {}


@pytest.mark.parametrize("is_guest", [False, True])
def test_a_sheet_saves_itself(people: list[User], is_guest: bool) -> None:
    sessie = moves_to(a_sessie(*people, guests=1), "vraag")
    who, number = (1, 5) if is_guest else (people[1], 2)
    first = save(sessie, f"{number}.vraag.0", {"tekst": "Hoe"}, by=who, headers=BY_ITSELF)
    assert (first.status_code, first.json()["melding"]) == (200, "Opgeslagen om 9 uur.")
    again = save(sessie, f"{number}.vraag.0", {"tekst": QUESTION}, by=who, version=first.json()["version"],
                 headers=BY_ITSELF)  # fmt: skip
    assert again.json()["version"] > first.json()["version"]
    assert answers_of(sessie, number, "vraag") == {"tekst": QUESTION}


def test_the_same_sheet_twice_because_the_answer_got_lost_is_one_sheet(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    answers = [save(sessie, "2.vraag.0", {"tekst": QUESTION}, by=people[1], headers=BY_ITSELF) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["version"] == answers[1].json()["version"]
    assert Sessieblad.objects.filter(sessie=sessie).count() == 1


def test_a_sheet_has_a_button_without_javascript(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    answer = save(sessie, "2.vraag.0", {"tekst": QUESTION}, by=people[1], follow=True)
    assert "Opgeslagen om 9 uur." in text_of(answer)
    assert QUESTION in text_of(answer)


def test_two_devices_at_once_show_both_versions(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    row = writes(sessie, people[1], "vraag", {"tekst": "Van mijn telefoon."})
    by_itself = save(sessie, "2.vraag.0", {"tekst": "Van mijn laptop."}, by=people[1], headers=BY_ITSELF)
    told = by_itself.json()
    assert by_itself.status_code == 409
    assert told["waarden"] == [["tekst", "Van mijn telefoon."]]
    assert told["version"] == row.version
    assert told["velden"] == [{"label": "Vraag", "tekst": "Van mijn telefoon."}]
    text = text_of(save(sessie, "2.vraag.0", {"tekst": "Van mijn laptop."}, by=people[1]))
    assert "Van mijn telefoon." in text
    assert text.count("Van mijn laptop.") == 2
    assert f'name="version" value="{row.version}"' in text
    assert "data-gestuurd" in text
    assert answers_of(sessie, 2, "vraag") == {"tekst": "Van mijn telefoon."}
    save(sessie, "2.vraag.0", {"tekst": "Van mijn laptop."}, by=people[1], version=row.version)
    assert answers_of(sessie, 2, "vraag") == {"tekst": "Van mijn laptop."}


def test_cards_are_chosen_by_ticking_them(people: list[User]) -> None:
    sessie = a_sessie(*people)
    save(sessie, "2.kaart.0", {"kaarten": ["kaart-2", "kaart-5"]}, by=people[1], headers=BY_ITSELF)
    assert answers_of(sessie, 2, "kaart") == {"kaarten": "kaart-2,kaart-5"}
    text = text_of(get(sessie, "live", by=people[1]))
    assert text.count(" checked>") == 2
    assert "Kaart 5" in text
    too_many = {"kaarten": [f"kaart-{number}" for number in range(1, 6)]}
    answer = save(sessie, "2.kaart.0", too_many, by=people[1], version=1, headers=BY_ITSELF)
    assert (answer.status_code, answer.json()["melding"]) == (422, "Kies hooguit 3 kaarten.")


def test_what_does_not_fit_is_told_and_stays_on_the_page(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    long = "Waarom? " * 300
    told = save(sessie, "2.vraag.0", {"tekst": long}, by=people[1], headers=BY_ITSELF)
    assert told.status_code == 422
    assert "Dit zijn 2.399 tekens." in told.json()["melding"]
    text = text_of(save(sessie, "2.vraag.0", {"tekst": long}, by=people[1]))
    assert "Je tekst is niet weg." in text
    assert long in text
    assert stored(sessie, 2, "vraag") is None


def test_a_step_that_is_over_still_takes_what_was_written_then(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "inzicht")
    answer = save(sessie, "2.vraag.0", {"tekst": QUESTION}, by=people[1], headers=BY_ITSELF)
    assert answer.status_code == 200
    assert answers_of(sessie, 2, "vraag") == {"tekst": QUESTION}


def test_showing_saves_first_and_locks(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    writes(sessie, people[2], "vraag", {"tekst": "Wie beslist?"}, hands_in=True)
    data = {"blad": "2.vraag.0", "version": 0, "tekst": QUESTION}
    text = text_of(post(sessie, "laten-zien", data, by=people[1], follow=True))
    assert "Dit liet je zien." in text
    assert QUESTION in text
    assert "Wie beslist?" in text
    late = save(sessie, "2.vraag.0", {"tekst": "Toch anders."}, by=people[1], version=2, headers=BY_ITSELF)
    assert late.status_code == 422
    assert post(sessie, "laten-zien", data, by=people[1], headers=BY_ITSELF).status_code == 200
    assert answers_of(sessie, 2, "vraag") == {"tekst": QUESTION}


def test_an_empty_sheet_is_not_shown(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    answer = post(sessie, "laten-zien", {"blad": "2.vraag.0", "version": 0, "tekst": " "}, by=people[1],
                  headers=BY_ITSELF)  # fmt: skip
    assert answer.status_code == 422
    assert "Schrijf eerst zelf iets op." in answer.json()["melding"]


@pytest.mark.parametrize("key", ["3.vraag.0", "2.acties.0", "2.niets.0", "99.vraag.0"])
@pytest.mark.parametrize("page", ["blad", "laten-zien"])
def test_a_sheet_of_another_or_of_a_step_to_come_is_not_there(people: list[User], key: str, page: str) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    data = {"blad": key, "version": 0, "tekst": QUESTION}
    assert post(sessie, page, data, by=people[1], headers=BY_ITSELF).status_code == 404
    assert not Sessieblad.objects.filter(sessie=sessie).exists()


@pytest.mark.parametrize("key", ["", ".", "..", "2", "2.vraag", "x.vraag.0", "2.vraag.x", "2.vraag.99999", "²..0",
                                 "-1.vraag.0", "2.vraag.0\x00", "2." + "v" * 5000 + ".0"])  # fmt: skip
def test_a_name_that_is_no_sheet_is_not_there(people: list[User], key: str) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    assert save(sessie, key, {"tekst": QUESTION}, by=people[1]).status_code == 404


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "1.5", "²"])
def test_any_version_gets_an_answer(people: list[User], version: str) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    answer = save(sessie, "2.vraag.0", {"tekst": QUESTION}, by=people[1], version=version, headers=BY_ITSELF)
    assert answer.status_code in {200, 409}


def test_after_closing_nothing_is_stored_and_that_is_told(people: list[User]) -> None:
    sessie = closes(moves_to(a_sessie(*people), "vraag"))
    told = save(sessie, "2.vraag.0", {"tekst": QUESTION}, by=people[1], headers=BY_ITSELF)
    assert (told.status_code, told.json()["melding"]) == (422, "Deze sessie is afgesloten.")
    assert save(sessie, "2.vraag.0", {"tekst": QUESTION}, by=people[1]).status_code == 302


def test_who_leads_types_for_somebody_on_paper_and_nobody_else_does(people: list[User]) -> None:
    sessie = a_sessie(*people)
    seat = seat_of(sessie, 4)
    seat.user, seat.name, seat.is_on_paper = None, "Ans", True
    seat.save()
    text = text_of(get(sessie, "live", by=people[0]))
    assert "Overtypen van papier" in text
    assert 'data-blad="4.kaart.0"' in text
    assert 'data-blad="4.' not in text_of(get(sessie, "live", by=people[1]))
    assert save(sessie, "4.kaart.0", {"kaarten": "kaart-1"}, by=people[0], headers=BY_ITSELF).status_code == 200
    assert save(sessie, "4.kaart.0", {"kaarten": "kaart-2"}, by=people[1], headers=BY_ITSELF).status_code == 404
