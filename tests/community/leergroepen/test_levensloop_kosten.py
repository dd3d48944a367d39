"""What the pages about the life of a group ask of the database: the same for one row as for thirty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.actions.groepsleven import close_evaluaties
from community.actions.groepsuitnodigingen import invite_to_leergroep
from community.queries.groepsleven import due_rhythms, due_to_evaluate
from tests.community.leergroepen.groups import a_group
from tests.community.leergroepen.test_levensloop import a_round, meet, say
from tests.community.leergroepen.test_uitnodigingen import as_, page
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def cost_of(client: Client, path: str) -> int:
    """Return how many queries this page takes, the second time."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_to_invite_costs_the_same(number: int) -> None:
    leergroep, trekker = a_group()
    for _ in range(number):
        invite_to_leergroep(actor=trekker, leergroep=leergroep, user=UserFactory(achternaam="Zoekbaar"), now=NOW)
    path = f"{page('leergroep-uitnodigen', leergroep)}?q=zoekbaar"
    assert cost_of(as_(trekker), path) == 11


@pytest.mark.parametrize("number", [4, 30])
def test_the_outcome_and_the_division_cost_the_same(number: int) -> None:
    leergroep, trekker = a_group()
    row, people = a_round(leergroep, members=number)
    for user in people:
        say(row, user, text="Vaker naar buiten.")
    close_evaluaties(row.closes_at)
    client = as_(trekker)
    outcome = cost_of(client, page("leergroep-evaluatie-uitkomst", leergroep, evaluatie_id=row.pk))
    division = cost_of(client, page("leergroep-mixen", leergroep, evaluatie_id=row.pk))
    assert (outcome, division) == (13, 12)


@pytest.mark.parametrize("number", [1, 30])
def test_looking_for_what_is_due_costs_the_same(number: int) -> None:
    for _ in range(number):
        leergroep, _trekker = a_group()
        leergroep.kring.rhythm_weeks, leergroep.kring.evaluate_after = 4, 1
        leergroep.kring.save()
        meet(leergroep, NOW.replace(year=NOW.year - 1))
    with CaptureQueriesContext(connection) as asked:
        found = len(due_rhythms(NOW)), len(due_to_evaluate(NOW))
    assert (found, len(asked)) == ((number, number), 3)
