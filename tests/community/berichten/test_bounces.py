"""Addresses that take no mail: what stops them, what still goes, and how they begin anew (SECURITY.md T84)."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from community.actions.accounts import ask_new_email, confirm_new_email
from community.actions.berichten import send_again
from community.actions.toegang import invite_member
from community.berichten import bounces
from community.berichten.dsn import read
from community.berichten.intake import take_in
from community.berichten.outbox import owe
from community.berichten.sender import deliver
from community.models import Bericht, Bezorging, BezorgReden, Storing, User, Zending
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.post import kinds
from tests.post.dsn import word
from tests.post.sink import Sink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]
Serve = Callable[..., Sink]
DAY = timedelta(days=1)


def owe_to(user: User, *, kind: str = kinds.DIRECT) -> None:
    """Owe this person one message."""
    owe(kind, object_id=uuid.uuid4(), now=NOW, recipient=user, moment="a")


def stop(user: User) -> Bezorging:
    """Stop the address of this person."""
    return Bezorging.objects.create(user=user, email=user.email, reason=BezorgReden.TERUG, code="5.1.1", count=2,
                                    since=NOW, last_at=NOW, stopped_at=NOW)  # fmt: skip


def sent_to(user: User) -> Zending:
    """Send this person one mail and return it."""
    owe_to(user)
    deliver(NOW)
    return Zending.objects.get(recipient=user, status="VERZONDEN")


def come_back(mail_: Zending, folder: Any, **changes: Any) -> Any:
    """Let the word of a server about this mail arrive, and read it."""
    assert mail_.recipient
    (folder / "new" / f"{uuid.uuid4()}").write_bytes(word(mail_.key, mail_.recipient.email, **changes))
    return take_in(NOW)


@pytest.fixture
def maildir(tmp_path: Any, settings: Any) -> Any:
    """Give the site an empty maildir."""
    folder = tmp_path / "retour"
    (folder / "new").mkdir(parents=True)
    settings.BOUNCE_MAILDIR = str(folder)
    return folder


@pytest.mark.parametrize(
    ("behaviour", "count", "is_stopped"),
    [("goed", None, False), ("later", None, False), ("weg", 1, True), ("onbekend", 1, True), ("beleid", None, False),
     ("relais", None, False), ("spam", None, False), ("vol", None, False)],
)  # fmt: skip
def test_only_a_server_that_refuses_the_address_stops_it(
    serve: Serve, behaviour: str, count: int | None, is_stopped: bool
) -> None:
    serve()
    user = UserFactory(email=f"{behaviour}-x@voorbeeld.example")
    owe_to(user)
    deliver(NOW)
    row = Bezorging.objects.filter(user=user).first()
    assert (row.count if row else None, bool(row and row.stopped_at)) == (count, is_stopped)


def test_after_a_refusal_nothing_is_tried_and_meldingen_go_on(serve: Serve) -> None:
    sink = serve()
    user = UserFactory(email="weg-x@voorbeeld.example")
    owe_to(user)
    deliver(NOW)
    lines = sink.book.connections
    owe_to(user)
    deliver(NOW)
    assert sink.book.connections == lines
    newest = Bericht.objects.latest("created_at", "mail_at", "pk")
    assert {row.status for row in Bericht.objects.filter(is_on_screen=True)} <= {"SCHERM", "MISLUKT"}
    assert Zending.objects.filter(error_code="GESTOPT", status="VERVALLEN").count() == 1
    assert newest.recipient == user


def test_what_is_shown_on_screen_stays_there_when_its_mail_is_kept_back() -> None:
    user = UserFactory()
    stop(user)
    owe_to(user)
    Bericht.objects.update(is_on_screen=False)
    owe_to(user)
    deliver(NOW)
    assert sorted(Bericht.objects.values_list("is_on_screen", "status", "reason")) == [
        (False, "VERVALLEN", "mail naar dit adres is gestopt"),
        (True, "SCHERM", "mail naar dit adres is gestopt"),
    ]
    assert mail.outbox == []


def test_word_of_undelivered_mail_is_asked_for_at_its_own_address(serve: Serve, settings: Any) -> None:
    settings.MAIL_ENVELOPE_FROM = "retour@regiekamer.example"
    sink = serve()
    owe_to(UserFactory())
    deliver(NOW)
    (accepted,) = sink.book.accepted()
    assert accepted["from"] == "retour@regiekamer.example"
    assert "retour@" not in accepted["raw"]


def test_a_mail_that_is_sent_again_may_come_back_again(maildir: Any) -> None:
    user = UserFactory()
    mail_ = sent_to(user)
    come_back(mail_, maildir)
    send_again(actor=UserFactory(coordinator=True), bericht=Bericht.objects.get(), now=NOW)
    deliver(NOW)
    mail_.refresh_from_db()
    assert (mail_.status, mail_.bounced_at) == ("VERZONDEN", None)
    assert come_back(mail_, maildir).hard == 1
    assert Bezorging.objects.get().stopped_at == NOW


def test_an_invitation_that_comes_back_is_seen_and_stops_nobody(maildir: Any) -> None:
    invite_member(actor=UserFactory(coordinator=True), email="fout@elders.example", now=NOW)
    deliver(NOW)
    mail_ = Zending.objects.get(status="VERZONDEN", recipient=None)
    (maildir / "new" / "a").write_bytes(word(mail_.key, "fout@elders.example"))
    assert take_in(NOW).hard == 1
    mail_.refresh_from_db()
    assert (mail_.status, mail_.error_code) == ("MISLUKT", "TERUG")
    assert not Bezorging.objects.exists()


def test_others_are_mailed_as_before() -> None:
    stopped, other = UserFactory(), UserFactory()
    stop(stopped)
    for user in (stopped, other):
        owe_to(user)
    deliver(NOW)
    assert [sent.to for sent in mail.outbox] == [[other.email]]


def test_mail_that_comes_back_twice_stops_the_address(maildir: Any) -> None:
    user = UserFactory()
    first = sent_to(user)
    taken = come_back(first, maildir)
    assert (taken.seen, taken.hard, taken.soft, taken.ignored) == (1, 1, 0, 0)
    row = Bezorging.objects.get(user=user)
    assert (row.count, row.code, row.reason, row.stopped_at) == (1, "5.1.1", "TERUG", None)
    first.refresh_from_db()
    assert (first.status, first.error_code, first.bounced_at, first.bounce_code) == ("MISLUKT", "TERUG", NOW, "5.1.1")
    assert Bericht.objects.get().status == "MISLUKT"
    come_back(sent_to(user), maildir)
    assert Bezorging.objects.get(user=user).stopped_at == NOW
    owe_to(user)
    mail.outbox.clear()
    deliver(NOW)
    assert mail.outbox == []


def test_the_same_word_twice_counts_once(maildir: Any) -> None:
    user = UserFactory()
    mail_ = sent_to(user)
    come_back(mail_, maildir)
    again = come_back(mail_, maildir)
    assert (again.hard, again.ignored) == (0, 1)
    assert Bezorging.objects.get(user=user).count == 1


@pytest.mark.parametrize("status", ["4.2.2", "4.4.7", "5.7.1", "5.3.4", "5.6.1"])
def test_a_failure_that_says_nothing_of_the_address_does_not_count(maildir: Any, status: str) -> None:
    user = UserFactory()
    mail_ = sent_to(user)
    taken = come_back(mail_, maildir, status=status)
    assert (taken.hard, taken.soft) == (0, 1)
    assert not Bezorging.objects.exists()
    mail_.refresh_from_db()
    assert mail_.status == "MISLUKT"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_word_of_a_mail_that_is_still_underway_or_arrived_is_no_failure(maildir: Any, action: str) -> None:
    mail_ = sent_to(UserFactory())
    assert come_back(mail_, maildir, action=action).ignored == 1
    mail_.refresh_from_db()
    assert mail_.status == "VERZONDEN"


def test_word_about_another_address_does_not_count_against_hers(maildir: Any) -> None:
    user = UserFactory()
    mail_ = sent_to(user)
    (maildir / "new" / "a").write_bytes(word(mail_.key, "doorgestuurd@elders.example"))
    take_in(NOW)
    assert not Bezorging.objects.exists()


def test_word_of_a_mail_that_never_left_is_ignored(maildir: Any) -> None:
    user = UserFactory()
    owe_to(user)
    deliver(NOW)
    Zending.objects.update(status="GEPLAND")
    assert come_back(Zending.objects.get(), maildir).ignored == 1
    assert Zending.objects.get().status == "GEPLAND"


def test_word_of_a_mail_of_long_ago_is_ignored(maildir: Any) -> None:
    mail_ = sent_to(UserFactory())
    Zending.objects.update(due_at=NOW - 31 * DAY)
    assert come_back(mail_, maildir).ignored == 1


def test_what_came_back_long_ago_does_not_count(maildir: Any) -> None:
    user = UserFactory()
    row = stop(user)
    Bezorging.objects.update(count=1, stopped_at=None, last_at=NOW - 91 * DAY)
    come_back(sent_to(user), maildir)
    row.refresh_from_db()
    assert (row.count, row.since, row.stopped_at) == (1, NOW, None)


def test_another_address_begins_anew() -> None:
    user = UserFactory()
    stop(user)
    change = ask_new_email(actor=user, email="nieuw@voorbeeld.example", now=NOW)
    assert change
    confirm_new_email(change_id=change.pk, now=NOW)
    assert not Bezorging.objects.exists()


def test_a_state_of_an_older_address_says_nothing_of_the_present_one() -> None:
    user = UserFactory()
    stop(user)
    User.objects.filter(pk=user.pk).update(email="anders@voorbeeld.example")
    owe_to(User.objects.get(pk=user.pk))
    deliver(NOW)
    assert [sent.to for sent in mail.outbox] == [["anders@voorbeeld.example"]]


def test_a_server_that_refuses_everybody_does_not_stop_everybody(serve: Serve) -> None:
    serve()
    for number in range(bounces.MOST_AN_HOUR + 3):
        owe_to(UserFactory(email=f"weg-{number}@voorbeeld.example"))
    deliver(NOW)
    assert Bezorging.objects.filter(stopped_at__isnull=False).count() == bounces.MOST_AN_HOUR
    assert Storing.objects.get().error_code == "TE_VEEL"


@pytest.mark.parametrize("path", ["/inloggen/code/", "/wachtwoord/vergeten/"])
def test_a_code_she_asks_for_herself_is_tried_and_the_answer_tells_nothing(client: Client, path: str) -> None:
    known, stopped = UserFactory(), UserFactory()
    stop(stopped)
    answers = []
    for email in (known.email, stopped.email, "niemand@voorbeeld.example"):
        browser = Client()
        answer = browser.post(path, {"email": email})
        follow = browser.get(answer.headers["Location"])
        page = follow.content.decode().replace(email, "x")
        answers.append((answer.status_code, answer.headers["Location"], len(page)))
    assert len(set(answers)) == 1
    assert [sent.to for sent in mail.outbox] == [[known.email], [stopped.email]]


def test_nothing_of_the_content_is_kept(maildir: Any) -> None:
    come_back(sent_to(UserFactory()), maildir)
    assert list(maildir.rglob("*")) == [maildir / "new"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT z::text, b::text FROM community_zending z, community_bezorging b")
        assert "GEHEIM" not in str(cursor.fetchall())


def test_a_secret_that_comes_back_is_nobody_s() -> None:
    told = read(word(f"geheim:{uuid.uuid4()}", "noor@voorbeeld.example"))
    assert told
    assert not bounces.note_returned(told.mail_id, told.addresses, code=told.code, is_hard=True, now=NOW)
