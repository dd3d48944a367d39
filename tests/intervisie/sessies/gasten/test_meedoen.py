"""Coming in by the code: a guest under a first name, a member as herself, and nobody by guessing (T52)."""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.confidential import confidential
from community.models.fragments import CODE_ALPHABET
from intervisie.actions import sessiegasten
from intervisie.actions.sessiegasten import WRONG, renew_code, shut_door, shut_guest_out
from intervisie.models import Sessie, Sessiedeelnemer
from intervisie.queries.sessiecode import code_for, deelcode_of, sessie_of_code
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, closes, plek_of
from tests.factories.werkvormen import OWN, a_werkvorm
from tests.intervisie.sessies.gasten.coming import (
    an_open_sessie,
    browser,
    code_of,
    comes_in,
    guests_of,
    live,
    maker,
    page,
    text_of,
    types_code,
)

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
FULL = "De sessie is vol"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_guest_types_the_code_and_her_first_name_and_is_in() -> None:
    sessie, code = an_open_sessie()
    client = comes_in(sessie)
    (seat,) = guests_of(sessie)
    assert (seat.name, seat.user, len(seat.secret_digest)) == ("Noor", None, 64)
    assert client.get(live(sessie)).status_code == 200
    assert code not in {seat.secret_digest, sessie.join_digest}


