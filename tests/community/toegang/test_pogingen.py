"""T52: at most ten tries in five minutes per account and per address, at every door. T56: a made-up address on the net
does not begin a new count."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from community.accounts.tokens import ResetTokens
from community.limits import client_ip, count_try
from community.models import Apparaat, User
from tests.community.toegang import steps
from tests.factories import PASSWORD, UserFactory
from tests.factories.second_factor import code_of, with_recovery_codes, with_second_factor

pytestmark = pytest.mark.django_db

TRIES = 100
TOO_MANY = "Er is te vaak een verkeerd wachtwoord of een verkeerde code gebruikt."


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every time a password, code or key is really compared."""
    seen: list[str] = []

    def spy(target: str, attribute: str) -> None:
        module: Any = __import__(target, fromlist=["x"])
        plain = getattr(module, attribute)

        def noted(*args: Any, **kwargs: Any) -> Any:
            seen.append(attribute)
            return plain(*args, **kwargs)

        monkeypatch.setattr(module, attribute, noted)

    spy("allauth.account.forms", "compare_user_code")
    spy("allauth.mfa.totp.internal.auth", "validate_totp_code")
    spy("allauth.mfa.recovery_codes.internal.auth", "compare_user_code")

    def check_password(self: User, raw: str) -> bool:
        seen.append("check_password")
        return plain_check(self, raw)

    plain_check = User.check_password
    monkeypatch.setattr(User, "check_password", check_password)
    return seen


def from_everywhere(number: int) -> str:
    """Return another address on the net for each try."""
    return f"198.51.{number // 250}.{number % 250 + 1}"


def test_password_of_one_account_from_everywhere(evaluated: list[str]) -> None:
    user = UserFactory()
    for number in range(TRIES):
        steps.log_in(Client(), user.email, f"fout-{number}", REMOTE_ADDR=from_everywhere(number))
    assert len(evaluated) == 10


def test_password_of_many_accounts_from_one_place(evaluated: list[str]) -> None:
    users = UserFactory.create_batch(20)
    for number in range(TRIES):
        steps.log_in(Client(), users[number % 20].email, "fout")
    assert len(evaluated) == 10


def test_after_five_minutes_one_may_try_again(evaluated: list[str], clock: time_machine.Traveller) -> None:
    user = UserFactory()
    for _ in range(15):
        answer = steps.log_in(Client(), user.email, "fout")
    assert TOO_MANY in steps.text_of(answer)
    clock.shift(timedelta(minutes=5, seconds=1))
    assert steps.log_in(Client(), user.email).status_code == 302


def test_a_right_password_does_not_wipe_out_the_count(evaluated: list[str]) -> None:
    attacker, victim = UserFactory(), UserFactory()
    for number in range(40):
        if number % 3 == 0:
            steps.log_in(Client(), attacker.email)
        steps.log_in(Client(), victim.email, f"fout-{number}")
    assert evaluated.count("check_password") <= 10 + 14  # ten guesses, and the right ones in between
    assert TOO_MANY in steps.text_of(steps.log_in(Client(), victim.email))


