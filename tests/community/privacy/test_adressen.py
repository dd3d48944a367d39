"""An address changes hands: what belongs to who has it now, or had it then, is in nobody else's download or erasure."""

from typing import Any

import pytest

from community.actions.verwijderen import erase_person
from community.models import Aanvraag, Accountwijziging, Uitnodiging, User
from community.queries.eigen_gegevens import own_rows, tables
from tests.factories import UserFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.website import an_aanvraag

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
SHARED = "gebied@gemeente.example"


def exported(model: Any, user: User) -> set[Any]:
    """Return the keys of the rows of this table in her download."""
    return {row["id"] for _label, table in tables() if table.model is model for row in own_rows(table, user)}


def test_what_a_colleague_asked_from_the_address_stays_hers() -> None:
    before, now_has_it = UserFactory(), UserFactory(email=SHARED)
    asked = an_aanvraag(user=before, email=SHARED)
    invited = Uitnodiging.objects.create(
        email=SHARED, accepted_by=before, accepted_at=LONG_AGO, created_at=LONG_AGO, issued_at=LONG_AGO, expires_at=NOW
    )
    guest = an_aanvraag(user=None, email=SHARED)
    assert exported(Aanvraag, now_has_it) == {guest.pk}
    assert exported(Uitnodiging, now_has_it) == set()
    assert (exported(Aanvraag, before), exported(Uitnodiging, before)) == ({asked.pk}, {invited.pk})
    erase_person(user=now_has_it, now=NOW)
    assert set(Aanvraag.objects.all()) == {asked}
    assert set(Uitnodiging.objects.all()) == {invited}


def test_an_address_she_left_belongs_to_who_logs_in_with_it_now() -> None:
    left, now_has_it = UserFactory(), UserFactory(email=SHARED)
    Accountwijziging.objects.create(user=left, kind="EMAIL", created_at=LONG_AGO, address=SHARED)
    guest = an_aanvraag(user=None, email=SHARED)
    assert (exported(Aanvraag, left), exported(Aanvraag, now_has_it)) == (set(), {guest.pk})
    erase_person(user=left, now=NOW)
    assert set(Aanvraag.objects.all()) == {guest}


def test_what_she_asked_from_a_former_address_goes_with_her() -> None:
    left = UserFactory()
    Accountwijziging.objects.create(user=left, kind="EMAIL", created_at=LONG_AGO, address=SHARED)
    an_aanvraag(user=None, email=SHARED)
    erase_person(user=left, now=NOW)
    assert not Aanvraag.objects.exists()
