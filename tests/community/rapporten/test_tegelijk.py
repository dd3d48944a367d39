"""Two who freeze at once make one report."""

import pytest

from community.actions.rapporten import freeze, freeze_due
from community.models import Bericht, Rapport
from tests.community.agenda.test_at_once import all_at_once
from tests.community.rapporten.cast import AFTER_K1, IN_K1, K1, held, staff
from tests.factories.partners import a_contact, a_partnerschap

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_freeze_at_once_make_one_report() -> None:
    partnerschap = a_partnerschap()
    a_contact(partnerschap)
    held(IN_K1, staff(partnerschap.organisatie, 20)[:10], partnerschap.organisatie)
    errors = all_at_once(
        lambda: freeze(partnerschap=partnerschap, kwartaal=K1, now=AFTER_K1),
        lambda: freeze(partnerschap=partnerschap, kwartaal=K1, now=AFTER_K1),
        lambda: freeze(partnerschap=None, kwartaal=K1, now=AFTER_K1),
        lambda: freeze(partnerschap=None, kwartaal=K1, now=AFTER_K1),
        lambda: freeze_due(AFTER_K1),
    )
    assert errors == []
    assert set(Rapport.objects.values_list("partnerschap__code", "quarter")) == {(None, 1), (partnerschap.code, 1)}
    assert Rapport.objects.count() == 2
    assert Bericht.objects.filter(kind="N84").count() == 1
