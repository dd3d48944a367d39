"""T57: sessions begin fresh, end everywhere, and a dump of their table opens nothing."""

from datetime import timedelta
from http.cookies import Morsel
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client

from community.accounts.sessions import SessionStore
from community.actions.accounts import close_account, end_sessies
from community.actions.opruimen import remove_old_sessies
from community.links import digest
from community.models import Sessie, User
from tests.community.toegang.steps import (
    NEW_PASSWORD,
    choose_password,
    forget_password,
    is_logged_in,
    log_in,
    mailed_path,
)
from tests.factories import PASSWORD, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db


def browsers(user: User, number: int = 3) -> list[Client]:
    """Return so many browsers in which this person logged in."""
    found = [Client() for _ in range(number)]
    for client in found:
        log_in(client, user.email)
    return found


def open_pages(clients: list[Client]) -> list[bool]:
    """Whether a page of members opens in each of these browsers."""
    return [client.get("/mijn/beveiliging/").status_code == 200 for client in clients]


# --- the store -----------------------------------------------------------------------------------------------------


def test_a_session_can_be_made_read_changed_and_ended() -> None:
    store = SessionStore()
    store["plaats"] = "Gouda"
    store.create()
    key = store.session_key
    assert key
    assert Sessie.objects.get().session_key == digest(key)
    again = SessionStore(key)
    assert again["plaats"] == "Gouda"
    again["plaats"] = "Raalte"
    again.save()
    assert SessionStore(key)["plaats"] == "Raalte"
    assert Sessie.objects.count() == 1
    again.delete()
    assert SessionStore(key).load() == {}


def test_saving_before_creating_makes_a_session() -> None:
    store = SessionStore()
    store["a"] = 1
    store.save()
    assert store.exists(str(store.session_key))
    assert SessionStore(store.session_key)["a"] == 1


def test_a_new_key_keeps_the_content_and_ends_the_old_one() -> None:
    store = SessionStore()
    store["a"] = 1
    store.create()
    old = store.session_key
    store.cycle_key()
    store.save()
    assert store.session_key != old
    assert not store.exists(str(old))
    assert SessionStore(store.session_key)["a"] == 1
    assert Sessie.objects.count() == 1


def test_flushing_leaves_nothing() -> None:
    store = SessionStore()
    store["a"] = 1
    store.create()
    store.flush()
    assert store.session_key is None
    assert Sessie.objects.count() == 0


def test_a_session_that_was_ended_is_not_brought_back_by_saving() -> None:
    store = SessionStore()
    store.create()
    Sessie.objects.all().delete()
    store["a"] = 1
    with pytest.raises(UpdateError):
        store.save()
    assert Sessie.objects.count() == 0


