"""Which mail carries what: direct ones alone, the rest of one person and one working day together."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from community.actions.berichten import cancel_bericht, send_again
from community.berichten.bundling import bundle
from community.berichten.outbox import owe
from community.berichten.sender import deliver
from community.models import Bericht, BerichtStatus, User, Zending, ZendingStatus
from tests.factories import UserFactory
from tests.post import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]

EVENING = datetime(2027, 1, 18, 18, 0, tzinfo=UTC)  # Monday 19.00 o'clock in the Netherlands
TUESDAY = datetime(2027, 1, 19, 7, 30, tzinfo=UTC)  # 8.30 o'clock
DAY = timedelta(days=1)


def owe_day(user: User, *words: str, now: datetime = EVENING) -> None:
    """Owe this person messages that travel together."""
    for word in words:
        owe(kinds.DAG, object_id=uuid.uuid4(), now=now, recipient=user, moment=word)


def subjects() -> list[str]:
    """Return the subjects of what was sent, in order."""
    return [message.subject for message in mail.outbox]


def test_direct_ones_go_alone_and_the_rest_of_a_day_together() -> None:
    user, other = UserFactory(), UserFactory()
    owe_day(user, "een", "twee", "drie")
    owe_day(other, "vier")
    for word in ("vijf", "zes"):
        owe(kinds.DIRECT, object_id=user.pk, now=EVENING, recipient=user, moment=word)
    deliver(EVENING)
    assert sorted(subjects()) == ["Proef vijf", "Proef zes"]
    deliver(TUESDAY)
    assert sorted(subjects()[2:]) == ["3 berichten voor jou", "Proef vier"]
    bundled = next(
        message for message in mail.outbox if message.to == [user.email] and "3 berichten" in message.subject
    )
    for word in ("een", "twee", "drie"):
        assert bundled.body_contains(f"Proef {word}")
    assert sorted(Zending.objects.values_list("key", flat=True)) == sorted(
        [f"dag:{person.pk}:2027-01-19" for person in (user, other)]
        + [f"bericht:{row.pk}" for row in Bericht.objects.filter(kind=kinds.DIRECT)]
    )


def test_nothing_of_a_day_leaves_before_half_past_eight() -> None:
    owe_day(UserFactory(), "een")
    deliver(TUESDAY - timedelta(seconds=1))
    assert subjects() == []
    deliver(TUESDAY)
    assert subjects() == ["Proef een"]


def test_a_person_gets_one_bundle_a_day() -> None:
    user = UserFactory()
    owe_day(user, "een")
    deliver(TUESDAY)
    owe_day(user, "laat", now=EVENING)  # due at 8.30 o'clock as well, but planned too late
    deliver(TUESDAY + timedelta(minutes=5))
    assert subjects() == ["Proef een"]
    deliver(TUESDAY + DAY)
    assert subjects() == ["Proef een", "Proef laat"]


def test_what_could_not_leave_today_joins_the_bundle_of_tomorrow() -> None:
    user = UserFactory()
    owe_day(user, "een")
    bundle(TUESDAY)
    owe_day(user, "twee", now=TUESDAY + timedelta(hours=1))
    deliver(TUESDAY + DAY)
    assert subjects() == ["2 berichten voor jou"]
    assert list(Zending.objects.values_list("key", flat=True)) == [f"dag:{user.pk}:2027-01-20"]


def test_a_bundle_that_shrinks_to_one_reads_as_one() -> None:
    user = UserFactory()
    owe_day(user, "een", "twee")
    Bericht.objects.filter(moment="een").update(expires_at=TUESDAY)
    deliver(TUESDAY)
    assert subjects() == ["Proef twee"]
    assert Bericht.objects.get(moment="een").reason == "verlopen"


def test_a_bundle_with_nothing_left_is_not_sent() -> None:
    owe_day(UserFactory(), "een", "twee")
    bundle(TUESDAY)
    Bericht.objects.update(expires_at=TUESDAY)
    deliver(TUESDAY)
    assert (subjects(), Zending.objects.get().status) == ([], ZendingStatus.VERVALLEN)


def test_a_cancelled_message_that_is_planned_again_is_sent() -> None:
    coordinator, user = UserFactory(coordinator=True), UserFactory()
    owe(kinds.DIRECT, object_id=user.pk, now=TUESDAY, recipient=user, moment="een")
    bundle(TUESDAY)
    row = Bericht.objects.get()
    cancel_bericht(actor=coordinator, bericht=row, now=TUESDAY)
    deliver(TUESDAY)
    assert (subjects(), Zending.objects.get().status) == ([], ZendingStatus.VERVALLEN)
    send_again(actor=coordinator, bericht=row, now=TUESDAY)
    deliver(TUESDAY)
    row.refresh_from_db()
    assert (subjects(), row.status) == (["Proef een"], BerichtStatus.VERZONDEN)


def test_a_message_to_who_has_no_account_goes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    owe(kinds.DAG, object_id=uuid.uuid4(), now=EVENING, moment="gast")
    bundle(TUESDAY)
    assert Zending.objects.get().key == f"bericht:{Bericht.objects.get().pk}"
