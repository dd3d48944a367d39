"""Saying when one can come: a month at once, many at once, two windows, what is over, and what is in the agenda."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.actions.beschikbaarheid import purge_past, save_beschikbaarheid
from community.actions.errors import ActionError
from community.models import Beschikbaarheid, Bezetting, BijeenkomstStatus, User
from community.queries.beschikbaarheid import hours_of, last_day, maand_of, taken_of
from community.workdays import at_local
from tests.factories import BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
PATH = "/mijn/beschikbaarheid/?maand=2027-02"
TUESDAY, WEDNESDAY = date(2027, 2, 9), date(2027, 2, 10)


def member() -> tuple[User, Client]:
    """Return a member and her browser."""
    user = UserFactory()
    return user, browser_of(user, with_factor=False)


def said(user: User) -> dict[tuple[date, int], str]:
    """Return what stands of this person."""
    return {(row.date, row.half): row.keuze for row in Beschikbaarheid.objects.filter(user=user)}


def sends(client: Client, path: str = PATH, **fields: str) -> int:
    """Send the form with a token of its own; return the status of the answer."""
    cells = {name.replace("__", "-"): value for name, value in fields.items()}
    return client.post(path, {"eenmalig": str(uuid.uuid4()), **cells}).status_code


def test_a_month_is_kept_in_one_go_and_shown_again() -> None:
    user, client = member()
    fields = {"cel-2027-02-09-0": "KAN", "cel-2027-02-09-1": "LIEVER_NIET", "cel-2027-02-10-0": "KAN_NIET"}
    assert sends(client, **fields) == 302
    assert said(user) == {(TUESDAY, 0): "KAN", (TUESDAY, 1): "LIEVER_NIET", (WEDNESDAY, 0): "KAN_NIET"}
    page = client.get(PATH).content.decode()
    assert page.count(" checked") == 3
    assert "3 van 40 dagdelen bekend" in page


def test_two_windows_do_not_undo_each_other() -> None:
    user, client = member()
    sends(client, **{"cel-2027-02-09-0": "KAN", "gezien": ""})
    # The second window began before: it knows nothing of Tuesday and says something of Wednesday only.
    sends(client, **{"cel-2027-02-10-0": "KAN_NIET", "gezien": ""})
    assert said(user) == {(TUESDAY, 0): "KAN", (WEDNESDAY, 0): "KAN_NIET"}
    # As a list somebody can take a word away that the page showed.
    sends(client, f"{PATH}&weergave=lijst", **{"cel-2027-02-09-0": "", "gezien": "2027-02-09.0k2027-02-10.0n",
                                               "cel-2027-02-10-0": "KAN_NIET"})  # fmt: skip
    assert said(user) == {(WEDNESDAY, 0): "KAN_NIET"}


def test_all_tuesday_mornings_until_april_leave_out_what_is_taken_and_what_was_said() -> None:
    user, client = member()
    meeting = BijeenkomstFactory(starts_at=at_local(date(2027, 2, 16), time(12)),
                                 ends_at=at_local(date(2027, 2, 16), time(13, 30)))  # fmt: skip
    DeelnameFactory(bijeenkomst=meeting, user=user)
    save_beschikbaarheid(actor=user, choices={(TUESDAY, 0): "KAN_NIET"}, now=NOW)
    status = sends(client, doe="vul", dagen="1", delen="0", woord="KAN", tot="2027-04", alleen_leeg="on")
    assert status == 302
    can = sorted(day for (day, half), keuze in said(user).items() if keuze == "KAN" and half == 0)
    first, last = date(2027, 2, 2), date(2027, 4, 27)  # Koningsdag, so not that one
    tuesdays = [first + timedelta(days=7 * number) for number in range((last - first).days // 7)]
    assert can == [day for day in tuesdays if day not in (TUESDAY, date(2027, 2, 16))]
    assert said(user)[(TUESDAY, 0)] == "KAN_NIET"
    assert sends(client, doe="vul", dagen="", delen="", woord="LEEG", tot="2027-04") == 302
    assert said(user) == {}


def test_a_week_that_does_not_suit_and_a_week_like_the_one_before_keep_what_was_typed() -> None:
    user, client = member()
    assert sends(client, doe="niet:2027-02-08", **{"cel-2027-02-16-0": "KAN"}) == 302
    week = {(day, half) for day, half in said(user) if said(user)[(day, half)] == "KAN_NIET"}
    assert week == {(TUESDAY + timedelta(days=number), half) for number in range(-1, 4) for half in (0, 1)}
    assert sends(client, doe="zelfde:2027-02-22", gezien="2027-02-16.0k", **{"cel-2027-02-16-0": "KAN"}) == 302
    assert said(user)[(date(2027, 2, 23), 0)] == "KAN"
    assert len(said(user)) == 12


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"cel-2027-02-09-0": "MISSCHIEN"}, "Kies een van de drie woorden."),
        ({"cel-2027-02-09-0": "k\x00n"}, "Kies een van de drie woorden."),
        ({"doe": "vul", "woord": ""}, "Kies wat je wilt opgeven."),
        ({"doe": "vul", "woord": "SOMS"}, "Kies een van de drie woorden."),
        ({"doe": "vul", "woord": "KAN", "tot": "2099-01"}, ""),
        ({"doe": "vul", "woord": "KAN", "dagen": "9"}, ""),
        ({"doe": "vul", "woord": "KAN", "delen": "-1"}, ""),
        ({"gezien": "x" * 2001}, ""),
    ],
    ids=range(8),
)
def test_what_cannot_be_is_said_and_what_was_chosen_stays(typed: dict[str, str], sentence: str) -> None:
    user, client = member()
    answer = client.post(PATH, {"eenmalig": str(uuid.uuid4()), "cel-2027-02-11-1": "LIEVER_NIET", **typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert 'name="cel-2027-02-11-1" value="LIEVER_NIET"' in page
    assert said(user) == {}


@pytest.mark.parametrize("month", ["", "2020-01", "2099-12", "2027-13", "x", "2027-02-09", "%00", "9" * 400])
def test_a_month_that_is_not_shown_becomes_this_month(month: str) -> None:
    _user, client = member()
    answer = client.get("/mijn/beschikbaarheid/", {"maand": month, "tot": month})
    assert (answer.status_code, "januari 2027" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("slot", "keuze"),
    [
        ((date(2027, 1, 15), 0), "KAN"), ((date(2027, 2, 13), 0), "KAN"), ((date(2027, 4, 27), 0), "KAN"),
        ((date(2030, 1, 8), 0), "KAN"), ((TUESDAY, 2), "KAN"), ((TUESDAY, 0), "SOMS"),
    ],
    ids=["over", "saturday", "koningsdag", "far", "evening", "word"],
)  # fmt: skip
def test_a_day_that_is_none_is_refused(slot: tuple[date, int], keuze: str) -> None:
    user = UserFactory()
    with pytest.raises(ActionError):
        save_beschikbaarheid(actor=user, choices={slot: keuze}, now=NOW)
    assert said(user) == {}


@pytest.mark.parametrize(
    ("day", "morning"),
    [(date(2027, 3, 29), 7), (date(2027, 10, 29), 7), (date(2027, 11, 1), 8)],
    ids=["summer", "before-winter", "winter"],
)
def test_a_dagdeel_begins_at_nine_on_the_clock_of_its_day(day: date, morning: int) -> None:
    assert hours_of((day, 0))[0] == datetime(day.year, day.month, day.day, morning, tzinfo=UTC)


def test_feestdagen_weekends_and_what_is_over_are_not_asked() -> None:
    user = UserFactory()
    days = {cell.slot[0] for cell in maand_of(user, date(2027, 3, 1), NOW).cells}
    assert not days & {date(2027, 3, 26), date(2027, 3, 29), date(2027, 3, 27)}  # Goede Vrijdag, Pasen, Saturday
    assert min(cell.slot[0] for cell in maand_of(user, date(2027, 1, 1), NOW).cells) == date(2027, 1, 18)
    assert maand_of(user, date(2027, 1, 1), datetime(2027, 1, 30, 9, tzinfo=UTC)).cells == []


def test_everything_in_which_somebody_takes_part_counts_concepts_too() -> None:
    user = UserFactory()
    day = at_local(TUESDAY, time(10))
    meeting = BijeenkomstFactory(starts_at=day, ends_at=day + timedelta(hours=1), status=BijeenkomstStatus.CONCEPT)
    DeelnameFactory(bijeenkomst=meeting, user=user)
    other = BijeenkomstFactory(starts_at=at_local(WEDNESDAY, time(12, 29)), ends_at=at_local(WEDNESDAY, time(13)))
    Bezetting.objects.create(user=user, bijeenkomst=other, starts_at=other.starts_at, ends_at=other.ends_at)
    span = (date(2027, 2, 1), date(2027, 2, 28))
    assert taken_of([user.pk], *span)[user.pk] == {(TUESDAY, 0), (WEDNESDAY, 0)}
    assert taken_of([user.pk], *span, but=[meeting.pk])[user.pk] == {(WEDNESDAY, 0)}


def test_what_she_said_goes_along_in_her_own_data() -> None:
    user = UserFactory()
    save_beschikbaarheid(actor=user, choices={(TUESDAY, 0): "KAN"}, now=NOW)
    (row,) = own_data(user)["community.beschikbaarheid"]
    assert (row["date"], row["half"], row["keuze"]) == (TUESDAY, 0, "KAN")


def test_days_that_are_over_are_forgotten() -> None:
    user = UserFactory()
    save_beschikbaarheid(actor=user, choices={(TUESDAY, 0): "KAN", (WEDNESDAY, 0): "KAN"}, now=NOW)
    assert purge_past(at_local(WEDNESDAY, time(0))) == 1
    assert set(said(user)) == {(WEDNESDAY, 0)}


def test_the_page_costs_the_same_with_a_full_month() -> None:
    _user, client = member()

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(PATH)
        return len(found)

    client.get(PATH)
    few = cost()
    sends(client, doe="vul", woord="KAN")
    client.get(PATH)  # shows the message once
    assert (few, cost()) == (6, 6)
    assert last_day(NOW.date()) == date(2028, 6, 30)