def test_login_codes_of_one_account(evaluated: list[str]) -> None:
    user = UserFactory()
    for number in range(TRIES // 3):
        client, place = Client(), from_everywhere(number)
        steps.ask_code(client, user.email, REMOTE_ADDR=place)
        for _ in range(3):
            steps.type_code(client, "BBBB-BBBB", REMOTE_ADDR=place)
    assert evaluated.count("compare_user_code") <= 10


def test_login_codes_from_one_place(evaluated: list[str]) -> None:
    for user in UserFactory.create_batch(15):
        client = Client()
        steps.ask_code(client, user.email)
        for _ in range(3):
            steps.type_code(client, "BBBB-BBBB")
    assert evaluated.count("compare_user_code") <= 10


def half_way(user: User, **extra: Any) -> Client:
    """Return a browser that gave the right password and now needs the second step."""
    client = Client()
    assert steps.log_in(client, user.email, **extra).headers["Location"] == "/inloggen/controle/"
    return client


def test_codes_of_the_code_app(evaluated: list[str]) -> None:
    user = with_second_factor(UserFactory())
    for number in range(TRIES // 5):
        place = from_everywhere(number)
        client = half_way(user, REMOTE_ADDR=place)
        for guess in range(5):
            client.post("/inloggen/controle/", {"code": f"{guess:06}"}, REMOTE_ADDR=place)
    assert evaluated.count("validate_totp_code") == 10


def test_recovery_codes(evaluated: list[str]) -> None:
    user = with_second_factor(UserFactory())
    with_recovery_codes(user)
    client = half_way(user)
    for guess in range(TRIES):
        client.post("/inloggen/controle/", {"code": f"{guess:08}"})
    assert evaluated.count("compare_user_code") == 10 * 10  # each try is held against ten codes


def test_guessing_at_the_code_app_leaves_the_recovery_codes_open() -> None:
    user = with_second_factor(UserFactory())
    codes = with_recovery_codes(user)
    attacker = half_way(user, REMOTE_ADDR="198.51.100.7")
    for guess in range(30):
        attacker.post("/inloggen/controle/", {"code": f"{guess:06}"}, REMOTE_ADDR="198.51.100.7")
    owner = half_way(user)
    assert TOO_MANY in steps.text_of(owner.post("/inloggen/controle/", {"code": code_of(user)}))
    assert owner.post("/inloggen/controle/", {"code": codes[0]}).status_code == 302
    assert steps.is_logged_in(owner)


def test_showing_again_who_one_is(evaluated: list[str]) -> None:
    user = with_second_factor(UserFactory())
    client = Client()
    client.force_login(user)
    for number in range(TRIES):
        client.post("/mijn/beveiliging/controle/", {"password": "fout"}, REMOTE_ADDR=from_everywhere(number))
    assert evaluated.count("check_password") <= 10
    evaluated.clear()
    for number in range(TRIES):
        client.post("/mijn/beveiliging/controle/code/", {"code": "000000"}, REMOTE_ADDR=from_everywhere(number))
    assert evaluated.count("validate_totp_code") <= 10


def test_the_old_password_when_changing_it(evaluated: list[str]) -> None:
    client = Client()
    client.force_login(UserFactory())
    data = {"oldpassword": "fout", "password1": steps.NEW_PASSWORD, "password2": steps.NEW_PASSWORD}
    answers = [client.post("/mijn/beveiliging/wachtwoord/", data).status_code for _ in range(30)]
    assert evaluated.count("check_password") <= 10
    assert answers[-1] == 429


def test_keys_of_reset_links(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    plain = ResetTokens.check_token

    def noted(self: Any, user: Any, token: Any) -> bool:
        seen.append(token)
        return plain(self, user, token)

    monkeypatch.setattr(ResetTokens, "check_token", noted)
    user = UserFactory()
    for number in range(TRIES):
        key = f"d0abcd-{number:032x}"
        Client().get(f"/wachtwoord/{user.pk.hex}/{key}/", REMOTE_ADDR=from_everywhere(number))
    assert len(seen) == 10


def test_asking_for_codes_cannot_flood_a_mailbox(mailoutbox: list[Any]) -> None:
    user = UserFactory()
    for number in range(TRIES):
        steps.ask_code(Client(), user.email, REMOTE_ADDR=from_everywhere(number))
        steps.forget_password(Client(), user.email, REMOTE_ADDR=from_everywhere(number))
    assert len(mailoutbox) == 10  # five codes and five links in a quarter of an hour


def lock_out(user: User, *doors: Callable[[Client, str], Any]) -> None:
    """Let somebody guess elsewhere until the door of this account stays shut for strangers."""
    for number in range(12):
        for door in doors:
            client = Client(REMOTE_ADDR=from_everywhere(number))
            door(client, user.email)


def test_the_owner_gets_in_by_code_while_somebody_guesses_her_password() -> None:
    user = UserFactory()
    lock_out(user, lambda client, email: steps.log_in(client, email, "fout"))
    owner = Client()
    assert TOO_MANY in steps.text_of(steps.log_in(owner, user.email))
    steps.ask_code(owner, user.email)
    assert steps.type_code(owner, steps.mailed_code()).status_code == 302


def test_a_browser_that_is_known_is_never_locked_out_by_others(mailoutbox: list[Any]) -> None:
    user, owner = UserFactory(), Client()
    steps.log_in(owner, user.email)
    owner.post("/uitloggen/")

    def guess_code(client: Client, email: str) -> None:
        steps.ask_code(client, email)
        steps.type_code(client, "BBBB-BBBB")

    lock_out(user, lambda client, email: steps.log_in(client, email, "fout"), guess_code)
    assert TOO_MANY in steps.text_of(steps.log_in(Client(), user.email))
    assert steps.log_in(owner, user.email).status_code == 302
    owner.post("/uitloggen/")
    steps.ask_code(owner, user.email)
    assert steps.type_code(owner, steps.mailed_code()).status_code == 302


def test_a_known_browser_is_counted_too(evaluated: list[str]) -> None:
    user, owner = UserFactory(), Client()
    steps.log_in(owner, user.email)
    owner.post("/uitloggen/")
    evaluated.clear()
    for number in range(TRIES):
        steps.log_in(owner, user.email, f"fout-{number}", REMOTE_ADDR=from_everywhere(number))
    assert evaluated.count("check_password") == 10


def test_a_made_up_cookie_makes_no_browser_known(evaluated: list[str]) -> None:
    user = UserFactory()
    for number in range(30):
        client = Client()
        client.cookies["apparaat"] = f"{number:043}"
        steps.log_in(client, user.email, "fout")
    assert evaluated.count("check_password") == 10
    assert Apparaat.objects.count() == 0


@pytest.mark.parametrize("proxies", [1, 2])
def test_made_up_forwarding_does_not_begin_a_new_count(evaluated: list[str], proxies: int) -> None:
    behind = ", ".join(["203.0.113.5", "10.0.0.2"][:proxies])
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        for number in range(40):
            users = UserFactory()
            made_up = f"{from_everywhere(number)}, {behind}"
            steps.log_in(Client(), users.email, "fout", headers={"X-Forwarded-For": made_up})
    assert evaluated.count("check_password") == 10


@pytest.mark.parametrize(
    ("proxies", "header", "remote", "expected"),
    [
        (0, "198.51.100.1", "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.5", "10.0.0.1", "203.0.113.5"),
        (1, "203.0.113.5", "10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "10.0.0.1", "onbekend"),
        (1, "geen-adres", "10.0.0.1", "onbekend"),
        (1, "", "", "onbekend"),
        (1, "2001:db8::1", "10.0.0.1", "2001:db8::1"),
    ],
)
def test_where_a_request_came_from(rf: Any, proxies: int, header: str, remote: str, expected: str) -> None:
    headers = {"X-Forwarded-For": header} if header else {}
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert client_ip(rf.get("/", REMOTE_ADDR=remote, headers=headers)) == expected


def test_addresses_of_one_network_share_a_count(rf: Any) -> None:
    """A customer gets a whole /64 of IPv6 addresses; changing within it begins no new count."""
    counted = [
        count_try(rf.post("/", REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), "herstellink", key=str(number))
        for number in range(1, 15)
    ]
    assert sum(each is not None for each in counted) == 10


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_counted_one_by_one(rf: Any) -> None:
    """Twenty at once never let more than ten through, also in the cache of the database."""
    cache.clear()

    def attempt(number: int) -> bool:
        try:
            request = rf.post("/", REMOTE_ADDR=from_everywhere(number))
            return count_try(request, "login_failed", key="noor@voorbeeld.example") is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        allowed = sum(pool.map(attempt, range(40)))
    assert allowed <= 10
    assert sum(attempt(number) for number in range(100, 140)) + allowed == 10


def test_filling_the_table_with_counts_pushes_none_out(rf: Any) -> None:
    for _ in range(10):
        count_try(rf.post("/"), "herstellink", key="noor")
    for number in range(400):
        cache.set(f"vulling-{number}", number, timeout=300)
    assert count_try(rf.post("/", REMOTE_ADDR="198.51.100.1"), "herstellink", key="noor") is None


def test_a_right_password_after_wrong_ones(evaluated: list[str]) -> None:
    user = UserFactory()
    for _ in range(9):
        steps.log_in(Client(), user.email, "fout")
    assert steps.log_in(Client(), user.email, PASSWORD).status_code == 302
