"""Word of undelivered mail from strangers: whatever arrives, nothing breaks, and what is not ours changes nothing."""

import random
import time
import uuid
from typing import Any

import pytest

from community.berichten.dsn import LARGEST, Returned, read
from community.berichten.intake import take_in
from community.berichten.mail import key_id, message_id
from community.berichten.mailboxes import MailboxError, open_mailboxes
from community.models import Bezorging, Storing
from tests.factories.moments import NOW
from tests.post.dsn import compose, word

KEY, ADDRESS = "proef", "noor@voorbeeld.example"
ID = f"Message-ID: {message_id(KEY)}\n"
BLOCK = f"Final-Recipient: rfc822; {ADDRESS}\nAction: failed\nStatus: 5.1.1\n"
REPORT = f"Reporting-MTA: dns; x.example\n\n{BLOCK}"


def test_a_good_report_is_read() -> None:
    assert read(word(KEY, ADDRESS)) == Returned(key_id(KEY), (ADDRESS, ADDRESS), "5.1.1", is_hard=True)


def test_a_report_with_the_whole_mail_in_it_is_read() -> None:
    told = read(compose(REPORT, f"{ID}Subject: iets\n\nde tekst\n", kind="message/rfc822"))
    assert told
    assert told.mail_id == key_id(KEY)


@pytest.mark.parametrize(
    ("status", "is_hard"),
    [("5.1.1", True), ("5.0.0", True), ("5.2.2", True), ("5.4.1", True), ("5.5.0", True), ("5.7.1", False),
     ("5.3.4", False), ("5.6.0", False), ("4.2.2", False), ("4.4.7", False), ("5.1.1 (no such user)", True)],
)  # fmt: skip
def test_hard_and_soft_are_told_apart(status: str, is_hard: bool) -> None:
    told = read(word(KEY, ADDRESS, status=status))
    assert told
    assert told.is_hard is is_hard


def test_who_knows_our_ids_and_our_code_cannot_work_out_the_id_of_a_mail(settings: Any) -> None:
    key = f"dag:{uuid.uuid4()}:2027-02-09"
    ours = key_id(key)
    assert (key_id(key), key_id(f"{key}x") == ours) == (ours, False)
    settings.LINK_KEY = "another key of another site, long enough to be one"
    assert key_id(key) != ours


def deep(levels: int) -> bytes:
    """Return a mail with parts in parts in parts."""
    head = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(levels))
    return head + b"Content-Type: text/plain\r\n\r\nx"


