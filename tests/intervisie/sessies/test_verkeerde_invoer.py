"""Wrong input around a live session: each gets an answer in Dutch, changes nothing, loses nothing, and is no fault of
ours. The lists hold more than a hundred of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.confidential import confidential
from community.models import User
from intervisie.models import Deckversie, Sessie, Sessieblad, Sessiedeelnemer, Werkvormversie
from intervisie.queries.sessiecode import deelcode_of
from intervisie.werkvorm.schema import SchemaError, read_werkvorm
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, moves_to, seat_of, writes
from tests.factories.werkvormen import OWN
from tests.intervisie.sessies.live.livework import BY_ITSELF, at, browser, press, save

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])

POSITIONS = (
    "", "x", "0", "0.0", "0.0.0.1", "-1.0.0", "0.-1.0", "0.0.-1", "99.0.0", "0.99.0", "0.0.99", "1.0.0", "4.0.0",
    "0.0.0 ", " 0.0.0", "0,0,0", "0.0.a", "½.0.0", "٠.٠.٠", "9" * 400 + ".0.0", "\x00", "0.0.0\x00", "1e1.0.0",
    "<b>0.0.0</b>", "None.None.None",
)  # fmt: skip
KEYS = (
    "", "x", "1", "1.vraag", "1.vraag.0.0", "0.vraag.0", "-1.vraag.0", "99.vraag.0", "3.vraag.0", "2.vraag.1",
    "2.vraag.99", "2.vraag.-1", "2.inzicht.0", "2.acties.0", "2.ronde.0", "2.bestaat-niet.0", "2.VRAAG.0", "2..0",
    "a.vraag.0", "2.vraag.a", "\x00.vraag.0", "2.vraag\x00.0", "2.vraag.0\x00", "9" * 300 + ".vraag.0",
    "2.vraag." + "9" * 300, "2.../../vraag.0", "2.vraag.0; DROP TABLE", "٢.vraag.0",
)  # fmt: skip
VERSIONS = ("", "x", "-1", "-99999999999", "9" * 30, "1.5", "\x00", "1e3", "None", "٣")
TEXTS = (
    "🌾🚜👩🏽‍🌾" * 50, "مرحبا بالعالم", "\u202eomgekeerd\u202c", "a\u0301" * 40, "regel\r\nregel",
    "<script>alert(1)</script>",
    "{{ stand }}{% now %}", "' OR 1=1 --", "\u200b\u200bx", "=1+1", "%s %d {0}", "\\u0000", "ß" * 200,
)  # fmt: skip
TOO_MUCH = ("w" * 2001, "woord " * 50_000, "😀" * 75_000)
METHODS = ("put", "patch", "delete", "options", "trace")
PAGES = ("verder", "terug", "pauze", "minuut", "begeleiding", "inbrenger", "blad", "laten-zien")
WHOM = ("", "x", "0", "1", "\x00", "00000000-0000-0000-0000-000000000000", "9" * 500, "../1", "None")
CODES = (
    "",
    "x",
    "abcde",
    "abcdefg",
    "000000",
    "      ",
    "\x00" * 6,
    "a" * 5000,
    "🙂🙂🙂",
    "' or 1",
    "<b>abc",
    "ABC-DEF",
)
MINUTES: tuple[Any, ...] = (0, -1, 241, 600, 10**9, 1.5, "10", "", None, True, [], {"a": 1})


@pytest.fixture
def people() -> list[User]:
    """Four people; the first makes the session and leads it."""
    return [UserFactory() for _ in range(4)]


def place_of(sessie: Sessie) -> tuple[Any, ...]:
    """Return all that a press of a button could change."""
    now = Sessie.objects.get(pk=sessie.pk)
    return (now.step, now.round, now.turn, now.status, now.paused_at, now.moment_seconds, now.leader_id,
            now.inbrenger_id)  # fmt: skip


def sheets_of(sessie: Sessie) -> list[tuple[Any, ...]]:
    """Return all that is written, opened."""
    with confidential():
        rows = Sessieblad.objects.filter(sessie=sessie).order_by("deelnemer__number", "step", "round")
        return [(row.deelnemer_id, row.step, row.round, row.answers) for row in rows]


def is_dutch(answer: Any) -> bool:
    """Whether an answer is no fault of ours and holds no English one."""
    text = answer.content.decode()
    return answer.status_code < 500 and not any(word in text for word in ("Traceback", "Exception", "Bad Request"))


def test_a_button_pressed_at_a_place_that_is_not_there_does_nothing(people: list[User]) -> None:
    sessie = a_sessie(*people)
    before = place_of(sessie)
    for button in ("verder", "terug", "pauze", "minuut"):
        for plek in POSITIONS:
            answer = press(sessie, button, by=people[0], plek=plek)
            assert is_dutch(answer), (button, plek)
            assert place_of(sessie) == before, (button, plek)


def test_a_sheet_that_is_not_there_or_not_hers_is_not_written(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    writes(sessie, people[1], "vraag", {"tekst": "Wat er al stond."})
    before = sheets_of(sessie)
    for key in KEYS:
        answer = save(sessie, key, {"tekst": "Vreemd."}, by=people[1], version=1, headers=BY_ITSELF)
        assert is_dutch(answer), key
        assert answer.status_code in (400, 404, 409, 422), (key, answer.status_code)
        assert sheets_of(sessie) == before, key


def test_a_version_that_was_never_given_overwrites_nothing(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    writes(sessie, people[1], "vraag", {"tekst": "Wat er al stond."})
    before = sheets_of(sessie)
    for version in VERSIONS:
        answer = save(sessie, "2.vraag.0", {"tekst": "Iets anders."}, by=people[1], version=version, headers=BY_ITSELF)
        assert is_dutch(answer), version
        assert sheets_of(sessie) == before, version


def test_any_text_is_kept_as_it_was_typed_or_refused_with_a_sentence(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    version = 0
    for text in TEXTS:
        answer = save(sessie, "2.vraag.0", {"tekst": text}, by=people[1], version=version, headers=BY_ITSELF)
        assert answer.status_code in (200, 422), text
        if answer.status_code == 200:
            version = answer.json()["version"]
    before = sheets_of(sessie)
    assert before
    for text in TOO_MUCH:
        answer = save(sessie, "2.vraag.0", {"tekst": text}, by=people[1], version=version, headers=BY_ITSELF)
        assert answer.status_code == 422, len(text)
        assert sheets_of(sessie) == before
        page = save(sessie, "2.vraag.0", {"tekst": text}, by=people[1], version=version)
        assert text[:1000] in page.content.decode(), "what was typed comes back"


def test_a_field_that_nobody_offered_is_not_kept(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "inzicht")
    given = {"1": "Voor de eerste.", "2": "Voor mijzelf.", "99": "Voor niemand.", "tekst": "Vrij.", "__class__": "x",
             "1-bak": "data", "n" * 300: "lang"}  # fmt: skip
    save(sessie, "2.inzicht.0", given, by=people[1], headers=BY_ITSELF)
    with confidential():
        row = Sessieblad.objects.get(sessie=sessie, step="inzicht")
        assert row.answers == {"1": "Voor de eerste."}


@pytest.mark.parametrize("cards", ["", "bestaat-niet", "kaart-1,kaart-1", ["kaart-1"] * 4,
                                   ["kaart-1", "kaart-2", "kaart-3", "kaart-4"], "kaart-1\x00"])  # fmt: skip
def test_cards_that_are_not_in_the_deck_or_too_many_are_refused(people: list[User], cards: Any) -> None:
    sessie = a_sessie(*people)
    answer = save(sessie, "2.kaart.0", {"kaarten": cards}, by=people[1], headers=BY_ITSELF)
    assert is_dutch(answer)
    with confidential():
        for row in Sessieblad.objects.filter(sessie=sessie):
            chosen = row.answers.get("kaarten", "")
            assert set(filter(None, chosen.split(","))) <= {f"kaart-{number}" for number in range(1, 8)}
            assert len(list(filter(None, chosen.split(",")))) <= 3


def test_another_method_is_refused_by_every_page(people: list[User]) -> None:
    sessie = a_sessie(*people)
    client, before = browser(people[0], sessie), place_of(sessie)
    for page in PAGES:
        assert client.get(at(sessie, page)).status_code in (302, 405), page
        for method in METHODS:
            assert getattr(client, method)(at(sessie, page)).status_code == 405, (page, method)
    assert place_of(sessie) == before


def test_somebody_who_is_not_there_is_not_chosen(people: list[User]) -> None:
    sessie, other = a_sessie(*people), a_sessie(UserFactory(), UserFactory(), UserFactory(), UserFactory())
    before = place_of(sessie)
    for button in ("begeleiding", "inbrenger"):
        for whom in (*WHOM, str(seat_of(other, 1).pk)):
            answer = press(sessie, button, by=people[0], deelnemer=whom)
            assert is_dutch(answer), whom
            assert answer.status_code in (404, 422), whom
            assert place_of(sessie) == before, whom


def test_guessing_codes_finds_nothing_and_is_stopped(people: list[User]) -> None:
    a_sessie(*people, guests=1)
    stranger, said = Client(), []
    for code in CODES:
        answer = stranger.post(reverse("meedoen"), {"code": code, "voornaam": "Noor"})
        assert is_dutch(answer), code
        said.append(answer.status_code)
    for _try in range(12):
        said.append(stranger.post(reverse("meedoen"), {"code": "zzzzzz", "voornaam": "Noor"}).status_code)
    assert 302 not in said
    assert Sessiedeelnemer.objects.filter(user__isnull=True).count() == 1
    assert said[-1] in (200, 422, 429)


@pytest.mark.parametrize("minutes", MINUTES, ids=repr)
def test_a_step_of_impossible_minutes_is_refused_with_a_sentence(minutes: Any) -> None:
    steps = [dict(OWN["steps"][0], minutes=minutes), *OWN["steps"][1:]]
    with pytest.raises(SchemaError) as refused:
        read_werkvorm(OWN | {"steps": steps})
    assert refused.value.faults


def test_the_same_person_on_two_devices_loses_nothing(people: list[User]) -> None:
    sessie = moves_to(a_sessie(*people), "vraag")
    phone, laptop = browser(people[1], sessie), browser(people[1], sessie)
    form = {"blad": "2.vraag.0", "version": 0}
    assert phone.post(at(sessie, "blad"), {**form, "tekst": "Op de telefoon."}, headers=BY_ITSELF).status_code == 200
    answer = laptop.post(at(sessie, "blad"), {**form, "tekst": "Op de laptop."}, headers=BY_ITSELF)
    assert answer.status_code == 409
    assert "Op de telefoon." in str(answer.json())
    page = laptop.post(at(sessie, "blad"), {**form, "tekst": "Op de laptop."}).content.decode()
    assert "Op de telefoon." in page
    assert "Op de laptop." in page


def test_a_night_of_summer_time_neither_adds_nor_takes_an_hour(people: list[User]) -> None:
    for night in (datetime(2027, 3, 28, 0, 55, tzinfo=UTC), datetime(2027, 10, 31, 0, 55, tzinfo=UTC)):
        with time_machine.travel(night, tick=False):
            sessie = a_sessie(*people, now=night)
            found = browser(people[0], sessie).get(at(sessie, "stand")).content.decode()
        deadline = int(found.split('data-tot="')[1].split('"')[0])
        assert deadline == int((night + timedelta(minutes=10)).timestamp() * 1000)
        with time_machine.travel(night + timedelta(minutes=9, seconds=30), tick=False):
            later = browser(people[0], sessie).get(at(sessie, "stand")).content.decode()
        assert f'data-tot="{deadline}"' in later
        assert 'data-over="30"' in later


def test_a_clock_that_the_device_sends_along_counts_for_nothing(people: list[User]) -> None:
    sessie = a_sessie(*people)
    client = browser(people[0], sessie)
    plain = client.get(at(sessie, "stand")).content.decode().split('data-tot="')[1].split('"')[0]
    for told in ("Wed, 21 Oct 2015 07:28:00 GMT", "gisteren", "9" * 100):
        answer = client.get(at(sessie, "stand"), {"nu": told, "now": told}, headers={"Date": told, "X-Nu": told})
        assert answer.content.decode().split('data-tot="')[1].split('"')[0] == plain


def test_method_and_deck_edited_during_a_session_leave_it_as_it_was(people: list[User]) -> None:
    sessie = a_sessie(*people)
    versie, deck = sessie.versie, sessie.deckversie
    assert deck is not None
    Werkvormversie.objects.create(werkvorm=versie.werkvorm, number=2, source="Nieuw", published_at=NOW,
                                  schema=OWN | {"steps": OWN["steps"][:2]})  # fmt: skip
    Deckversie.objects.create(deck=deck.deck, number=2, schema={**deck.schema, "cards": deck.schema["cards"][:1]},
                              source="Nieuw", published_at=NOW)  # fmt: skip
    answer = save(sessie, "2.kaart.0", {"kaarten": "kaart-7"}, by=people[1], headers=BY_ITSELF)
    assert answer.status_code == 200
    assert Sessie.objects.get(pk=sessie.pk).versie_id == versie.pk
    text = browser(people[1], sessie).get(at(sessie, "live")).content.decode()
    assert "Kaart 7" in text
    assert "van 5" in text


def test_a_made_up_secret_of_a_guest_opens_nothing(people: list[User]) -> None:
    sessie = a_sessie(*people, guests=1)
    name = f"sessie_{sessie.code.replace('-', '_')}"
    for secret in ("", "x", "\x00", "a" * 5000, f"{sessie.code}-gast-2", "' or 1=1", "é"):
        stranger = Client()
        stranger.cookies[name] = secret
        for page in ("live", "stand", "beamer", "afsluiten", "verlaten"):
            assert stranger.get(at(sessie, page)).status_code in (302, 404), (secret, page)


@pytest.mark.parametrize("code", ["s-00000000", "s-" + "a" * 200, "nieuw-nieuw", "x", "S-ABCDEFGH"])
def test_an_address_that_is_no_session_is_a_404(people: list[User], code: str) -> None:
    client = Client()
    client.force_login(people[0])
    for page in ("live", "stand", "beamer"):
        assert client.get(reverse(f"sessie-{page}", args=[code])).status_code == 404


def test_a_guest_who_comes_in_twice_by_one_browser_keeps_her_seat(people: list[User]) -> None:
    sessie = a_sessie(*people, lets_guests=True)
    code = deelcode_of(sessie)
    assert code is not None
    client = Client()
    for _time in range(2):
        answer = client.post(reverse("meedoen"), {"code": code.code, "voornaam": "Wies"})
        assert answer.status_code == 302
        paths = {morsel["path"] for morsel in answer.cookies.values()}
        assert {f"/intervisie/sessies/{sessie.code}/", "/meedoen/"} <= paths
    assert Sessiedeelnemer.objects.filter(sessie=sessie, user__isnull=True).count() == 1