@pytest.mark.parametrize("typed", ["{a} {b}", "{A}{B}", " {a}-{b} ", "{a}.{B}"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    _sessie, code = an_open_sessie()
    parts = {"a": code[:3], "b": code[3:], "A": code[:3].upper(), "B": code[3:].upper()}
    assert types_code(typed.format(**parts)).status_code == 302


def test_the_code_has_six_signs_and_nothing_readable_of_it_is_stored() -> None:
    sessie, code = an_open_sessie()
    assert (len(code), set(code) <= set(CODE_ALPHABET)) == (6, True)
    stored = str(Sessie.objects.filter(pk=sessie.pk).values().get())
    assert code not in stored
    shown = deelcode_of(sessie)
    assert shown is not None
    assert (shown.code.replace(" ", ""), shown.url.endswith(f"/meedoen/{code}/")) == (code, True)
    assert re.search(r' d="M', shown.qr_svg)


def test_a_link_with_the_code_fills_it_in_and_judges_nothing() -> None:
    _sessie, code = an_open_sessie()
    for given in (code, "zzzzzz", "x" * 5000, "%F0%9F%8C%B1", "a.b"):
        with CaptureQueriesContext(connections["default"]) as asked:
            answer = Client().get(f"/meedoen/{given}/")
        assert answer.status_code == 200
        assert not [row for row in asked.captured_queries if "intervisie_sessie" in row["sql"]]
    assert f'value="{code}"' in text_of(Client().get(f"/meedoen/{code}/"))


def answers_of(typed: str) -> tuple[int, str]:
    """Return what somebody reads who types this code, without what differs for every form."""
    found = types_code(typed)
    plain = re.sub(r'name="(?:csrfmiddlewaretoken|eenmalig)" value="[^"]+"', "", text_of(found)).replace(typed, "CODE")
    return found.status_code, plain


def test_a_wrong_an_old_and_an_unknown_code_get_one_answer() -> None:
    renewed, old = an_open_sessie()
    with confidential():
        renew_code(plek=plek_of(renewed, maker(renewed)), actor=maker(renewed), now=NOW)
    shut, of_shut = an_open_sessie()
    with confidential():
        shut_door(plek=plek_of(shut, maker(shut)), actor=maker(shut), now=NOW)
    over, of_over = an_open_sessie()
    closes(over)
    never = code_for(a_sessie().pk, 1)
    answers = {answers_of(code) for code in (old, of_shut, of_over, never, "234567")}
    assert len(answers) == 1
    (status, words) = answers.pop()
    assert (status, str(WRONG) in html.unescape(words)) == (200, True)
    assert sessie_of_code(code_of(renewed), NOW) == renewed


def test_a_wrong_and_an_old_code_ask_the_same_of_the_database() -> None:
    over, old = an_open_sessie()
    closes(over)
    counted = []
    for code in (old, "234567"):
        with CaptureQueriesContext(connections["default"]) as asked:
            types_code(code)
        counted.append([re.sub(r"'[^']*'", "?", row["sql"]) for row in asked.captured_queries
                        if "intervisie_" in row["sql"]])  # fmt: skip
    assert counted[0] == counted[1]
    assert len(counted[0]) == 1


def test_of_a_hundred_wrong_tries_ten_are_judged_and_the_right_one_waits_too(monkeypatch: pytest.MonkeyPatch) -> None:
    _sessie, code = an_open_sessie()
    judged: list[str] = []

    def counting(text: str, now: datetime) -> Sessie | None:
        judged.append(text)
        return sessie_of_code(text, now)

    monkeypatch.setattr(sessiegasten, "sessie_of_code", counting)
    statuses = [types_code(f"{number:06d}").status_code for number in range(100)]
    assert (len(judged), statuses.count(429)) == (10, 90)
    assert types_code(code).status_code == 429
    assert types_code(code, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert types_code(code).status_code == 302


def test_a_room_full_of_guests_comes_in_from_one_address() -> None:
    sessie, _code = an_open_sessie(werkvorm=a_werkvorm())
    for number in range(12):
        comes_in(sessie, f"Gast {number}")
    assert len(guests_of(sessie)) == 12


def test_a_full_session_says_so_to_who_knows_the_code() -> None:
    werkvorm = a_werkvorm(OWN | {"size": {"fewest": 2, "most": 5}})
    sessie, code = an_open_sessie(werkvorm=werkvorm)
    comes_in(sessie)
    answer = types_code(code, "Wil")
    assert (answer.status_code, FULL in text_of(answer), 'value="Wil"' in text_of(answer)) == (200, True, True)
    assert len(guests_of(sessie)) == 1


def test_who_sends_the_form_twice_has_one_seat_and_gets_in_both_times() -> None:
    sessie, code = an_open_sessie()
    first, second = Client(), Client()
    token = "5ac7bb0f-6c6f-4e0c-9d4e-0e6b4f3f2a11"
    assert types_code(code, client=first, eenmalig=token).status_code == 302
    assert types_code(code, client=second, eenmalig=token).status_code == 302
    assert len(guests_of(sessie)) == 1
    # What the browser got last counts.
    assert second.get(live(sessie)).status_code == 200
    assert first.get(live(sessie)).status_code == 302


def test_a_guest_who_comes_twice_in_one_browser_is_herself() -> None:
    sessie, code = an_open_sessie()
    client = comes_in(sessie)
    client.post(page(sessie, "verlaten/"))
    assert types_code(code, "Iemand anders", client).status_code == 302
    (seat,) = guests_of(sessie)
    assert (seat.name, seat.left_at) == ("Noor", None)


def test_two_guests_of_one_name_are_told_apart() -> None:
    sessie, _code = an_open_sessie()
    comes_in(sessie, "Noor")
    comes_in(sessie, "noor")
    assert [seat.name for seat in guests_of(sessie)] == ["Noor", "noor (2)"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Noor 🌿", "Noor 🌿"), ("\u202eNoor\u202c", "Noor"), ("No\u0000or", None), ("  Zoë   de Wit ", "Zoë de Wit"),
     ("", None), ("🌿🌿", None), ("<b>Noor</b>", None), ("=CMD()", None), ("x" * 41, None), ("y" * 300_000, None),
     ("نور", "نور"), ("Jean-Luc d'A.", "Jean-Luc d'A."), ("'" * 40, None), ("javascript:alert(1)", None)],
)  # fmt: skip
def test_a_first_name_is_letters_and_shows_as_it_is(typed: str, kept: str | None) -> None:
    sessie, code = an_open_sessie()
    answer = types_code(code, typed)
    names = [seat.name for seat in guests_of(sessie)]
    assert names == ([kept] if kept else [])
    assert answer.status_code == (302 if kept else 200)
    if kept is None:
        assert "error" in text_of(answer) or "bad" in text_of(answer)


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "x" * 300_000, "\u0000" * 6, "🌿🌿🌿🌿🌿🌿", "' OR 1=1 --", "../../../etc"]
)
def test_what_can_be_no_code_is_said_and_counts_as_no_try(code: str) -> None:
    for _time in range(12):
        answer = types_code(code)
        assert answer.status_code == 200
    assert "Typ de 6 letters en cijfers van de code." in text_of(answer) or "Typ de tekst opnieuw" in text_of(answer)


