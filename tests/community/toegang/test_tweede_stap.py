"""T54: nobody with a privileged role sees a page in a session that did not use a second factor."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from community.models import Accountwijziging, Bericht, Rol, Sessie, User
from tests.community.toegang.steps import (
    ask_code,
    confirm_who_i_am,
    is_logged_in,
    log_in,
    mailed_code,
    text_of,
    type_code,
)
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.passkey import HOST, Passkey
from tests.factories.second_factor import (
    code_of,
    log_in_without_second_factor,
    with_recovery_codes,
    with_second_factor,
)

pytestmark = pytest.mark.django_db

PRIVILEGED = (Rol.COORDINATOR, Rol.TRAINER, Rol.PARTNERCONTACT, Rol.REDACTEUR, Rol.BEHEERDER)
PAGES = (
    "/mijn/", "/mijn/taken/", "/coordinatie/", "/coordinatie/aanmeldingen/", "/coordinatie/accounts/", "/beheer/",
    "/mijn/beveiliging/e-mailadres/", "/mijn/beveiliging/wachtwoord/", "/mijn/beveiliging/herstelcodes/",
)  # fmt: skip


def person(rol: Rol) -> User:
    """Return somebody with this role."""
    user = UserFactory()
    RoltoekenningFactory(user=user, rol=rol, organisatie=OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None)
    return user


def places(client: Client) -> set[str]:
    """Return where the pages send this person instead of opening."""
    answers = [client.get(path) for path in PAGES]
    assert {answer.status_code for answer in answers} == {302}
    return {answer.headers["Location"].partition("?")[0] for answer in answers}


def set_up_code_app(client: Client) -> HttpResponse:
    """Set up a code app on the page."""
    page = client.get("/mijn/beveiliging/code-app/")
    secret = re.search(r'id="sleutel">(\w+)<', page.content.decode())
    assert secret
    code = format_hotp_value(hotp_value(secret[1], int(NOW.timestamp()) // 30))
    return client.post("/mijn/beveiliging/code-app/", {"code": code})


@pytest.mark.parametrize("rol", PRIVILEGED)
def test_without_a_factor_every_page_leads_to_setting_one_up(rol: Rol) -> None:
    client = Client()
    log_in(client, person(rol).email)
    assert places(client) == {"/mijn/beveiliging/"}
    assert "Stel eerst een tweede stap in" in text_of(client.get("/mijn/beveiliging/"))


@pytest.mark.parametrize("rol", PRIVILEGED)
def test_a_session_that_did_not_use_the_factor_confirms_first(rol: Rol) -> None:
    """As after coming in by another way: the factor exists, but this session did not use it."""
    client, user = Client(), with_second_factor(person(rol))
    log_in_without_second_factor(client, user)
    assert places(client) == {"/mijn/beveiliging/controle/code/"}
    for path in ("/mijn/beveiliging/code-app/", "/mijn/beveiliging/passkeys/nieuw/", "/mijn/beveiliging/"):
        assert client.get(path).headers["Location"].startswith("/mijn/beveiliging/controle/code/")
    client.post("/mijn/beveiliging/controle/code/?next=/mijn/", {"code": code_of(user)})
    assert client.get("/mijn/").status_code == 200


def test_a_password_alone_does_not_stand_for_the_factor() -> None:
    client, user = Client(), with_second_factor(person(Rol.COORDINATOR))
    log_in_without_second_factor(client, user)
    confirm_who_i_am(client)
    assert places(client) == {"/mijn/beveiliging/controle/code/"}


@pytest.mark.parametrize("rol", [Rol.COACH, Rol.EXPERT, Rol.OPLEIDINGSADVISEUR])
def test_other_roles_need_none(rol: Rol) -> None:
    client = Client()
    log_in(client, person(rol).email)
    assert client.get("/mijn/").status_code == 200


def test_a_role_that_ended_needs_none() -> None:
    client, user = Client(), UserFactory()
    RoltoekenningFactory(user=user, until_date=NOW.date().replace(day=17))
    log_in(client, user.email)
    assert client.get("/mijn/").status_code == 200


def test_a_role_given_during_a_session_counts_at_the_next_request() -> None:
    client, user = Client(), UserFactory()
    log_in(client, user.email)
    assert client.get("/mijn/").status_code == 200
    RoltoekenningFactory(user=user)
    assert places(client) == {"/mijn/beveiliging/"}


def test_setting_up_a_code_app_opens_the_pages_at_once() -> None:
    client, user = Client(), person(Rol.COORDINATOR)
    log_in(client, user.email)
    asked = client.get("/mijn/beveiliging/code-app/")
    assert asked.headers["Location"] == "/mijn/beveiliging/controle/?next=%2Fmijn%2Fbeveiliging%2Fcode-app%2F"
    confirm_who_i_am(client)
    answer = set_up_code_app(client)
    assert answer.headers["Location"] == "/mijn/beveiliging/herstelcodes/"
    assert len(re.findall(r"\b\d{8}\b", client.get("/mijn/beveiliging/herstelcodes/").content.decode())) >= 10
    assert client.get("/coordinatie/aanmeldingen/").status_code == 200
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert re.search(r'"secret": "[0-9a-f-]{36}:AQ?', stored)
    assert re.search(r'"seed": "[0-9a-f-]{36}:AQ?', stored)


def test_a_wrong_first_code_is_told() -> None:
    client, user = Client(), UserFactory()
    log_in(client, user.email)
    confirm_who_i_am(client)
    client.get("/mijn/beveiliging/code-app/")
    for code in ("000000", "", "x" * 100, "½½½"):
        assert client.post("/mijn/beveiliging/code-app/", {"code": code}).status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("way", ["password", "code"])
def test_logging_in_asks_for_the_second_step(way: str) -> None:
    client, user = Client(), with_second_factor(person(Rol.COORDINATOR))
    if way == "password":
        answer = log_in(client, user.email)
    else:
        ask_code(client, user.email)
        answer = type_code(client, mailed_code())
    assert answer.headers["Location"] == "/inloggen/controle/"
    assert not is_logged_in(client)
    assert client.get("/coordinatie/").headers["Location"].startswith("/inloggen/?next=")
    wrong = client.post("/inloggen/controle/", {"code": "000000"})
    assert "Deze code klopt niet" in text_of(wrong)
    right = client.post("/inloggen/controle/", {"code": code_of(user)})
    assert right.headers["Location"] == reverse("mijn-omgeving")
    assert client.get("/coordinatie/aanmeldingen/").status_code == 200


def test_a_code_of_the_app_works_once() -> None:
    user = with_second_factor(UserFactory())
    code = code_of(user)
    first, second = Client(), Client()
    for client in (first, second):
        log_in(client, user.email)
        client.post("/inloggen/controle/", {"code": code})
    assert (is_logged_in(first), is_logged_in(second)) == (True, False)


def test_a_code_of_half_a_minute_ago_still_works_and_an_older_one_does_not() -> None:
    user = with_second_factor(UserFactory())
    for steps, expected in ((-1, True), (-3, False), (3, False)):
        client = Client()
        log_in(client, user.email)
        client.post("/inloggen/controle/", {"code": code_of(user, steps=steps)})
        assert is_logged_in(client) is expected


def test_a_recovery_code_works_once_and_is_told() -> None:
    user = with_second_factor(person(Rol.COORDINATOR))
    codes = with_recovery_codes(user)
    first, second = Client(), Client()
    for client in (first, second):
        log_in(client, user.email)
        client.post("/inloggen/controle/", {"code": codes[3]})
    assert (is_logged_in(first), is_logged_in(second)) == (True, False)
    assert first.get("/coordinatie/aanmeldingen/").status_code == 200
    assert [row.kind for row in Accountwijziging.objects.all()] == ["HERSTELCODE_GEBRUIKT"]
    assert Bericht.objects.filter(kind="N95", recipient=user).count() == 1


def test_recovery_codes_alone_are_no_second_factor() -> None:
    client, user = Client(), person(Rol.COORDINATOR)
    with_recovery_codes(user)
    log_in(client, user.email)
    assert places(client) == {"/mijn/beveiliging/"}


def test_removing_the_last_factor_closes_the_pages_everywhere() -> None:
    user = with_second_factor(person(Rol.COORDINATOR))
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(user)
    assert elsewhere.get("/coordinatie/aanmeldingen/").status_code == 200
    confirm_who_i_am(here)
    here.post("/mijn/beveiliging/code-app/verwijderen/")
    assert not Authenticator.objects.exists()
    assert places(here) == {"/mijn/beveiliging/"}
    assert elsewhere.get("/coordinatie/aanmeldingen/").headers["Location"].startswith("/inloggen/")


def test_a_new_password_by_mail_does_not_stand_for_the_factor() -> None:
    client, user = Client(), with_second_factor(person(Rol.BEHEERDER))
    client.post("/wachtwoord/vergeten/", {"email": user.email})
    assert len(mail.outbox) == 1
    log_in(client, user.email)
    assert not is_logged_in(client)


def test_changes_are_told_by_mail(django_capture_on_commit_callbacks: Any) -> None:
    client, user = Client(), UserFactory()
    log_in(client, user.email)
    confirm_who_i_am(client)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_code_app(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/mijn/beveiliging/herstelcodes/nieuw/")
    client.post("/mijn/beveiliging/code-app/verwijderen/")
    kinds = list(Accountwijziging.objects.order_by("pk").values_list("kind", flat=True))
    assert sorted(kinds) == ["CODE_APP_AAN", "CODE_APP_UIT", "HERSTELCODES"]
    assert Bericht.objects.filter(kind="N95", recipient=user).count() == 3


# --- passkeys ------------------------------------------------------------------------------------------------------


def options_on(page: HttpResponse, name: str) -> dict[str, Any]:
    """Return what a page gives the browser for its passkey."""
    found = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', page.content.decode(), re.S)
    assert found
    options: dict[str, Any] = json.loads(found[1])[name]
    return options


def add_passkey(client: Client) -> Passkey:
    """Add a passkey on the page."""
    passkey = Passkey()
    page = client.get("/mijn/beveiliging/passkeys/nieuw/")
    credential = passkey.create(options_on(page, "creation_options"))
    data = {"name": "Telefoon", "passwordless": "on", "credential": credential}
    answer = client.post("/mijn/beveiliging/passkeys/nieuw/", data)
    assert answer.status_code == 302, text_of(answer)
    return passkey


@pytest.fixture
def owner() -> tuple[Client, User, Passkey]:
    """Give a coördinator with a passkey and her browser."""
    client, user = Client(HTTP_HOST=HOST), person(Rol.COORDINATOR)
    log_in(client, user.email)
    confirm_who_i_am(client)
    return client, user, add_passkey(client)


def riddle(client: Client) -> dict[str, Any]:
    """Ask for what a passkey must sign to log in."""
    answer = client.get("/inloggen/passkey/", headers={"Accept": "application/json"})
    options: dict[str, Any] = answer.json()["request_options"]
    return options


def test_adding_a_passkey_opens_the_pages_at_once(owner: tuple[Client, User, Passkey]) -> None:
    client, _, _ = owner
    assert client.get("/coordinatie/aanmeldingen/").status_code == 200
    assert "Telefoon" in text_of(client.get("/mijn/beveiliging/passkeys/"))
    assert Accountwijziging.objects.get().kind == "PASSKEY_AAN"


def test_a_passkey_alone_logs_in_and_counts_as_second_factor(owner: tuple[Client, User, Passkey]) -> None:
    _, _, passkey = owner
    client = Client(HTTP_HOST=HOST)
    data = {"credential": passkey.sign(riddle(client)), "next": "/coordinatie/aanmeldingen/"}
    assert client.post("/inloggen/passkey/", data).headers["Location"] == "/coordinatie/aanmeldingen/"
    assert client.get("/coordinatie/aanmeldingen/").status_code == 200


def test_a_passkey_is_the_second_step_after_a_password(owner: tuple[Client, User, Passkey]) -> None:
    _, user, passkey = owner
    client = Client(HTTP_HOST=HOST)
    log_in(client, user.email)
    page = client.get("/inloggen/controle/")
    assert "Gebruik een passkey of sleutel" in text_of(page)
    client.post("/inloggen/controle/", {"credential": passkey.sign(options_on(page, "request_options"))})
    assert client.get("/coordinatie/aanmeldingen/").status_code == 200


def test_an_answer_works_once_and_for_its_own_riddle(owner: tuple[Client, User, Passkey]) -> None:
    _, _, passkey = owner
    client, other = Client(HTTP_HOST=HOST), Client(HTTP_HOST=HOST)
    answer = passkey.sign(riddle(client))
    riddle(other)
    other.post("/inloggen/passkey/", {"credential": answer})
    assert not is_logged_in(other)
    client.post("/inloggen/passkey/", {"credential": answer})
    assert is_logged_in(client)
    client.post("/uitloggen/")
    client.post("/inloggen/passkey/", {"credential": answer})
    assert not is_logged_in(client)


def test_a_passkey_of_somebody_else_opens_nothing(owner: tuple[Client, User, Passkey]) -> None:
    _, _, passkey = owner
    stranger, client = Passkey(), Client(HTTP_HOST=HOST)
    options = riddle(client)
    stranger.user_handle, stranger.id = passkey.user_handle, passkey.id  # it claims to be hers, with another key
    assert client.post("/inloggen/passkey/", {"credential": stranger.sign(options)}).status_code == 302
    assert not is_logged_in(client)


def test_a_passkey_of_a_closed_account_opens_nothing(owner: tuple[Client, User, Passkey]) -> None:
    _, user, passkey = owner
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client(HTTP_HOST=HOST)
    client.post("/inloggen/passkey/", {"credential": passkey.sign(riddle(client))})
    assert not is_logged_in(client)
    assert "Dit account is gesloten." in text_of(client.get("/inloggen/"))


def test_renaming_and_removing_a_passkey(owner: tuple[Client, User, Passkey]) -> None:
    client, _, _ = owner
    pk = Authenticator.objects.get(type="webauthn").pk
    client.post(f"/mijn/beveiliging/passkeys/{pk}/bewerken/", {"name": "Sleutelbos"})
    assert "Sleutelbos" in text_of(client.get("/mijn/beveiliging/passkeys/"))
    too_long = client.post(f"/mijn/beveiliging/passkeys/{pk}/bewerken/", {"name": "x" * 90})
    assert "hooguit 60 tekens" in text_of(too_long)
    assert client.post(f"/mijn/beveiliging/passkeys/{pk}/verwijderen/").status_code == 302
    assert places(client) == {"/mijn/beveiliging/"}


def test_passkeys_of_others_do_not_exist(owner: tuple[Client, User, Passkey]) -> None:
    pk = Authenticator.objects.get(type="webauthn").pk
    client = Client(HTTP_HOST=HOST)
    log_in(client, UserFactory().email)
    confirm_who_i_am(client)
    for verb in ("bewerken", "verwijderen"):
        assert client.get(f"/mijn/beveiliging/passkeys/{pk}/{verb}/").status_code == 404
        assert client.post(f"/mijn/beveiliging/passkeys/{pk}/{verb}/", {"name": "x"}).status_code == 404


NONSENSE = (
    "", "{", "null", "[]", "{}", "1", '"x"', '{"response": null}', '{"response": []}', '{"id": 1, "rawId": 2}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{}}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{"clientDataJSON":"eA","attestationObject":"eA"}}',
    '{"id":"eA","rawId":"eA","response":{"clientDataJSON":"e30","authenticatorData":"eA","signature":"eA",'
    '"userHandle":"eA"}}',
    '{"id":"\\ud800","rawId":"\\ud800","response":{"userHandle":"\\ud800"}}', "[" * 5000, '{"a":' * 3000,
    "9" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_instead_of_a_passkey_is_refused(owner: tuple[Client, User, Passkey], credential: str) -> None:
    client, user, _ = owner
    before = Authenticator.objects.count()
    riddle_client = Client(HTTP_HOST=HOST)
    riddle(riddle_client)
    assert riddle_client.post("/inloggen/passkey/", {"credential": credential}).status_code == 302
    assert not is_logged_in(riddle_client)
    log_in(riddle_client, user.email)
    assert riddle_client.post("/inloggen/controle/", {"credential": credential}).status_code == 200
    assert not is_logged_in(riddle_client)
    client.get("/mijn/beveiliging/passkeys/nieuw/")
    added = client.post("/mijn/beveiliging/passkeys/nieuw/", {"name": "x", "credential": credential})
    assert added.status_code == 200
    client.get("/mijn/beveiliging/controle/passkey/")
    shown = client.post("/mijn/beveiliging/controle/passkey/?next=/mijn/", {"credential": credential})
    assert shown.status_code == 302
    assert Authenticator.objects.count() == before
    assert Sessie.objects.filter(user=user).count() == 1
