"""T45: nobody is sent away from this site. T53: there is one login door. T55: no header changes a link in a mail.
T59: nothing changes without a token, and no GET changes anything."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.models import Uitnodiging
from tests.community.toegang.steps import ask_code, confirm_who_i_am, forget_password, log_in, mailed_code, mailed_path
from tests.factories import PASSWORD, UserFactory
from tests.factories.second_factor import code_of, with_second_factor
from tests.factories.toegang import AanmeldingFactory, UitnodigingFactory, invitation_link

pytestmark = pytest.mark.django_db

EVIL = "evil.example"
PAYLOADS = (
    "https://evil.example/", "http://evil.example", "//evil.example", "///evil.example", "////evil.example",
    "/\\evil.example", "\\\\evil.example", "/\\/evil.example", "https:evil.example", "https:/evil.example",
    "https:///evil.example", "HTTPS://EVIL.EXAMPLE", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,x", "vbscript:x", "ftp://evil.example/", "//evil.example/%2f..", "/%09/evil.example",
    "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "//evil.example\\@testserver",
    "https://testserver@evil.example/", "https://testserver.evil.example/", "http://testserver/mijn/",
    "//testserver/mijn/", "http://[::1]/", "//[::1]", "//evil%E3%80%82example", "https://evil.example?x=testserver",
    "https://evil.example#testserver", "evil.example", "@evil.example", "?next=//evil.example", "./..//evil.example",
    ".evil.example", "\x00//evil.example", "/\r\nLocation: https://evil.example",
)  # fmt: skip


def assert_stays(location: str) -> None:
    """A place on this site: one slash, then no slash or backslash, and no signs that end a header."""
    assert re.match(r"/(?![/\\])", location), location
    assert not re.search(r"[\r\n\t\\]", location), location
    assert urlsplit(urljoin("http://testserver/inloggen/", location)).netloc == "testserver", location


def test_there_are_forty_payloads() -> None:
    assert len(set(PAYLOADS)) == 40


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_door_that_sends_on_stays_here(payload: str) -> None:
    """Login, code, second step, passkey, logout, showing again who one is; in the address and in the form."""
    user = UserFactory()
    plain = Client()
    data = {"login": user.email, "password": PASSWORD, "next": payload}
    answers = [plain.post("/inloggen/", data), plain.get("/inloggen/", {"next": payload})]
    answers += [plain.post("/mijn/beveiliging/controle/", {"password": PASSWORD, "next": payload})]
    answers += [plain.get("/uitgelogd/", {"next": payload}), plain.post("/uitloggen/", {"next": payload})]
    answers += [plain.get("/uitloggen/", {"next": payload}), plain.get("/inloggen/passkey/", {"next": payload})]
    by_code = Client()
    answers.append(by_code.post("/inloggen/code/", {"email": user.email, "next": payload}))
    answers.append(by_code.post("/inloggen/code/bevestigen/", {"code": mailed_code(), "next": payload}))
    forgotten = Client()
    answers.append(forgotten.post("/wachtwoord/vergeten/", {"email": user.email, "next": payload}))
    answers.append(forgotten.get(mailed_path(), {"next": payload}))
    careful, in_two_steps = with_second_factor(UserFactory()), Client()
    answers.append(in_two_steps.post("/inloggen/", {"login": careful.email, "password": PASSWORD, "next": payload}))
    answers.append(in_two_steps.post("/inloggen/controle/", {"code": code_of(careful), "next": payload}))
    moved = [answer.headers["Location"] for answer in answers if answer.status_code in {301, 302, 303, 307, 308}]
    assert len(moved) >= 9
    for location in moved:
        assert_stays(location)


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/login/", "/dj/login/", "/accounts/login/", "/accounts/signup/", "/api/", "/api/v2/pages/",
     "/api/v3/docs/", "/_util/login/", "/_util/authenticate_with_password/1/1/", "/login/", "/documents/1/x/"],
)  # fmt: skip
def test_other_login_doors_do_not_exist(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, {"username": "x", "password": "y"}).status_code in {404, 405}


@pytest.mark.parametrize("path", ["/beheer/login/", "/beheer/password_reset/", "/beheer/", "/beheer/account/"])
def test_the_doors_of_wagtail_lead_to_ours(client: Client, path: str) -> None:
    for answer in (client.get(path), client.post(path, {"username": UserFactory().email, "password": PASSWORD})):
        assert answer.headers["Location"].partition("?")[0] == "/inloggen/"
    assert "_auth_user_id" not in client.session


def test_wagtails_own_name_for_a_login_page_leads_to_ours(client: Client) -> None:
    answer = client.get(reverse("wagtailcore_login"), {"next": "/over/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/inloggen/?next=%2Fover%2F")


HEADERS: tuple[dict[str, str], ...] = (
    {"X-Forwarded-Host": EVIL}, {"X-Forwarded-Proto": "https"}, {"X-Forwarded-Server": EVIL}, {"X-Host": EVIL},
    {"Forwarded": f"host={EVIL};proto=https"}, {"X-Original-Host": EVIL}, {"X-Rewrite-Url": f"https://{EVIL}/"},
    {"X-Forwarded-Host": f"testserver, {EVIL}"}, {"X-Forwarded-Port": "666"}, {"X-Forwarded-Prefix": f"//{EVIL}"},
    {"Origin": f"https://{EVIL}", "Referer": f"https://{EVIL}/"}, {"Host": "localhost"},
)  # fmt: skip


@pytest.mark.parametrize("headers", HEADERS)
def test_links_in_mails_begin_with_our_address(headers: dict[str, str]) -> None:
    user, client = UserFactory(), Client(headers=headers)
    ask_code(client, user.email)
    forget_password(client, user.email)
    client.post("/uitloggen/")
    log_in(client, user.email)
    confirm_who_i_am(client)
    client.post("/mijn/beveiliging/e-mailadres/", {"email": "anders@voorbeeld.example"})
    assert [message.subject for message in mail.outbox] == [
        "Je inlogcode (15 minuten geldig)", "Kies een nieuw wachtwoord", "Bevestig je nieuwe e-mailadres",
    ]  # fmt: skip
    for message in mail.outbox:
        texts = [str(message.body), *(str(part.content) for part in message.alternatives)]  # type: ignore[attr-defined]  # the locmem outbox has both parts
        links = [link for text in texts for link in re.findall(r"https?://[^\s\"<]+", text)]
        assert links
        assert {link.split("/")[2] for link in links} == {"testserver"}
        assert EVIL not in "".join(texts)


def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.post("/wachtwoord/vergeten/", {"email": "x@y.nl"}, headers={"Host": EVIL}).status_code == 400


UNSAFE: tuple[tuple[str, dict[str, object]], ...] = (
    ("account_login", {}), ("account_request_login_code", {}), ("account_confirm_login_code", {}),
    ("mfa_authenticate", {}), ("mfa_login_webauthn", {}), ("account_logout", {}), ("account_reset_password", {}),
    ("account_reset_password_from_key", {"uidb36": "a", "key": "b-c"}), ("account_confirm_email", {"token": "x"}),
    ("overal-uitloggen", {}), ("account_email", {}), ("account_change_password", {}), ("account_set_password", {}),
    ("account_reauthenticate", {}), ("mfa_reauthenticate", {}), ("mfa_reauthenticate_webauthn", {}),
    ("mfa_activate_totp", {}), ("mfa_deactivate_totp", {}), ("mfa_add_webauthn", {}), ("mfa_edit_webauthn", {"pk": 1}),
    ("mfa_remove_webauthn", {"pk": 1}), ("mfa_generate_recovery_codes", {}), ("uitnodiging", {"token": "x"}),
    ("uitnodiging-opnieuw", {"token": "x"}), ("aansluiten", {}), ("uitnodiging-nieuw", {}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "kwargs"), UNSAFE)
@pytest.mark.parametrize("token", ["", "verkeerd", "a" * 64])
def test_without_a_right_token_nothing_is_handled(name: str, kwargs: dict[str, Any], token: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert client.post(reverse(name, kwargs=kwargs), {"csrfmiddlewaretoken": token}).status_code == 403


def test_opening_links_and_pages_changes_nothing() -> None:
    """Every GET of this subject, as a stranger, a member and a coördinator: the tables stay as they are."""
    from django.db import connection  # noqa: PLC0415 - this test alone reads the tables themselves

    invitation, request = UitnodigingFactory(), AanmeldingFactory()
    member, coordinator = UserFactory(), with_second_factor(UserFactory(coordinator=True))
    forget_password(Client(), member.email)
    links = [mailed_path(), invitation_link(invitation), "/e-mailadres/x/", "/inloggen/code/bevestigen/"]
    pages = [reverse(name) for name in ("account_login", "account_request_login_code", "aansluiten", "account_logout",
             "mfa_index", "account_email", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "uitgelogd",
             "overal-uitloggen", "aanmeldingen", "uitnodigingen", "uitnodiging-nieuw", "accounts")]  # fmt: skip
    pages += [reverse(name, kwargs={"pk": request.pk}) for name in
              ("aanmelding", "aanmelding-uitnodigen", "aanmelding-afwijzen")]  # fmt: skip
    pages += [reverse(name, kwargs={"pk": invitation.pk}) for name in
              ("uitnodiging-versturen", "uitnodiging-intrekken")]  # fmt: skip
    pages += [reverse(name, kwargs={"code": member.profiel.code}) for name in
              ("account", "account-sluiten", "account-openen", "account-tweede-stap")]  # fmt: skip
    browsers = [Client(), Client(), Client()]
    for browser, user in zip(browsers[1:], (member, coordinator), strict=True):
        browser.force_login(user)

    def content() -> dict[str, list[Any]]:
        kept = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table not in {"community_sessie", "community_cache"}:
                    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
                    kept[table] = sorted(map(repr, cursor.fetchall()))
        return kept

    before = content()
    for browser in browsers:
        for path in [*links, *pages]:
            assert browser.get(path).status_code in {200, 302, 404}
    assert content() == before
    assert Uitnodiging.objects.get().accepted_at is None
