"""N08 within the minute, N09 after two working days: over a weekend, a holiday and both days of the clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from community.actions.aanbod import answer_aanvraag, take_up_aanvraag
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Aanvraag, Bericht
from community.workdays import AMSTERDAM
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.website import an_aanbod

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def ask(at: datetime) -> Aanvraag:
    """Let a visitor ask at this moment."""
    with time_machine.travel(at, tick=False):
        sent = Client().post("/aanbod/aanbod-training/aanvragen/",
                             {"naam": "Wouter", "email": "w@voorbeeld.example", "vraag": "Wanneer?"})  # fmt: skip
    assert sent.status_code == 302
    return Aanvraag.objects.latest("created_at")


def run(now: datetime) -> None:
    """What the clock does each minute."""
    plan(now)
    deliver(now)


def subjects() -> list[str]:
    """Return the subjects of all mail so far."""
    return [one.subject for one in mail.outbox]


@pytest.mark.parametrize(
    "at", [NOW, datetime(2027, 1, 16, 22, 30, tzinfo=UTC), datetime(2027, 12, 25, 3, 0, tzinfo=UTC)]
)
def test_the_confirmation_leaves_within_the_minute_also_at_night(at: datetime) -> None:
    an_aanbod()
    ask(at)
    run(at + MINUTE)
    assert subjects() == ["We hebben je aanvraag ontvangen"]
    assert (mail.outbox[0].to, "Wanneer?" in str(mail.outbox[0].message())) == (["w@voorbeeld.example"], False)


@pytest.mark.parametrize(
    ("asked", "reminded"),
    [
        # Monday: Wednesday. Friday evening and the weekend: Tuesday.
        ("2027-01-18 09:00", "2027-01-20 08:30"),
        ("2027-01-15 23:59", "2027-01-19 08:30"),
        ("2027-01-16 12:00", "2027-01-19 08:30"),
        ("2027-01-17 23:59", "2027-01-19 08:30"),
        # Thursday before Easter: Goede Vrijdag and Tweede Paasdag are no working days.
        ("2027-03-25 10:00", "2027-03-31 08:30"),
        # The nights on which the clock goes forward and back.
        ("2027-03-28 01:30", "2027-03-31 08:30"),
        ("2027-10-31 02:30", "2027-11-02 08:30"),
        # Around New Year.
        ("2026-12-31 16:00", "2027-01-05 08:30"),
    ],
)
def test_after_two_working_days_a_coordinator_is_reminded(asked: str, reminded: str) -> None:
    joris = UserFactory(coordinator=True, email="joris@voorbeeld.example")
    an_aanbod()
    local = [datetime.fromisoformat(one).replace(tzinfo=AMSTERDAM).astimezone(UTC) for one in (asked, reminded)]
    row = ask(local[0])
    run(local[0] + MINUTE)
    mail.outbox.clear()
    run(local[1] - MINUTE)
    assert "Een aanvraag wacht op antwoord" not in " ".join(subjects())
    run(local[1])
    run(local[1] + MINUTE)
    told = [one for one in mail.outbox if one.subject == "Een aanvraag wacht op antwoord"]
    assert [one.to for one in told] == [[joris.email]]
    assert f"/coordinatie/aanvragen/{row.code}/" in str(told[0].body)
    assert "Wouter" not in str(told[0].message())
    assert Bericht.objects.filter(kind="N09").count() == 1


def test_who_took_it_up_is_reminded_alone_and_nobody_of_what_was_answered() -> None:
    joris, other = UserFactory(coordinator=True), UserFactory(coordinator=True)
    an_aanbod()
    taken, answered = ask(NOW), ask(NOW + MINUTE)
    take_up_aanvraag(actor=joris, aanvraag=taken, version=1, now=NOW + 2 * MINUTE)
    answer_aanvraag(actor=other, aanvraag=answered, version=1, answer="Op 1 maart.", now=NOW + 2 * MINUTE)
    run(NOW + 3 * MINUTE)
    mail.outbox.clear()
    for days in (1, 2, 3):
        run(NOW + timedelta(days=days))
    assert [one.to for one in mail.outbox if one.subject == "Een aanvraag wacht op antwoord"] == [[joris.email]]
