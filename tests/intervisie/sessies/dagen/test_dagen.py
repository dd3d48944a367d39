"""A session in days goes on by itself on working days; who wrote nothing is told the working day before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.berichten.planning import plan
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht, User
from community.workdays import AMSTERDAM, is_workday, local_date
from intervisie.actions.sessiedagen import go_on_where_due, remind_before_end
from intervisie.actions.sessieloop import go_on
from intervisie.models import Sessie, SessieStatus
from intervisie.queries.sessiedagen import deadline_of, last_call, planned_days
from tests.community.leergroepen.test_post import letters
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, leader_of, plek_of, writes
from tests.factories.werkvormen import OWN, a_step, a_werkvorm

pytestmark = pytest.mark.django_db
CODES = ("kaart", "vraag", "ronde", "inzicht", "acties")
WRITTEN = "grutto op de dijk"


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def in_days(*people: User, days: int = 10, now: datetime = NOW, **also: object) -> Sessie:
    """Return a session in days of these people, begun."""
    return a_sessie(*people, tempo="DAGEN", days=days, now=now, **also)  # type: ignore[arg-type]  # fields of a plan


def as_stored(sessie: Sessie) -> Sessie:
    return Sessie.objects.select_related("versie__werkvorm").get(pk=sessie.pk)


def steps_walked(sessie: Sessie, start: datetime, days: int) -> list[tuple[datetime, int]]:
    """Let the planner run every hour; return when it came in which step."""
    found: list[tuple[datetime, int]] = []
    for hour in range(days * 24):
        now = start + timedelta(hours=hour)
        go_on_where_due(now)
        row = as_stored(sessie)
        if row.status != SessieStatus.BEZIG:
            found.append((now, -1))
            break
        if not found or found[-1][1] != row.step:
            found.append((now, row.step))
    return found


def test_it_walks_through_its_steps_and_closes_on_working_days_only() -> None:
    sessie = in_days(days=12)
    walked = steps_walked(sessie, NOW, 30)
    assert [step for _at, step in walked] == [0, 1, 2, 3, 4, -1]
    assert [is_workday(local_date(at)) for at, _step in walked] == [True] * 6
    assert {at.astimezone(AMSTERDAM).hour for at, _step in walked[1:]} == {9}
    assert timedelta(days=12) - timedelta(hours=1) <= walked[-1][0] - NOW <= timedelta(days=18)


@pytest.mark.parametrize("start", [
    datetime(2027, 3, 25, 10, tzinfo=UTC),  # Goede Vrijdag, Easter and the change to summer time in one weekend
    datetime(2027, 10, 28, 10, tzinfo=UTC),  # winter time begins
    datetime(2026, 12, 22, 10, tzinfo=UTC),  # Christmas and New Year
])  # fmt: skip
def test_holidays_and_the_change_of_the_clock(start: datetime) -> None:
    sessie = in_days(days=10, now=start)
    walked = steps_walked(sessie, start, 40)
    assert [step for _at, step in walked] == [0, 1, 2, 3, 4, -1]
    assert all(is_workday(local_date(at)) for at, _step in walked)
    assert {at.astimezone(AMSTERDAM).hour for at, _step in walked[1:]} == {9}


def test_the_plan_says_beforehand_what_happens() -> None:
    sessie = in_days(days=14)
    told = planned_days(as_stored(sessie), NOW)
    walked = steps_walked(sessie, NOW, 40)
    assert [day.begins for day in told] == [local_date(at) for at, _step in walked[:-1]]
    assert told[-1].ends == local_date(walked[-1][0])
    assert [day.state for day in told] == ["current", "", "", "", ""]
    assert all(one.ends == other.begins for one, other in pairwise(told))
    over = planned_days(as_stored(sessie), NOW)
    assert ([day.state for day in over], [day.ends for day in over]) == (["done"] * 5, [None] * 5)


def test_the_plan_before_and_on_the_way() -> None:
    waiting = in_days(is_begun=False)
    assert {day.state for day in planned_days(as_stored(waiting), NOW)} == {""}
    sessie = in_days()
    with confidential():
        go_on(plek=leader_of(sessie), position="0.0.0", now=NOW)
    assert [day.state for day in planned_days(as_stored(sessie), NOW)] == ["done", "current", "", "", ""]
    live = a_sessie()
    assert planned_days(as_stored(live), NOW) == ()


def test_nothing_moves_before_its_time_or_in_a_weekend() -> None:
    sessie = in_days()
    end = deadline_of(as_stored(sessie), NOW)
    go_on_where_due(end - timedelta(seconds=1))
    assert as_stored(sessie).step == 0
    saturday = datetime(2027, 2, 6, 12, tzinfo=UTC)
    go_on_where_due(saturday)
    assert as_stored(sessie).step == 0
    go_on_where_due(datetime(2027, 2, 8, 9, tzinfo=UTC))
    go_on_where_due(datetime(2027, 2, 8, 9, tzinfo=UTC))
    assert as_stored(sessie).step == 1, "one step, however long nothing ran and however often it runs"
    assert deadline_of(as_stored(sessie), NOW) > datetime(2027, 2, 9, 7, tzinfo=UTC)


def test_the_leader_goes_on_earlier_and_the_days_follow() -> None:
    sessie = in_days()
    before = planned_days(as_stored(sessie), NOW)
    with confidential():
        assert go_on(plek=leader_of(sessie), position="0.0.0", now=NOW)
    after = planned_days(as_stored(sessie), NOW)
    assert (after[1].begins, before[1].ends, after[1].ends) == (local_date(NOW), date(2027, 1, 21), date(2027, 1, 19))


def test_where_a_bringer_must_be_chosen_it_waits() -> None:
    schema = OWN | {"question": "EEN", "steps": [
        a_step("start"), a_step("vertellen", input="TEKST", writes="INBRENGER", speaks="INBRENGER"), a_step("slot"),
    ]}  # fmt: skip
    people = [UserFactory() for _ in range(3)]
    sessie = in_days(*people, werkvorm=a_werkvorm(schema))
    other = in_days(*people)
    late = NOW + timedelta(days=14)
    go_on_where_due(late)
    assert (as_stored(sessie).step, as_stored(other).step) == (0, 1), "one that waits holds up no other"


def mailed(user: User, kind: str, now: datetime) -> list[str]:
    with time_machine.travel(now, tick=False):
        plan(now)
        return [letter.text for letter in letters(user, kind, now)]


def test_everybody_hears_of_each_new_step() -> None:
    people = [UserFactory() for _ in range(4)]
    sessie = in_days(*people, guests=1)
    texts = mailed(people[1], "N227", NOW)
    assert len(texts) == 1
    assert ("stap 1 van 5: Kaart" in texts[0], f"/intervisie/sessies/{sessie.code}/" in texts[0]) == (True, True)
    assert Bericht.objects.filter(kind="N227").count() == 4
    end = deadline_of(as_stored(sessie), NOW)
    texts = mailed(people[0], "N227", end)
    assert (len(texts), "stap 2 van 5: Vraag" in texts[0]) == (1, True), "of the first step it is too late"
    assert as_stored(sessie).step == 1


def test_who_left_or_whose_step_is_over_hears_nothing() -> None:
    people = [UserFactory() for _ in range(4)]
    sessie = in_days(*people)
    sessie.deelnemers.filter(user=people[1]).update(left_at=NOW)
    kind = bericht_kinds.get("N227")
    rows = list(Bericht.objects.filter(kind="N227"))
    assert {row.recipient_id for row in rows if row.pk in kind.load(rows, NOW)} == {
        people[0].pk, people[2].pk, people[3].pk,
    }  # fmt: skip
    with confidential():
        go_on(plek=leader_of(sessie), position="0.0.0", now=NOW)
    assert kind.load(rows, NOW) == {}


def test_the_working_day_before_who_wrote_nothing_is_told_once() -> None:
    people = [UserFactory() for _ in range(4)]
    sessie = in_days(*people, days=15)
    writes(sessie, people[0], "kaart", {"kaarten": "kaart-1"})
    end = deadline_of(as_stored(sessie), NOW)
    day_before = datetime(2027, 1, 20, 7, 30, tzinfo=UTC)
    assert local_date(end) == date(2027, 1, 21)
    assert mailed(people[1], "N229", day_before - timedelta(minutes=1)) == []
    texts = mailed(people[1], "N229", day_before + timedelta(minutes=5))
    assert len(texts) == 1
    assert ("Jij schreef nog niets." in texts[0], "Op donderdag 21 januari 2027" in texts[0]) == (True, True)
    assert mailed(people[1], "N229", day_before + timedelta(hours=5)) == texts
    assert mailed(people[0], "N229", day_before + timedelta(hours=6)) == []
    writes(sessie, people[2], "kaart", {"kaarten": "kaart-2"})
    rows = list(Bericht.objects.filter(kind="N229", recipient=people[2]))
    assert bericht_kinds.get("N229").load(rows, day_before) == {}, "who wrote meanwhile is not told"


def test_a_step_in_which_nobody_writes_has_no_last_call_nor_one_of_a_day() -> None:
    people = [UserFactory() for _ in range(4)]
    sessie = in_days(*people)
    with confidential():
        for position in ("0.0.0", "1.0.0"):
            go_on(plek=leader_of(sessie), position=position, now=NOW)
        assert as_stored(sessie).versie.schema["steps"][2]["code"] == "ronde"
        for hour in range(24 * 10):
            remind_before_end(NOW + timedelta(hours=hour))
    assert not Bericht.objects.filter(kind="N229").exists()


def test_nothing_that_was_written_is_in_any_message() -> None:
    people = [UserFactory() for _ in range(4)]
    sessie = in_days(*people, days=20)
    with confidential():
        go_on(plek=leader_of(sessie), position="0.0.0", now=NOW)
    writes(sessie, people[0], "vraag", {"tekst": WRITTEN})
    called = last_call(as_stored(sessie), NOW) + timedelta(minutes=5)
    texts = mailed(people[1], "N227", NOW) + mailed(people[1], "N229", called)
    assert (len(texts) >= 2, [text for text in texts if WRITTEN in text]) == (True, [])


def test_the_questions_asked_do_not_grow_with_the_people() -> None:
    counts = []
    for number in (4, 12):
        people = [UserFactory() for _ in range(number)]
        sessie = in_days(*people, subgroups=2)
        rows = list(Bericht.objects.filter(kind="N227", object_id=sessie.pk))
        with CaptureQueriesContext(connection) as asked:
            assert len(bericht_kinds.get("N227").load(rows, NOW)) == number
            bericht_kinds.get("N229").load(rows, NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


def test_of_a_live_session_or_a_closed_one_the_planner_takes_nothing() -> None:
    live, shut = a_sessie(), in_days()
    assert plek_of(live, live.made_by) is not None  # type: ignore[arg-type]  # somebody made it
    Sessie.objects.filter(pk=shut.pk).update(status="KLAAR", closed_at=NOW)
    go_on_where_due(NOW + timedelta(days=30))
    assert (as_stored(live).step, as_stored(shut).step, as_stored(shut).status) == (0, 0, "KLAAR")
