"""A month and its days: a square shows the first of a full day, and the page of that day shows them all."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.models import Bijeenkomst, Kalenderperiode, KringRol, User
from community.queries.agenda import touching
from community.queries.maand import bounds, month_of
from community.workdays import AMSTERDAM
from tests.community.agenda.cast import a_group, group_meeting
from tests.factories import AfsprakenFactory, BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
DAY = date(2027, 2, 16)
FULL = "/agenda/2027/2/16/"


def at(hour: int, minute: int = 0, *, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)


def plan(amount: int, *, hour: int = 9, **fields: object) -> list[Bijeenkomst]:
    """Plan public meetings on one day, a quarter of an hour after each other."""
    return [
        BijeenkomstFactory(
            audience="OPENBAAR", title=f"Ontmoeting {number:02}",
            starts_at=at(hour) + timedelta(minutes=15 * number),
            ends_at=at(hour) + timedelta(minutes=15 * number + 10), **fields,
        )
        for number in range(amount)
    ]  # fmt: skip


def square(page: str, day: date) -> str:
    """Return the square of a day."""
    (found,) = re.findall(rf'<td[^>]*><time class="day" datetime="{day}">.*?</td>', page)
    return str(found)


def month(client: Client | None = None) -> str:
    return (client or Client()).get("/agenda/2027/2/").content.decode()


@pytest.mark.parametrize(("amount", "shown", "more"), [(1, 1, 0), (4, 4, 0), (5, 3, 2), (33, 3, 30)])
def test_a_full_day_shows_its_first_and_leads_to_all(amount: int, shown: int, more: int) -> None:
    plan(amount)
    there = square(month(), DAY)
    assert re.findall(r"Ontmoeting \d\d", there) == [f"Ontmoeting {number:02}" for number in range(shown)]
    expected = [(FULL, str(more))] if more else []
    assert re.findall(r'<a href="([^"]+)">en nog (\d+)<span class="vh"> op 16 februari 2027</span>', there) == expected


def test_the_page_of_a_day_shows_them_all() -> None:
    plan(33)
    BijeenkomstFactory(audience="OPENBAAR", title="Ontmoeting elders", starts_at=at(9, day=date(2027, 2, 17)))
    pages = [Client().get(f"{FULL}?page={number}").content.decode() for number in (1, 2)]
    seen = [title for page in pages for title in re.findall(r">(Ontmoeting [^<]+)</a>", page)]
    assert seen == [f"Ontmoeting {number:02}" for number in range(33)]
    assert "33 bijeenkomsten" in pages[0]


def test_a_month_with_four_hundred_meetings_stays_as_cheap_and_tells_how_many_there_are() -> None:
    client = browser_of(UserFactory(), with_factor=False)
    BijeenkomstFactory(starts_at=NOW + timedelta(days=14))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/agenda/2027/2/")
        return len(queries)

    client.get("/agenda/2027/2/")
    few = cost()
    start = at(9, day=date(2027, 2, 1))
    Bijeenkomst.objects.all().delete()
    Bijeenkomst.objects.bulk_create(
        Bijeenkomst(kind="ONTMOETING", audience="LEDEN", title=f"Ontmoeting {number}", changed_at=LONG_AGO,
                    starts_at=start + timedelta(days=number % 28, minutes=number),
                    ends_at=start + timedelta(days=number % 28, minutes=number + 1))
        for number in range(400)
    )  # fmt: skip
    assert (few, cost()) == (7, 7)
    page = month(client)
    told = 0
    for number in range(28):
        day = date(2027, 2, 1 + number)
        there = square(page, day)
        titles = re.findall(r"Ontmoeting (\d+)<", there)
        assert titles == [str(number + 28 * row) for row in range(3)]
        (more,) = re.findall(r"en nog (\d+)<", there)
        told += 3 + int(more)
        all_of_it = client.get(f"/agenda/2027/2/{day.day}/").content.decode()
        assert len(set(re.findall(r">Ontmoeting (\d+)</a>", all_of_it))) == 3 + int(more)
    assert told == 400


def test_the_squares_agree_with_counting_one_by_one() -> None:
    """Meetings of hours, of days, over midnight, over the edges of the month and over a change of the clock."""
    for number in range(60):
        start = at(8, day=date(2027, 3, 20)) + timedelta(hours=7 * number)
        length = timedelta(hours=(1, 5, 20, 24, 50, 24 * 15)[number % 6])
        BijeenkomstFactory(audience="OPENBAAR", title=f"Nummer {number}", starts_at=start, ends_at=start + length)
    rows = touching(Bijeenkomst.objects.all(), *bounds(2027, 3))
    found = month_of(2027, 3, rows, UserFactory(), NOW)
    everything = list(rows)
    for day in (day for week in found.weeks for day in week):
        there = [
            row.title for row in everything
            if row.starts_at < at(0, day=day.date + timedelta(days=1)) and row.ends_at > at(0, day=day.date)
        ]  # fmt: skip
        assert len(day.items) + day.more == len(there), day.date
        assert [item.title for item in day.items] == there[: len(day.items)]


def test_a_filter_is_kept_on_the_way_to_a_day() -> None:
    plan(6, kind="WEBINAR")
    plan(1, hour=20)
    page = Client().get("/agenda/2027/2/?soort=WEBINAR").content.decode()
    assert f'href="{FULL}?soort=WEBINAR"' in square(page, DAY)
    day = Client().get(f"{FULL}?soort=WEBINAR").content.decode()
    assert "6 bijeenkomsten" in day
    assert 'href="/agenda/2027/2/?soort=WEBINAR"' in day
    assert 'href="/agenda/2027/2/17/?soort=WEBINAR"' in day
    assert "Geen bijeenkomsten gevonden met deze filters." in Client().get(f"{FULL}?q=qqqq").content.decode()


def viewers() -> dict[str, User]:
    """Return a group with five meetings on a day, and people who stand differently to it."""
    kring, leader, (member,) = a_group(1)
    afspraken = AfsprakenFactory(kring=kring)
    kring.lidmaatschappen.filter(user__in=(leader, member)).update(accepted=afspraken, accepted_at=NOW)
    newcomer = UserFactory()
    kring.lidmaatschappen.create(user=newcomer, from_at=LONG_AGO, role=KringRol.LID)
    for number in range(5):
        group_meeting(kring, title=f"grutto {number}", starts_at=at(9 + number), ends_at=at(10 + number))
    group_meeting(kring, title="grutto concept", starts_at=at(20), ends_at=at(21), status="CONCEPT")
    return {"leader": leader, "member": member, "newcomer": newcomer, "stranger": UserFactory()}


@pytest.mark.parametrize(
    ("who", "titles", "number"), [("leader", 5, 6), ("member", 5, 5), ("newcomer", 0, 5), ("stranger", 0, 0)]
)
def test_who_may_not_read_or_know_of_meetings_does_not_on_these_pages(who: str, titles: int, number: int) -> None:
    client = browser_of(viewers()[who], with_factor=False)
    there, day = square(month(client), DAY), client.get(FULL).content.decode()
    more = re.search(r"en nog (\d+)", there)
    assert there.count("<li>") + (int(more[1]) if more else 0) == number
    assert there.count("grutto") == min(titles, 3)
    assert len(set(re.findall(r">grutto \d</a>", day))) == titles
    assert ("Bijeenkomst van " in there, "Bijeenkomst van " in day) == (who == "newcomer", who == "newcomer")
    assert ("concept" in day) is (who == "leader")
    assert "grutto" not in month()
    assert "grutto" not in Client().get(FULL).content.decode()


def test_nothing_that_somebody_wrote_becomes_part_of_the_page() -> None:
    evil = "<script>alert(1)</script>\"' onload=x &amp;"
    plan(5)
    BijeenkomstFactory(audience="OPENBAAR", title=evil, starts_at=at(7), ends_at=at(8), status="GEANNULEERD",
                       cancelled_at=NOW)  # fmt: skip
    Kalenderperiode.objects.create(
        kind="SCHOOLVAKANTIE", regio="ALLE", name="<b>vrij</b>", from_date=DAY, until_date=DAY
    )
    there = square(month(), DAY)
    assert "<script" not in there
    assert "<b>vrij" not in there
    assert unescape(re.findall(r"<b>7</b> (.*?) \(afgelast\)</a>", there)[0]) == evil
    assert "<b>vrij" not in Client().get(FULL).content.decode()


@pytest.mark.parametrize(
    "path", ["2027/2/29", "2027/13/1", "2027/0/1", "2027/2/0", "2019/12/31", "2101/1/1", "2027/2/99999999999999"]
)
def test_a_day_that_is_none_does_not_exist(path: str) -> None:
    assert Client().get(f"/agenda/{path}/").status_code == 404


def test_the_first_and_the_last_day_lead_nowhere_else() -> None:
    first, last = (Client().get(f"/agenda/{path}/").content.decode() for path in ("2020/1/1", "2100/12/31"))
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)
    assert "Er staat deze dag niets gepland." in first


def test_a_day_of_thirty_costs_as_much_as_one() -> None:
    user = UserFactory()
    client = browser_of(user, with_factor=False)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(FULL)
        return len(queries)

    plan(1)
    client.get(FULL)
    few = cost()
    for row in plan(29, hour=10):
        DeelnameFactory(bijeenkomst=row, user=user)
    assert (few, cost()) == (9, 9)
