"""Looking back on its day: once, on a working day, for whom it should, and again in its rhythm."""

from datetime import date, timedelta

import pytest

from community.actions.groepsleven import close_evaluaties
from community.extension_points import bericht_kinds
from community.models import Evaluatie, Kring, KringKind, KringRol, Taak
from intervisie.actions.evaluatieplanningen import REFLECTIE, TERUGBLIK, end_evaluatieplanning, note_talk
from intervisie.models import Evaluatieplanning, Terugblik
from tests.factories import KringFactory, LidmaatschapFactory, SamenwerkingFactory, UserFactory
from tests.factories.moments import NOW
from tests.intervisie.evaluaties.lookback import DAY, a_group, asked, at, on, planned, told

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
ONE_DAY = timedelta(days=1)


def next_of(planning: Evaluatieplanning) -> tuple[date | None, bool]:
    """Return the next day of a planning and whether it is over."""
    planning.refresh_from_db()
    return planning.next_date, planning.ended_at is not None


def test_nobody_is_asked_before_the_day_and_the_leader_on_it_once() -> None:
    kring, people = a_group()
    planning = planned(kring, "GESPREK")
    on(at(DAY - ONE_DAY, 23))
    assert (asked(TERUGBLIK), Terugblik.objects.count()) == ([], 0)
    for hour in (0, 6, 9):
        on(at(DAY, hour))
    assert (asked(TERUGBLIK), Terugblik.objects.count(), len(told("N215"))) == ([people[0]], 1, 1)
    assert next_of(planning) == (None, True)


def test_a_group_with_questions_gets_its_round_and_no_second_one() -> None:
    kring, _people = a_group()
    planned(kring, "VRAGEN", weeks=1)
    on(at(DAY))
    on(at(DAY))
    assert Evaluatie.objects.filter(kring=kring).count() == 1
    on(at(DAY + 7 * ONE_DAY))  # the first round still runs
    assert Evaluatie.objects.filter(kring=kring).count() == 1
    close_evaluaties(at(DAY + 30 * ONE_DAY))
    on(at(DAY + 30 * ONE_DAY))
    assert Evaluatie.objects.filter(kring=kring).count() == 2


@pytest.mark.parametrize("kind", [KringKind.LEERGROEP, KringKind.INTERVISIE])
def test_in_a_reflection_everybody_of_the_group_is_asked(kind: KringKind) -> None:
    kring, people = a_group(kind, people=3)
    gone = LidmaatschapFactory(kring=kring, until_at=NOW).user
    planned(kring, "REFLECTIE")
    on(at(DAY))
    assert set(asked(REFLECTIE)) == set(people)
    assert gone not in {one.recipient for one in told("N216")}
    assert len(told("N216")) == 3


@pytest.mark.parametrize(("form", "kind"), [("GESPREK", TERUGBLIK), ("REFLECTIE", REFLECTIE)])
def test_of_a_samenwerking_its_regisseurs_are_asked(form: str, kind: str) -> None:
    other, closed = UserFactory(), UserFactory(is_active=False)
    row = SamenwerkingFactory(regisseurs=[other, closed], visible="REGISSEURS")
    planned(row, form)
    on(at(DAY))
    assert set(asked(kind)) == {row.owner, other}


def test_a_group_without_a_leader_is_asked_through_the_hart() -> None:
    kring = a_group(people=0)[0]
    coordinator = UserFactory(coordinator=True)
    planned(kring, "GESPREK", by=coordinator)
    on(at(DAY))
    assert asked(TERUGBLIK) == [coordinator]


@pytest.mark.parametrize(
    ("day", "fires"),
    [
        (date(2027, 2, 13), date(2027, 2, 15)),  # a Saturday
        (date(2027, 3, 28), date(2027, 3, 30)),  # Easter Sunday, when clocks go forward; Easter Monday follows
        (date(2027, 10, 31), date(2027, 11, 1)),  # a Sunday, when clocks go back
        (date(2027, 4, 27), date(2027, 4, 28)),  # King's Day
        (date(2028, 2, 29), date(2028, 2, 29)),  # an ordinary Tuesday of a leap year
    ],
)
def test_weekends_and_holidays_wait_for_the_first_working_day(day: date, fires: date) -> None:
    kring, _people = a_group()
    planned(kring, "GESPREK", day)
    on(at(fires - ONE_DAY, 23))
    assert Terugblik.objects.count() == 0
    on(at(fires, 0))
    assert Terugblik.objects.get().about_date == day


def test_a_planner_that_was_away_asks_once_and_goes_on_in_rhythm() -> None:
    kring, people = a_group()
    planning = planned(kring, "GESPREK", weeks=1)
    back = DAY + 24 * ONE_DAY
    on(at(back))
    on(at(back))
    assert (asked(TERUGBLIK), Terugblik.objects.count()) == ([people[0]], 1)
    assert next_of(planning) == (DAY + 28 * ONE_DAY, False)


