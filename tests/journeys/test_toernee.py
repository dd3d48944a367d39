"""A whole toernee with everything that runs and a clock that moves: from five offers to the progress review.

A coördinator makes it and lets the worker find the days; five regisseurs visit each other by the protocol. Half-way
somebody cannot come and somebody is replaced. Every mail goes to a real mail server and is compared with what is owed,
at moments counted here: each once, in time, in Dutch, and none with a confidential word.

In `make test` it ends with the letter of the third visit, after what went wrong half-way; in `make proof` with the
progress review of the last, ten months after it.
"""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from playwright.sync_api import Browser

from community.notation import AMSTERDAM
from tests.in_full import IS_FULL, tell
from tests.journeys import catalogus, toernee_begin, toernee_bezoek, toernee_stappen, toernee_wissel
from tests.journeys.toernee_stand import open_steps, visits
from tests.journeys.trip import Trip, a_trip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1500)]

BEGIN = datetime(2026, 11, 10, 10, tzinfo=AMSTERDAM)
# Messages about toernees, visits, steps, letters and actions: none comes that nobody expects.
KINDS = {*(f"N{number}" for number in range(65, 75)), *(f"N{number}" for number in range(218, 246))}


@pytest.fixture
def trip(chromium: Browser, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Trip]:
    """A site with a real mail server beside it."""
    with a_trip("toernee", BEGIN, chromium, tmp_path_factory) as found:
        yield found


def test_a_whole_toernee(trip: Trip) -> None:
    toernee_begin.offers(trip)
    toernee_begin.makes_toernee(trip)
    toernee_begin.gives_dagdelen(trip)
    toernee_begin.plans(trip)
    toernee_wissel.subscribes(trip)
    toernee_stappen.does_open_steps(trip)
    travels(trip)
    toernee_wissel.is_out(trip)
    toernee_wissel.calendar_is_right(trip)
    different, bad, double = catalogus.differences(trip), catalogus.bad_mails(trip), catalogus.twice(trip)
    tell(mails=len(trip.bag.arrivals), owed=len(trip.owed), visits=len(visits(trip)), open=len(open_steps(trip)),
         different=len(different), bad=len(bad), double=len(double))  # fmt: skip
    assert different == [], "\n".join(different)
    assert bad == [], "\n".join(bad)
    assert double == [], "\n".join(double)
    assert {one.kind for one in catalogus.told(trip)} & KINDS <= {one.kind for one in trip.owed}


def travels(trip: Trip) -> None:
    """Go from one day on which something opens to the next; visits are made, and half-way two things go wrong."""
    while (day := _next(trip)) is not None:
        toernee_stappen.goes_to(trip, day)
        toernee_bezoek.actions_come_back(trip)
        toernee_stappen.does_open_steps(trip)
        for one in visits(trip):
            if one.day == day and not one.is_held:
                toernee_stappen.is_over(trip, one)
                toernee_bezoek.receives(trip, one.code, in_detail=len(_held(trip)) < 2)
        if len(_held(trip)) == 2 and "gone" not in trip.facts:
            toernee_wissel.somebody_cannot_come(trip)
            toernee_wissel.somebody_is_replaced(trip)
            toernee_stappen.does_open_steps(trip)


def _held(trip: Trip) -> list[str]:
    return [one.code for one in visits(trip) if one.is_held]


def _next(trip: Trip) -> date | None:
    """Return the next day on which something is to be done; None when the journey is at its end."""
    ends = not IS_FULL and len(_held(trip)) > 2
    days = [day for day, *_rest in trip.facts.get("actions", [])]
    step = toernee_stappen.next_day(trip)
    return None if ends else min([*days, *([step] if step else [])], default=None)
