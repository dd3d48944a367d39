"""A planner that says it needs rows of a model does nothing without them, whatever else there is."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from community.berichten.planning import plan
from community.berichten.unneeded import Needing, without_rows
from community.extension_points import planners
from community.models import Verwijderverzoek
from tests.factories import DatumprikkerFactory, UserFactory
from tests.factories.moments import NOW
from tests.toegang.world import a_world

pytestmark = [pytest.mark.django_db(databases=["default", "sleutels"]), pytest.mark.timeout(600)]

WRITES = ("INSERT", "UPDATE", "DELETE")
# From the moment at which the world stands: the next morning, and when terms of days, weeks and months are over.
LATER = tuple(timedelta(days=days) for days in (0, 1, 7, 30, 100, 200, 400))


def written_by(step: Needing) -> list[str]:
    """Return what this planner writes when the table it needs is empty and all others are as they were."""
    table = apps.get_model(step.model)._meta.db_table
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {connection.ops.quote_name(table)} CASCADE")
        with CaptureQueriesContext(connection) as queries:
            for later in LATER:
                step(NOW + later)
        transaction.set_rollback(True)
    return [query["sql"][:200] for query in queries if query["sql"].startswith(WRITES)]


def test_a_planner_without_the_rows_it_needs_writes_nothing() -> None:
    needing = {name: step for name, step in planners.named().items() if isinstance(step, Needing)}
    with time_machine.travel(NOW, tick=False):
        a_world()
        Verwijderverzoek.objects.create(user=UserFactory(), asked_at=NOW, due_at=NOW + timedelta(days=30))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is emptied while a check of it is waited for
        assert without_rows(step.model for step in needing.values()) <= {"casussen.Adviesdeling"}
        found = {name: written for name, step in needing.items() if (written := written_by(step))}
    assert found == {}
    assert len(needing) >= 35


def test_a_row_wakes_the_planners_that_need_it() -> None:
    """What an empty platform asks of its database each minute, and that the first row is seen at once."""
    plan(NOW)
    with CaptureQueriesContext(connection) as queries:
        plan(NOW)
    asked = [query["sql"] for query in queries if 'FROM "community_datumprikker"' in query["sql"]]
    assert len(asked) == 1  # whether there are any
    assert without_rows(["community.Datumprikker"]) == {"community.Datumprikker"}
    DatumprikkerFactory()
    assert without_rows(["community.Datumprikker", "community.Datumprikker"]) == set()
    assert without_rows([]) == set()
    with CaptureQueriesContext(connection) as queries:
        plan(NOW)
    assert len([query for query in queries if 'FROM "community_datumprikker"' in query["sql"]]) > 1