GOOD = word(KEY, ADDRESS)
ODD: dict[str, bytes] = {
    "nothing": b"",
    "zeros": b"\x00" * 2000,
    "no headers": b"\r\n\r\nzomaar",
    "rubbish": bytes(range(256)) * 20,
    "too large": GOOD + b"x" * LARGEST,
    "cut off": GOOD[: len(GOOD) // 2],
    "no boundary": GOOD.replace(b"boundary=", b"grens="),
    "very deep": deep(3000),
    "plain mail": b"From: noor@voorbeeld.example\nSubject: Re: hallo\n\nIk ben met vakantie.\n",
    "vacation": b"Auto-Submitted: auto-replied\nIn-Reply-To: " + message_id(KEY).encode() + b"\n\nIk ben weg.\n",
    "another type": GOOD.replace(b"multipart/report", b"multipart/mixed"),
    "a complaint": compose("Feedback-Type: abuse\n", ID, report_type="feedback-report").replace(
        b"message/delivery-status", b"message/feedback-report"
    ),
    "a read receipt": compose(REPORT, ID, report_type="disposition-notification").replace(
        b"message/delivery-status", b"message/disposition-notification"
    ),
    "without id": compose(REPORT, "Subject: iets\n"),
    "id of another site": compose(REPORT, f"Message-ID: <{key_id(KEY)}@elders.example>\n"),
    "id with more": compose(REPORT, f"Message-ID: {message_id(KEY)} {message_id('ander')}\n"),
    "id that is none": compose(REPORT, "Message-ID: <------------------------------------@testserver>\n"),
    "id in the text only": compose(REPORT, f"Subject: {message_id(KEY)}\n"),
    "no recipients": compose("Reporting-MTA: dns; x.example\n", ID),
    "no status": compose(REPORT.replace("Status: 5.1.1\n", ""), ID),
    "status in words": compose(REPORT.replace("5.1.1", "weg"), ID),
    "status too long": compose(REPORT.replace("5.1.1", "55.1.1"), ID),
    "status of success": compose(REPORT.replace("5.1.1", "2.0.0"), ID),
    "delivered": compose(REPORT.replace("failed", "delivered"), ID),
    "two reports": GOOD.replace(b"text/rfc822-headers", b"message/delivery-status"),
    "charset nobody knows": GOOD.replace(b"text/rfc822-headers", b'text/rfc822-headers; charset="x-\xff"')[:-400],
    "headers folded forever": b"Subject: " + b"\n x" * 50_000 + b"\n\n",
    "deep and long": deep(700) + b"\n" * (LARGEST - len(deep(700)) - 1),
    "an empty report of many parts": b"Content-Type: message/delivery-status\n\n" + b"\n" * (LARGEST - 100),
    "mails in mails": b"Content-Type: message/rfc822\n\n" * 8000,
    "many headers": b"".join(b"X-%d: y\n" % number for number in range(20_000)) + b"\n",
    "many parts": b'Content-Type: multipart/report; boundary="g"\n\n' + b"--g\n\nx\n" * 5000 + b"--g--\n",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_mail_is_no_word_of_ours(name: str) -> None:
    assert read(ODD[name]) is None


def test_thousands_of_damaged_reports_break_nothing() -> None:
    chance = random.Random(6)  # noqa: S311 - the same damage every time
    for _ in range(2000):
        content = bytearray(GOOD)
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        told = read(bytes(content[: chance.randint(1, len(content))]))
        assert told is None or told.mail_id == key_id(KEY) or told.mail_id


@pytest.mark.parametrize(
    "address", ["noor", "rfc822", "x400; noor@voorbeeld.example", "rfc822; a@b\x00", "rfc822;" + "a" * 400 + "@b"]
)
def test_an_odd_recipient_is_nobody_s_address(address: str) -> None:
    told = read(compose(REPORT.replace(f"rfc822; {ADDRESS}", address), ID))
    assert told is None or told.addresses == ()


@pytest.mark.django_db
def test_odd_mail_is_taken_away_and_changes_nothing(tmp_path: Any, settings: Any) -> None:
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    for number, content in enumerate(ODD.values()):
        (tmp_path / ("new" if number % 2 else "cur") / f"{number:04d}").write_bytes(content)
    (tmp_path / "tmp" / "half").write_bytes(GOOD)
    (tmp_path / "new" / "link").symlink_to("/etc/hostname")
    settings.BOUNCE_MAILDIR = str(tmp_path)
    taken = take_in(NOW)
    assert (taken.seen, taken.ignored) == (len(ODD), len(ODD))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["half", "link"]
    assert not Bezorging.objects.exists()
    assert not Storing.objects.exists()


def test_no_odd_mail_holds_the_reader_for_long() -> None:
    """A stranger can send many: each is read in a second or two, whatever it is made of."""
    slow = {}
    for name, content in ODD.items():
        start = time.process_time()
        read(content)
        slow[name] = time.process_time() - start
    assert {name: seconds for name, seconds in slow.items() if seconds > 5} == {}


@pytest.mark.django_db
def test_a_round_ends_in_time_and_the_next_one_goes_on(
    tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    for number in range(4):
        (tmp_path / "new" / str(number)).write_bytes(b"x")
    settings.BOUNCE_MAILDIR = str(tmp_path)
    monkeypatch.setattr("community.berichten.intake.time.monotonic", iter([0, 1, 59, 61, 0, 1, 2]).__next__)
    assert take_in(NOW).seen == 2
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["2", "3"]
    assert take_in(NOW).seen == 2


@pytest.mark.django_db
def test_a_mailbox_that_is_not_there_is_a_fault_that_is_shown(tmp_path: Any, settings: Any) -> None:
    settings.BOUNCE_MAILDIR = str(tmp_path / "weg")
    assert take_in(NOW).seen == 0
    assert Storing.objects.get().error_code == "GEEN_MAILDIR"


@pytest.mark.django_db
def test_without_a_mailbox_there_is_nothing_to_read() -> None:
    assert take_in(NOW).seen == 0
    assert not Storing.objects.exists()


def test_a_mailbox_over_imap_that_is_down_is_told(settings: Any) -> None:
    settings.BOUNCE_IMAP = {"host": "127.0.0.1", "port": 1, "user": "a", "password": "b", "folder": "INBOX"}
    with pytest.raises(MailboxError), open_mailboxes():
        pass
