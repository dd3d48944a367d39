"""Making a toernee: its Kring, its agreements, its people, and what speaks against it."""

import pytest

from community.models import KringKind, Lidmaatschap
from intervisie.models import ToerneeStatus
from tests.factories.toernees import a_toernee, deelnemers_of

pytestmark = pytest.mark.django_db


def test_a_toernee_is_a_kring_with_agreements_and_people_in_order() -> None:
    toernee = a_toernee()
    assert (toernee.kring.kind, toernee.status) == (KringKind.TOERNEE, ToerneeStatus.PLANNEN)
    people = deelnemers_of(toernee)
    assert [one.position for one in people] == [0, 1, 2, 3, 4]
    assert all(one.samenwerking.owner == one.user for one in people if one.samenwerking)
    roles = sorted(Lidmaatschap.objects.filter(kring=toernee.kring).values_list("role", flat=True))
    assert roles == ["LID", "LID", "LID", "LID", "TREKKER"]
