"""What messages about groups cost: the same for one as for twelve."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.extension_points import bericht_kinds
from community.models import Bericht
from intervisie.actions.groepseinde import close_groep
from intervisie.actions.groepsleden import leave_groep
from intervisie.reminders.groepen import notice_silence
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, a_notitie, people_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(("kind", "cost"), [("N56", 2), ("N64", 3), ("N210", 3), ("N211", 3), ("N212", 2), ("N213", 4)])
def test_any_number_of_messages_costs_the_same(number: int, kind: str, cost: int) -> None:
    heart = UserFactory(coordinator=True)
    for _ in range(number):
        groep = a_groep(since=NOW - timedelta(days=61))
        people = people_of(groep)
        if kind == "N210":
            a_notitie(groep, people[0])
        elif kind in ("N211", "N213"):
            leave_groep(actor=people[1], groep=groep, now=NOW)
        elif kind == "N212":
            close_groep(actor=heart, groep=groep, now=NOW)
        elif kind == "N64":
            notice_silence(NOW)
        if kind == "N213":
            Bericht.objects.create(
                dedupe_key=f"{groep.pk}", kind="N213", recipient=heart, object_id=groep.pk, created_at=NOW, due_at=NOW
            )
    rows = list(Bericht.objects.filter(kind=kind, created_at__gte=NOW - timedelta(days=500)))
    with CaptureQueriesContext(connection) as asked:
        told = bericht_kinds.get(kind).load(rows, NOW)
    assert (bool(told), len(asked)) == (True, cost)
