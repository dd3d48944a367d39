"""Planning a toernee: dates that work, holidays, what others have, locks, begeleiders, and why nothing fits."""

from collections import Counter
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from community.actions.werk import stop_werk
from community.actions.werkgang import WerkFailedError
from community.models import (
    Bezetting,
    BijeenkomstStatus,
    Kalenderperiode,
    PeriodeKind,
    Regio,
    Samenwerking,
    Werk,
)
from community.workdays import at_local, feestdag
from intervisie.actions.toerneeplannen import make_plans
from intervisie.actions.toerneevoorstellen import ask_all_plans, lock_visits
from intervisie.models import Toernee, ToerneeStatus, Toerneevoorstel
from intervisie.queries.toernee_invoer import invoer_of
from intervisie.queries.toernee_rooster import Rooster, rooster_of
from intervisie.queries.toerneevoorstellen import slot_in
from tests.factories import BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.beschikbaarheid import can_come, says
from tests.factories.moments import NOW
from tests.factories.toernees import BEGINS, ENDS
from tests.intervisie.toerneeplanning.planwork import Planning, a_planning, fixed, proposed

pytestmark = pytest.mark.django_db


def days_of(row: Toerneevoorstel) -> list[date]:
    """Return the days of a proposal in order."""
    return sorted(slot_in(one)[0] for one in row.plan["visits"])


