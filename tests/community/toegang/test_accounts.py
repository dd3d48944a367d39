"""Closing and opening accounts, helping who lost her second factor, and browsers that are known."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from community.access import DeniedError
from community.accounts.apparaat import describe
from community.actions.accounts import close_account, open_account, remove_second_factor
from community.actions.errors import ActionError
from community.actions.opruimen import remove_old_apparaten, remove_old_changes
from community.links import digest
from community.models import Accountwijziging, Apparaat, Bericht, KringKind, Lidmaatschap, Rol, User
from tests.community.toegang.steps import log_in, text_of
from tests.factories import KringFactory, LeergroepFactory, LidmaatschapFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_recovery_codes, with_second_factor

pytestmark = pytest.mark.django_db

LIST = "/coordinatie/accounts/"


def coordinator() -> User:
    """Return somebody of the coördinerend hart."""
    return with_second_factor(UserFactory(coordinator=True))


def browser_of(user: User) -> Client:
    """Return a browser in which this person is logged in."""
    client = Client()
    client.force_login(user)
    return client


# --- closing and opening -------------------------------------------------------------------------------------------


def test_a_coordinator_closes_and_opens_an_account() -> None:
    desk, noor = browser_of(coordinator()), UserFactory()
    page = f"{LIST}{noor.profiel.code}/"
    assert "Sluit het account" in text_of(desk.get(page))
    assert "Weet je het zeker?" in text_of(desk.get(f"{page}sluiten/"))
    assert desk.post(f"{page}sluiten/").headers["Location"] == page
    assert User.objects.get(pk=noor.pk).is_active is False
    assert "Open het account weer" in text_of(desk.get(page))
    assert "dan komt deze persoon daar op de wachtlijst" in text_of(desk.get(f"{page}openen/"))
    assert desk.post(f"{page}openen/").headers["Location"] == page
    assert log_in(Client(), noor.email).status_code == 302


def test_doing_it_twice_is_told() -> None:
    desk, noor = browser_of(coordinator()), UserFactory()
    page = f"{LIST}{noor.profiel.code}/"
    desk.post(f"{page}sluiten/")
    assert "Dit account is al gesloten." in text_of(desk.post(f"{page}sluiten/", follow=True))
    desk.post(f"{page}openen/")
    assert "Dit account is al open." in text_of(desk.post(f"{page}openen/", follow=True))


def test_a_place_in_a_full_group_goes_to_who_waits() -> None:
    groep, waiting = LeergroepFactory(capacity=2), UserFactory()
    leaving = LidmaatschapFactory(kring=groep.kring).user
    LidmaatschapFactory(kring=groep.kring, trekker=True)
    waiting.toetredingen.create(kring=groep.kring, status="WACHTLIJST", requested_at=NOW)
    close_account(actor=coordinator(), person=leaving, now=NOW)
    assert Lidmaatschap.objects.filter(kring=groep.kring, user=waiting).exists()


@pytest.mark.parametrize("kind", [kind for kind in KringKind if kind != KringKind.LEERGROEP])
def test_who_is_in_a_group_of_another_kind_can_be_closed_and_opened(kind: KringKind) -> None:
    kring, desk = KringFactory(kind=kind), coordinator()
    row = LidmaatschapFactory(kring=kring)
    close_account(actor=desk, person=row.user, now=NOW)
    row.user.refresh_from_db()
    assert not row.user.is_active
    open_account(actor=desk, person=row.user, now=NOW + timedelta(hours=1))
    assert Lidmaatschap.objects.filter(kring=kring, user=row.user, user__is_active=True).exists()


def test_who_comes_back_to_a_group_that_is_full_by_now_waits_and_hears_it() -> None:
    groep, free, waiting, desk = (
        LeergroepFactory(capacity=2),
        LeergroepFactory(capacity=2),
        UserFactory(),
        coordinator(),
    )
    noor = LidmaatschapFactory(kring=groep.kring).user
    kept = LidmaatschapFactory(kring=free.kring, user=noor)
    LidmaatschapFactory(kring=groep.kring, trekker=True)
    waiting.toetredingen.create(kring=groep.kring, status="WACHTLIJST", requested_at=NOW)
    close_account(actor=desk, person=noor, now=NOW)
    open_account(actor=desk, person=noor, now=NOW + timedelta(hours=1))
    inside = Lidmaatschap.objects.filter(until_at__isnull=True, user__is_active=True)
    assert inside.filter(kring=groep.kring).count() == 2
    assert not inside.filter(kring=groep.kring, user=noor).exists()
    assert inside.get(user=noor) == kept
    asked = noor.toetredingen.get()
    assert (asked.kring, asked.status) == (groep.kring, "WACHTLIJST")
    assert Bericht.objects.get(kind="N101", recipient=noor).moment == "vol"
    close_account(actor=desk, person=waiting, now=NOW + timedelta(hours=2))
    assert inside.filter(kring=groep.kring, user=noor).exists()


def test_a_trekker_who_comes_back_leads_her_group_whatever_it_holds() -> None:
    groep, desk = LeergroepFactory(capacity=2), coordinator()
    noor = LidmaatschapFactory(kring=groep.kring, trekker=True).user
    close_account(actor=desk, person=noor, now=NOW)
    LidmaatschapFactory.create_batch(2, kring=groep.kring)
    open_account(actor=desk, person=noor, now=NOW + timedelta(hours=1))
    assert Lidmaatschap.objects.filter(kring=groep.kring, user=noor, until_at__isnull=True, role="TREKKER").exists()


def test_nobody_closes_her_own_account_here() -> None:
    joris = coordinator()
    with pytest.raises(DeniedError):
        close_account(actor=joris, person=joris, now=NOW)
    page = text_of(browser_of(joris).get(f"{LIST}{joris.profiel.code}/"))
    assert "Dit is je eigen account." in page


@pytest.mark.parametrize("action", [close_account, open_account, remove_second_factor])
def test_members_manage_nobody(action: Any) -> None:
    with pytest.raises(DeniedError):
        action(actor=UserFactory(), person=UserFactory(), now=NOW)


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.REDACTEUR, Rol.TRAINER, Rol.COORDINATOR])
def test_a_coordinator_does_not_weaken_who_may_do_more(rol: Rol) -> None:
    person = with_second_factor(UserFactory())
    RoltoekenningFactory(user=person, rol=rol)
    for action in (close_account, remove_second_factor):
        with pytest.raises(DeniedError):
            action(actor=coordinator(), person=person, now=NOW)
    page = text_of(browser_of(coordinator()).get(f"{LIST}{person.profiel.code}/"))
    assert "Alleen een beheerder verandert het." in page
    assert "Sluit het account" not in page
    close_account(actor=UserFactory(beheerder=True), person=person, now=NOW)
    assert User.objects.get(pk=person.pk).is_active is False


def test_a_lost_second_factor_is_taken_away_and_told() -> None:
    noor = with_second_factor(UserFactory())
    with_recovery_codes(noor)
    here = browser_of(noor)
    desk, page = browser_of(coordinator()), f"{LIST}{noor.profiel.code}/"
    assert "Bel de persoon terug op een bekend nummer." in text_of(desk.get(f"{page}tweede-stap/"))
    desk.post(f"{page}tweede-stap/")
    assert not Authenticator.objects.filter(user=noor).exists()
    assert here.get("/mijn/").status_code == 302
    assert Accountwijziging.objects.get(user=noor).kind == "TWEEDE_STAP_WEG"
    assert Bericht.objects.filter(kind="N95", recipient=noor).count() == 1
    assert log_in(Client(), noor.email).headers["Location"] == "/mijn/"


def test_after_it_a_privileged_person_sees_nothing_until_she_has_a_new_one() -> None:
    trainer = with_second_factor(UserFactory(trainer=True))
    remove_second_factor(actor=UserFactory(beheerder=True), person=trainer, now=NOW)
    client = Client()
    log_in(client, trainer.email)
    assert client.get("/mijn/").headers["Location"] == "/mijn/beveiliging/"


def test_who_has_none_cannot_lose_it() -> None:
    with pytest.raises(ActionError):
        remove_second_factor(actor=coordinator(), person=UserFactory(), now=NOW)


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ({"q": "wal"}, "1 account<"),
        ({"q": "tineke@"}, "1 account<"),
        ({"staat": "gesloten"}, "1 account<"),
        ({"q": "niemand"}, "Geen accounts gevonden met deze filters."),
        ({"staat": "zomaar"}, "Kies een van de mogelijkheden in de lijst."),
    ],
)
def test_finding_an_account(query: dict[str, str], result: str) -> None:
    desk = browser_of(with_second_factor(UserFactory(coordinator=True, tussenvoegsel="de", achternaam="Boer")))
    UserFactory(achternaam="Wal")
    UserFactory(voornaam="Tineke", achternaam="Postma", email="tineke@voorbeeld.example", is_active=False)
    assert result in text_of(desk.get(LIST, query))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(django_assert_num_queries: Any, number: int) -> None:
    desk = browser_of(coordinator())
    UserFactory.create_batch(number)
    desk.get(LIST)
    with django_assert_num_queries(6):
        desk.get(LIST)


def test_the_page_of_an_account_tells_no_secret() -> None:
    noor = with_second_factor(UserFactory())
    codes = with_recovery_codes(noor)
    page = browser_of(coordinator()).get(f"{LIST}{noor.profiel.code}/").content.decode()
    assert noor.password not in page
    assert not [code for code in codes if code in page]


# --- browsers that are known ---------------------------------------------------------------------------------------


def told(user: User) -> int:
    """Return how often this person is told of a new browser."""
    return Bericht.objects.filter(kind="N05", recipient=user).count()


def test_the_first_browser_is_not_told_and_a_second_is() -> None:
    noor, first, second = UserFactory(), Client(), Client()
    log_in(first, noor.email)
    assert told(noor) == 0
    log_in(second, noor.email)
    assert told(noor) == 1
    assert Apparaat.objects.filter(user=noor).count() == 2


def test_a_known_browser_is_told_once() -> None:
    noor, first, second = UserFactory(), Client(), Client()
    log_in(first, noor.email)
    for _ in range(3):
        log_in(second, noor.email)
        second.post("/uitloggen/")
    assert told(noor) == 1


def test_the_cookie_is_long_lived_closed_to_scripts_and_kept_as_a_hash(client: Client) -> None:
    log_in(client, UserFactory().email)
    cookie = client.cookies["apparaat"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 3600)
    assert Apparaat.objects.get().token_hash == digest(cookie.value)
    assert cookie.value not in str(list(Apparaat.objects.values()))


def test_two_people_on_one_browser_are_each_known() -> None:
    client, noor, bas = Client(), UserFactory(), UserFactory()
    for user in (noor, bas, noor, bas):
        log_in(client, user.email)
        client.post("/uitloggen/")
    assert (told(noor), told(bas), Apparaat.objects.count()) == (0, 0, 2)


@pytest.mark.parametrize("made_up", ["", "x", "a" * 500, "é" * 43, "../" * 20, "\u0000"])
def test_a_made_up_cookie_is_replaced(made_up: str) -> None:
    client = Client(headers={"Cookie": f"apparaat={made_up.encode('unicode_escape').decode()}"})
    log_in(client, UserFactory().email)
    assert len(client.cookies["apparaat"].value) == 43


def test_the_page_lists_browsers_and_marks_this_one(clock: time_machine.Traveller) -> None:
    noor = UserFactory()
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
    log_in(Client(headers={"User-Agent": phone}), noor.email)
    clock.shift(timedelta(hours=1))
    desk = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"})
    log_in(desk, noor.email)
    page = text_of(desk.get("/mijn/beveiliging/"))
    assert page.index("Firefox op Windows (dit apparaat)") < page.index("Safari op iPhone")
    assert "Je bent nu op 2 plekken ingelogd." in page


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome op Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari/605.1.15", "Safari op Mac"),
        (
            "Mozilla/5.0 (Android 15) SamsungBrowser/27.0 Chrome/125.0 Safari",
            "Samsung Internet op Android",
        ),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_what_a_browser_is_called(rf: Any, agent: str, words: str) -> None:
    assert describe(rf.get("/", headers={"User-Agent": agent})) == words


def test_browsers_and_changes_are_forgotten_after_a_year() -> None:
    log_in(Client(), UserFactory().email)
    Accountwijziging.objects.create(user=UserFactory(), kind="WACHTWOORD", created_at=NOW)
    assert (remove_old_apparaten(NOW + timedelta(days=360)), remove_old_changes(NOW + timedelta(days=360))) == (0, 0)
    assert (remove_old_apparaten(NOW + timedelta(days=366)), remove_old_changes(NOW + timedelta(days=366))) == (1, 1)
