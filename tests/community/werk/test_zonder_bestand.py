"""Long work that makes no file: it writes in the database as it ends, and stopped it hands in the best so far."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.actions.werk import ask_werk, stop_werk
from community.berichten.planning import plan
from community.extension_points import Progress, WerkDeed, WerkKind, werk_kinds
from community.models import Bericht, User, Werk, WerkStatus
from community.queries.werk import ready_by_id
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
CODE = "DENKWERK"
Work = Callable[[], int]


class FullError(Exception):
    """There is no room to write."""


class Thinking:
    """Thinks in ten steps and writes how far it came."""

    def __init__(self) -> None:
        self.written: list[int] = []
        self.during: Callable[[Werk, int], None] = lambda werk, step: None
        self.may = True
        self.seen: list[int] = []
        self.is_full = False

    def run(self, werk: Werk, progress: Progress, now: datetime) -> WerkDeed:
        """Go on until told to stop."""
        reached = 0
        for step in range(1, 11):
            self.during(werk, step)
            reached = step
            if not progress(step, 10):
                break
            self.seen.append(Werk.objects.get(pk=werk.pk).done_steps)

        def write(_moment: datetime) -> Mapping[str, Any]:
            if self.is_full:
                raise FullError
            self.written.append(reached)
            return {"number": reached}

        return WerkDeed(write)

    def kind(self, *, keeps_best: bool = True) -> WerkKind:
        """Return the kind as an app would register it."""
        return WerkKind(
            code=CODE, name="Denkwerk", ready="Het denkwerk is klaar", file_name=lambda werk, now: "",
            run=self.run, may_still=lambda user, werk, now: self.may, is_current=lambda werk, now: True,
            fetchable=lambda rows, now: {row.pk for row in rows if self.may}, hand_out=lambda werk, now: None,
            back=lambda werk: f"/gedachte/{werk.options.get('number', '')}/", has_file=False, keeps_best=keeps_best,
            busy="We denken na.",
        )  # fmt: skip


@pytest.fixture
def thinking(monkeypatch: pytest.MonkeyPatch) -> Thinking:
    """Register work that makes no file."""
    made = Thinking()
    monkeypatch.setattr(werk_kinds, "_items", {**werk_kinds.named(), CODE: made.kind()})
    return made


@pytest.fixture
def waiting(thinking: Thinking, asker: User) -> Werk:
    """Such work that waits."""
    return ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW)


def page(user: User, werk: Werk, name: str = "werk") -> str:
    """Return a page of the work, as this person sees it."""
    browser = Client()
    with time_machine.travel(NOW, tick=False):
        browser.force_login(user)
        return browser.get(reverse(name, args=[werk.pk])).content.decode()


def test_it_writes_once_and_makes_no_file(waiting: Werk, asker: User, thinking: Thinking, work: Work) -> None:
    assert work() == 1
    waiting.refresh_from_db()
    assert (waiting.status, waiting.options, thinking.written) == (WerkStatus.KLAAR, {"number": 10}, [10])
    assert thinking.seen == list(range(1, 11))  # real progress
    assert Bericht.objects.get(kind="N160").recipient_id == asker.pk
    assert set(ready_by_id([waiting.pk], NOW)) == {waiting.pk}
    shown = page(asker, waiting)
    assert "Het denkwerk is klaar" in shown
    assert 'href="/gedachte/10/"' in shown
    assert "pdf" not in shown.lower().split("<main")[1].split("</main")[0]


def test_the_mail_says_that_there_is_something_to_see(waiting: Werk, thinking: Thinking, work: Work) -> None:
    work()
    plan(NOW)
    assert ready_by_id([waiting.pk], NOW)
    thinking.may = False
    assert ready_by_id([waiting.pk], NOW) == {}


def test_stopped_it_hands_in_the_best_so_far(waiting: Werk, asker: User, thinking: Thinking, work: Work) -> None:
    def stop_at_four(werk: Werk, step: int) -> None:
        if step == 4:
            stop_werk(actor=asker, werk=werk, now=NOW)

    thinking.during = stop_at_four
    work()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.options, thinking.written) == (WerkStatus.KLAAR, {"number": 4}, [4])


def test_a_kind_that_keeps_nothing_stops_without_a_trace(
    monkeypatch: pytest.MonkeyPatch, thinking: Thinking, asker: User, work: Work
) -> None:
    monkeypatch.setattr(werk_kinds, "_items", {**werk_kinds.named(), CODE: thinking.kind(keeps_best=False)})
    werk = ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW)
    thinking.during = lambda row, step: stop_werk(actor=asker, werk=row, now=NOW)
    work()
    werk.refresh_from_db()
    assert (werk.status, thinking.written) == (WerkStatus.GESTOPT, [])


def test_waiting_work_stops_at_once_and_writes_nothing(
    waiting: Werk, asker: User, thinking: Thinking, work: Work
) -> None:
    stop_werk(actor=asker, werk=waiting, now=NOW)
    assert work() == 0
    waiting.refresh_from_db()
    assert (waiting.status, thinking.written) == (WerkStatus.GESTOPT, [])
    assert "Er is niets gemaakt." in page(asker, waiting)


def test_a_killed_worker_is_followed_by_one_that_writes_once(waiting: Werk, thinking: Thinking, work: Work) -> None:
    class Killed(BaseException):
        pass

    def die(_werk: Werk, _step: int) -> None:
        raise Killed

    thinking.during = die
    with pytest.raises(Killed):
        work()
    assert work() == 0  # its lease still holds
    thinking.during = lambda werk, step: None
    Werk.objects.filter(pk=waiting.pk).update(lease_until="2000-01-01T00:00:00Z")
    assert work() == 1
    assert (thinking.written, Werk.objects.get(pk=waiting.pk).attempts) == ([10], 2)
    assert Bericht.objects.filter(kind="N160").count() == 1


def test_who_lost_the_lease_writes_nothing(waiting: Werk, thinking: Thinking, work: Work) -> None:
    def steal(werk: Werk, step: int) -> None:
        if step == 10:
            Werk.objects.filter(pk=werk.pk).update(lease=werk.pk)

    thinking.during = steal
    work()
    waiting.refresh_from_db()
    assert (waiting.status, thinking.written) == (WerkStatus.BEZIG, [])


def test_what_it_cannot_write_ends_nothing_half(waiting: Werk, thinking: Thinking, work: Work) -> None:
    thinking.is_full = True
    work()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.failure, waiting.options) == (WerkStatus.MISLUKT, "FullError", {})
    assert Bericht.objects.count() == 0


def test_access_is_asked_again_before_it_starts(waiting: Werk, thinking: Thinking, work: Work) -> None:
    thinking.may = False
    work()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.failure, thinking.written) == (WerkStatus.MISLUKT, "GEEN_TOEGANG", [])


def test_another_person_sees_nothing_of_it(waiting: Werk) -> None:
    assert "Denkwerk" not in page(UserFactory(), waiting)
