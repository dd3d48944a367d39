"""N85 and N86: whom they reach, at which hour, and when they stop; also on odd days of the calendar."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from community.actions.partnerschappen import end_partnerschap, extend_partnerschap
from community.berichten.ladders import climb
from community.extension_points import taak_kinds
from community.models import Bericht, Bijdrage, Partnerschap, Roltoekenning, Taak, User
from community.reminders.partnerschappen import (
    BIJDRAGE,
    OPTIE,
    load_bijdrage,
    load_optie,
    months_from,
    plan_bijdragen,
    plan_opties,
    words_bijdrage,
    words_optie,
)
from community.workdays import add_months, at_local
from tests.community.partnerschappen.test_paginas import a_bijdrage
from tests.factories import UserFactory
from tests.factories.partners import a_contact, a_partnerschap

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int, clock: time = time(8, 30)) -> datetime:
    return at_local(date(year, month, day), clock)


def pass_days(first: date, last: date) -> None:
    """Let the background plan and climb each morning at 8.31 o'clock."""
    day = first
    while day <= last:
        now = at_local(day, time(8, 31))
        plan_bijdragen(now)
        plan_opties(now)
        for code in (BIJDRAGE, OPTIE):
            climb(taak_kinds.get(code), now)
        day += timedelta(days=1)


def told(kind: str) -> list[tuple[str, datetime]]:
    """Return who was told when, in order; nothing leaves here, so a later one overtakes."""
    rows = Bericht.objects.filter(kind=kind).order_by("due_at", "recipient__email")
    return [(row.recipient.email if row.recipient else "", row.due_at) for row in rows]


def people_of(row: Partnerschap) -> tuple[User, User]:
    contact, hart = UserFactory(email="a@partner.example"), UserFactory(email="b@hart.example", coordinator=True)
    return a_contact(row, contact), hart


@pytest.mark.parametrize(
    ("end", "months", "moment"),
    [
        (date(2028, 1, 1), 6, at(2027, 7, 1)),
        (date(2027, 8, 31), 6, at(2027, 2, 26)),  # no 31 February, and the 28th is a Sunday
        (date(2028, 8, 31), 6, at(2028, 2, 29)),
        (date(2028, 2, 29), 6, at(2027, 8, 27)),  # the 29th is a Sunday
        (date(2028, 5, 31), 3, at(2028, 2, 29)),
        (date(2027, 6, 28), 3, at(2027, 3, 25)),  # Sunday of summer time and Eastern: Good Friday does not count
        (date(2027, 9, 29), 6, at(2027, 3, 25)),  # Easter Monday: back to the Thursday before
        (date(2028, 4, 25), 6, at(2027, 10, 25)),
        (date(2028, 5, 1), 6, at(2027, 11, 1)),  # the first working day after summer time ended
        (date(2027, 3, 27), 3, at(2026, 12, 24)),  # a Sunday, after both days of Christmas
    ],
    ids=lambda value: str(value),
)
def test_months_before_the_end_fall_on_a_working_day_at_half_past_eight(
    end: date, months: int, moment: datetime
) -> None:
    assert months_from(end, months) == moment


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [(date(2027, 8, 31), -6, date(2027, 2, 28)), (date(2028, 2, 29), 24, date(2030, 2, 28)),
     (date(2027, 1, 31), 1, date(2027, 2, 28)), (date(2027, 12, 31), 2, date(2028, 2, 29)),
     (date(2027, 1, 15), -1, date(2026, 12, 15)), (date(2027, 3, 1), 0, date(2027, 3, 1))],
)  # fmt: skip
def test_a_month_that_has_no_such_day_gives_its_last_day(day: date, months: int, found: date) -> None:
    assert add_months(day, months) == found


def test_the_end_of_a_partnerschap_is_told_twice_to_contacts_and_the_hart() -> None:
    row = a_partnerschap(end_date=date(2027, 8, 31))
    people_of(row)
    a_contact(a_partnerschap(end_date=date(2029, 1, 1)))
    pass_days(date(2027, 2, 24), date(2027, 3, 2))
    pass_days(date(2027, 5, 29), date(2027, 6, 2))
    both = ["a@partner.example", "b@hart.example"]
    moments = [at(2027, 2, 26), at(2027, 5, 31)]
    assert told("N86") == [(who, moment) for moment in moments for who in both]
    open_now = Taak.objects.filter(kind=OPTIE, done_at__isnull=True, withdrawn_at__isnull=True)
    assert sorted(open_now.values_list("user__email", flat=True)) == both
    words = words_optie(list(open_now), at(2027, 6, 10))
    pages = {f"/partner/{row.code}/", f"/coordinatie/partners/{row.code}/"}
    assert ({one.path for one in words.values()}, {one.title for one in words.values()}) == (
        pages, {"Bespreek de optie"}
    )  # fmt: skip


def extended(row: Partnerschap, hart: User) -> None:
    extend_partnerschap(actor=hart, partnerschap=row, version=row.version, end_date=date(2029, 8, 31), has_option=False,
                        now=at(2027, 3, 15))  # fmt: skip


def ended(row: Partnerschap, hart: User) -> None:
    end_partnerschap(actor=hart, partnerschap=row, version=row.version, ended_date=date(2027, 3, 15),
                     now=at(2027, 3, 15))  # fmt: skip


