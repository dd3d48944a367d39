"""T51: nothing tells whether an address has an account. Known and unknown get the same answer along the same path.

What takes how long is measured in `make proof`; here the path is compared: status, headers, body and queries.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.accounts import mail as accounts_mail
from community.accounts.tokens import ResetTokens
from community.models import User
from tests.community.toegang.steps import ask_code, forget_password, log_in, type_code
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "noor@voorbeeld.example", "niet1@voorbeeld.example"
CHANGING = re.compile(r'(name="(csrfmiddlewaretoken|eenmalig)" value=")[^"]*|("challenge": ")[^"]*')


def told(answer: HttpResponse, email: str) -> tuple[int, str, dict[str, str]]:
    """Return what a stranger sees of an answer, without what changes at every request."""
    body = CHANGING.sub(r"\1\3", answer.content.decode()).replace(email, "ADRES")
    headers = {name: value for name, value in answer.headers.items() if name not in {"Content-Length", "Expires"}}
    return answer.status_code, body, headers


def tables(queries: CaptureQueriesContext) -> list[str]:
    """Return what the database was asked, without the values."""
    found = []
    for query in queries.captured_queries:
        words = re.sub(r"'[^']*'|\b\d+\b|ARRAY\[.*?\]|\"s\d+_x\d+\"", "?", str(query["sql"]))
        found.append(words.partition(" WHERE ")[0][:120])
    return found


def both(visit: Callable[[Client, str], HttpResponse]) -> list[Any]:
    """Return what two fresh browsers see, one with a known and one with an unknown address."""
    seen = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        cache.clear()  # the counts of tries per address on the net are the same for everybody
        with CaptureQueriesContext(connection) as queries:
            answer = visit(client, email)
        seen.append((told(answer, email), tables(queries), sorted(client.session.keys())))
    return seen


@pytest.fixture(autouse=True)
def _known_person() -> None:
    UserFactory(email=KNOWN)


def test_wrong_password() -> None:
    known, unknown = both(lambda client, email: log_in(client, email, "fout-wachtwoord"))
    assert known == unknown


def test_asking_for_a_code() -> None:
    known, unknown = both(ask_code)
    assert known[0] == unknown[0]
    assert known[2] == unknown[2]
    assert known[1] == unknown[1]
    assert [message.to for message in mail.outbox] == [[KNOWN]]


def test_the_page_where_the_code_is_typed() -> None:
    def visit(client: Client, email: str) -> HttpResponse:
        ask_code(client, email)
        return client.get(reverse("account_confirm_login_code"))

    known, unknown = both(visit)
    assert known[0] == unknown[0]


def test_typing_wrong_codes() -> None:
    def visit(client: Client, email: str) -> HttpResponse:
        ask_code(client, email)
        type_code(client, "BBBB-BBBB")
        return type_code(client, "CCCC-CCCC")

    known, unknown = both(visit)
    assert known[0] == unknown[0]


def test_the_third_wrong_code() -> None:
    def visit(client: Client, email: str) -> HttpResponse:
        ask_code(client, email)
        for _ in range(2):
            type_code(client, "BBBB-BBBB")
        return type_code(client, "BBBB-BBBB")

    known, unknown = both(visit)
    assert known[0] == unknown[0]
    assert known[2] == unknown[2]


def test_forgotten_password() -> None:
    known, unknown = both(forget_password)
    assert known == unknown
    assert [message.to for message in mail.outbox] == [[KNOWN]]


def test_a_link_is_worked_out_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Working out the secret takes time, and so does a longer address in the text."""
    worked_out = []

    def make_token(self: ResetTokens, user: User) -> str:
        worked_out.append((user.email, type(user.pk)))
        return str(PasswordResetTokenGenerator.make_token(self, user))

    monkeypatch.setattr(ResetTokens, "make_token", make_token)
    written = []
    monkeypatch.setattr(accounts_mail, "send_secret", lambda code, **words: written.append((code, words["path"])))
    for email in (KNOWN, UNKNOWN):
        forget_password(Client(), email)
    assert worked_out == [(KNOWN, UUID), (UNKNOWN, UUID)]
    shapes = {(code, re.sub(r"[^/-]", "x", path)) for code, path in written}
    assert len(written) == 2
    assert len(shapes) == 1


def test_request_to_join() -> None:
    def visit(client: Client, email: str) -> HttpResponse:
        data = {"naam": "Bas Verhoeven", "email": email, "organisatie": "Stichting", "motivatie": "Ik wil meedoen."}
        return client.post("/aansluiten/", data)

    known, unknown = both(visit)
    assert known == unknown


def test_another_address_that_is_taken() -> None:
    def visit(client: Client, email: str) -> HttpResponse:
        client.force_login(UserFactory())
        client.post("/mijn/beveiliging/controle/", {"password": "weidevogels-in-de-polder"})
        return client.post("/mijn/beveiliging/e-mailadres/", {"email": email}, follow=True)

    known, unknown = both(visit)
    for page in (known, unknown):
        page[0][2].pop("Location", None)
    strip = re.compile(r"lid\d+@voorbeeld.example|data-person=\"[^\"]*\"|Wal\d+")
    assert strip.sub("", known[0][1]) == strip.sub("", unknown[0][1])
    assert [message.to for message in mail.outbox] == [[UNKNOWN]]


def test_passkey_login_asks_nothing_about_a_person(client: Client) -> None:
    answer = client.get("/inloggen/passkey/", headers={"Accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"].get("allowCredentials", []) == []


def test_a_code_for_an_unknown_address_never_logs_in() -> None:
    client = Client()
    ask_code(client, UNKNOWN)
    for code in ("", "BCDF-GHJK", "None", "0"):
        type_code(client, code)
    assert "_auth_user_id" not in client.session
