"""The weekly overview: Tuesday 8.30 o'clock, never empty, once."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from community.actions.berichten import set_preference
from community.berichten.outbox import owe
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.berichten.week import overview_day
from community.models import Bericht, BerichtStatus, Taak, User, Zending
from tests.factories import BijeenkomstFactory, DeelnameFactory, KringFactory, LidmaatschapFactory, UserFactory
from tests.post import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

SUNDAY = datetime(2027, 1, 17, 12, 0, tzinfo=UTC)
TUESDAY = datetime(2027, 1, 19, 7, 30, tzinfo=UTC)


def owe_week(user: User, *words: str, now: datetime = SUNDAY) -> None:
    """Owe this person messages for the weekly overview."""
    for word in words:
        owe(kinds.WEEK, object_id=uuid.uuid4(), now=now, recipient=user, moment=word)


def duty(user: User) -> None:
    """Give this person a duty without reminders in sight."""
    Taak.objects.create(user=user, kind=kinds.PROEF, object_id=uuid.uuid4(), opened_at=SUNDAY)


@pytest.mark.parametrize(
    ("day", "leaves"),
    [
        (date(2027, 1, 18), date(2027, 1, 19)),
        (date(2027, 1, 24), date(2027, 1, 19)),
        (date(2027, 4, 27), date(2027, 4, 28)),  # Koningsdag is a Tuesday
        (date(2029, 12, 25), date(2029, 12, 27)),  # both days of Christmas
    ],
)
def test_it_leaves_on_tuesday_or_the_working_day_after(day: date, leaves: date) -> None:
    assert overview_day(day) == leaves


def test_it_tells_duties_meetings_and_what_waited() -> None:
    user = UserFactory()
    duty(user)
    duty(user)
    DeelnameFactory(user=user, bijeenkomst=BijeenkomstFactory(starts_at=TUESDAY + timedelta(days=2)))
    owe_week(user, "nieuws")
    plan(TUESDAY)
    deliver(TUESDAY)
    overviews = [message for message in mail.outbox if message.subject.startswith("Deze week")]
    assert [(message.to, message.subject) for message in overviews] == [
        ([user.email], "Deze week: 2 taken, 1 bijeenkomst, 1 nieuwtje")
    ]
    for text in ("Vul de proef in", "Ontmoeting in het veld, donderdag 21 januari 2027", "Proef nieuws"):
        assert overviews[0].body_contains(text)
    assert Bericht.objects.get(kind=kinds.WEEK).status == BerichtStatus.VERZONDEN


def test_who_has_nothing_to_read_gets_nothing() -> None:
    UserFactory()
    for moment in (TUESDAY, TUESDAY + timedelta(days=7)):
        plan(moment)
        deliver(moment)
    assert (mail.outbox, Zending.objects.count()) == ([], 0)


def test_it_stays_empty_when_all_is_done_before_it_leaves() -> None:
    user = UserFactory()
    duty(user)
    plan(TUESDAY)
    Taak.objects.update(done_at=TUESDAY)
    deliver(TUESDAY)
    assert (mail.outbox, Bericht.objects.get(kind="N93").status) == ([], BerichtStatus.VERVALLEN)


def test_it_comes_once_a_week_and_on_no_other_day() -> None:
    user = UserFactory()
    owe_week(user, "een")
    for hours in (-24, 0, 1, 24, 47):
        plan(TUESDAY + timedelta(hours=hours))
        deliver(TUESDAY + timedelta(hours=hours))
    owe_week(user, "twee", now=TUESDAY + timedelta(hours=2))
    for days in (1, 2, 3, 6, 7):
        plan(TUESDAY + timedelta(days=days))
        deliver(TUESDAY + timedelta(days=days))
    assert [message.subject for message in mail.outbox] == ["Deze week: 1 nieuwtje", "Deze week: 1 nieuwtje"]
    assert mail.outbox[1].body_contains("Proef twee")


def test_it_shows_three_duties_and_five_others_at_most() -> None:
    user = UserFactory()
    for _ in range(4):
        duty(user)
    owe_week(user, *(f"nieuws {number}" for number in range(6)))
    plan(TUESDAY)
    deliver(TUESDAY)
    assert mail.outbox[0].body_contains("En nog 2 andere berichten")
    assert mail.outbox[0].body.count("\n- ") == 8
    assert set(Bericht.objects.filter(kind=kinds.WEEK).values_list("status", flat=True)) == {BerichtStatus.VERZONDEN}


def test_who_switched_it_off_gets_none_and_keeps_what_waited() -> None:
    user = UserFactory()
    owe_week(user, "een")
    plan(TUESDAY)
    set_preference(actor=user, subject="WEEKOVERZICHT", mode="GEEN", now=TUESDAY)
    deliver(TUESDAY)
    assert mail.outbox == []
    assert Bericht.objects.get(kind=kinds.WEEK).status == BerichtStatus.GEPLAND
    plan(TUESDAY + timedelta(days=7))
    assert Bericht.objects.filter(kind="N93").count() == 1


def test_it_names_the_group_and_never_what_the_group_talks_about() -> None:
    user, kring = UserFactory(), KringFactory(name="Veenweide")
    LidmaatschapFactory(user=user, kring=kring)
    meeting = BijeenkomstFactory(
        kring=kring, audience="KRING", title="Het conflict met de buurman", starts_at=TUESDAY + timedelta(days=2)
    )
    DeelnameFactory(user=user, bijeenkomst=meeting)
    secret = BijeenkomstFactory(title="Geheim overleg", is_confidential=True, starts_at=TUESDAY + timedelta(days=3))
    DeelnameFactory(user=user, bijeenkomst=secret)
    plan(TUESDAY)
    deliver(TUESDAY)
    body = mail.outbox[0].body
    assert "Bijeenkomst van Veenweide" in body
    assert ("conflict" in body, "Geheim" in body) == (False, False)


def test_who_left_the_group_is_not_told_of_its_meetings() -> None:
    user, kring = UserFactory(), KringFactory()
    place = LidmaatschapFactory(user=user, kring=kring)
    meeting = BijeenkomstFactory(kring=kring, audience="KRING", starts_at=TUESDAY + timedelta(days=2))
    DeelnameFactory(user=user, bijeenkomst=meeting)
    plan(TUESDAY)
    type(place).objects.filter(pk=place.pk).update(until_at=TUESDAY)
    deliver(TUESDAY)
    assert mail.outbox == []
