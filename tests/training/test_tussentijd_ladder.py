"""The tussentijden in time: opening by themselves, the ladder, who watches; with holidays, weekends and summer time."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import Q
from django.urls import reverse

from community.actions.agenda import Opzet
from community.actions.planned_elsewhere import replan
from community.berichten.ladders import OVERTAKEN, climb
from community.confidential import confidential
from community.extension_points import bericht_kinds, taak_kinds
from community.models import Audience, Bericht, BerichtStatus, BijeenkomstKind, Taak, User
from community.workdays import AMSTERDAM, at_local, is_workday
from tests.factories import UserFactory
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.factories.tussentijden import a_team, a_worker, an_inzending, part
from training.actions.deelnemers import stop_deelnemer
from training.actions.tussentijden import react_to_work, take_back_work
from training.actions.tussentijdplanning import settle_tussentijden
from training.models import Deelnemer, Editie, Editiedeel, EditieStatus
from training.queries.tussentijden import opening_day, workdays_left

pytestmark = pytest.mark.django_db
LADDER = ("N30", "N31", "N32", "N32b", "N33", "N34", "N35")


@pytest.fixture(autouse=True)
def scope() -> Any:
    """Open the vault; every test says itself what time it is."""
    with time_machine.travel(at_local(date(2027, 3, 1), time(10)), tick=False), confidential():
        yield


def at(day: date, clock: time = time(8, 31)) -> datetime:
    """Return a moment of this day, in the Netherlands: just after mail may leave."""
    return at_local(day, clock)


def live(days: Iterable[date], clocks: tuple[time, ...] = (time(0, 5), time(8, 31), time(17))) -> None:
    """Let the planner run several times on each of these days."""
    for day in days:
        for clock in clocks:
            run(at(day, clock))


def run(now: datetime) -> None:
    """Do what the clock does with tussentijden: open, tell, and walk the ladders."""
    settle_tussentijden(now)
    for code in ("TUSSENTIJD", "INZENDINGEN_LEZEN"):
        climb(taak_kinds.get(code), now)


def days(first: date, last: date) -> list[date]:
    """Return all days from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def told(kind: str, user: User | None = None) -> list[str]:
    """Return on which day and hour each mail of this kind leaves that was not taken back, for one person or all.

    Nobody sends here, so that a later rung takes the place of an earlier one that waits: that one did come.
    """
    taken_back = Q(status=BerichtStatus.VERVALLEN) & ~Q(reason=OVERTAKEN)
    rows = Bericht.objects.filter(kind=kind).exclude(taken_back).order_by("mail_at", "pk")
    rows = rows.filter(recipient=user) if user else rows
    return [f"{row.mail_at.astimezone(AMSTERDAM):%d-%m %H:%M}" for row in rows if row.mail_at]


def says(kind: str, now: datetime, user: User | None = None) -> list[Any]:
    """Return what the messages of this kind say at this moment; what must not go is not there."""
    rows = Bericht.objects.filter(kind=kind).exclude(status=BerichtStatus.VERVALLEN)
    rows = rows.filter(recipient=user) if user else rows
    found = bericht_kinds.get(kind).load(list(rows.order_by("mail_at", "pk")), now)
    return [found[row.pk] for row in rows.order_by("mail_at", "pk") if row.pk in found]


def move(editie: Editie, code: str, day: date) -> None:
    """Give a dagdeel another day, as the planner of edities does."""
    deel = part(editie, code)
    assert deel.bijeenkomst is not None
    starts = at_local(day, time(13))
    opzet = Opzet(kind=BijeenkomstKind.DAGDEEL, audience=Audience.KRING, title="Dagdeel", starts_at=starts,
                  ends_at=starts + timedelta(hours=3), place_name="De Hoeve")  # fmt: skip
    replan(deel.bijeenkomst, opzet, at(date(2027, 3, 1)))


def set_until(editie: Editie, code: str, day: date, *, from_date: date | None = None) -> None:
    """Give a tussentijd another last day."""
    deel = part(editie, code)
    changes: dict[str, Any] = {"until_date": day} | ({"from_date": from_date} if from_date else {})
    Editiedeel.objects.filter(pk=deel.pk).update(**changes)


