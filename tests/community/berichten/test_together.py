"""Several planners and senders at the same time (SECURITY.md T82), and what changes while they work (T86)."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection

from community.berichten.bundling import bundle
from community.berichten.marks import Ending, Holder, recover_leases
from community.berichten.outbox import owe, withdraw
from community.berichten.planning import plan
from community.berichten.sender import Running, Sender, Stopper, deliver
from community.models import Bericht, BerichtStatus, Storing, Taak, Zending, ZendingStatus
from community.workdays import mail_moment
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell
from tests.post import kinds, trial
from tests.post.sink import Sink

pytestmark = pytest.mark.usefixtures("test_kinds")
OPENED = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
DUE = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)
ROUNDS, PEOPLE = (10 if IS_FULL else 1), 300
FIVE = mail_moment(datetime(2027, 1, 25, tzinfo=UTC).date())


def at_once(number: int, work: Callable[[], object]) -> list[BaseException]:
    """Do this work in that many threads at the same moment, each with its own connection; return what went wrong."""
    barrier, wrong = threading.Barrier(number), []

    def one() -> None:
        try:
            barrier.wait()
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("clocks", share([1, 2] * ROUNDS))
def test_three_planners_and_two_clocks_owe_everything_once(clocks: int) -> None:
    """T82: three planners, for one clock after the other or for two that tick at the same moment."""
    people = trial.people(PEOPLE, OPENED)
    Taak.objects.bulk_create(
        Taak(user=user, kind=kinds.PROEF, object_id=user.pk, opened_at=OPENED, due_at=DUE) for user in people
    )
    errors = [error for _beat in range(3 - clocks) for error in at_once(3 * clocks, lambda: plan(FIVE))]
    found = Counter(Bericht.objects.filter(kind=kinds.DAG).values_list("recipient_id", flat=True))
    faults = len(errors) + Storing.objects.count()
    tell(rounds=1, planners=6, due=PEOPLE, owed=len(found), double=found.total() - len(found), faults=faults)
    assert (errors, Storing.objects.count()) == ([], 0)
    assert found == Counter(user.pk for user in people)


@pytest.mark.django_db(transaction=True)
def test_owing_the_same_from_all_sides_keeps_one_row() -> None:
    """T82: without any lock, as actions do."""
    user, thing = UserFactory(), uuid.uuid4()
    assert at_once(4, lambda: owe(kinds.DIRECT, object_id=thing, now=NOW, recipient=user)) == []
    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_three_senders_send_everything_once(serve: Callable[..., Sink]) -> None:
    """T82."""
    sink = serve()
    trial.owe_to_many(60, NOW)
    assert at_once(3, lambda: deliver(NOW)) == []
    assert (set(sink.book.copies().values()), len(sink.book.accepted())) == ({1}, 60)


@pytest.mark.django_db
def test_a_mail_that_somebody_else_holds_is_left_alone() -> None:
    owe(kinds.DIRECT, object_id=uuid.uuid4(), now=NOW, recipient=UserFactory())
    bundle(NOW)
    holder, other = Holder(), Holder()
    held = holder.claim(NOW, limit=5, is_open=True)
    assert (len(held), other.claim(NOW, limit=5, is_open=True)) == (1, [])
    assert not other.hand_over(held[0].id, count=1)
    assert not other.end(held[0].id, Ending("VERZONDEN"))
    assert Zending.objects.get().status == ZendingStatus.BEZIG
    holder.release()
    assert len(other.claim(NOW, limit=5, is_open=True)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "is_handed_over", "status"),
    [(kinds.DIRECT, False, "GEPLAND"), (kinds.DIRECT, True, "GEPLAND"), (kinds.HELD, False, "GEPLAND"),
     (kinds.HELD, True, "ONZEKER")],
)  # fmt: skip
def test_what_a_dead_sender_held_comes_back(kind: str, is_handed_over: bool, status: str) -> None:
    owe(kind, object_id=uuid.uuid4(), now=NOW, recipient=UserFactory())
    bundle(NOW)
    holder = Holder()
    held = holder.claim(NOW, limit=5, is_open=True)[0]
    if is_handed_over:
        assert holder.hand_over(held.id, count=1)
    assert recover_leases() == 0
    Zending.objects.update(lease_until=NOW - timedelta(days=365 * 10))
    assert recover_leases() == 1
    mailed = Zending.objects.get()
    assert (mailed.status, mailed.uncertain, mailed.lease_token) == (status, int(is_handed_over), None)
    assert Bericht.objects.get().status == status
    assert not holder.end(held.id, Ending("VERZONDEN")), "who lost its lease has no say any more"


@pytest.mark.django_db
def test_a_message_withdrawn_at_the_last_moment_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """T86: after it was asked and rendered, right before its text is handed over."""
    thing = uuid.uuid4()
    owe(kinds.DIRECT, object_id=thing, now=NOW, recipient=UserFactory())
    original = Holder.hand_over

    def withdrawn_meanwhile(holder: Holder, mail_id: uuid.UUID, *, count: int) -> bool:
        withdraw([kinds.DIRECT], object_id=thing, reason="geannuleerd")
        return original(holder, mail_id, count=count)

    monkeypatch.setattr(Holder, "hand_over", withdrawn_meanwhile)
    deliver(NOW)
    assert (mail.outbox, Bericht.objects.get().status) == ([], BerichtStatus.VERVALLEN)
    assert Zending.objects.get().status == ZendingStatus.VERVALLEN


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["gone", "expired", "unknown"])
def test_what_changed_since_planning_is_not_sent(change: str) -> None:
    """T86."""
    user = UserFactory()
    owe(kinds.DIRECT, object_id=user.pk, now=NOW, recipient=user)
    bundle(NOW)
    if change == "gone":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    elif change == "expired":
        Bericht.objects.update(expires_at=NOW)
    else:
        Bericht.objects.update(kind="T99")
    deliver(NOW)
    row = Bericht.objects.get()
    assert (mail.outbox, row.status, bool(row.reason)) == ([], BerichtStatus.VERVALLEN, True)


@pytest.mark.django_db
def test_a_stopping_sender_takes_no_other_mail_and_lets_go_of_the_rest() -> None:
    for _ in range(5):
        owe(kinds.DIRECT, object_id=uuid.uuid4(), now=NOW, recipient=UserFactory())
    bundle(NOW)
    with Stopper() as stopper, Sender(Running(NOW)) as sender:
        stopper.is_asked = True
        sender.send_batch(stopper)
    assert mail.outbox == []
    assert set(Zending.objects.values_list("status", "lease_token")) == {(ZendingStatus.GEPLAND, None)}


@pytest.mark.django_db
def test_after_eight_in_the_evening_only_what_is_mandatory_leaves() -> None:
    evening = datetime(2027, 1, 18, 18, 59, tzinfo=UTC)
    for code in (kinds.DIRECT, kinds.MANDATORY):
        owe(code, object_id=uuid.uuid4(), now=evening, recipient=UserFactory(), moment=code)
    deliver(evening + timedelta(minutes=1))
    assert [message.subject for message in mail.outbox] == [f"Proef {kinds.MANDATORY}"]
    deliver(datetime(2027, 1, 19, 6, 59, tzinfo=UTC))
    assert len(mail.outbox) == 1
    deliver(datetime(2027, 1, 19, 7, 0, tzinfo=UTC))
    assert len(mail.outbox) == 2
