"""T58: links by mail work once, for their time, and are dead after what they belong to changed. And changing one's
address, which is such a link."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from community.actions.accounts import keep_address
from community.models import Accountwijziging, Adreswijziging, Bericht, User
from tests.community.toegang.steps import (
    NEW_PASSWORD,
    choose_password,
    confirm_who_i_am,
    forget_password,
    is_logged_in,
    log_in,
    mailed_path,
    open_reset_link,
    text_of,
)
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

DEAD = "Deze link werkt niet meer"
PAGE = "/mijn/beveiliging/e-mailadres/"
NEW = "anders@voorbeeld.example"


# --- a new password ------------------------------------------------------------------------------------------------


def reset_link(user: User) -> str:
    """Ask for a link and return where it leads."""
    forget_password(Client(), user.email)
    return mailed_path()


def test_a_reset_link_works_once() -> None:
    user = UserFactory()
    link = reset_link(user)
    assert choose_password(Client(), link).status_code == 302
    assert DEAD in text_of(choose_password(Client(), link, "een-heel-ander-wachtwoord"))
    assert log_in(Client(), user.email, NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(("hours", "lives"), [(23.9, True), (24.1, False)])
def test_a_reset_link_lives_a_day(clock: time_machine.Traveller, hours: float, lives: bool) -> None:
    link = reset_link(UserFactory())
    clock.shift(timedelta(hours=hours))
    assert (DEAD not in text_of(open_reset_link(Client(), link))) is lives


@pytest.mark.parametrize(
    "change",
    [{"email": "nieuw@voorbeeld.example"}, {"password": "!anders"}, {"is_active": False}],
)
def test_a_reset_link_is_dead_after_a_change(change: dict[str, Any]) -> None:
    user = UserFactory()
    link = reset_link(user)
    User.objects.filter(pk=user.pk).update(**change)
    assert DEAD in text_of(open_reset_link(Client(), link))


def test_a_reset_link_is_dead_after_logging_in(clock: time_machine.Traveller) -> None:
    user = UserFactory()
    link = reset_link(user)
    clock.shift(timedelta(seconds=5))
    log_in(Client(), user.email)
    assert DEAD in text_of(open_reset_link(Client(), link))


def test_a_reset_link_of_somebody_else_does_not_fit() -> None:
    link, other = reset_link(UserFactory()), UserFactory()
    _, _, uid, key, _ = link.split("/")
    for path in (f"/wachtwoord/{other.pk.hex}/{key}/", f"/wachtwoord/{uid}/{key[:-1]}x/", f"/wachtwoord/x/{key}/"):
        assert DEAD in text_of(open_reset_link(Client(), path))


def test_the_secret_leaves_the_address_before_the_form_is_shown() -> None:
    """So that no page that follows tells it in its Referer."""
    link = reset_link(UserFactory())
    answer = Client().get(link)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/kiezen/")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert link.split("/")[3] not in answer.headers["Location"]


def test_opening_somebodys_link_leaves_who_sits_here_logged_in() -> None:
    client, me, other = Client(), UserFactory(), UserFactory()
    log_in(client, me.email)
    assert "Kies een nieuw wachtwoord" in text_of(open_reset_link(client, reset_link(other)))
    assert is_logged_in(client)


# --- another address -----------------------------------------------------------------------------------------------


@pytest.fixture
def noor() -> User:
    """Somebody whose address is known to allauth too, as of everybody who came by invitation."""
    user = UserFactory(email="noor@voorbeeld.example")
    keep_address(user=user)
    return user


def browser_of(user: User) -> Client:
    """Return a browser in which she just showed that it is her."""
    client = Client()
    log_in(client, user.email)
    confirm_who_i_am(client)
    return client


def asked(user: User, email: str = NEW) -> tuple[Client, str]:
    """Ask for another address; return the browser and the link of the mail."""
    client = browser_of(user)
    assert client.post(PAGE, {"email": email}).status_code == 302
    return client, mailed_path()


def test_a_new_address_counts_after_its_button(noor: User) -> None:
    client, link = asked(noor)
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([NEW], "Bevestig je nieuwe e-mailadres")
    assert "Je nieuwe adres wacht op bevestiging" in text_of(client.get(PAGE))
    assert NEW in text_of(client.get(link))
    assert User.objects.get(pk=noor.pk).email == "noor@voorbeeld.example"
    assert client.post(link).headers["Location"] == "/mijn/beveiliging/"
    assert User.objects.get(pk=noor.pk).email == NEW
    assert is_logged_in(client)
    assert log_in(Client(), NEW).status_code == 302
    assert log_in(Client(), "noor@voorbeeld.example").status_code == 200


def test_allauths_list_follows_the_address(noor: User) -> None:
    client, link = asked(noor)
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["noor@voorbeeld.example"]
    client.post(link)
    rows = EmailAddress.objects.values_list("user_id", "email", "verified", "primary")
    assert list(rows) == [(noor.pk, NEW, True, True)]


def test_the_old_address_is_told(noor: User) -> None:
    client, link = asked(noor)
    client.post(link)
    change = Accountwijziging.objects.get()
    assert (change.kind, change.address) == ("EMAIL", "noor@voorbeeld.example")
    assert Bericht.objects.get(kind="N95").object_id == change.pk


def test_other_sessions_end(noor: User) -> None:
    elsewhere = browser_of(noor)
    client, link = asked(noor)
    client.post(link)
    assert client.get("/mijn/beveiliging/").status_code == 200
    assert elsewhere.get("/mijn/beveiliging/").status_code == 302


def test_the_link_may_be_opened_in_another_browser(noor: User) -> None:
    _, link = asked(noor)
    other = Client()
    assert other.post(link).headers["Location"] == "/inloggen/"
    assert not is_logged_in(other)
    assert User.objects.get(pk=noor.pk).email == NEW


def test_the_link_works_once(noor: User) -> None:
    client, link = asked(noor)
    client.post(link)
    assert DEAD in text_of(client.get(link))
    assert DEAD in text_of(client.post(link))


@pytest.mark.parametrize(("hours", "lives"), [(23.9, True), (24.1, False)])
def test_the_link_lives_a_day(noor: User, clock: time_machine.Traveller, hours: float, lives: bool) -> None:
    _, link = asked(noor)
    clock.shift(timedelta(hours=hours))
    Client().post(link)
    assert (User.objects.get(pk=noor.pk).email == NEW) is lives


def test_asking_again_kills_the_older_link(noor: User) -> None:
    client, first = asked(noor)
    client.post(PAGE, {"email": "nog-anders@voorbeeld.example"})
    assert DEAD in text_of(Client().post(first))
    Client().post(mailed_path())
    assert User.objects.get(pk=noor.pk).email == "nog-anders@voorbeeld.example"


def test_changing_ones_mind_kills_the_link(noor: User) -> None:
    client, link = asked(noor)
    client.post(PAGE, {"toch_niet": "1"})
    assert Adreswijziging.objects.count() == 0
    assert DEAD in text_of(Client().post(link))


def test_the_link_is_dead_when_the_address_changed_meanwhile(noor: User) -> None:
    _, link = asked(noor)
    User.objects.filter(pk=noor.pk).update(email="tussendoor@voorbeeld.example")
    assert DEAD in text_of(Client().post(link))


def test_the_link_is_dead_when_somebody_else_got_the_address(noor: User) -> None:
    _, link = asked(noor)
    UserFactory(email=NEW)
    assert DEAD in text_of(Client().post(link))
    assert User.objects.get(pk=noor.pk).email == "noor@voorbeeld.example"


def test_the_link_is_dead_when_the_account_is_closed(noor: User) -> None:
    _, link = asked(noor)
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert DEAD in text_of(Client().post(link))


def test_an_address_that_waits_logs_nobody_in(noor: User) -> None:
    """Somebody who typed a wrong address does not give her account to whoever has it."""
    asked(noor)
    sent = len(mail.outbox)
    Client().post("/inloggen/code/", {"email": NEW})
    forget_password(Client(), NEW)
    assert len(mail.outbox) == sent


@pytest.mark.parametrize("token", ["x", "a~b", "0" * 300, "%00", "é", "..~.."])
def test_a_made_up_link_is_dead(token: str) -> None:
    assert DEAD in text_of(Client().get(f"/e-mailadres/{token}/"))
    assert DEAD in text_of(Client().post(f"/e-mailadres/{token}/"))


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Vul &#x27;Nieuw e-mailadres&#x27; in."),
        ("geen adres", "Schrijf het e-mailadres zo: naam@organisatie.nl."),
        ("Noor@Voorbeeld.example", "Dit is je huidige adres. Vul een ander adres in."),
        ("a" * 260 + "@x.nl", "Maak dit korter: hooguit 254 tekens."),
        ("a\x00@x.nl", "In je tekst staat een teken dat we niet kunnen bewaren."),
        ("a@x.nl\r\nBcc: b@x.nl", "Schrijf het e-mailadres zo: naam@organisatie.nl."),
    ],
)
def test_a_wrong_new_address_is_told(noor: User, email: str, sentence: str) -> None:
    answer = browser_of(noor).post(PAGE, {"email": email})
    assert sentence in text_of(answer)
    assert Adreswijziging.objects.count() == 0


def test_one_shows_again_who_one_is_first(noor: User) -> None:
    client = Client()
    log_in(client, noor.email, PASSWORD)
    assert client.get(PAGE).headers["Location"].startswith("/mijn/beveiliging/controle/?next=")
    assert client.post(PAGE, {"email": NEW}).headers["Location"].startswith("/mijn/beveiliging/controle/?next=")
    assert Adreswijziging.objects.count() == 0
    assert "account_reauthentication_state" not in client.session  # what was typed is not kept in the session