@pytest.mark.parametrize(
    ("from_date", "dagdeel", "opens"),
    [
        (date(2027, 3, 24), date(2027, 3, 23), date(2027, 3, 24)),  # an ordinary Wednesday
        (date(2027, 3, 20), date(2027, 3, 19), date(2027, 3, 22)),  # after a Friday
        (date(2027, 3, 26), date(2027, 3, 25), date(2027, 3, 30)),  # Goede Vrijdag, the weekend of summer time, Easter
        (date(2027, 10, 30), date(2027, 10, 29), date(2027, 11, 1)),  # the weekend in which summer time ends
        (date(2027, 12, 25), date(2027, 12, 24), date(2027, 12, 27)),  # Christmas
        (date(2027, 3, 24), date(2027, 3, 30), date(2027, 3, 31)),  # the dagdeel moved, its term did not
        (date(2027, 4, 7), date(2027, 3, 23), date(2027, 4, 7)),  # the term begins later by hand
        (None, date(2027, 3, 23), date(2027, 3, 24)),
        (None, None, None),
    ],
)
def test_it_opens_on_the_first_working_day(from_date: date | None, dagdeel: date | None, opens: date | None) -> None:
    assert opening_day(from_date, dagdeel) == opens


@pytest.mark.parametrize(
    ("today", "number"),
    [(date(2027, 4, 13), 5), (date(2027, 4, 19), 1), (date(2027, 4, 20), 0), (date(2027, 4, 17), 1),
     (date(2027, 4, 14), 4)],
)  # fmt: skip
def test_working_days_are_counted(today: date, number: int) -> None:
    assert workdays_left(date(2027, 4, 20), today) == number


def test_the_whole_of_tussentijd_b_without_any_hand() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie)
    live(days(date(2027, 3, 22), date(2027, 4, 27)))
    assert {kind: told(kind, deelnemer.user) for kind in ("N30", "N31", "N32")} == {
        "N30": ["24-03 08:30"], "N31": ["13-04 08:30", "19-04 08:30"], "N32": ["21-04 08:30"],
    }  # fmt: skip
    assert part(editie, "B").opened_at == at(date(2027, 3, 24))


def test_what_each_mail_says_leads_to_her_own_page() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie)
    live(days(date(2027, 3, 23), date(2027, 4, 13)))
    (opened,) = says("N30", at(date(2027, 3, 24)))
    assert (opened.path, opened.context["Deel"], opened.context["dag"]) == (
        f"/trainingen/{editie.slug}/tussentijd/b/", "Tussentijd B", "20 april 2027",
    )  # fmt: skip
    (due,) = says("N31", at(date(2027, 4, 13)), deelnemer.user)
    assert (due.context["dagen"], due.context["deel"]) == (5, "tussentijd B")
    assert says("N30", at(date(2027, 4, 21))) == []


@pytest.mark.parametrize(
    ("first_day", "first", "last", "expected"),
    [
        # Dagdeel 3 on Thursday 25 March 2027: Goede Vrijdag, the night of summer time and Easter lie before N30.
        (date(2027, 2, 18), date(2027, 3, 25), date(2027, 4, 1), ["30-03 08:30"]),
        # Dagdeel 3 on Friday 29 October 2027: the night in which summer time ends lies before N30.
        (date(2027, 9, 24), date(2027, 10, 29), date(2027, 11, 3), ["01-11 08:30"]),
    ],
)
def test_it_opens_once_around_the_change_of_the_clock(
    first_day: date, first: date, last: date, expected: list[str]
) -> None:
    editie = an_editie(first_day=first_day)
    a_worker(editie)
    live(days(first, last), clocks=(time(0, 30), time(2, 30), time(8, 29), time(8, 30), time(23)))
    assert told("N30") == expected


