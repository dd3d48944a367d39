"""A real mail server that refuses, stalls and breaks off: the right end state for each mail (SECURITY.md T84, T88)."""

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from community.berichten.bundling import bundle
from community.berichten.mail import message_id
from community.berichten.outbox import owe
from community.berichten.sender import BACKOFF, Running, Sender, Stopper, deliver
from community.models import Bericht, BerichtStatus, Zending, ZendingStatus
from deploy.settings import base
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.post import kinds
from tests.post.sink import Sink, free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]
Serve = Callable[..., Sink]
MINUTE = timedelta(minutes=1)


def owe_to(behaviour: str, *, kind: str = kinds.DIRECT, expires_at: datetime | None = None) -> None:
    """Owe a message to a new person whose address makes the server behave so."""
    owe_at(f"{behaviour}-x@voorbeeld.example", kind=kind, expires_at=expires_at)


def owe_at(address: str, *, kind: str = kinds.DIRECT, expires_at: datetime | None = None) -> None:
    """Owe a message to a new person with this address."""
    owe(kind, object_id=uuid.uuid4(), now=NOW, recipient=UserFactory(email=address), moment="a", expires_at=expires_at)


def ends() -> dict[str, tuple[Any, ...]]:
    """Return for each address what its mail came to: status, error code, SMTP code, tries and uncertainty."""
    rows = Zending.objects.select_related("recipient")
    return {
        row.recipient.email.partition("-x@")[0]: (
            row.status,
            row.error_code,
            row.smtp_code,
            row.attempts,
            row.uncertain,
        )
        for row in rows
        if row.recipient
    }


def test_every_answer_leads_to_its_own_end(serve: Serve) -> None:
    sink = serve()
    for address in ("goed", "later", "weg", "vol", "spam", "val"):
        owe_to(address)
    deliver(NOW)
    assert ends() == {
        "goed": ("VERZONDEN", "", "250", 1, 0),
        "later": ("GEPLAND", "LATER", "451", 1, 0),
        "weg": ("MISLUKT", "GEWEIGERD", "550", 1, 0),
        "vol": ("GEPLAND", "LATER", "452", 1, 0),
        "spam": ("MISLUKT", "GEWEIGERD", "554", 1, 0),
        "val": ("GEPLAND", "AFGEBROKEN", "", 1, 1),
    }
    assert sorted(mail["to"].split("-")[0] for mail in sink.book.accepted()) == ["goed", "val"]
    deliver(NOW + 2 * MINUTE)
    assert ends()["val"] == ("VERZONDEN", "", "250", 2, 1)
    key = Zending.objects.get(recipient__email__startswith="val").key
    assert sink.book.copies()[message_id(key)] == 2


def test_what_may_not_go_twice_is_held_when_it_is_uncertain(serve: Serve) -> None:
    sink = serve()
    owe_to("val", kind=kinds.HELD)
    for later in (0, 2, 90):
        deliver(NOW + later * MINUTE)
    assert ends() == {"val": ("ONZEKER", "AFGEBROKEN", "", 1, 1)}
    assert Bericht.objects.get().status == BerichtStatus.ONZEKER
    assert len(sink.book.accepted()) == 1


def test_a_server_that_says_later_for_two_hours_is_tried_again_and_then_takes_it(serve: Serve) -> None:
    """T84: tries after 1, 5, 15, 60 and 60 minutes; the server takes it at the sixth."""
    serve()
    owe_to("later5")
    tries: list[int] = []
    while not tries or Zending.objects.get().status == ZendingStatus.GEPLAND:
        moment = Zending.objects.get().next_attempt_at if tries else NOW
        tries.append(round((moment - NOW) / MINUTE))
        deliver(moment)
    assert ends()["later5"] == ("VERZONDEN", "", "250", 6, 0)
    assert tries == [0, 1, 6, 21, 81, 141]


def test_after_48_hours_it_failed(serve: Serve) -> None:
    serve()
    owe_to("later", kind=kinds.MANDATORY)
    moment = NOW
    for minutes in (0, *BACKOFF):
        moment += timedelta(minutes=minutes, seconds=5)
        deliver(moment)
    assert sum(BACKOFF) == 48 * 60
    assert ends()["later"] == ("MISLUKT", "VOLHARD", "451", len(BACKOFF) + 1, 0)
    assert Bericht.objects.get().status == BerichtStatus.MISLUKT


