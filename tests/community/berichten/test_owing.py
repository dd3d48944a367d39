"""Owing a message: once, the way its person wants it, and taken back when it is no longer needed."""

import uuid
from datetime import timedelta

import pytest

from community.actions.berichten import set_preference
from community.actions.errors import ActionError
from community.berichten.outbox import MEMORY, owe, owe_many, withdraw
from community.models import Bericht, BerichtStatus, User, Voorkeur
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.post import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_kinds")]
THING = uuid.UUID("00000000-0000-4000-8000-000000000001")


def state(user: User) -> list[tuple[str, str, bool]]:
    """Return kind, status and whether a mail is planned of what this person was told."""
    rows = Bericht.objects.filter(recipient=user).order_by("kind", "moment")
    return [(row.kind, row.status, row.mail_at is not None) for row in rows]


def test_owing_twice_changes_nothing() -> None:
    user, other = UserFactory(), UserFactory()
    for _ in range(2):
        owe_many(kinds.DIRECT, object_id=THING, now=NOW, recipients=[user, other], moment="v1")
    assert Bericht.objects.count() == 2
    owe(kinds.DIRECT, object_id=THING, now=NOW, recipient=user, moment="v2")
    assert Bericht.objects.count() == 3


def test_each_way_to_travel() -> None:
    user = UserFactory()
    for code in (kinds.DIRECT, kinds.DAG, kinds.WEEK, kinds.SCREEN):
        owe(code, object_id=THING, now=NOW, recipient=user)
    assert state(user) == [
        (kinds.DIRECT, BerichtStatus.GEPLAND, True),
        (kinds.DAG, BerichtStatus.GEPLAND, True),
        (kinds.WEEK, BerichtStatus.GEPLAND, False),
        (kinds.SCREEN, BerichtStatus.SCHERM, False),
    ]


def test_who_has_no_account_gets_nothing_on_screen() -> None:
    owe(kinds.DIRECT, object_id=THING, now=NOW)
    row = Bericht.objects.get()
    assert (row.recipient, row.is_on_screen, row.mail_at) == (None, False, NOW)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("DIRECT", (BerichtStatus.GEPLAND, True)),
        ("DAG", (BerichtStatus.GEPLAND, True)),
        ("WEEK", (BerichtStatus.GEPLAND, False)),
        ("GEEN", (BerichtStatus.SCHERM, False)),
    ],
)
def test_a_preference_changes_how_it_travels(mode: str, expected: tuple[str, bool]) -> None:
    user = UserFactory()
    set_preference(actor=user, subject="AGENDA", mode=mode, now=NOW)
    owe(kinds.DIRECT, object_id=THING, now=NOW, recipient=user)
    owe(kinds.MANDATORY, object_id=THING, now=NOW, recipient=user)
    owe(kinds.DAG, object_id=THING, now=NOW, recipient=user)
    assert state(user) == [
        (kinds.DIRECT, *expected),
        (kinds.DAG, BerichtStatus.GEPLAND, True),
        (kinds.MANDATORY, BerichtStatus.GEPLAND, True),
    ]


def test_a_new_preference_holds_for_what_was_not_sent_yet() -> None:
    user = UserFactory()
    owe(kinds.DIRECT, object_id=THING, now=NOW, recipient=user)
    set_preference(actor=user, subject="AGENDA", mode="GEEN", now=NOW)
    assert state(user) == [(kinds.DIRECT, BerichtStatus.SCHERM, False)]
    set_preference(actor=user, subject="AGENDA", mode="", now=NOW)
    assert state(user) == [(kinds.DIRECT, BerichtStatus.GEPLAND, True)]
    assert not Voorkeur.objects.exists()


@pytest.mark.parametrize(
    ("subject", "mode"), [("ACCOUNT", "GEEN"), ("BESTAAT_NIET", "DAG"), ("AGENDA", "ZOMAAR"), ("WEEKOVERZICHT", "DAG")]
)
def test_what_cannot_be_chosen_is_refused_in_words(subject: str, mode: str) -> None:
    with pytest.raises(ActionError, match=r"\w+\.$"):
        set_preference(actor=UserFactory(), subject=subject, mode=mode, now=NOW)
    assert not Voorkeur.objects.exists()


def test_taking_back_is_told_with_its_reason() -> None:
    user, other = UserFactory(), UserFactory()
    for moment in ("v1", "v2"):
        owe_many(kinds.DIRECT, object_id=THING, now=NOW, recipients=[user, other], moment=moment)
    withdraw([kinds.DIRECT], object_id=THING, reason="geannuleerd", recipient=user, moment="v1")
    found = Bericht.objects.filter(status=BerichtStatus.VERVALLEN)
    assert list(found.values_list("recipient", "moment", "reason")) == [(user.pk, "v1", "geannuleerd")]
    withdraw([kinds.DIRECT], object_id=THING, reason="geannuleerd")
    assert found.count() == 4


def test_what_came_due_before_the_memory_of_the_outbox_is_not_told() -> None:
    user = UserFactory()
    owe(kinds.DIRECT, object_id=THING, now=NOW, recipient=user, due_at=NOW - MEMORY - timedelta(seconds=1))
    assert not Bericht.objects.exists()
    owe(kinds.DIRECT, object_id=THING, now=NOW, recipient=user, due_at=NOW - MEMORY)
    assert Bericht.objects.count() == 1