@pytest.mark.parametrize(
    ("until", "n31", "n32"),
    [
        # The last day is the Tuesday after Easter: five working days before it is a Friday.
        (date(2027, 3, 30), ["19-03 08:30", "25-03 08:30"], ["31-03 08:30"]),
        # The last day is a Sunday, the night of summer time: the ladder stands on working days.
        (date(2027, 3, 28), ["19-03 08:30", "25-03 08:30"], ["30-03 08:30"]),
        # Around Koningsdag and Hemelvaart.
        (date(2027, 5, 7), ["29-04 08:30", "05-05 08:30"], ["10-05 08:30"]),
    ],
)
def test_the_ladder_skips_weekends_and_holidays(until: date, n31: list[str], n32: list[str]) -> None:
    editie = an_editie()
    a_worker(editie)
    set_until(editie, "A", until)
    set_until(editie, "B", date(2027, 6, 30), from_date=date(2027, 6, 1))
    live(days(date(2027, 2, 17), date(2027, 5, 12)), clocks=(time(8, 31),))
    assert (told("N31"), told("N32")) == (n31, n32)
    assert all(is_workday(row.mail_at.astimezone(AMSTERDAM).date()) for row in Bericht.objects.all() if row.mail_at)


def test_a_late_run_catches_up_and_never_twice() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie)
    for _ in range(3):
        run(at(date(2027, 4, 1), time(15)))
    assert told("N30", deelnemer.user) == ["24-03 08:30"], "it leaves at the first moment after that"
    assert Taak.objects.filter(kind="TUSSENTIJD", done_at__isnull=True, withdrawn_at__isnull=True).count() == 1
    run(at(date(2027, 4, 19)))
    assert len(says("N31", at(date(2027, 4, 19)))) == 1, "of two rungs that come due together only the last is told"


def test_handing_in_ends_it_and_taking_back_goes_on_where_it_was() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie)
    live(days(date(2027, 3, 23), date(2027, 3, 26)))
    an_inzending(deelnemer, now=at(date(2027, 3, 26), time(12)))
    live(days(date(2027, 3, 27), date(2027, 4, 15)))
    assert (told("N31"), len(told("N30"))) == ([], 1)
    take_back_work(actor=deelnemer.user, deelnemer=deelnemer, deel=part(editie, "B"), now=at(date(2027, 4, 15)))
    live(days(date(2027, 4, 16), date(2027, 4, 22)))
    assert (told("N31"), told("N32"), len(told("N30"))) == (["19-04 08:30"], ["21-04 08:30"], 1)


def test_a_deadline_that_moves_takes_the_ladder_along() -> None:
    editie = an_editie()
    a_worker(editie)
    live(days(date(2027, 3, 23), date(2027, 4, 13)))
    set_until(editie, "B", date(2027, 4, 26))
    assert says("N31", at(date(2027, 4, 13))) == [], "also before the planner moved the duty"
    live(days(date(2027, 4, 14), date(2027, 5, 3)))
    assert told("N31") == ["13-04 08:30", "19-04 08:30", "23-04 08:30"], "the first was right when it left"
    assert told("N32") == ["28-04 08:30"], "27 April is Koningsdag"


def test_a_dagdeel_that_moves_later_opens_it_again_after_that() -> None:
    editie = an_editie()
    deelnemer = a_worker(editie)
    live(days(date(2027, 3, 23), date(2027, 3, 25)))
    asked = Taak.objects.filter(object_id=part(editie, "B").pk, withdrawn_at__isnull=True)
    assert asked.count() == 1
    move(editie, "3", date(2027, 4, 1))
    run(at(date(2027, 3, 25), time(18)))
    assert says("N30", at(date(2027, 3, 25), time(18))) == []
    assert part(editie, "B").opened_at is None
    assert not asked.exists()
    live(days(date(2027, 3, 26), date(2027, 4, 6)))
    assert told("N30", deelnemer.user) == ["02-04 08:30"]
    assert len(says("N30", at(date(2027, 4, 2)))) == 1


def test_who_stops_hears_nothing_more() -> None:
    editie = an_editie()
    deelnemer, stays = a_worker(editie), a_worker(editie)
    coordinator = UserFactory(coordinator=True)
    live(days(date(2027, 3, 23), date(2027, 3, 25)))
    fresh = Deelnemer.objects.select_related("editie").get(pk=deelnemer.pk)
    stop_deelnemer(actor=coordinator, deelnemer=fresh, reason="Ander werk", now=at(date(2027, 3, 25), time(18)))
    live(days(date(2027, 3, 26), date(2027, 4, 30)))
    assert (told("N31", deelnemer.user), told("N32", deelnemer.user)) == ([], [])
    assert says("N30", at(date(2027, 3, 26)), deelnemer.user) == []
    assert len(told("N32", stays.user)) == 1
    assert {row.context["wie"] for row in says("N32b", at(date(2027, 4, 29)))} == {stays.user.naam}


