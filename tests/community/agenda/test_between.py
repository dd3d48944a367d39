"""What changes between planning a mail and sending it, at every stage of its way and for many people at once (T86).

A message is owed, then it gets its mail, then a sender takes that mail, and only then it is asked once more whether
it still holds. `make test` lets the change happen at each stage for one person and the first kind of message, `make
proof` for ten people and all kinds.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from community.berichten import sender
from community.berichten.bundling import bundle
from community.models import Bericht, Bijeenkomst, User
from tests.community.agenda.cast import a_group, group_meeting, post_at
from tests.community.agenda.test_mail import (
    CHANGES,
    LATER,
    cancelled,
    deactivated,
    moved,
    removed,
    silently_cancelled,
    silently_removed,
)
from tests.factories import DeelnameFactory
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600 if IS_FULL else 180)]

# Kind -> how the person stands in the meeting, and the moment of the message.
KINDS = {
    "N111": ("AANGEMELD", "v1"), "N106": ("UITGENODIGD", "1"), "N107": ("UITGENODIGD", "1"),
    "N108": ("AANGEMELD", "AANGEMELD.1"), "N112": ("UITGENODIGD", "v1.202702070800.202702071100"),
    "N80": ("AANGEMELD", "1"),
}  # fmt: skip
# These tell the moment as it is when they are read, so they still hold after a move.
STILL_TRUE = {"N106", "N107", "N108", "N80"}
OF_EACH_PERSON = {removed, silently_removed, deactivated}
STAGES = ("owed", "in a mail", "taken")
PEOPLE = 10 if IS_FULL else 1
SITUATIONS = list(itertools.product(KINDS if IS_FULL else ["N111"], CHANGES, STAGES))
OLD_DAY, NEW_DAY = "februari", "10 maart 2027"


def owed(kind: str, meeting: Bijeenkomst, people: Sequence[User]) -> None:
    """Store the message as it was planned, for everybody."""
    status, moment = KINDS[kind]
    for user in people:
        DeelnameFactory(bijeenkomst=meeting, user=user, status=status, invited_at=NOW)
        Bericht.objects.create(kind=kind, object_id=meeting.pk, recipient=user, moment=moment, mail_mode="DIRECT",
                               dedupe_key=f"oud {user.pk}", created_at=NOW, due_at=NOW, mail_at=NOW)  # fmt: skip


def is_old(message: EmailMessage, kind: str, change: Any) -> bool:
    """Whether a mail tells what no longer holds."""
    if change is moved and kind in STILL_TRUE:
        return NEW_DAY not in message.body
    return OLD_DAY in str(message.subject) and "Gaat niet" not in str(message.subject)


def send_after(stage: str, happen: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Send what is owed; let it happen at this stage."""
    if stage == "taken":
        prepare, todo = sender.prepare, [happen]

        def prepare_after(*given: Any) -> Any:
            if todo:
                todo.pop()()
            return prepare(*given)

        monkeypatch.setattr(sender, "prepare", prepare_after)
    else:
        if stage == "in a mail":
            bundle(NOW)
        happen()
    post_at(LATER)


@pytest.mark.parametrize(("kind", "change", "stage"), share(SITUATIONS))
def test_old_mail_never_leaves(kind: str, change: Any, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kring, leader, people = a_group(PEOPLE)
    meeting = group_meeting(kring, organiser=leader)
    owed(kind, meeting, people)

    def happen() -> None:
        for user in people if change in OF_EACH_PERSON else people[:1]:
            change(meeting, user, leader, NOW)

    send_after(stage, happen, monkeypatch)
    old = [str(message.subject) for message in mail.outbox if is_old(message, kind, change)]
    fallen = Bericht.objects.filter(dedupe_key__startswith="oud", status="VERVALLEN").count()
    due = 0 if change is moved and kind in STILL_TRUE else PEOPLE
    tell(situations=1, messages=PEOPLE, old=len(old), wrong=int(fallen != due))
    assert (old, fallen) == ([], due)


def test_every_change_is_of_somebody_or_of_the_meeting() -> None:
    assert set(CHANGES) == OF_EACH_PERSON | {cancelled, silently_cancelled, moved}


@pytest.mark.parametrize("stage", STAGES)
def test_without_a_change_the_mail_leaves(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above would also pass when nothing ever left."""
    kring, leader, people = a_group(1)
    meeting = group_meeting(kring, organiser=leader)
    owed("N106", meeting, people)
    send_after(stage, lambda: None, monkeypatch)
    assert [message.to for message in mail.outbox] == [[people[0].email]]