def test_an_unknown_or_expired_key_gives_an_empty_session(clock: time_machine.Traveller) -> None:
    assert SessionStore("bestaatniet").load() == {}
    store = SessionStore()
    store["a"] = 1
    store.create()
    clock.shift(timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    assert SessionStore(store.session_key).load() == {}
    SessionStore.clear_expired()
    assert Sessie.objects.count() == 0


def test_the_key_of_a_row_is_no_cookie() -> None:
    """Who reads the table cannot use what she finds there."""
    client = browsers(UserFactory(), 1)[0]
    thief = Client()
    thief.cookies["sessionid"] = Sessie.objects.get().session_key
    assert open_pages([client, thief]) == [True, False]


def test_the_content_of_a_row_is_sealed() -> None:
    user = UserFactory()
    browsers(user, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM community_sessie")
        stored = cursor.fetchone()[0]
    assert stored.startswith("gAAAA")
    assert str(user.pk) not in stored


def test_content_that_was_changed_is_an_empty_session() -> None:
    client = browsers(UserFactory(), 1)[0]
    row = Sessie.objects.get()
    Sessie.objects.update(session_data=row.session_data[:-4] + "AAAA")
    assert open_pages([client]) == [False]


def test_the_purge_removes_what_ended() -> None:
    browsers(UserFactory(), 2)
    assert remove_old_sessies(NOW) == 0
    remove_old_sessies(NOW + timedelta(days=2))
    assert Sessie.objects.count() == 0


# --- in the browser ------------------------------------------------------------------------------------------------


def cookie_of(client: Client) -> "Morsel[str]":
    """Return the cookie of the session."""
    return client.cookies[settings.SESSION_COOKIE_NAME]


def test_logging_in_gives_a_new_cookie(client: Client) -> None:
    user = UserFactory()
    client.post("/inloggen/code/", {"email": user.email})
    planted = cookie_of(client).value
    client.post("/uitloggen/")
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    log_in(client, user.email)
    assert cookie_of(client).value != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert open_pages([client, thief]) == [True, False]


def test_the_cookie_is_closed_to_scripts_and_other_sites(client: Client) -> None:
    log_in(client, UserFactory().email)
    cookie = cookie_of(client)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert (cookie["expires"], cookie["max-age"]) == ("", "")  # gone when the browser closes


def test_logging_out_ends_the_session_and_clears_the_browser(client: Client) -> None:
    log_in(client, UserFactory().email)
    kept = cookie_of(client).value
    answer = client.post("/uitloggen/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert open_pages([client, thief]) == [False, False]


def test_logging_out_here_leaves_other_browsers_alone() -> None:
    clients = browsers(UserFactory())
    clients[0].post("/uitloggen/")
    assert open_pages(clients) == [False, True, True]


def test_logging_out_everywhere_ends_all() -> None:
    user, other = UserFactory(), UserFactory()
    clients, stranger = browsers(user), browsers(other, 1)
    assert clients[0].post("/mijn/beveiliging/overal-uitloggen/").headers["Location"] == "/uitgelogd/"
    assert open_pages(clients) == [False, False, False]
    assert open_pages(stranger) == [True]
    assert clients[0].get("/uitgelogd/").status_code == 200


def test_a_changed_password_ends_all_sessions() -> None:
    clients = browsers(UserFactory())
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    clients[0].post("/mijn/beveiliging/wachtwoord/", data)
    assert open_pages(clients) == [False, False, False]
    assert Sessie.objects.filter(user__isnull=False).count() == 0


def test_a_new_password_by_mail_ends_all_sessions() -> None:
    user = UserFactory()
    clients = browsers(user)
    stranger = Client()
    forget_password(stranger, user.email)
    choose_password(stranger, mailed_path())
    assert open_pages(clients) == [False, False, False]
    assert not is_logged_in(stranger)


def test_closing_an_account_ends_all_sessions_at_the_next_request() -> None:
    user = UserFactory()
    clients = browsers(user)
    close_account(actor=with_second_factor(UserFactory(coordinator=True)), person=user, now=NOW)
    assert open_pages(clients) == [False, False, False]
    assert log_in(Client(), user.email).status_code == 200


def test_an_account_closed_outside_the_action_is_out_too() -> None:
    user = UserFactory()
    clients = browsers(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert open_pages(clients) == [False, False, False]


def test_after_eight_hours_without_use_one_is_logged_out(clock: time_machine.Traveller) -> None:
    used, idle = browsers(UserFactory(), 2)
    open_pages([used, idle])
    clock.shift(timedelta(hours=5))
    assert open_pages([used]) == [True]
    clock.shift(timedelta(hours=3, minutes=1))
    assert open_pages([used, idle]) == [True, False]


def test_after_twenty_four_hours_one_is_logged_out_however_busy(clock: time_machine.Traveller) -> None:
    clients = browsers(UserFactory(), 1)
    for _ in range(5):
        assert open_pages(clients) == [True]
        clock.shift(timedelta(hours=4, minutes=45))
    assert open_pages(clients) == [True]
    clock.shift(timedelta(minutes=16))
    assert open_pages(clients) == [False]


def test_the_moved_clock_of_the_demo_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    from community import clock as doors  # noqa: PLC0415 - its offset is what this test moves

    clients = browsers(UserFactory(), 1)
    assert open_pages(clients) == [True]
    monkeypatch.setattr(doors, "offset", lambda: timedelta(hours=8, minutes=1))
    assert open_pages(clients) == [False]


def test_logging_in_again_starts_the_count_anew(clock: time_machine.Traveller) -> None:
    user, client = UserFactory(), Client()
    log_in(client, user.email)
    open_pages([client])
    clock.shift(timedelta(hours=7))
    client.post("/uitloggen/")
    log_in(client, user.email)
    clock.shift(timedelta(hours=7, minutes=59))
    assert open_pages([client]) == [True]


def test_sessions_of_a_person_end_but_for_one() -> None:
    user = UserFactory()
    clients = browsers(user)
    assert end_sessies(user=user, but_not=str(cookie_of(clients[1]).value)) == 2
    assert open_pages(clients) == [False, True, False]


def test_a_page_of_members_is_kept_by_no_cache(client: Client) -> None:
    log_in(client, UserFactory().email)
    for path in ("/mijn/", "/mijn/beveiliging/", "/uitloggen/", "/aansluiten/"):
        answer: Any = client.get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert not {"ETag", "Last-Modified"} & set(answer.headers)