def test_who_is_admitted_later_is_told_once_and_not_of_what_is_over() -> None:
    editie = an_editie()
    live(days(date(2027, 3, 22), date(2027, 4, 5)))
    late = a_deelnemer(editie, now=at(date(2027, 4, 5), time(18)))
    live(days(date(2027, 4, 6), date(2027, 4, 8)))
    assert [row.context["Deel"] for row in says("N30", at(date(2027, 4, 6)), late.user)] == ["Tussentijd B"]
    assert Taak.objects.filter(user=late.user, kind="TUSSENTIJD").count() == 1


def test_an_editie_that_is_called_off_asks_nothing() -> None:
    editie = an_editie()
    a_worker(editie)
    live(days(date(2027, 3, 23), date(2027, 3, 25)))
    Editie.objects.filter(pk=editie.pk).update(status=EditieStatus.GEANNULEERD)
    live(days(date(2027, 3, 26), date(2027, 4, 23)))
    assert (told("N31"), says("N30", at(date(2027, 3, 26)))) == ([], [])
    assert not Taak.objects.filter(kind="TUSSENTIJD", done_at__isnull=True, withdrawn_at__isnull=True).exists()


def test_a_captain_hears_once_how_many_are_ready() -> None:
    editie = an_editie()
    captain, ready, busy = a_worker(editie), a_worker(editie), a_worker(editie)
    trainer = a_trainer(editie)
    a_team(editie, captain.user, captain, ready, busy)
    a_team(editie, trainer, a_worker(editie), number=2, rol="TRAINER")
    live(days(date(2027, 3, 23), date(2027, 3, 25)))
    an_inzending(ready, now=at(date(2027, 3, 25)))
    live(days(date(2027, 3, 29), date(2027, 4, 22)))
    assert (told("N33", captain.user), told("N33", trainer), told("N33", ready.user)) == (
        ["15-04 08:30"], ["15-04 08:30"], [],
    )  # fmt: skip
    (said,) = says("N33", at(date(2027, 4, 15)), captain.user)
    assert (said.context["klaar"], said.context["totaal"], said.path) == (
        1,
        3,
        f"/trainingen/{editie.slug}/tussentijd/b/",
    )
    captain.user.lidmaatschappen.update(until_at=at(date(2027, 4, 14)))
    assert says("N33", at(date(2027, 4, 15)), captain.user) == []


def test_the_hart_hears_a_name_and_a_part_after_five_working_days() -> None:
    editie = an_editie()
    late, done = a_worker(editie), a_worker(editie)
    coordinator = UserFactory(coordinator=True)
    live(days(date(2027, 3, 23), date(2027, 3, 25)))
    an_inzending(done, is_shared=False, now=at(date(2027, 3, 25)))
    live(days(date(2027, 4, 20), date(2027, 5, 4)))
    assert told("N32b") == ["28-04 08:30"], "27 April is Koningsdag"
    (said,) = says("N32b", at(date(2027, 4, 28)))
    assert said.context == {"wie": late.user.naam, "deel": "tussentijd B", "editie": editie.name}
    assert said.path == reverse("editie-inschrijving", args=[editie.slug, late.inschrijving_id])
    coordinator.roltoekenningen.update(until_date=date(2027, 4, 1))
    assert says("N32b", at(date(2027, 4, 28))) == []


