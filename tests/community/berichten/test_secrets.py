"""Mails with a secret: at once, never stored, and a mail server in trouble neither shows nor slows the page."""

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from community.berichten import mail as mail_room
from community.berichten.mail import send_secret
from community.models import Bericht, Zending
from tests.post import kinds
from tests.post.sink import Sink, free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]
SECRET = "481516"


def send(address: str = "noor@voorbeeld.example") -> bool:
    """Send a secret to this address."""
    return send_secret(kinds.DIRECT, address=address, salutation="Noor", path="/inloggen/", context={"woord": SECRET})


def test_it_leaves_at_once_and_nothing_is_stored() -> None:
    assert send()
    assert [message.subject for message in mail.outbox] == [f"Proef {SECRET}"]
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert (Bericht.objects.count(), Zending.objects.count()) == (0, 0)


@pytest.mark.parametrize("address", ["weg-x@voorbeeld.example", "later-x@voorbeeld.example", "geen adres"])
def test_a_refusal_becomes_a_code_in_the_log(
    serve: Callable[..., Sink], address: str, caplog: pytest.LogCaptureFixture
) -> None:
    serve()
    with caplog.at_level(logging.ERROR, logger="community.berichten"):
        assert not send(address)
    assert [record.message for record in caplog.records] == ["mail.secret_failed"]
    told = " ".join(str(value) for value in vars(caplog.records[0]).values())
    assert (SECRET in told, address in told) == (False, False)


def test_no_mail_server_is_no_error_page(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    assert not send()


def test_a_server_that_hangs_holds_up_no_page(settings: Any, serve: Callable[..., Sink]) -> None:
    """T88: in production the mail server is spoken to beside the request."""
    sink = serve()
    settings.MAIL_SECRETS_IN_BACKGROUND = True
    settings.EMAIL_SECRET_TIMEOUT = 1
    begin = time.monotonic()
    assert send("hang-x@voorbeeld.example")
    assert time.monotonic() - begin < 0.5
    assert send("goed-x@voorbeeld.example")
    mail_room._threads().shutdown(wait=True)
    mail_room._threads.cache_clear()
    assert [accepted["to"] for accepted in sink.book.accepted()] == ["goed-x@voorbeeld.example"]


def test_a_full_queue_refuses_and_says_so(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MAIL_SECRETS_IN_BACKGROUND = True
    monkeypatch.setattr(mail_room._waiting, "acquire", lambda blocking: False)
    assert not send()
    assert mail.outbox == []