def test_a_next_try_that_comes_too_late_is_not_made(serve: Serve) -> None:
    serve()
    owe_to("later", expires_at=NOW + timedelta(seconds=50))
    deliver(NOW)
    assert ends()["later"][:3] == ("MISLUKT", "LATER", "451")


def test_no_server_at_all(settings: Any, serve: Serve) -> None:
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    owe_to("een")
    owe_to("twee")
    deliver(NOW)
    assert set(ends().values()) == {("GEPLAND", "VERBINDING", "", 1, 0)}
    serve(port=port)
    deliver(NOW + 2 * MINUTE)
    assert set(ends().values()) == {("VERZONDEN", "", "250", 2, 0)}


def test_a_server_without_encryption_gets_nothing(settings: Any, serve: Serve) -> None:
    sink = serve()
    settings.EMAIL_USE_TLS = True
    owe_to("een")
    deliver(NOW)
    assert (ends(), sink.book.accepted()) == ({"een": ("GEPLAND", "TLS", "", 1, 0)}, [])


@pytest.mark.parametrize("address", ["één@voorbeeld.example", "noor@", "noor", "a b@voorbeeld.example\n"])
def test_an_address_that_cannot_be_is_no_reason_to_try_again(serve: Serve, address: str) -> None:
    serve()
    owe_to("goed")
    owe_at(address)
    deliver(NOW)
    found = ends()
    assert found.pop("goed")[0] == "VERZONDEN"
    assert [end[0] for end in found.values()] == ["MISLUKT"]


def test_an_address_abroad_is_written_in_ascii(serve: Serve) -> None:
    sink = serve()
    owe_at("noor@bücher.example")
    deliver(NOW)
    assert [mail["to"] for mail in sink.book.accepted()] == ["noor@xn--bcher-kva.example"]


def test_one_line_carries_many_mails(serve: Serve) -> None:
    """STACK M1: at most one connection per 50 mails."""
    sink = serve()
    for number in range(120):
        owe_to(f"lid{number}")
    deliver(NOW)
    assert (len(sink.book.accepted()), sink.book.connections) == (120, 1)


def test_a_line_that_was_closed_meanwhile_costs_no_try(serve: Serve) -> None:
    sink = serve()
    owe_to("een")
    with Sender(Running(NOW)) as sender:
        sender_stop = Stopper()
        bundle(NOW)
        sender.send_batch(sender_stop)
        sink.stop()
        fresh = serve(port=sink.port)
        owe_to("twee")
        bundle(NOW)
        sender.send_batch(sender_stop)
        assert sender.opened == 2
    assert ends()["twee"] == ("VERZONDEN", "", "250", 1, 0)
    assert len(fresh.book.accepted()) == 1


def test_one_mail_that_hangs_does_not_hold_up_the_others(serve: Serve, settings: Any) -> None:
    """T88: the server says nothing for a minute."""
    serve()
    settings.EMAIL_TIMEOUT = 1
    for address in ("hang", "een", "twee"):
        owe_to(address)
    begin = time.monotonic()
    deliver(NOW)
    assert time.monotonic() - begin < 15
    found = ends()
    assert found.pop("hang") == ("GEPLAND", "AFGEBROKEN", "", 1, 1)
    assert {end[0] for end in found.values()} == {ZendingStatus.VERZONDEN}


def test_a_mail_that_the_server_is_still_noting_is_not_read_yet(serve: Serve) -> None:
    """Proofs read the book of the server while it writes."""
    sink = serve()
    owe_to("een")
    deliver(NOW)
    with sink.book.path.open("a") as file:
        file.write('{"message_id": "<half')
    assert [mail["to"].partition("-")[0] for mail in sink.book.accepted()] == ["een"]


def test_the_lease_outlasts_the_mail_server_twice() -> None:
    assert base.EMAIL_TIMEOUT < base.MAIL_LEASE_SECONDS / 2
    assert base.MAIL_DRAIN_SECONDS < base.CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT
