"""Having one's account removed: the days of grace, taking it back, who may not go yet, and who is still needed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from community.access import DeniedError
from community.actions import verwijderen
from community.actions.accounts import shut_account
from community.actions.verwijderen import (
    LastOneError,
    ask_removal,
    due_moment,
    erase_due,
    erase_person,
    take_back_removal,
)
from community.actions.wissen import is_erased
from community.models import Bericht, Lidmaatschap, Logregel, Profiel, Rol, Sessie, Toestemming, User, Verwijderverzoek
from community.reminders.privacy import warn
from community.workdays import AMSTERDAM, local_date
from tests.community.toegang.steps import text_of
from tests.factories import LeergroepFactory, LidmaatschapFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of, proved
from tests.factories.moments import NOW
from tests.factories.toernees import a_toernee
from tests.factories.training import a_deelnemer, an_editie

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])

PAGE = "/mijn/privacy/account-verwijderen/"
KEEP = "/mijn/privacy/account-houden/"


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (datetime(2027, 2, 26, 12, tzinfo=UTC), "2027-03-28"),  # the night in which summer time begins
        (datetime(2027, 10, 1, 12, tzinfo=UTC), "2027-10-31"),  # the night in which it ends
        (datetime(2028, 1, 30, 12, tzinfo=UTC), "2028-02-29"),  # a leap day
        (datetime(2027, 1, 7, 12, tzinfo=UTC), "2027-02-06"),  # a Saturday
        (datetime(2027, 1, 7, 23, 30, tzinfo=UTC), "2027-02-07"),  # after midnight here
    ],
)
def test_the_grace_is_thirty_days_on_the_calendar_here(asked: datetime, day: str) -> None:
    due = due_moment(asked).astimezone(AMSTERDAM)
    assert (due.date().isoformat(), due.hour) == (day, 3)
    assert (due.date() - local_date(asked)).days == 30


def test_asking_takes_her_off_the_ledengids_and_tells_her_once() -> None:
    noor = UserFactory()
    Profiel.objects.filter(user=noor).update(in_ledengids=True)
    Toestemming.objects.create(user=noor, kind="LEDENGIDS", version="1", given_at=NOW)
    first, second = ask_removal(actor=noor, now=NOW), ask_removal(actor=noor, now=NOW + timedelta(hours=1))
    assert first.due_at == second.due_at
    assert Profiel.objects.get(user=noor).in_ledengids is False
    assert not Toestemming.objects.filter(user=noor, withdrawn_at__isnull=True).exists()
    assert Bericht.objects.filter(kind="N232", recipient=noor).count() == 1
    assert Logregel.objects.filter(action="VERWIJDEREN_GEVRAAGD", subject_id=noor.pk).count() == 1


def test_nobody_goes_before_her_night_and_who_took_it_back_stays() -> None:
    noor, fatima = UserFactory(), UserFactory()
    ask_removal(actor=fatima, now=NOW)
    due = ask_removal(actor=noor, now=NOW).due_at
    assert take_back_removal(actor=fatima, now=due - timedelta(minutes=1)) is True
    assert take_back_removal(actor=fatima, now=due) is False
    assert erase_due(due - timedelta(seconds=1)) == 0
    assert erase_due(due) == 1
    assert erase_due(due + timedelta(days=1)) == 0
    assert is_erased(User.objects.get(pk=noor.pk))
    assert not is_erased(User.objects.get(pk=fatima.pk))
    assert not Verwijderverzoek.objects.filter(user=fatima).exists()
    assert Verwijderverzoek.objects.get(user=noor).done_at is not None


def test_who_is_gone_takes_nothing_back() -> None:
    noor = UserFactory()
    due = ask_removal(actor=noor, now=NOW).due_at
    erase_due(due)
    with pytest.raises(DeniedError):
        take_back_removal(actor=noor, now=due)


def test_who_takes_it_back_while_others_are_being_erased_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    noor, fatima = UserFactory(), UserFactory()
    ask_removal(actor=noor, now=NOW)
    due = ask_removal(actor=fatima, now=NOW + timedelta(seconds=1)).due_at
    carry_out = verwijderen._carry_out

    def slowly(user: User, *args: Any, **options: Any) -> Any:
        take_back_removal(actor=User.objects.get(pk=(fatima if user == noor else noor).pk), now=due)
        return carry_out(user, *args, **options)

    monkeypatch.setattr(verwijderen, "_carry_out", slowly)
    assert erase_due(due) == 1
    kept = [row for row in User.objects.filter(pk__in=(noor.pk, fatima.pk)) if row.is_active]
    assert len(kept) == 1
    assert not Verwijderverzoek.objects.filter(user=kept[0]).exists()


def test_one_that_fails_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch) -> None:
    noor, fatima = UserFactory(), UserFactory()
    ask_removal(actor=noor, now=NOW)
    due = ask_removal(actor=fatima, now=NOW + timedelta(seconds=1)).due_at
    carry_out = verwijderen._carry_out

    def breaks(user: User, *args: Any, **options: Any) -> Any:
        if user == noor:
            raise RuntimeError
        return carry_out(user, *args, **options)

    monkeypatch.setattr(verwijderen, "_carry_out", breaks)
    with pytest.raises(RuntimeError):
        erase_due(due)
    assert [is_erased(User.objects.get(pk=row.pk)) for row in (noor, fatima)] == [False, True]


def test_a_week_before_she_hears_it_once_and_not_when_she_stays() -> None:
    noor = UserFactory()
    due = ask_removal(actor=noor, now=NOW).due_at
    warn(due - timedelta(days=7, minutes=1))
    assert not Bericht.objects.filter(kind="N234").exists()
    warn(due - timedelta(days=7))
    warn(due - timedelta(days=6))
    assert Bericht.objects.filter(kind="N234", recipient=noor, status="GEPLAND").count() == 1
    take_back_removal(actor=noor, now=due - timedelta(days=5))
    assert not Bericht.objects.filter(kind__in=("N232", "N234"), recipient=noor, status="GEPLAND").exists()


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEHEERDER])
def test_the_last_one_is_refused_until_there_is_another(rol: Rol) -> None:
    last = UserFactory()
    RoltoekenningFactory(user=last, rol=rol)
    with pytest.raises(LastOneError, match="enige"):
        ask_removal(actor=last, now=NOW)
    other = UserFactory()
    RoltoekenningFactory(user=other, rol=rol)
    ask_removal(actor=last, now=NOW)
    with pytest.raises(LastOneError):  # the first is going already
        ask_removal(actor=other, now=NOW)
    shut_account(person=other, now=NOW)
    assert erase_due(NOW + timedelta(days=40)) == 0  # became the last one meanwhile
    assert not is_erased(User.objects.get(pk=last.pk))


def test_a_trekker_may_go_and_reads_what_she_leaves_behind() -> None:
    leergroep, noor = LeergroepFactory(), UserFactory()
    LidmaatschapFactory(kring=leergroep.kring, user=noor, role="TREKKER")
    page = text_of(proved(browser_of(noor)).get(PAGE))
    assert f"Je bent de enige trekker van {leergroep.kring.name}." in page
    erase_person(user=noor, now=NOW)
    assert not Lidmaatschap.objects.filter(user=noor, until_at__isnull=True).exists()


def test_a_participant_of_a_training_leaves_her_place() -> None:
    deelnemer = a_deelnemer(an_editie())
    user, name = deelnemer.user, deelnemer.editie.name
    assert f"Je doet mee aan {name}." in text_of(proved(browser_of(user)).get(PAGE))
    erase_person(user=user, now=NOW)
    deelnemer.refresh_from_db()
    assert deelnemer.stopped_at is not None
    assert (deelnemer.inschrijving.motivation, deelnemer.inschrijving.opdrachtgever_email) == ("", "")


def test_a_member_of_a_toernee_leaves_it_and_the_others_stay() -> None:
    toernee = a_toernee()
    row = toernee.deelnemers.order_by("position").first()
    assert f"{toernee.kring.name}." in text_of(proved(browser_of(row.user)).get(PAGE))
    erase_person(user=row.user, now=NOW)
    row.refresh_from_db()
    assert row.left_at is not None
    assert toernee.deelnemers.filter(left_at__isnull=True).exists()


def test_every_session_dies_at_once() -> None:
    noor = UserFactory()
    phone, desk = browser_of(noor), browser_of(noor, with_factor=False)
    erase_person(user=noor, now=NOW)
    assert not Sessie.objects.filter(user=noor).exists()
    for client in (phone, desk):
        assert client.get("/mijn/privacy/").headers["Location"].startswith("/inloggen/")


# --- pages ---------------------------------------------------------------------------------------------------------


def test_the_page_asks_who_she_is_first() -> None:
    noor = UserFactory()
    client = browser_of(noor)
    for method in ("get", "post"):
        answer = getattr(client, method)(PAGE)
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith("?next=%2Fmijn%2Fprivacy%2Faccount-verwijderen%2F")
    assert not Verwijderverzoek.objects.exists()


def test_asked_on_the_page_it_stands_on_every_page_with_the_way_back() -> None:
    noor = UserFactory()
    client = proved(browser_of(noor))
    assert client.post(PAGE).headers["Location"] == PAGE
    assert client.post(PAGE).status_code == 302
    assert Verwijderverzoek.objects.filter(user=noor).count() == 1
    for page in ("/mijn/", "/agenda/", "/mijn/privacy/", PAGE):
        assert "Je account wordt verwijderd in de nacht van" in text_of(client.get(page)), page
    assert "Je account blijft." in text_of(client.post(KEEP, follow=True))
    assert "Je account wordt verwijderd in" not in text_of(client.get("/mijn/"))
    assert not Verwijderverzoek.objects.exists()


def test_keeping_what_was_never_asked_away_changes_nothing() -> None:
    client = browser_of(UserFactory())
    assert client.get(KEEP).status_code == 302
    assert client.post(KEEP).status_code == 302
    assert not Logregel.objects.exists()


def test_the_last_coordinator_reads_why_and_has_no_button() -> None:
    last = UserFactory(coordinator=True)
    client = proved(browser_of(last))
    page = text_of(client.get(PAGE))
    assert "Je bent de enige coördinator." in page
    assert "Verwijder mijn account" not in page
    assert "Je bent de enige coördinator." in text_of(client.post(PAGE, follow=True))


def test_an_anonymous_visitor_logs_in_first() -> None:
    for page in ("/mijn/privacy/", PAGE, KEEP, "/mijn/privacy/gegevens-opvragen/"):
        assert Client().get(page).status_code == 302


def test_two_who_ask_at_once_become_one_request() -> None:
    noor = UserFactory()
    with transaction.atomic():
        ask_removal(actor=noor, now=NOW)
        ask_removal(actor=noor, now=NOW)
    assert Verwijderverzoek.objects.count() == 1
