"""What a coördinator sees of the outbox and may do with it; what a beheerder may only see; what nobody else may."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail

from community.access import DeniedError
from community.access.berichten import visible_berichten
from community.actions.berichten import cancel_bericht, pause_mail, resume_mail, send_again
from community.actions.errors import ActionError
from community.berichten.bundling import bundle
from community.berichten.mail import send_secret
from community.berichten.marks import Holder
from community.berichten.outbox import owe
from community.berichten.sender import deliver
from community.models import Bericht, BerichtStatus, Zending, ZendingStatus
from community.queries.berichten import LISTS, outbox_counts, outbox_list, post_state, why
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.post import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]
LATER = NOW + timedelta(minutes=5)


def owed(kind: str = kinds.DIRECT) -> Bericht:
    """Return a new Bericht to a new person."""
    thing = uuid.uuid4()
    owe(kind, object_id=thing, now=NOW, recipient=UserFactory(), moment="a")
    return Bericht.objects.get(object_id=thing)


def ended(status: str, **more: object) -> Bericht:
    """Return a Bericht whose mail ended like this."""
    row = owed()
    bundle(NOW)
    Zending.objects.filter(berichten=row).update(status=status, attempts=1, **more)
    Bericht.objects.filter(pk=row.pk).update(status=status)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("role", ["", "trainer", "redacteur", "beheerder"])
def test_only_the_coordinating_team_steers(role: str) -> None:
    person, row = UserFactory(**({role: True} if role else {})), owed()
    for act in (
        lambda: pause_mail(actor=person, now=NOW),
        lambda: resume_mail(actor=person, now=NOW),
        lambda: send_again(actor=person, bericht=row, now=NOW),
        lambda: cancel_bericht(actor=person, bericht=row, now=NOW),
    ):
        with pytest.raises(DeniedError):
            act()
    assert visible_berichten(person, NOW).exists() == (role == "beheerder")


def test_a_pause_holds_all_but_the_secrets_of_logging_in() -> None:
    coordinator = UserFactory(coordinator=True)
    owed(), owed(kinds.MANDATORY)
    pause_mail(actor=coordinator, now=NOW)
    pause_mail(actor=UserFactory(coordinator=True), now=LATER)
    assert (post_state(NOW).paused_at, post_state(NOW).paused_by) == (NOW, coordinator)
    deliver(NOW)
    assert mail.outbox == []
    assert send_secret(kinds.DIRECT, address="noor@voorbeeld.example", salutation="Noor", context={"woord": "code"})
    assert [message.subject for message in mail.outbox] == ["Proef code"]
    resume_mail(actor=coordinator, now=LATER)
    deliver(LATER)
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("status", ["MISLUKT", "ONZEKER", "VERZONDEN"])
def test_sending_again_uses_the_same_mail(status: str) -> None:
    row = ended(status, error_code="GEWEIGERD", smtp_code="550")
    send_again(actor=UserFactory(coordinator=True), bericht=row, now=LATER)
    deliver(LATER)
    row.refresh_from_db()
    assert (len(mail.outbox), row.status, Zending.objects.count()) == (1, BerichtStatus.VERZONDEN, 1)
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{row.zending_id}@")


@pytest.mark.parametrize("status", ["GEPLAND", "VERVALLEN"])
def test_what_waits_or_is_no_longer_needed_is_not_sent_again(status: str) -> None:
    row = ended(status)
    with pytest.raises(ActionError):
        send_again(actor=UserFactory(coordinator=True), bericht=row, now=LATER)


def test_what_expired_is_not_sent_again() -> None:
    row = ended("MISLUKT")
    Bericht.objects.update(expires_at=NOW)
    with pytest.raises(ActionError, match="verlopen"):
        send_again(actor=UserFactory(coordinator=True), bericht=row, now=LATER)


def test_a_cancelled_message_is_not_sent() -> None:
    coordinator, row = UserFactory(coordinator=True), owed()
    cancel_bericht(actor=coordinator, bericht=row, now=NOW)
    deliver(NOW)
    row.refresh_from_db()
    assert (mail.outbox, row.status) == ([], BerichtStatus.INGETROKKEN)
    with pytest.raises(ActionError):
        cancel_bericht(actor=coordinator, bericht=row, now=NOW)


def test_a_mail_that_is_leaving_cannot_be_stopped_any_more() -> None:
    row = owed()
    bundle(NOW)
    Holder().claim(NOW, limit=1, is_open=True)
    for act in (send_again, cancel_bericht):
        with pytest.raises(ActionError, match="op dit moment verstuurd"):
            act(actor=UserFactory(coordinator=True), bericht=row, now=NOW)


def test_each_message_stands_in_its_list_with_the_reason() -> None:
    rows = {
        "gepland": ended("GEPLAND", error_code="LATER", smtp_code="451"),
        "verzonden": ended("VERZONDEN"),
        "mislukt": ended("MISLUKT", error_code="GEWEIGERD", smtp_code="550"),
        "onzeker": ended("ONZEKER", error_code="AFGEBROKEN", uncertain=1),
        "vervallen": ended("VERVALLEN"),
    }
    seen = visible_berichten(UserFactory(coordinator=True), NOW)
    assert outbox_counts(seen) == dict.fromkeys(LISTS, 1)
    for name, row in rows.items():
        assert list(outbox_list(seen, name)) == [row]
    reasons = {name: why(outbox_list(seen, name).get()) for name in LISTS}
    assert reasons == {
        "gepland": "De mailserver vraagt het later opnieuw te proberen. (451)",
        "verzonden": "",
        "mislukt": "De mailserver weigert dit adres of deze mail. (550)",
        "onzeker": "De verbinding brak af na het overdragen. Misschien is de mail aangekomen.",
        "vervallen": "Niet meer nodig: de aanleiding is weg.",
    }


def test_a_copy_that_may_have_arrived_twice_is_shown() -> None:
    row = ended("VERZONDEN", uncertain=1)
    seen = visible_berichten(UserFactory(coordinator=True), NOW)
    assert list(outbox_list(seen, "onzeker")) == [row]
    assert why(outbox_list(seen, "onzeker").get()) == "Deze mail kan twee keer zijn aangekomen."


def test_sending_again_keeps_to_the_hours() -> None:
    row = ended("MISLUKT")
    evening = NOW + timedelta(hours=12)
    send_again(actor=UserFactory(coordinator=True), bericht=row, now=evening)
    deliver(evening)
    assert (mail.outbox, Zending.objects.get().status) == ([], ZendingStatus.GEPLAND)
