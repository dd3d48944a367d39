"""The mail itself: exact headers, one line each, a text and an HTML part (SECURITY.md T46)."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives

from community.access.berichten import unsubscribing
from community.berichten.mail import as_bytes, compose, message_id
from community.berichten.outbox import owe, owe_many
from community.berichten.render import Letter, Reader, absolute, subject_line, write_single
from community.berichten.sender import deliver
from community.extension_points import Attachment, Inhoud
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.post import kinds

pytestmark = pytest.mark.usefixtures("test_kinds")

LINE_BREAKS = ["\r\nBcc: boef@voorbeeld.example", "\nX-Vals: ja", "\r\rX", "\x0bX", "\x85X", "\u2028X", "\x00X"]


def parsed(mail: EmailMultiAlternatives) -> EmailMessage:
    """Return the mail as a mail program reads it."""
    return message_from_bytes(as_bytes(mail), policy=policy.default)


def letter(**more: object) -> Letter:
    """Return a letter about nothing."""
    given = {"address": "noor@voorbeeld.example", "subject": "Proef", "text": "Hallo\n", "html": "<p>Hallo</p>", **more}
    return Letter(**given)  # type: ignore[arg-type]  # the values come by name


@pytest.mark.django_db
def test_the_headers_are_these_and_no_others(mailoutbox: list[EmailMultiAlternatives]) -> None:
    user = UserFactory(email="noor@voorbeeld.example")
    owe(kinds.DIRECT, object_id=user.pk, now=NOW, recipient=user, moment="over één plek")
    deliver(NOW)
    found = parsed(mailoutbox[0])
    headers = dict(found.items())
    link = headers.pop("List-Unsubscribe")
    assert headers.pop("Message-ID") == message_id(key_of_only_mail())
    assert re.fullmatch(r"<[0-9a-f-]{36}@testserver>", found["Message-ID"])
    assert headers.pop("Content-Type").startswith("multipart/alternative")
    assert headers == {
        "MIME-Version": "1.0",
        "Subject": "Proef over één plek",
        "From": "Regisseurs van de Samenwerking <community@regiekamer.example>",
        "To": "noor@voorbeeld.example",
        "Reply-To": "coordinatie@regiekamer.example",
        "Auto-Submitted": "auto-generated",
        "Date": "Mon, 18 Jan 2027 09:00:00 +0100",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert unsubscribing(link.strip("<>").split("/")[-2]) == (user, ["AGENDA"])
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]


def key_of_only_mail() -> str:
    """Return the key of the one mail there is."""
    from community.models import Zending  # noqa: PLC0415 - beside its only use

    return Zending.objects.get().key


@pytest.mark.django_db
def test_what_cannot_be_switched_off_offers_no_switch(mailoutbox: list[EmailMultiAlternatives]) -> None:
    user = UserFactory()
    owe(kinds.MANDATORY, object_id=user.pk, now=NOW, recipient=user)
    deliver(NOW)
    assert "List-Unsubscribe" not in parsed(mailoutbox[0])
    assert "uitzetten" not in mailoutbox[0].body


@pytest.mark.parametrize("broken", LINE_BREAKS)
def test_no_text_makes_a_second_line_in_a_header(broken: str) -> None:
    """T46: what people typed reaches the subject and the greeting."""
    reader = Reader("noor@voorbeeld.example", f"Noor{broken}")
    written = write_single(kinds.DIRECT, Inhoud(path="/", context={"woord": f"groep{broken}"}), reader)
    assert len(written.subject.splitlines()) == 1
    found = parsed(compose(written, key="a", moment=NOW))
    assert set(found.keys()) == {"Content-Type", "MIME-Version", "Subject", "From", "To", "Reply-To", "Message-ID",
                                 "Auto-Submitted", "Date"}  # fmt: skip
    assert written.text.split("\n")[0].startswith("Hallo Noor")
    assert written.text.split("\n")[1] == ""


@pytest.mark.parametrize("broken", ["\r\nBcc: boef@voorbeeld.example", "\nRCPT TO:<boef@voorbeeld.example>"])
@pytest.mark.parametrize("field", ["address", "subject"])
def test_a_broken_header_is_never_sent(field: str, broken: str) -> None:
    """T46: should such text come this far all the same, the mail cannot be made."""
    with pytest.raises(ValueError, match="newline"):
        as_bytes(compose(letter(**{field: f"noor@voorbeeld.example{broken}"}), key="a", moment=NOW))


def test_subjects_are_short_and_plain() -> None:
    long = subject_line(kinds.DIRECT, {"woord": "lang " * 40})
    assert (len(long) <= 78, long[-1]) == (True, "…")
    assert subject_line(kinds.DIRECT, {"woord": "A & B <b>\u202egnp"}) == "Proef A & B <b> gnp"


@pytest.mark.parametrize("path", ["//kwaad.example/", "https://kwaad.example/", "mijn/", "/mijn/\r\nBcc: x@y.example"])
def test_links_lead_to_our_own_site_only(path: str) -> None:
    with pytest.raises(ValueError, match="one slash"):
        absolute(path)


def test_the_short_way_writes_what_the_long_way_writes() -> None:
    """Headers that need no folding are written directly; a mail program reads the same either way."""
    stop = "https://voorbeeld.example/" + "a" * 200
    mail = compose(letter(subject="Eén bericht", unsubscribe_url=stop), key="a", moment=NOW)
    long_way: Any = mail.message()
    read = [message_from_bytes(text, policy=policy.default)
            for text in (as_bytes(mail), long_way.as_bytes(linesep="\r\n"))]  # fmt: skip
    ours, plain = read
    for found in (ours, plain):
        del found["Content-Type"]
    assert [(name, value.strip()) for name, value in ours.items()] == [
        (name, value.strip()) for name, value in plain.items()
    ]
    texts = [[part.get_content() for part in message.iter_parts()] for message in (ours, plain)]
    assert texts[0] == texts[1]
    assert max(len(line) for line in as_bytes(mail).splitlines()) < 998


def test_a_calendar_file_says_what_must_happen_with_it() -> None:
    file = Attachment("bijeenkomst.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar", "REQUEST")
    found = parsed(compose(letter(attachments=(file,)), key="a", moment=NOW))
    attached = list(found.iter_attachments())
    assert [(part.get_filename(), part.get_param("method")) for part in attached] == [("bijeenkomst.ics", "REQUEST")]
    assert attached[0].get_content().split() == ["BEGIN:VCALENDAR", "END:VCALENDAR"]


@pytest.mark.django_db
def test_all_links_start_with_our_address(mailoutbox: list[EmailMultiAlternatives]) -> None:
    """T55: no request has a part in a mail, so no header of a request can reach it."""
    owe_many(kinds.DAG, object_id=UserFactory().pk, now=NOW, recipients=[UserFactory()], moment="a")
    owe_many(kinds.DIRECT, object_id=UserFactory().pk, now=NOW, recipients=[UserFactory()], moment="a")
    deliver(NOW)
    for mail in mailoutbox:
        addresses = re.findall(r"https?://[^\s\"<>]+", as_bytes(mail).decode())
        assert addresses
        assert all(address.startswith("http://testserver/") for address in addresses)
