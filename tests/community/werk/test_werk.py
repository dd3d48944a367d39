"""Long work: asked once, done under a lease, stopped, failed without words, fetched by its person, destroyed."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from community.access import DeniedError
from community.actions import werkgang
from community.actions.werk import ask_werk, destroy_results, fetch_werk, purge_werk, stop_werk
from community.berichten.sweeping import sweep
from community.confidential import confidential
from community.extension_points import Progress, planners
from community.kluis import KeyDestroyedError
from community.models import Bericht, DataKey, Storing, User, Vernietiging, Werk, WerkStatus, Werkuitkomst
from tests.community.werk.werken import CANARY, CODE, Stage
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
Work = Callable[[], int]


def result_of(werk: Werk) -> Werkuitkomst:
    """Return what came of it. Call within a scope."""
    return Werkuitkomst.objects.get(werk=werk)


def test_asking_again_while_it_is_open_gives_the_same(asked: Werk, asker: User) -> None:
    assert ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW).pk == asked.pk
    assert ask_werk(actor=UserFactory(), kind=CODE, object_id=asker.pk, now=NOW).pk != asked.pk
    assert Werk.objects.count() == 2


def test_who_may_not_have_it_asks_for_nothing(stage: Stage, asker: User) -> None:
    stage.may = set()
    with pytest.raises(DeniedError):
        ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW)
    stage.may = None
    with pytest.raises(DeniedError):
        ask_werk(actor=asker, kind="NIETS", object_id=asker.pk, now=NOW)
    assert Werk.objects.count() == 0


def test_done_it_is_sealed_told_and_fetched(asked: Werk, asker: User, stage: Stage, work: Work) -> None:
    assert work() == 1
    asked.refresh_from_db()
    assert (asked.status, asked.done_steps, asked.all_steps, asked.lease) == (WerkStatus.KLAAR, 3, 3, None)
    told = Bericht.objects.get(kind="N160")
    assert (told.recipient_id, told.object_id, told.expires_at) == (asker.pk, asked.pk, NOW + timedelta(hours=24))
    with confidential():
        found = fetch_werk(actor=asker, werk=asked, now=NOW)
        assert found is not None
        assert found.content.read() == b"%PDF-1.7 " + CANARY.encode()
    assert stage.handed_out == [asked.pk]
    assert work() == 0


def test_another_person_fetches_and_stops_nothing(asked: Werk, stage: Stage, work: Work) -> None:
    work()
    with confidential(), pytest.raises(DeniedError):
        fetch_werk(actor=UserFactory(), werk=asked, now=NOW)
    with pytest.raises(DeniedError):
        stop_werk(actor=UserFactory(), werk=asked, now=NOW)
    assert stage.handed_out == []


def test_who_lost_access_gets_neither_work_nor_result(asked: Werk, asker: User, stage: Stage, work: Work) -> None:
    work()
    stage.may = set()
    with confidential(), pytest.raises(DeniedError):
        fetch_werk(actor=asker, werk=asked, now=NOW)
    stage.may = None
    again = ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW)
    stage.may, stage.runs = set(), 0
    work()
    again.refresh_from_db()
    assert (again.status, again.failure, stage.runs) == (WerkStatus.MISLUKT, "GEEN_TOEGANG", 0)
    assert Storing.objects.count() == 0


def test_a_deactivated_person_gets_nothing(asked: Werk, asker: User, work: Work) -> None:
    User.objects.filter(pk=asker.pk).update(is_active=False)
    work()
    asked.refresh_from_db()
    assert (asked.status, asked.failure) == (WerkStatus.MISLUKT, "GEEN_TOEGANG")


def test_what_says_what_was_taken_back_is_not_handed_out(asked: Werk, asker: User, stage: Stage, work: Work) -> None:
    work()
    stage.is_current = False
    with confidential():
        assert fetch_werk(actor=asker, werk=asked, now=NOW) is None
    assert stage.handed_out == []


def test_without_the_log_nothing_is_handed_out(asked: Werk, asker: User, stage: Stage, work: Work) -> None:
    class NoLog(Exception):
        pass

    def refuse(_pk: object) -> None:
        raise NoLog

    work()
    stage.log = refuse
    with confidential(), pytest.raises(NoLog):
        fetch_werk(actor=asker, werk=asked, now=NOW)


def test_waiting_work_stops_at_once(asked: Werk, asker: User, work: Work) -> None:
    stop_werk(actor=asker, werk=asked, now=NOW)
    asked.refresh_from_db()
    assert asked.status == WerkStatus.GESTOPT
    assert work() == 0
    assert ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW).pk != asked.pk


def test_running_work_stops_at_its_next_step(asked: Werk, asker: User, stage: Stage, work: Work) -> None:
    stage.during = lambda werk, progress: stop_werk(actor=asker, werk=werk, now=NOW)
    work()
    asked.refresh_from_db()
    assert (asked.status, asked.lease, stage.runs) == (WerkStatus.GESTOPT, None, 1)
    with confidential():
        assert Werkuitkomst.objects.count() == 0
    assert Bericht.objects.filter(kind="N160").count() == 0


def test_work_that_ended_is_not_stopped(asked: Werk, asker: User, work: Work) -> None:
    work()
    stop_werk(actor=asker, werk=asked, now=NOW)
    asked.refresh_from_db()
    assert asked.status == WerkStatus.KLAAR


def test_a_failure_is_a_code_and_never_a_word(
    asked: Werk, stage: Stage, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_werk: Werk, _progress: Progress) -> None:
        raise ValueError(f"tekst met {CANARY}")

    stage.during = fail
    with caplog.at_level(logging.DEBUG):
        work()
    asked.refresh_from_db()
    assert (asked.status, asked.failure, asked.lease) == (WerkStatus.MISLUKT, "ValueError", None)
    assert list(Storing.objects.values_list("place", "error_code")) == [(f"werk: {CODE}", "ValueError")]
    assert CANARY not in caplog.text + " ".join(str(vars(record)) for record in caplog.records)


def test_an_open_work_of_a_killed_worker_is_taken_up_again(asked: Werk, work: Work) -> None:
    killed = werkgang.claim(NOW)
    assert killed is not None
    assert work() == 0, "as long as its lease holds nobody else takes it"
    Werk.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert work() == 1
    asked.refresh_from_db()
    assert (asked.status, asked.attempts) == (WerkStatus.KLAAR, 2)


def test_what_kills_every_worker_is_not_tried_for_ever(asked: Werk, stage: Stage, work: Work) -> None:
    for _ in range(3):
        assert werkgang.claim(NOW) is not None
        Werk.objects.update(lease_until=Now() - timedelta(seconds=1))
    work()
    asked.refresh_from_db()
    assert (asked.status, asked.failure, stage.runs) == (WerkStatus.MISLUKT, "AFGEBROKEN", 0)


def test_who_lost_the_lease_writes_nothing(asked: Werk, stage: Stage, work: Work) -> None:
    """A worker that hung wakes up when another has done its work."""

    def hang(_werk: Werk, _progress: Progress) -> None:
        stage.during = lambda werk, progress: None
        Werk.objects.update(lease_until=Now() - timedelta(seconds=1))
        assert work() == 1

    stage.during = hang
    work()
    asked.refresh_from_db()
    assert (asked.status, asked.attempts, stage.runs) == (WerkStatus.KLAAR, 2, 2)
    with confidential():
        assert Werkuitkomst.objects.count() == 1


def test_past_its_time_it_is_destroyed_with_its_key(asked: Werk, asker: User, work: Work) -> None:
    work()
    with confidential():
        kept = result_of(asked)
        later = kept.expires_at
        assert fetch_werk(actor=asker, werk=asked, now=later) is None, "not for a second longer"
        assert purge_werk(later) == 1
        assert Werkuitkomst.objects.count() == 0
        with pytest.raises(KeyDestroyedError):
            _ = kept.content
    line = Vernietiging.objects.get(key_id=kept.data_key_id)
    assert (line.kind, line.object_id, line.reason, line.actor_id) == ("WERK", asked.pk, "VERLOPEN", None)
    assert purge_werk(later) == 0
    assert purge_werk(later + timedelta(days=31)) == 1
    assert Werk.objects.count() == 0


def test_the_planner_destroys_it_within_the_minute(asked: Werk, work: Work) -> None:
    work()
    with confidential():
        expires_at = Werkuitkomst.objects.get(werk=asked).expires_at
        planners.get("werk")(expires_at - timedelta(seconds=1))
        assert Werkuitkomst.objects.count() == 1
        planners.get("werk")(expires_at)
        assert Werkuitkomst.objects.count() == 0


def test_with_its_object_every_result_goes(asked: Werk, asker: User, stage: Stage, work: Work) -> None:
    other = ask_werk(actor=UserFactory(), kind=CODE, object_id=asker.pk, now=NOW)
    work()
    waiting = ask_werk(actor=asker, kind=CODE, object_id=asker.pk, now=NOW)
    elsewhere = ask_werk(actor=asker, kind=CODE, object_id=other.pk, now=NOW)
    gone = destroy_results(kind=CODE, object_id=asker.pk, by=asker, reason="VERNIETIGD", now=NOW)
    waiting.refresh_from_db()
    assert (gone, waiting.status) == (2, WerkStatus.GESTOPT)
    assert work() == 1
    elsewhere.refresh_from_db()
    assert elsewhere.status == WerkStatus.KLAAR
    assert DataKey.objects.filter(wrapped__isnull=False).count() == 1


def test_the_row_says_nothing_of_the_content(asked: Werk, work: Work) -> None:
    work()
    with connection.cursor() as cursor:
        for table in ("community_werk", "community_werkuitkomst", "community_bericht"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608 - three names of ours
            assert CANARY not in "".join(row[0] for row in cursor.fetchall())
    asked.refresh_from_db()
    assert asked.options == {"contains": [[str(asked.object_id), 1]]}


def test_work_that_nobody_takes_up_is_counted(asked: Werk) -> None:
    sweep(NOW + timedelta(minutes=9))
    assert Storing.objects.filter(place="werk").count() == 0
    sweep(NOW + timedelta(minutes=11))
    assert Storing.objects.get(place="werk").error_code == "ACHTERSTAND"


def test_an_idle_tick_asks_one_thing(
    stage: Stage, work: Work, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(3):  # the question, within a savepoint of the test
        assert work() == 0