def test_a_member_comes_in_as_herself_and_is_asked_no_name() -> None:
    sessie, code = an_open_sessie()
    user = UserFactory()
    client = browser(user)
    asked = text_of(client.get(f"/meedoen/{code}/"))
    assert (user.naam in asked, "Je voornaam" in asked) == (True, False)
    assert types_code(code, client=client).status_code == 302
    assert Sessiedeelnemer.objects.filter(sessie=sessie, user=user, joined_at=NOW).count() == 1
    assert client.get(live(sessie)).status_code == 200
    assert guests_of(sessie) == []


def test_a_member_of_the_group_comes_in_as_herself_and_another_member_as_a_guest() -> None:
    groep = a_groep()
    people = people_of(groep)
    sessie, code = an_open_sessie(*people[:3], bijeenkomst=meets(groep, NOW))
    types_code(code, client=browser(people[4]))
    assert Sessiedeelnemer.objects.filter(sessie=sessie, user=people[4]).exists()
    other = UserFactory(voornaam="Imke")
    client = browser(other)
    types_code(code, client=client)
    (seat,) = guests_of(sessie)
    assert (seat.name, seat.user) == ("Imke", None)
    assert client.get(live(sessie)).status_code == 200
    assert browser(other).get(live(sessie)).status_code == 404


def test_who_was_shut_out_does_not_come_back_with_a_new_code() -> None:
    sessie, old = an_open_sessie()
    client, user = comes_in(sessie), UserFactory()
    (guest,) = guests_of(sessie)
    types_code(old, client=browser(user))
    member = Sessiedeelnemer.objects.get(sessie=sessie, user=user)
    with confidential():
        shut_guest_out(plek=plek_of(sessie, maker(sessie)), actor=maker(sessie), deelnemer_id=guest.pk, now=NOW)
    Sessiedeelnemer.objects.filter(pk=member.pk).update(left_at=NOW, removed_at=NOW)
    code = code_of(sessie)
    assert code != old
    assert str(WRONG) in html.unescape(text_of(types_code(old)))
    for one in (client, browser(user)):
        answer = types_code(code, "Ander", one)
        assert (answer.status_code, "niet meer meedoen" in text_of(answer)) == (200, True)
    assert client.get(live(sessie)).status_code == 302
    assert len(guests_of(sessie)) == 1


def test_two_sessions_do_not_mix() -> None:
    one, other = an_open_sessie()[0], an_open_sessie()[0]
    client = comes_in(one)
    assert client.get(live(one)).status_code == 200
    assert client.get(live(other)).headers["Location"].startswith("/inloggen/")
    comes_in(other, "Wil", client)
    assert (client.get(live(one)).status_code, client.get(live(other)).status_code) == (200, 200)
    assert [[seat.name for seat in guests_of(sessie)] for sessie in (one, other)] == [["Noor"], ["Wil"]]


def cookies_of(client: Client) -> dict[str, Any]:
    return {f"{morsel.key} {morsel['path']}": morsel for morsel in client.cookies.values()}


def test_the_secret_is_kept_from_scripts_and_sent_to_its_own_pages_only() -> None:
    sessie, code = an_open_sessie()
    answer = types_code(code)
    set_now = [morsel for morsel in answer.cookies.values() if morsel.key.startswith("sessie_")]
    assert set_now
    for morsel in set_now:
        assert morsel["httponly"]
        assert morsel["samesite"] == "Lax"
        assert morsel["path"] in {f"/intervisie/sessies/{sessie.code}/", "/meedoen/"}
    assert "no-store" in answer.headers["Cache-Control"]
