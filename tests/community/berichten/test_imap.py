"""Word of undelivered mail in a mailbox over IMAP: read, taken away, and safe when the server errs."""

import imaplib
import ssl
import uuid
from typing import Any

import pytest

from community.berichten.intake import take_in
from community.berichten.outbox import owe
from community.berichten.sender import deliver
from community.models import Bezorging, Storing, Zending
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.post import kinds
from tests.post.dsn import word
from tests.post.imap import Box, serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]


def in_the_clear(host: str, port: int, *, ssl_context: ssl.SSLContext, timeout: float) -> imaplib.IMAP4:
    """Speak to the mailbox of the test without a certificate, where the site would ask for one."""
    assert ssl_context.verify_mode == ssl.CERT_REQUIRED
    assert ssl_context.check_hostname
    return imaplib.IMAP4(host, port, timeout)


@pytest.fixture
def mailbox(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Point the site at a port of this machine."""
    monkeypatch.setattr(imaplib, "IMAP4_SSL", in_the_clear)

    def point(port: int) -> None:
        settings.BOUNCE_IMAP = {
            "host": "127.0.0.1",
            "port": port,
            "user": "post",
            "password": 'ge"heim',
            "folder": 'Re"tour',
        }

    return point


def a_bounce() -> bytes:
    """Send a mail and return the word that it could not be delivered."""
    owe(kinds.DIRECT, object_id=uuid.uuid4(), now=NOW, recipient=UserFactory(), moment="a")
    deliver(NOW)
    mail = Zending.objects.get()
    assert mail.recipient
    return word(mail.key, mail.recipient.email)


def test_the_mailbox_is_read_and_emptied(mailbox: Any) -> None:
    box = Box([b"Subject: hallo\r\n\r\nIk ben er niet.", a_bounce(), b""])
    with serving(box) as port:
        mailbox(port)
        taken = take_in(NOW)
        assert (taken.seen, taken.hard, taken.ignored) == (3, 1, 2)
        assert take_in(NOW).seen == 0
    assert box.mails == {}
    assert 'SELECT "Re\\"tour"' in box.said
    assert Bezorging.objects.get().count == 1


@pytest.mark.parametrize("mischief", ["login", "select", "search", "fetch", "store", "expunge", "hangup"])
def test_a_mailbox_that_errs_is_a_fault_and_nothing_more(mailbox: Any, mischief: str) -> None:
    box = Box([a_bounce()], mischief=mischief)
    with serving(box) as port:
        mailbox(port)
        take_in(NOW)
        take_in(NOW)
    assert Storing.objects.get().place == "post: teruggekomen mail"
    assert len(box.mails) == 1
    assert Bezorging.objects.count() == (1 if mischief in {"store", "expunge"} else 0)