def test_a_trainer_hears_every_working_day_what_waits_for_her_and_no_more_than_once() -> None:
    editie, other = an_editie(), an_editie(name="Najaar 2027")
    trainer, elsewhere = a_trainer(editie), a_trainer(other)
    first, second, hidden = a_worker(editie), a_worker(editie), a_worker(editie)
    an_inzending(first, now=at(date(2027, 3, 24), time(15)))
    an_inzending(hidden, is_shared=False, now=at(date(2027, 3, 24), time(15)))
    live(days(date(2027, 3, 24), date(2027, 3, 31)))
    assert (told("N34", trainer), told("N34", elsewhere)) == (["25-03 08:30", "30-03 08:30", "31-03 08:30"], [])
    an_inzending(second, now=at(date(2027, 3, 31), time(9)))
    (said,) = says("N34", at(date(2027, 3, 31), time(10)))
    assert (said.context["zin"], said.path) == (
        "2 inzendingen wachten op je reactie", f"/trainingen/{editie.slug}/inzendingen/",
    )  # fmt: skip
    taak = Taak.objects.get(kind="INZENDINGEN_LEZEN", done_at__isnull=True)
    assert taak_kinds.get("INZENDINGEN_LEZEN").words([taak], at(date(2027, 3, 31)))[taak.pk].title.startswith("2 inz")
    for deelnemer in (first, second):
        row = deelnemer.inzendingen.get()
        react_to_work(actor=trainer, inzending=row, version=row.version, text="Mooi", now=at(date(2027, 3, 31)))
    live(days(date(2027, 4, 1), date(2027, 4, 2)))
    assert len(told("N34", trainer)) == 3
    assert not Taak.objects.filter(kind="INZENDINGEN_LEZEN", done_at__isnull=True).exists()


def test_a_reaction_is_told_to_the_participant_until_she_takes_it_back() -> None:
    editie = an_editie()
    deelnemer, trainer = a_worker(editie), a_trainer(editie)
    now = at(date(2027, 3, 25))
    row = an_inzending(deelnemer, now=now)
    react_to_work(actor=trainer, inzending=row, version=row.version, text="Mooi", now=now)
    (said,) = says("N35", now)
    assert (said.path, said.context) == (
        f"/trainingen/{editie.slug}/tussentijd/b/", {"deel": "tussentijd B", "editie": editie.name},
    )  # fmt: skip
    take_back_work(actor=deelnemer.user, deelnemer=deelnemer, deel=part(editie, "B"), now=now)
    assert says("N35", now) == []


@pytest.mark.parametrize("amount", [1, 30])
def test_telling_costs_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie = an_editie()
    a_trainer(editie)
    people = [a_worker(editie) for _ in range(amount)]
    a_team(editie, people[0].user, *people)
    live([date(2027, 3, 24), date(2027, 4, 13)], clocks=(time(8, 31),))
    an_inzending(people[0], now=at(date(2027, 4, 13)))
    live([date(2027, 4, 15), date(2027, 4, 29)], clocks=(time(8, 31),))
    for kind, number in (("N30", 3), ("N31", 3), ("N33", 4), ("N34", 2)):
        rows = list(Bericht.objects.filter(kind=kind))
        assert rows
        with django_assert_num_queries(number):
            bericht_kinds.get(kind).load(rows, at(date(2027, 4, 15)))


@pytest.mark.parametrize("amount", [1, 30])
def test_planning_costs_the_same_for_one_and_for_thirty(amount: int, django_assert_num_queries: Any) -> None:
    editie = an_editie()
    people = [a_worker(editie) for _ in range(amount)]
    an_inzending(people[0], now=at(date(2027, 3, 24)))
    live([date(2027, 3, 24)])
    with django_assert_num_queries(7):
        settle_tussentijden(at(date(2027, 3, 24), time(18)))


@pytest.mark.parametrize("amount", [1, 8])
def test_planning_again_costs_the_same_for_many_edities(amount: int, django_assert_num_queries: Any) -> None:
    UserFactory(coordinator=True)
    for number in range(amount):
        editie = an_editie(name=f"Editie {number}")
        captain, worker = a_worker(editie), a_worker(editie)
        a_trainer(editie)
        a_team(editie, captain.user, captain, worker)
    live([date(2027, 3, 24), date(2027, 4, 28)], clocks=(time(8, 31),))
    with django_assert_num_queries(6):
        settle_tussentijden(at(date(2027, 4, 28), time(18)))


def test_no_message_of_the_ladder_is_at_once_or_on_a_day_off() -> None:
    assert [code for code in LADDER if bericht_kinds.get(code).at_once] == []
