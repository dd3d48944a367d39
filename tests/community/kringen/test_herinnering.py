"""N57: who did not agree yet is reminded twice, on working days, and never after she agreed or left (T85)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from community.actions.kringen import accept_afspraken
from community.actions.toetredingen import join_leergroep, leave_leergroep
from community.berichten.planning import plan
from community.berichten.render import Reader, write_single
from community.extension_points import bericht_kinds
from community.models import Bericht, Leergroep, Taak, User
from community.reminders.kringen import load_afspraken
from community.workdays import AMSTERDAM
from tests.factories import AfsprakenFactory, LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def local(*parts: int) -> datetime:
    """Return a moment by the clock of the Netherlands."""
    return datetime(*parts, tzinfo=AMSTERDAM).astimezone(UTC)  # type: ignore[misc, arg-type]  # year up to minute


# Joined on -> the two reminders: three working days later and five after that, at 8.30 o'clock.
LADDERS = {
    "an ordinary Monday": (local(2027, 1, 18, 9), local(2027, 1, 21, 8, 30), local(2027, 1, 28, 8, 30)),
    "over a weekend": (local(2027, 1, 21, 9), local(2027, 1, 26, 8, 30), local(2027, 2, 2, 8, 30)),
    "on a Saturday": (local(2027, 1, 23, 12), local(2027, 1, 27, 8, 30), local(2027, 2, 3, 8, 30)),
    "late in the evening": (local(2027, 1, 18, 23, 59), local(2027, 1, 21, 8, 30), local(2027, 1, 28, 8, 30)),
    "over Easter and the change to summer time": (
        local(2027, 3, 25, 9), local(2027, 4, 1, 8, 30), local(2027, 4, 8, 8, 30),
    ),
    "over the change to winter time": (local(2027, 10, 28, 9), local(2027, 11, 2, 8, 30), local(2027, 11, 9, 8, 30)),
    "over Christmas": (local(2026, 12, 24, 9), local(2026, 12, 30, 8, 30), local(2027, 1, 7, 8, 30)),
}  # fmt: skip


def joined(at: datetime) -> tuple[User, Leergroep]:
    """Return somebody who joined a group with agreements at this moment."""
    leergroep = LeergroepFactory(kring__name="Natte teelten")
    AfsprakenFactory(kring=leergroep.kring)
    lid = UserFactory(voornaam="Noor")
    join_leergroep(actor=lid, leergroep=leergroep, now=at)
    return lid, leergroep


def reminded(lid: User) -> list[datetime | None]:
    """Return when the mails of the reminders leave."""
    return list(Bericht.objects.filter(kind="N57", recipient=lid).order_by("mail_at").values_list("mail_at", flat=True))


@pytest.mark.parametrize("name", sorted(LADDERS))
def test_two_reminders_on_working_days_and_then_silence(name: str) -> None:
    start, first, second = LADDERS[name]
    lid, _leergroep = joined(start)
    minute, month = timedelta(minutes=1), timedelta(days=40)
    found = []
    for moment in (first - minute, first, second - minute, second, second + month):
        plan(moment)
        found.append(reminded(lid))
    assert found == [[], [first], [first], [first, second], [first, second]]


def test_nothing_comes_before_its_time_and_planning_twice_sends_once() -> None:
    lid, _leergroep = joined(NOW)
    plan(local(2027, 1, 21, 8, 29))
    assert reminded(lid) == []
    for _ in range(3):
        plan(local(2027, 1, 21, 8, 31))
    assert reminded(lid) == [local(2027, 1, 21, 8, 30)]


def test_who_agreed_is_not_reminded() -> None:
    lid, leergroep = joined(NOW)
    accept_afspraken(actor=lid, kring=leergroep.kring, number=1, now=NOW + timedelta(days=1))
    plan(NOW + timedelta(days=30))
    assert reminded(lid) == []


def test_a_duty_that_is_fulfilled_in_the_data_closes_by_itself() -> None:
    lid, leergroep = joined(NOW)
    row = lid.lidmaatschappen.get()
    row.accepted, row.accepted_at = leergroep.kring.afspraken.get(), NOW
    row.save()
    plan(NOW + timedelta(days=1))
    assert Taak.objects.get(user=lid).done_at == NOW + timedelta(days=1)


def test_who_left_is_not_reminded() -> None:
    lid, leergroep = joined(NOW)
    leave_leergroep(actor=lid, leergroep=leergroep, now=NOW + timedelta(days=1))
    plan(NOW + timedelta(days=30))
    assert reminded(lid) == []


def test_a_reminder_that_was_planned_says_nothing_after_she_agreed() -> None:
    lid, leergroep = joined(NOW)
    moment = local(2027, 1, 21, 8, 31)
    plan(moment)
    bericht = Bericht.objects.get(kind="N57")
    assert list(load_afspraken([bericht], moment)) == [bericht.pk]
    accept_afspraken(actor=lid, kring=leergroep.kring, number=1, now=moment)
    assert load_afspraken([bericht], moment) == {}


def test_what_the_mail_says() -> None:
    lid, leergroep = joined(NOW)
    moment = local(2027, 1, 21, 8, 31)
    with time_machine.travel(moment, tick=False):
        plan(moment)
        bericht = Bericht.objects.get(kind="N57")
        content = load_afspraken([bericht], moment)[bericht.pk]
        letter = write_single("N57", content, Reader(lid.email, lid.voornaam))
    assert letter.subject == "Lees de afspraken van Natte teelten en geef akkoord"
    assert "Hallo Noor," in letter.text
    assert f"/kringen/{leergroep.kring_id}/afspraken/" in letter.text
    assert "Wat hier gezegd wordt" not in letter.text + letter.html
    assert mail.outbox == []


def test_asking_for_one_costs_as_many_queries_as_for_thirty(django_assert_num_queries: object) -> None:
    leergroep = LeergroepFactory()
    afspraken = AfsprakenFactory(kring=leergroep.kring)
    LidmaatschapFactory(kring=leergroep.kring, accepted=afspraken, accepted_at=NOW)
    for _ in range(30):
        join_leergroep(actor=UserFactory(), leergroep=leergroep, now=NOW)
    moment = local(2027, 1, 21, 8, 31)
    plan(moment)
    rows = list(Bericht.objects.filter(kind="N57"))
    load = bericht_kinds.get("N57").load
    for batch in (rows[:1], rows):
        with django_assert_num_queries(2):  # type: ignore[operator]  # the fixture of pytest-django
            assert len(load(batch, moment)) == len(batch)
