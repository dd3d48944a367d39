"""A whole training with everything that runs and a clock that moves: from the first date to what is left of it.

A coördinator plans and publishes an editie, regisseurs apply and are admitted, and the training runs, with almost no
hand of hers. Every mail goes to a real mail server and is compared with what each step must bring, at moments that
are counted here from the days of the editie: each once, in time, in Dutch, and none with a confidential word.

In `make test` ten apply for eight places; in `make proof`, or with REGIEKAMER_EDITIE set, 24 for 18.
"""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser

from community.notation import AMSTERDAM
from tests.in_full import tell
from tests.journeys import (
    catalogus,
    editie_coaching,
    editie_dagen,
    editie_einde,
    editie_eindsessie,
    editie_intake,
    editie_plan,
    editie_teams,
    editie_toelating,
    editie_tussentijden,
)
from tests.journeys.trip import Trip, a_trip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(3000)]

BEGIN = datetime(2026, 11, 10, 10, tzinfo=AMSTERDAM)
# A certificate is no part of this training yet.
NOT_YET = {"N50"}


@pytest.fixture
def trip(chromium: Browser, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Trip]:
    """A site with a real mail server beside it."""
    with a_trip("editie", BEGIN, chromium, tmp_path_factory) as found:
        yield found


def test_a_whole_editie(trip: Trip) -> None:
    until_the_first_day(trip)
    days_and_tussentijden(trip)
    what_comes_of_it(trip)
    different, bad, double = catalogus.differences(trip), catalogus.bad_mails(trip), catalogus.twice(trip)
    tell(applied=len(trip.applicants), places=trip.sizes[0], mails=len(trip.bag.arrivals), owed=len(trip.owed),
         different=len(different), bad=len(bad), double=len(double))  # fmt: skip
    assert different == [], "\n".join(different)
    assert bad == [], "\n".join(bad)
    assert double == [], "\n".join(double)
    assert catalogus.unproven(trip) == NOT_YET


def until_the_first_day(trip: Trip) -> None:
    """Plan, publish, apply, admit, agree, talk, hand in."""
    editie_plan.plans_and_publishes(trip)
    editie_intake.trainers_agree(trip)
    editie_toelating.everybody_applies(trip)
    editie_toelating.coordinator_decides(trip)
    editie_toelating.somebody_stops(trip)
    editie_dagen.days_are_known(trip)
    editie_intake.people_agree(trip)
    editie_intake.times_are_offered(trip)
    editie_intake.times_are_chosen(trip)
    editie_intake.words_are_written(trip)
    editie_intake.casussen_come_in(trip)
    editie_intake.boek_is_established(trip)
    editie_einde.measures_effect(trip, "intake", "2")


def days_and_tussentijden(trip: Trip) -> None:
    """The teams, five dagdelen, tussentijd A to D, talks of the teams, materials and coaching."""
    editie_teams.teams_are_made(trip)
    editie_tussentijden.tussentijden_are_known(trip)
    editie_dagen.material_is_placed(trip)
    editie_dagen.first_day(trip)
    editie_tussentijden.first_tussentijd(trip)
    editie_dagen.later_day(trip, "3", is_forgotten=True)
    editie_tussentijden.later_tussentijd(trip, "B")
    editie_coaching.coaching_is_booked(trip)
    editie_coaching.coaching_is_held(trip)
    editie_dagen.later_day(trip, "4")
    editie_tussentijden.later_tussentijd(trip, "C")
    editie_eindsessie.guests_are_invited(trip)
    editie_eindsessie.opdrachtgever_comes(trip)
    editie_dagen.later_day(trip, "5")
    editie_tussentijden.later_tussentijd(trip, "D")


def what_comes_of_it(trip: Trip) -> None:
    """Advice, eindsessie, looking back, and the end of the praktijkboek."""
    editie_eindsessie.advice_is_answered(trip)
    editie_eindsessie.presentations_are_made(trip)
    editie_eindsessie.eindsessie_is_held(trip)
    editie_einde.looks_back(trip)
    editie_einde.alumni_go_on(trip)
    editie_einde.boek_ends(trip)