@pytest.mark.parametrize("happens", [extended, ended], ids=["extended", "ended"])
def test_nobody_is_reminded_any_more_once_it_was_extended_or_ended(happens: object) -> None:
    row = a_partnerschap(end_date=date(2027, 8, 31))
    _contact, hart = people_of(row)
    pass_days(date(2027, 2, 25), date(2027, 3, 1))
    berichten = list(Bericht.objects.filter(kind="N86"))
    assert len(load_optie(berichten, at(2027, 3, 1))) == 2
    happens(row, hart)  # type: ignore[operator]  # one of the two above
    assert load_optie(berichten, at(2027, 3, 16)) == {}
    pass_days(date(2027, 3, 16), date(2027, 3, 17))
    pass_days(date(2027, 5, 30), date(2027, 6, 1))
    assert (len(told("N86")), Taak.objects.filter(kind=OPTIE, done_at__isnull=True).count()) == (2, 0)


def test_who_is_contact_no_longer_is_not_reminded_and_who_came_later_hears_the_next_rung() -> None:
    row = a_partnerschap(end_date=date(2027, 8, 31))
    contact, _hart = people_of(row)
    pass_days(date(2027, 2, 25), date(2027, 2, 27))
    Roltoekenning.objects.filter(user=contact).update(until_date=date(2027, 3, 31))
    a_contact(row, UserFactory(email="c@partner.example"))
    pass_days(date(2027, 4, 1), date(2027, 4, 2))
    pass_days(date(2027, 5, 30), date(2027, 6, 1))
    assert [who for who, moment in told("N86") if moment == at(2027, 5, 31)] == ["b@hart.example", "c@partner.example"]
    assert Taak.objects.get(user=contact, kind=OPTIE).withdrawn_at is not None


def test_a_promised_bijdrage_is_told_a_month_before_and_on_its_day_while_it_did_not_come() -> None:
    row = a_partnerschap()
    people_of(row)
    late = a_bijdrage(row, 1, promised_date=date(2027, 3, 28))  # Easter and the day summer time begins
    came = a_bijdrage(row, 2, promised_date=date(2027, 3, 28), realised=Decimal(3), realised_date=date(2027, 1, 4))
    pass_days(date(2027, 2, 24), date(2027, 3, 1))
    pass_days(date(2027, 3, 26), date(2027, 4, 1))
    both = ["a@partner.example", "b@hart.example"]
    # 30 days before is 26 February; the day itself is a Sunday before Easter Monday.
    assert told("N85") == [(who, moment) for moment in (at(2027, 2, 26), at(2027, 3, 30)) for who in both]
    taken = list(Taak.objects.filter(kind=BIJDRAGE))
    assert {taak.object_id for taak in taken} == {late.pk} - {came.pk}
    words = words_bijdrage(taken, at(2027, 4, 10))
    assert {one.path for one in words.values()} == {f"/partner/{row.code}/bijdragen/"}
    Bijdrage.objects.filter(pk=late.pk).update(realised=Decimal(16), realised_date=date(2027, 4, 10))
    assert load_bijdrage(list(Bericht.objects.filter(kind="N85")), at(2027, 4, 11)) == {}
    pass_days(date(2027, 4, 11), date(2027, 4, 12))
    assert not Taak.objects.filter(kind=BIJDRAGE, done_at__isnull=True).exists()


def test_a_bijdrage_that_moves_is_reminded_anew_and_one_that_goes_no_more() -> None:
    row = a_partnerschap()
    people_of(row)
    gift = a_bijdrage(row, 1, promised_date=date(2027, 3, 1))
    pass_days(date(2027, 1, 28), date(2027, 1, 30))
    Bijdrage.objects.update(promised_date=date(2027, 5, 3))
    pass_days(date(2027, 2, 2), date(2027, 2, 3))
    pass_days(date(2027, 4, 1), date(2027, 4, 4))
    # 3 April is a Saturday: the working day before it.
    moments = [at(2027, 1, 29), at(2027, 4, 2)]
    assert told("N85") == [(who, when) for when in moments for who in ("a@partner.example", "b@hart.example")]
    gift.delete()
    pass_days(date(2027, 5, 2), date(2027, 5, 4))
    assert (len(told("N85")), load_bijdrage(list(Bericht.objects.all()), at(2027, 5, 4))) == (4, {})


def kept(statuses: Iterable[str]) -> list[int]:
    counts = []
    for status in statuses:
        days = {} if status == "ACTIEF" else {"start_date": None, "end_date": None}
        ended_date = {"ended_date": date(2027, 1, 1)} if status == "BEEINDIGD" else {}
        row = a_partnerschap(status=status, **days, **ended_date)
        a_contact(row)
        a_bijdrage(row, 1, promised_date=date(2027, 3, 1))
        plan_bijdragen(at(2027, 2, 10))
        counts.append(Taak.objects.filter(kind=BIJDRAGE, object_id__in=row.bijdragen.values("pk")).count())
    return counts


def test_only_a_partnerschap_that_was_agreed_reminds_anybody() -> None:
    assert kept(["ACTIEF", "VERKENNING", "BEEINDIGD"]) == [1, 0, 0]