@pytest.mark.parametrize("number", [4, 5, 6])
def test_everybody_receives_once_with_gaps_and_each_role_once(number: int) -> None:
    planning = a_planning(number=number)
    row = proposed(planning)
    rules = planning.toernee
    rooster = rooster_of([rules])
    numbers = sorted(rooster.number(*slot_in(one)) // 2 for one in row.plan["visits"])
    assert {one["host"] for one in row.plan["visits"]} == {str(one.pk) for one in planning.people}
    assert min(b - a for a, b in pairwise(numbers)) >= rules.min_gap_days
    assert numbers[-1] - numbers[0] <= rules.max_span_days
    held = Counter((who, rol) for one in row.plan["visits"] for who, rol in one["roles"].items())
    assert max(held.values()) == (2 if number == 6 else 1)  # with six two veldwaarnemers come to each visit
    assert all(len(one["roles"]) == number - 1 for one in row.plan["visits"])
    assert row.plan["begeleider"] == str(planning.guide.pk if planning.guide else "")
    assert (row.why, row.is_proven) == ({}, True)


def test_no_visit_on_a_feestdag_in_a_school_holiday_or_on_election_day() -> None:
    planning = a_planning(first=date(2027, 3, 15), last=date(2027, 10, 29), has_guide=False)
    Samenwerking.objects.update(provincies=["FRYSLAN"])
    for kind, regio, name, first, last in (
        (PeriodeKind.SCHOOLVAKANTIE, Regio.NOORD, "mei", date(2027, 4, 26), date(2027, 5, 28)),
        (PeriodeKind.SCHOOLVAKANTIE, Regio.ZUID, "zomer", date(2027, 6, 1), date(2027, 9, 3)),
        (PeriodeKind.VERKIEZING, Regio.ALLE, "raad", date(2027, 3, 16), date(2027, 4, 9)),
    ):
        Kalenderperiode.objects.create(kind=kind, regio=regio, name=name, from_date=first, until_date=last)
    days = days_of(proposed(planning))
    assert not [day for day in days if date(2027, 4, 26) <= day <= date(2027, 5, 28)]
    assert min(days) > date(2027, 4, 9)
    assert [day for day in days if date(2027, 6, 1) <= day <= date(2027, 9, 3)]  # the holiday of another region
    assert not [day for day in days if feestdag(day)]
    Toernee.objects.update(uses_school_holidays=True)
    invoer = invoer_of([planning.again()], NOW)
    blocked = {invoer.rooster.slot(number)[0] for number in invoer.instance.blocked}
    assert (date(2027, 5, 4) in blocked, date(2027, 4, 27) in blocked) == (False, True)


def test_what_people_have_already_is_left_out_concepts_too_and_liever_niet_is_avoided() -> None:
    planning = a_planning(has_guide=False)
    first = days_of(proposed(planning))[0]
    busy = BijeenkomstFactory(starts_at=at_local(first, time(12)), ends_at=at_local(first, time(13, 15)),
                              status=BijeenkomstStatus.CONCEPT)  # fmt: skip
    DeelnameFactory(bijeenkomst=busy, user=planning.people[0].user)
    second = days_of(proposed(planning))
    assert first not in second
    says(planning.people[1].user, [(second[1], 0), (second[1], 1)], "LIEVER_NIET")
    assert second[1] not in days_of(proposed(planning))


def test_a_guide_is_at_one_visit_a_day_and_says_when_she_cannot() -> None:
    guide = UserFactory()
    other = fixed(a_planning(guide=guide, name="Toernee Beek"))
    planning = a_planning(guide=guide)
    taken = {one.date for one in other.bezoeken}
    days = set(days_of(proposed(planning)))
    assert not days & taken
    says(guide, [(day, half) for day in days for half in (0, 1)], "KAN_NIET")
    assert not set(days_of(proposed(planning))) & (days | taken)


def test_together_planned_toernees_share_a_guide_and_each_can_be_fixed() -> None:
    guide, hart = UserFactory(), UserFactory(coordinator=True)
    plannings = [a_planning(guide=guide, name=f"Toernee {number}") for number in range(3)]
    Toernee.objects.filter(pk=plannings[2].toernee.pk).update(min_gap_days=12)  # other rules, planned after
    werk = ask_all_plans(actor=hart, now=NOW)
    said = make_plans(werk, lambda done, all_: True, NOW).write(NOW)  # type: ignore[union-attr]  # it writes
    rows = list(Toerneevoorstel.objects.select_related("toernee__kring"))
    days = [day for row in rows for day in days_of(row)]
    assert (said, len(days), len(set(days))) == ({"made": 3}, 15, 15)
    assert {row.plan["begeleider"] for row in rows} == {str(guide.pk)}


def test_locks_stay_and_the_rest_is_planned_again() -> None:
    planning = a_planning()
    row = proposed(planning)
    fourth = sorted(row.plan["visits"], key=slot_in)[3]
    locked = lock_visits(actor=planning.hart, voorstel=row, hosts={fourth["host"]}, now=NOW)
    says(planning.people[0].user, [slot_in(sorted(row.plan["visits"], key=slot_in)[0])], "KAN_NIET")
    again = proposed(planning, based_on=locked)
    kept = next(one for one in again.plan["visits"] if one["host"] == fourth["host"])
    assert slot_in(kept) == slot_in(fourth)
    assert (again.based_on_id, again.locks) == (locked.pk, locked.locks)
    assert again.plan["visits"] != row.plan["visits"]


def test_who_said_nothing_is_named() -> None:
    planning = a_planning()
    planning.people[2].user.beschikbaarheid.all().delete()
    row = proposed(planning)
    assert (row.plan["visits"], row.why["kind"]) == ([], "STIL")
    assert row.why["sentences"][0] == f"{planning.people[2].user.naam} gaf nog geen dagdelen op."


def test_nobody_can_in_june_and_that_is_explained_with_a_way_out() -> None:
    planning = a_planning(has_guide=False, first=date(2027, 3, 1), last=date(2027, 6, 30), weekdays=(1,))
    for one in planning.people:
        one.user.beschikbaarheid.filter(date__month=6).update(keuze="KAN_NIET")
        one.user.beschikbaarheid.filter(date__range=(date(2027, 4, 20), date(2027, 5, 31))).update(keuze="KAN_NIET")
    can_come(planning.people[0].user, date(2027, 6, 1), date(2027, 6, 30), weekdays=(3,))
    for one in planning.people[1:4]:
        can_come(one.user, date(2027, 6, 1), date(2027, 6, 30), weekdays=(3,))
    row = proposed(planning)
    assert row.plan["visits"] == []
    text = " ".join(row.why["sentences"])
    assert "30 juni 2027" in text
    assert f"Vraag {planning.people[4].user.naam} om een extra dagdeel: donderdag" in text


def test_a_day_that_goes_over_while_planning_is_not_proposed() -> None:
    planning = a_planning(first=date(2027, 1, 11), last=date(2027, 9, 30))
    assert days_of(proposed(planning))[0] > date(2027, 1, 18)
    later = NOW + timedelta(days=60)
    assert days_of(proposed(planning, later))[0] > date(2027, 3, 19)


def test_work_stops_where_somebody_stops_it_and_keeps_what_it_has() -> None:
    planning = a_planning()
    werk = ask_all_plans(actor=planning.hart, now=NOW)
    stop_werk(actor=planning.hart, werk=werk, now=NOW)
    asked: list[int] = []

    def progress(done: int, all_: int) -> bool:
        asked.append(done)
        return False

    made = make_plans(werk, progress, NOW).write(NOW)  # type: ignore[union-attr]  # it writes
    assert (made, asked[0], asked[-1]) == ({"made": 1}, 0, 90)


def test_a_toernee_that_ended_meanwhile_gets_no_proposal() -> None:
    planning = a_planning()
    werk = ask_all_plans(actor=planning.hart, now=NOW)
    deed = make_plans(werk, lambda done, all_: True, NOW)
    Toernee.objects.update(status=ToerneeStatus.AFGEBLAZEN)
    with pytest.raises(WerkFailedError):
        deed.write(NOW)  # type: ignore[union-attr]  # it writes
    with pytest.raises(WerkFailedError):
        make_plans(werk, lambda done, all_: True, NOW)
    assert (Toerneevoorstel.objects.count(), Werk.objects.count()) == (0, 1)


def test_a_place_that_nobody_knows_and_no_guide_at_all_are_no_hindrance() -> None:
    planning = a_planning(has_guide=False)
    Samenwerking.objects.update(place="Atlantis")
    row = proposed(planning)
    assert (len(row.plan["visits"]), row.plan["begeleider"], row.plan["cost"]["long_trips"]) == (5, None, 0)


@pytest.mark.parametrize("begin", [date(2027, 3, 1), date(2027, 3, 6), date(2027, 3, 27), date(2027, 10, 30)])
def test_numbers_of_dagdelen_and_days_are_each_others_way_back(begin: date) -> None:
    rooster = Rooster(begin - timedelta(days=begin.weekday()), begin + timedelta(days=60))
    numbers = list(rooster.numbers(rooster.monday, rooster.until_date))
    assert [rooster.number(*rooster.slot(number)) for number in numbers] == numbers
    assert numbers == list(range(len(numbers)))
    assert {rooster.slot(number)[0].weekday() for number in numbers} == set(range(5))


def test_a_period_that_begins_in_a_weekend_begins_on_monday() -> None:
    planning = a_planning(first=date(2027, 3, 6), last=date(2027, 12, 17), weekdays=(0, 4))
    assert days_of(proposed(planning))[0] >= date(2027, 3, 8)


def a_history(planning: Planning) -> str:
    """Let this toernee be over, with new days for its people in the next; return who received first."""
    host = planning.bezoeken[0].host
    Bezetting.objects.all().delete()
    Toernee.objects.update(status=ToerneeStatus.AFGEROND)
    return str(host.user_id)


def test_who_received_first_the_last_time_does_not_again() -> None:
    planning = fixed(a_planning(has_guide=False))
    first = a_history(planning)
    invoer = invoer_of([a_planning(name="Toernee Wad").toernee], NOW)
    assert not any(one.last_hosted_first for one in invoer.instance.people)
    again = a_planning(name="Toernee Meer", has_guide=False)
    row = again.people[0]
    type(row).objects.filter(pk=row.pk).update(user=first)
    can_come(type(row.user).objects.get(pk=first), BEGINS, ENDS, weekdays=(1, 3))
    found = invoer_of([again.again()], NOW)
    assert [one.id for one in found.instance.people if one.last_hosted_first] == [str(row.pk)]