def test_in_its_rhythm_the_day_of_the_week_stays_across_the_clock() -> None:
    kring, _people = a_group()
    planning = planned(kring, "REFLECTIE", date(2027, 3, 23), weeks=1)
    on(at(date(2027, 3, 23)))
    on(at(date(2027, 3, 30)))
    assert next_of(planning) == (date(2027, 4, 6), False)
    assert list(Terugblik.objects.order_by("about_date").values_list("about_date", flat=True)) == [
        date(2027, 3, 23), date(2027, 3, 30),
    ]  # fmt: skip


def test_the_next_time_takes_the_place_of_the_one_before() -> None:
    kring, people = a_group()
    planned(kring, "GESPREK", weeks=1)
    on(at(DAY))
    on(at(DAY + 7 * ONE_DAY))
    assert (asked(TERUGBLIK), Taak.objects.filter(withdrawn_at__isnull=False).count()) == ([people[0]], 1)


def test_nobody_is_asked_of_what_is_over() -> None:
    kring, _people = a_group()
    row = SamenwerkingFactory()
    plannings = [planned(kring, "GESPREK"), planned(row, "REFLECTIE")]
    Kring.objects.filter(pk=kring.pk).update(closed_at=NOW)
    type(row).objects.filter(pk=row.pk).update(ended_at=NOW)
    on(at(DAY))
    assert [next_of(one) for one in plannings] == [(None, True), (None, True)]
    assert (asked(TERUGBLIK), asked(REFLECTIE), Terugblik.objects.count()) == ([], [], 0)


def test_ending_a_planning_withdraws_what_is_asked() -> None:
    kring, _people = a_group()
    coordinator = UserFactory(coordinator=True)
    planning = planned(kring, "REFLECTIE", weeks=4, by=coordinator)
    on(at(DAY))
    end_evaluatieplanning(actor=coordinator, planning=planning, now=at(DAY, 12))
    on(at(DAY + 28 * ONE_DAY))
    assert (asked(REFLECTIE), Terugblik.objects.count()) == ([], 1)


def test_a_planned_talk_is_done_for_everybody() -> None:
    other = UserFactory()
    row = SamenwerkingFactory(regisseurs=[other])
    planned(row, "GESPREK")
    on(at(DAY))
    note_talk(actor=other, terugblik=Terugblik.objects.get(), now=at(DAY, 12))
    assert (asked(TERUGBLIK), Taak.objects.filter(done_at__isnull=False).count()) == ([], 2)
    on(at(DAY + 30 * ONE_DAY))
    assert len(told("N215")) == 2


def test_the_ladder_reminds_of_a_talk_twice_and_of_a_reflection_once() -> None:
    kring, _people = a_group(people=1)
    planned(kring, "GESPREK")
    planned(kring, "REFLECTIE")
    for day in range(41):
        on(at(DAY + day * ONE_DAY, 9))
    assert (len(told("N215")), len(told("N216"))) == (3, 2)


def test_what_nobody_wrote_in_six_weeks_is_asked_no_more() -> None:
    kring, _people = a_group(people=1)
    planned(kring, "REFLECTIE")
    on(at(DAY))
    on(at(DAY + 41 * ONE_DAY))
    assert len(asked(REFLECTIE)) == 1
    on(at(DAY + 43 * ONE_DAY))
    assert asked(REFLECTIE) == []


def test_a_mail_does_not_go_to_who_left_meanwhile() -> None:
    kring, people = a_group()
    friend = UserFactory()
    row = SamenwerkingFactory(regisseurs=[friend], name="Stille Beek", visible="REGISSEURS")
    planned(kring, "REFLECTIE")
    planned(row, "REFLECTIE")
    on(at(DAY))
    kring.lidmaatschappen.filter(user=people[1]).update(until_at=at(DAY))
    row.regisseurs.remove(friend)
    berichten = told("N216")
    found = bericht_kinds.get("N216").load(berichten, at(DAY, 9))
    assert {one.recipient for one in berichten if one.pk in found} == {people[0], row.owner}
    assert {inhoud.context["onderwerp"] for inhoud in found.values()} == {kring.name, "je samenwerking"}


@pytest.mark.parametrize("amount", [1, 30])
@pytest.mark.parametrize(("form", "code", "number"), [("GESPREK", "N215", 4), ("REFLECTIE", "N216", 2)])
def test_a_batch_of_mails_costs_the_same_for_one_and_thirty(
    form: str, code: str, number: int, amount: int, django_assert_num_queries: object
) -> None:
    for _each in range(amount):
        kring = KringFactory()
        LidmaatschapFactory(kring=kring, role=KringRol.TREKKER)
        planned(kring, form)
    on(at(DAY))
    rows = told(code)
    with django_assert_num_queries(number):  # type: ignore[operator]  # a fixture of pytest-django
        assert len(bericht_kinds.get(code).load(rows, at(DAY, 9))) == amount
