"""The duty to fill in one's profile: two reminders on working days at 8.30 o'clock, then silence (N99)."""

from datetime import UTC, datetime, timedelta

import pytest

from community.actions.people import PROFIEL_TAAK
from community.actions.taken import open_taken
from community.berichten.ladders import climb
from community.berichten.outbox import owe
from community.extension_points import bericht_kinds, taak_kinds
from community.models import Bericht, Taak, User
from community.queries.taken import open_taken_of
from community.workdays import AMSTERDAM
from tests.community.people.situations import filled_in, profiel_of
from tests.factories import UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

KIND = "N99"


def newcomer(opened_at: datetime = NOW) -> User:
    user = UserFactory()
    profiel_of(user, in_ledengids=None, completed_at=None)
    open_taken(PROFIEL_TAAK, users=[user], object_id=user.pk, now=opened_at)
    return user


def at(text: str) -> datetime:
    """Return a moment on the clock of the Netherlands."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def rungs(opened_at: datetime) -> list[datetime | None]:
    taak = Taak(kind=PROFIEL_TAAK, opened_at=opened_at)
    return [rung.due_at(taak) for rung in taak_kinds.get(PROFIEL_TAAK).ladder]


# When the duty begins, and when the two reminders are due on the clock of the Netherlands.
DAYS = {
    "an ordinary Monday": ("2027-01-18 09:00", "2027-01-21 08:30", "2027-01-28 08:30"),
    "a Friday evening": ("2027-01-22 21:00", "2027-01-27 08:30", "2027-02-03 08:30"),
    "a Saturday": ("2027-01-23 12:00", "2027-01-27 08:30", "2027-02-03 08:30"),
    "just after midnight": ("2027-01-19 00:10", "2027-01-22 08:30", "2027-01-29 08:30"),
    "before Easter": ("2027-03-25 10:00", "2027-04-01 08:30", "2027-04-08 08:30"),
    "the night summer time begins": ("2027-03-28 01:59", "2027-04-01 08:30", "2027-04-08 08:30"),
    "over the end of summer time": ("2027-10-28 10:00", "2027-11-02 08:30", "2027-11-09 08:30"),
    "before Koningsdag": ("2027-04-26 10:00", "2027-04-30 08:30", "2027-05-10 08:30"),
    "before Christmas": ("2026-12-23 10:00", "2026-12-29 08:30", "2027-01-06 08:30"),
    "a leap day": ("2028-02-29 10:00", "2028-03-03 08:30", "2028-03-10 08:30"),
}


@pytest.mark.parametrize("situation", DAYS)
def test_reminders_come_after_three_and_eight_working_days(situation: str) -> None:
    opened, first, second = (at(text) for text in DAYS[situation])
    assert rungs(opened.astimezone(UTC)) == [first, second]


def test_each_reminder_comes_once_and_then_no_more() -> None:
    user = newcomer()
    kind = taak_kinds.get(PROFIEL_TAAK)
    told = []
    for hours in range(0, 24 * 40, 6):
        climb(kind, NOW + timedelta(hours=hours))
        climb(kind, NOW + timedelta(hours=hours))
        told.append(Bericht.objects.filter(recipient=user).count())
    assert (told[0], max(told), told[-1]) == (0, 2, 2)
    assert list(Bericht.objects.order_by("due_at").values_list("kind", "due_at", "mail_mode")) == [
        (KIND, at("2027-01-21 08:30"), "DAG"), (KIND, at("2027-01-28 08:30"), "DAG"),
    ]  # fmt: skip


def test_no_reminder_for_who_filled_it_in() -> None:
    user = newcomer()
    browser_of(user).post("/mijn/profiel/bewerken/", filled_in(user))
    climb(taak_kinds.get(PROFIEL_TAAK), NOW + timedelta(days=30))
    assert not Bericht.objects.filter(kind=KIND).exists()


def test_a_duty_that_was_fulfilled_elsewhere_closes_itself() -> None:
    user = newcomer()
    profiel_of(user, completed_at=NOW)
    climb(taak_kinds.get(PROFIEL_TAAK), NOW + timedelta(days=30))
    assert Taak.objects.get(user=user).done_at == NOW + timedelta(days=30)
    assert not Bericht.objects.filter(kind=KIND).exists()


def test_a_reminder_is_asked_again_before_it_goes() -> None:
    waiting, done, gone = newcomer(), newcomer(), newcomer()
    without = UserFactory(profiel=None)
    for user in (waiting, done, gone, without):
        owe(KIND, object_id=user.pk, recipient=user, moment="drie", now=NOW)
    profiel_of(done, completed_at=NOW)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    rows = {row.pk: row.recipient_id for row in Bericht.objects.all()}
    told = bericht_kinds.get(KIND).load(list(Bericht.objects.all()), NOW)
    assert {rows[key] for key in told} == {waiting.pk, without.pk}
    assert {content.path for content in told.values()} == {"/mijn/profiel/bewerken/"}


@pytest.mark.parametrize("amount", [1, 30])
def test_asking_again_costs_the_same_for_many(amount: int, django_assert_num_queries: object) -> None:
    for _ in range(amount):
        user = newcomer()
        owe(KIND, object_id=user.pk, recipient=user, moment="drie", now=NOW)
    rows = list(Bericht.objects.all())
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        bericht_kinds.get(KIND).load(rows, NOW)


def test_the_duty_stands_on_mijn_omgeving_until_it_is_done() -> None:
    user = newcomer()
    (shown,) = open_taken_of(user, NOW)
    assert (shown.title, shown.path, shown.button) == (
        "Vul je profiel in", "/mijn/profiel/bewerken/", "Vul je profiel in",
    )  # fmt: skip
    browser_of(user).post("/mijn/profiel/bewerken/", filled_in(user))
    assert open_taken_of(user, NOW) == []


def test_the_duty_stays_when_a_save_was_refused() -> None:
    user = newcomer()
    browser_of(user).post("/mijn/profiel/bewerken/", filled_in(user, voornaam=""))
    assert Taak.objects.get().done_at is None
