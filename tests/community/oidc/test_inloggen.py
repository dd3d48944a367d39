"""Logging in through one's organisation, over real HTTP: who gets in, and who does not."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.models import Inlogkoppeling, Rol, Sessie, User
from community.models.rollen import PRIVILEGED_ROLLEN
from tests.community.toegang.steps import is_logged_in, text_of
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import code_of, with_second_factor
from tests.oidc.browser import BACK, START, Organisation, come_back, go_and_return, running, way_back

pytestmark = pytest.mark.django_db


def linked(organisation: Organisation, *, subject: str = "persoon-1", **person: Any) -> User:
    """Return a member who logs in through the organisation."""
    user = UserFactory(**person)
    Inlogkoppeling.objects.create(user=user, issuer=organisation.issuer, subject=subject, created_at=NOW)
    return user


def test_a_member_logs_in_and_lands_where_she_wanted(client: Client, organisation: Organisation) -> None:
    user = linked(organisation)
    answer = go_and_return(client, organisation, f"{START}?next=/leden/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/leden/")
    assert client.get("/mijn/").status_code == 200
    assert Inlogkoppeling.objects.get(user=user).last_used_at == NOW
    assert Sessie.objects.filter(user=user).count() == 1


def test_the_button_stands_on_the_page_of_logging_in_and_keeps_the_way(
    client: Client, organisation: Organisation
) -> None:
    page = text_of(client.get("/inloggen/?next=/leden/%3Fq%3Da"))
    assert "Ga verder met Gemeente Duinrand" in page
    assert f'href="{START}?next=%2Fleden%2F%3Fq%3Da"' in page


def test_an_unknown_account_logs_nobody_in_whatever_its_address_says(
    client: Client, organisation: Organisation
) -> None:
    user = UserFactory(email="noor@duinrand.example")
    organisation.plan(subject="een-ander", claims={"email": user.email, "email_verified": True,
                                                   "preferred_username": user.email})  # fmt: skip
    answer = go_and_return(client, organisation)
    assert answer.status_code == 403
    assert "We kennen dit account nog niet" in text_of(answer)
    assert not is_logged_in(client)
    assert (User.objects.count(), Inlogkoppeling.objects.count()) == (1, 0)


def test_another_subject_with_the_address_of_a_linked_member_is_not_her(
    client: Client, organisation: Organisation
) -> None:
    user = linked(organisation)
    organisation.plan(subject="persoon-2", claims={"email": user.email, "email_verified": True})
    assert go_and_return(client, organisation).status_code == 403
    assert not is_logged_in(client)


def test_the_same_subject_of_another_issuer_is_not_her(client: Client, organisation: Organisation) -> None:
    user = UserFactory()
    Inlogkoppeling.objects.create(user=user, issuer="https://elders.example", subject="persoon-1", created_at=NOW)
    assert go_and_return(client, organisation).status_code == 403
    assert not is_logged_in(client)


def test_a_closed_account_stays_closed(client: Client, organisation: Organisation) -> None:
    linked(organisation, is_active=False)
    answer = go_and_return(client, organisation)
    assert "Je account is gesloten" in text_of(answer)
    assert not is_logged_in(client)


WRONG_TOKENS = (
    "nonce", "nonce_number", "no_nonce", "expired", "future", "audience", "two_audiences", "azp", "issuer",
    "issuer_slash", "no_subject", "empty_subject", "long_subject", "zero_subject", "number_subject", "no_exp",
    "exp_text", "alg_none", "hs256", "other_key", "unknown_kid", "unsigned", "cut", "list", "rubbish",
    "changed", "empty", "no_token", "no_keys", "odd_keys", "oct_key", "key_for_another_algorithm",
)  # fmt: skip


@pytest.mark.parametrize("mischief", WRONG_TOKENS)
def test_a_token_that_proves_nothing_logs_nobody_in(client: Client, organisation: Organisation, mischief: str) -> None:
    linked(organisation)
    organisation.plan(mischief=mischief)
    answer = go_and_return(client, organisation)
    assert answer.status_code == 400
    assert "Inloggen is niet gelukt" in text_of(answer)
    assert not is_logged_in(client)


DOWN_BEFORE = (
    "not_json",
    "huge",
    "list_json",
    "elsewhere",
    "broken",
    "discovery_issuer",
    "file_keys",
    "script",
    "number",
)


@pytest.mark.parametrize("mischief", DOWN_BEFORE)
def test_a_server_that_does_not_say_what_it_is_leads_to_a_sentence(
    client: Client, organisation: Organisation, mischief: str
) -> None:
    organisation.plan(mischief=mischief)
    answer = client.get(START)
    assert answer.status_code == 200
    assert "Gemeente Duinrand geeft nu geen antwoord" in text_of(answer)
    assert "/ergens-anders" not in organisation.requests()


def test_a_server_that_sends_a_letter_now_and_then_is_not_waited_for(
    client: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.oidc.wire.WHOLE_SECONDS", 0.3)
    monkeypatch.setattr("community.oidc.wire.time.monotonic", itertools.count(0, 0.1).__next__)
    organisation.plan(mischief="drip")
    assert "geeft nu geen antwoord" in text_of(client.get(START))


@pytest.mark.parametrize("mischief", ["new_key", "ps256"])
def test_new_keys_of_the_server_and_its_other_signature_hold_at_once(
    client: Client, organisation: Organisation, mischief: str
) -> None:
    linked(organisation)
    assert go_and_return(Client(), organisation).status_code == 302
    organisation.plan(mischief=mischief)
    assert go_and_return(client, organisation).headers["Location"] == "/mijn/"
    assert is_logged_in(client)


def test_what_one_organisation_says_is_not_taken_for_another(
    client: Client, organisation: Organisation, settings: Any
) -> None:
    """A mix-up: a browser that left for one organisation is sent back as if it had left for the other."""
    linked(organisation)
    settings.OIDC_PROVIDERS |= {"waterschap": {**organisation.settings, "issuer": "https://waterschap.example"}}
    back = way_back(client, organisation).partition("testserver")[2]
    answer = client.get(back.replace("/gemeente/", "/waterschap/"))
    assert (answer.status_code, is_logged_in(client)) == (400, False)
    assert "/token" not in organisation.requests()[-2:]


@pytest.mark.parametrize("mischief", ["token_down", "keys_down"])
def test_a_server_that_falls_silent_halfway_leads_to_a_sentence(
    client: Client, organisation: Organisation, mischief: str
) -> None:
    linked(organisation)
    organisation.plan(mischief=mischief)
    answer = go_and_return(client, organisation)
    assert "geeft nu geen antwoord" in text_of(answer)
    assert not is_logged_in(client)


def test_a_server_that_is_gone_leads_to_a_sentence(client: Client, settings: Any) -> None:
    with running() as gone:
        settings.OIDC_PROVIDERS = {"gemeente": gone.settings}
    answer = client.get(START)
    assert answer.status_code == 200
    assert "geeft nu geen antwoord" in text_of(answer)


def test_who_stops_there_is_told_so(client: Client, organisation: Organisation) -> None:
    organisation.plan(mischief="cancel")
    assert "Je bent niet ingelogd" in text_of(go_and_return(client, organisation))


def test_a_way_back_is_good_for_one_browser_once_and_ten_minutes(
    client: Client, organisation: Organisation, clock: time_machine.Traveller
) -> None:
    linked(organisation)
    back = way_back(client, organisation)
    assert come_back(Client(), back).status_code == 400  # somebody else's browser
    assert come_back(client, back).status_code == 302
    client.logout()
    assert come_back(client, back).status_code == 400
    back = way_back(client, organisation)
    clock.shift(timedelta(minutes=11))
    assert come_back(client, back).status_code == 400
    assert not is_logged_in(client)


def test_a_code_that_was_used_is_refused_by_the_server_and_told_in_words(
    client: Client, organisation: Organisation
) -> None:
    linked(organisation)
    used = way_back(client, organisation)
    code = used.partition("code=")[2].partition("&")[0]
    assert come_back(client, used).status_code == 302
    client.logout()
    fresh = way_back(client, organisation)
    replayed = fresh.replace(fresh.partition("code=")[2].partition("&")[0], code)
    assert come_back(client, replayed).status_code == 400
    assert not is_logged_in(client)


def test_a_code_of_another_browser_does_not_fit_this_one(client: Client, organisation: Organisation) -> None:
    linked(organisation)
    other = way_back(Client(), organisation)
    own = way_back(client, organisation)
    code = other.partition("code=")[2].partition("&")[0]
    mixed = own.replace(own.partition("code=")[2].partition("&")[0], code)
    assert come_back(client, mixed).status_code == 400  # PKCE: the verifier of this browser is another one
    assert not is_logged_in(client)


ODD_RETURNS = (
    "", "?code=a", "?state=a", "?code=a&state=b", "?state=", "?code=&state=", "?state=a&state=b&code=c",
    "?error=server_error", "?error=access_denied", "?error=%3Cscript%3E&state=x", "?code=%00&state=%00",
    "?code=" + "a" * 5000 + "&state=x", "?state=%F0%9F%A6%86&code=x", "?iss=https://kwaad.example&state=x&code=y",
    "?state[]=x&code[]=y", "?code=a%0d%0aSet-Cookie:x&state=y", "?state=../../&code=../", "?session_state=x",
)  # fmt: skip


@pytest.mark.parametrize("query", ODD_RETURNS)
def test_an_odd_return_is_refused_in_words_and_asks_the_server_nothing(
    client: Client, organisation: Organisation, query: str
) -> None:
    before = organisation.requests().count("/token")
    answer = client.get(BACK + query)
    assert answer.status_code == 400
    assert "Inloggen is niet gelukt" in text_of(answer)
    assert organisation.requests().count("/token") == before


@pytest.mark.parametrize("changed", ["iss=http%3A%2F%2Fkwaad.example", "code=&x=", "code=a&code=b&x="])
def test_a_return_with_a_known_state_and_odd_rest_is_refused(
    client: Client, organisation: Organisation, changed: str
) -> None:
    linked(organisation)
    back = way_back(client, organisation)
    name = changed.partition("=")[0]
    odd = back.replace(f"{name}=", f"{changed}&was_", 1)
    assert come_back(client, odd).status_code == 400
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    "wanted", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "javascript:x", "\t/x"]
)
def test_after_logging_in_one_stays_on_this_site(client: Client, organisation: Organisation, wanted: str) -> None:
    linked(organisation)
    leaving = client.get(START, {"next": wanted})
    answer = come_back(client, organisation.log_in_at(leaving.headers["Location"]))
    assert answer.headers["Location"] == "/mijn/"


def test_who_has_a_second_step_takes_it_after_her_organisation_too(client: Client, organisation: Organisation) -> None:
    user = with_second_factor(linked(organisation, coordinator=True))
    answer = go_and_return(client, organisation, f"{START}?next=/coordinatie/")
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_logged_in(client)
    assert client.get("/coordinatie/").status_code == 302
    done = client.post(reverse("mfa_authenticate"), {"code": code_of(user)})
    assert done.headers["Location"] == "/coordinatie/"
    assert client.get("/coordinatie/").status_code == 200


@pytest.mark.parametrize("rol", sorted(PRIVILEGED_ROLLEN))
def test_a_role_with_more_rights_sets_up_a_second_step_first(
    client: Client, organisation: Organisation, rol: Rol
) -> None:
    of = {"organisatie": OrganisatieFactory()} if rol == Rol.PARTNERCONTACT else {}
    RoltoekenningFactory(user=linked(organisation), rol=rol, **of)
    go_and_return(client, organisation)
    for path in ("/mijn/", "/coordinatie/", "/leden/", "/beheer/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mfa_index"))


def test_the_session_follows_the_same_rules(
    client: Client, organisation: Organisation, clock: time_machine.Traveller
) -> None:
    linked(organisation)
    client.get(START)
    before = client.session.session_key
    go_and_return(client, organisation)
    assert client.session.session_key != before
    assert client.get("/mijn/").status_code == 200
    clock.shift(timedelta(hours=8, minutes=1))
    assert client.get("/mijn/").status_code == 302


def test_starting_over_and_over_is_stopped(client: Client, organisation: Organisation, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "organisatie": "3/5m/ip"}
    assert [client.get(START).status_code for _ in range(5)] == [302, 302, 302, 429, 429]


def test_only_the_last_few_departures_are_remembered(client: Client, organisation: Organisation) -> None:
    linked(organisation)
    first, *_rest, last = [way_back(client, organisation) for _ in range(6)]
    assert come_back(client, first).status_code == 400
    assert come_back(client, last).status_code == 302


def test_nothing_of_the_token_is_kept(client: Client, organisation: Organisation) -> None:
    user = linked(organisation)
    organisation.plan(claims={"email": "geheim@elders.example", "given_name": "Iemand"})
    go_and_return(client, organisation)
    assert "verifier" not in str(dict(client.session))
    assert User.objects.get(pk=user.pk).voornaam == user.voornaam


def test_the_tenant_must_be_the_one_that_was_agreed(client: Client, organisation: Organisation, settings: Any) -> None:
    linked(organisation)
    settings.OIDC_PROVIDERS = {"gemeente": {**organisation.settings, "tenant": "duinrand"}}
    for claims, status in (({}, 400), ({"tid": "elders"}, 400), ({"tid": "duinrand"}, 302)):
        organisation.plan(claims=claims)
        assert go_and_return(client, organisation).status_code == status


@pytest.mark.parametrize("path", [START, BACK, "/inloggen/organisatie/gemeente/anders/", "/accounts/social/login/",
                                  "/inloggen/organisatie/elders/", "/accounts/oidc/gemeente/login/"])  # fmt: skip
def test_without_organisations_in_the_settings_there_is_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert "Ga verder met" not in text_of(client.get("/inloggen/"))
