"""Logging in and out: the ways that work, and every bad input with its sentence."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.models import Bezorging, User
from tests.community.toegang.steps import (
    NEW_PASSWORD,
    ask_code,
    choose_password,
    confirm_who_i_am,
    forget_password,
    is_logged_in,
    log_in,
    mailed_code,
    mailed_path,
    open_reset_link,
    password_of,
    text_of,
    type_code,
)
from tests.factories import PASSWORD, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

WRONG = "Deze combinatie van e-mailadres en wachtwoord klopt niet. Probeer het opnieuw of vraag een inlogcode aan."


def test_password_opens_mijn_omgeving(client: Client) -> None:
    answer = log_in(client, UserFactory().email)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mijn-omgeving"))
    assert is_logged_in(client)


def test_address_may_be_typed_in_capitals_with_spaces(client: Client) -> None:
    UserFactory(email="noor@voorbeeld.example")
    assert log_in(client, " Noor@Voorbeeld.Example ").status_code == 302


def test_login_goes_on_to_the_page_that_was_asked(client: Client) -> None:
    asked = client.get("/mijn/taken/?page=2")
    assert asked.headers["Location"] == "/inloggen/?next=/mijn/taken/%3Fpage%3D2"
    page = client.get(asked.headers["Location"])
    assert 'name="next" value="/mijn/taken/?page=2"' in page.content.decode()
    user = UserFactory()
    answer = client.post("/inloggen/", {"login": user.email, "password": PASSWORD, "next": "/mijn/taken/?page=2"})
    assert answer.headers["Location"] == "/mijn/taken/?page=2"


def test_who_is_logged_in_already_goes_on(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get("/inloggen/").headers["Location"] == reverse("mijn-omgeving")


def test_code_by_mail_logs_in(client: Client) -> None:
    user = UserFactory()
    assert ask_code(client, user.email).headers["Location"] == reverse("account_confirm_login_code")
    assert [message.subject for message in mail.outbox] == ["Je inlogcode (15 minuten geldig)"]
    assert mail.outbox[0].to == [user.email]
    answer = type_code(client, mailed_code().lower().replace("-", " "))
    assert answer.headers["Location"] == reverse("mijn-omgeving")
    assert is_logged_in(client)


def test_code_goes_on_to_the_page_that_was_asked(client: Client) -> None:
    user = UserFactory()
    sent = client.post("/inloggen/code/?next=/agenda/", {"email": user.email, "next": "/agenda/"})
    page = client.get(sent.headers["Location"])
    assert 'name="next" value="/agenda/"' in page.content.decode()
    answer = client.post("/inloggen/code/bevestigen/", {"code": mailed_code(), "next": "/agenda/"})
    assert answer.headers["Location"] == "/agenda/"


def test_code_is_valid_for_fifteen_minutes(client: Client, clock: time_machine.Traveller) -> None:
    ask_code(client, UserFactory().email)
    clock.shift(timedelta(minutes=14, seconds=50))
    assert client.get("/inloggen/code/bevestigen/").status_code == 200
    clock.shift(timedelta(seconds=15))
    assert type_code(client, mailed_code()).status_code == 302
    assert not is_logged_in(client)


def test_code_works_in_the_browser_that_asked_only(client: Client) -> None:
    ask_code(client, UserFactory().email)
    other = Client()
    assert type_code(other, mailed_code()).status_code == 302
    assert not is_logged_in(other)


def test_after_three_wrong_codes_a_new_one_is_needed(client: Client) -> None:
    ask_code(client, UserFactory().email)
    right = mailed_code()
    assert [type_code(client, "BBBB-BBBB").status_code for _ in range(3)] == [200, 200, 302]
    type_code(client, right)
    assert not is_logged_in(client)


def test_who_waits_for_a_code_can_take_another_way(client: Client) -> None:
    user = UserFactory()
    ask_code(client, user.email)
    assert client.get("/inloggen/").headers["Location"] == "/inloggen/code/bevestigen/"
    client.post("/uitloggen/", {"next": "/inloggen/"})
    assert client.get("/inloggen/").status_code == 200
    assert log_in(client, user.email).status_code == 302


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"login": "lid@voorbeeld.example", "password": "fout"}, WRONG),
        ({"login": "niemand@voorbeeld.example", "password": PASSWORD}, WRONG),
        ({"login": "", "password": ""}, "Vul je e-mailadres in."),
        ({"login": "geen adres", "password": "x"}, "Schrijf het e-mailadres zo: naam@organisatie.nl."),
        ({"login": "a" * 260 + "@x.nl", "password": "x"}, "Maak dit korter: hooguit 254 tekens."),
        ({"login": "lid@voorbeeld.example", "password": "x" * 5000}, "Maak dit korter: hooguit 256 tekens."),
        ({"login": "lid@voorbeeld.example", "password": "a\x00b"}, "In je tekst staat een teken dat we niet kunnen"),
        ({"login": "a\x00b@voorbeeld.example", "password": "x"}, "In je tekst staat een teken dat we niet kunnen"),
    ],
)
def test_what_is_wrong_with_the_login_form_is_told(client: Client, data: dict[str, str], sentence: str) -> None:
    UserFactory(email="lid@voorbeeld.example")
    answer = client.post("/inloggen/", data)
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert f'value="{data["password"]}"' not in answer.content.decode()
    assert not is_logged_in(client)


def test_a_wrong_code_is_told(client: Client) -> None:
    ask_code(client, UserFactory().email)
    assert "Deze code klopt niet of is verlopen." in text_of(type_code(client, "BBBB-BBBB"))
    assert "Vul &#x27;Code&#x27; in." in text_of(type_code(client, ""))


def test_a_closed_account_answers_as_a_wrong_password(client: Client) -> None:
    user = UserFactory(is_active=False)
    assert WRONG in text_of(log_in(client, user.email))
    ask_code(client, user.email)
    forget_password(client, user.email)
    assert mail.outbox == []


def test_a_new_password_by_mail(client: Client) -> None:
    user = UserFactory()
    assert forget_password(client, user.email).headers["Location"] == reverse("account_reset_password_done")
    assert "Kijk in je mail" in text_of(client.get(reverse("account_reset_password_done")))
    assert mail.outbox[0].subject == "Kies een nieuw wachtwoord"
    before = password_of(user)
    assert "Kies een nieuw wachtwoord" in text_of(open_reset_link(client, mailed_path()))
    assert password_of(user) == before
    done = choose_password(client, mailed_path())
    assert "Je wachtwoord is veranderd" in text_of(client.get(done.headers["Location"]))
    assert log_in(client, user.email).status_code == 200
    assert log_in(client, user.email, NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("kort", "kort", "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."),
        (NEW_PASSWORD, "iets-heel-anders", "Je typte twee verschillende wachtwoorden."),
        ("", "", "Vul &#x27;Nieuw wachtwoord&#x27; in."),
        ("x" * 300, "x" * 300, "Maak dit korter: hooguit 256 tekens."),
        ("q1w2e3r4t5y6", "q1w2e3r4t5y6", "Veel mensen gebruiken dit wachtwoord."),
        ("noor@voorbeeld.example", "noor@voorbeeld.example", "Je wachtwoord lijkt te veel op je e-mailadres."),
    ],
)
def test_a_weak_new_password_is_refused_in_words(client: Client, first: str, second: str, sentence: str) -> None:
    user = UserFactory(email="noor@voorbeeld.example")
    forget_password(client, user.email)
    page = client.get(mailed_path())
    answer = client.post(page.headers["Location"], {"password1": first, "password2": second})
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert user.check_password(PASSWORD)


def test_changing_the_password_asks_for_the_old_one(client: Client) -> None:
    user = UserFactory()
    log_in(client, user.email)
    wrong = client.post(
        "/mijn/beveiliging/wachtwoord/",
        {"oldpassword": "fout", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert "Je huidige wachtwoord klopt niet. Probeer het opnieuw." in text_of(wrong)
    right = client.post(
        "/mijn/beveiliging/wachtwoord/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert right.headers["Location"] == "/inloggen/"
    assert "Je wachtwoord is veranderd." in text_of(client.get("/inloggen/"))
    assert log_in(client, user.email, NEW_PASSWORD).status_code == 302


def test_who_has_no_password_logs_in_again_before_choosing_one(client: Client, clock: time_machine.Traveller) -> None:
    user = UserFactory(password="!")
    ask_code(client, user.email)
    type_code(client, mailed_code())
    assert client.get("/mijn/beveiliging/wachtwoord/").headers["Location"] == "/mijn/beveiliging/wachtwoord/nieuw/"
    assert client.get("/mijn/beveiliging/wachtwoord/nieuw/").status_code == 200
    clock.shift(timedelta(minutes=16))
    asked = client.get("/mijn/beveiliging/wachtwoord/nieuw/")
    assert asked.headers["Location"].startswith("/mijn/beveiliging/controle/?next=")
    page = client.get(asked.headers["Location"])
    assert "Log daarom opnieuw in met een code." in text_of(page)
    assert client.get("/mijn/beveiliging/code-app/").headers["Location"].startswith("/mijn/beveiliging/controle/")


def stop_mail(user: User) -> None:
    Bezorging.objects.create(user=user, email=user.email, reason="TERUG", count=2, since=NOW, last_at=NOW,
                             stopped_at=NOW)  # fmt: skip


def test_who_used_a_code_that_was_mailed_has_an_address_that_works(client: Client) -> None:
    user, other = UserFactory(), UserFactory()
    stop_mail(user)
    stop_mail(other)
    log_in(client, user.email)
    assert Bezorging.objects.filter(user=user).exists()
    ask_code(Client(), user.email)
    assert Bezorging.objects.filter(user=user).exists()
    mail.outbox.clear()
    browser = Client()
    ask_code(browser, user.email)
    type_code(browser, mailed_code())
    assert list(Bezorging.objects.values_list("user", flat=True)) == [other.pk]


def test_who_would_not_get_the_code_is_warned_before_she_logs_out(
    client: Client, clock: time_machine.Traveller
) -> None:
    user = UserFactory(password="!")
    client.force_login(user)
    stop_mail(user)
    clock.shift(timedelta(minutes=16))
    page = text_of(client.get("/mijn/beveiliging/controle/?next=/mijn/beveiliging/wachtwoord/nieuw/"))
    assert "Blijf ingelogd als je die mail niet kunt lezen." in page


def test_a_first_password_can_be_chosen_after_a_code(client: Client) -> None:
    user = UserFactory(password="!")
    ask_code(client, user.email)
    type_code(client, mailed_code())
    answer = client.post("/mijn/beveiliging/wachtwoord/nieuw/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert answer.headers["Location"] == "/inloggen/"
    assert log_in(client, user.email, NEW_PASSWORD).status_code == 302


def test_logging_out_is_a_button(client: Client) -> None:
    log_in(client, UserFactory().email)
    assert client.get("/uitloggen/").status_code == 200
    assert is_logged_in(client)
    answer = client.post("/uitloggen/")
    assert answer.headers["Location"] == "/uitgelogd/"
    assert not is_logged_in(client)
    assert "Je bent uitgelogd" in text_of(client.get("/uitgelogd/"))


def test_confirming_who_i_am_refuses_a_wrong_password(client: Client) -> None:
    log_in(client, UserFactory().email)
    answer = client.post("/mijn/beveiliging/controle/", {"password": "fout"})
    assert "Dit wachtwoord klopt niet. Probeer het opnieuw." in text_of(answer)
    confirm_who_i_am(client)
    assert client.get("/mijn/beveiliging/code-app/").status_code == 200


def test_there_is_no_signup(client: Client) -> None:
    assert {client.get(path).status_code for path in ("/accounts/signup/", "/signup/", "/aanmelden/")} == {404}
    assert User.objects.count() == 0
