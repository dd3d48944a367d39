"""One's own data asked for at the very same moment in two windows: each is whole, written down and counted."""

import io
import json
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen.models import Casus
from community.models import Bericht, Logregel
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories import UserFactory
from tests.factories.browsers import browser_of, proved
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)

DOWNLOAD = "/mijn/privacy/gegevens-opvragen/"
SECRET = "De dijkgraaf zwijgt."


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def read(client: Client) -> Any:
    """Ask and read to the end, as a browser does; return what is in it, or the status that was said."""
    answer: Any = client.post(DOWNLOAD)
    if answer.status_code != 200:
        return answer.status_code
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as found:
        assert found.testzip() is None
        return json.loads(found.read("gegevens.json"))


def test_two_at_once_are_both_whole_and_hold_what_is_hers_alone() -> None:
    noor, fatima = UserFactory(), UserFactory()
    own: Casus = a_casus(noor, doel=SECRET)
    a_casus(fatima, doel="Van een ander.")
    windows = [proved(browser_of(noor)), proved(browser_of(noor, with_factor=False))]
    acts: list[Callable[[], object]] = [partial(read, window) for window in windows]
    found: Any = at_once(acts)
    first, second = found
    assert first == second
    assert [row["code"] for row in first["gegevens"]["casussen.casus"]] == [own.code]
    assert SECRET in json.dumps(first)
    assert "Van een ander." not in json.dumps(first)
    lines = Logregel.objects.filter(action="GEGEVENS_OPGEVRAAGD", actor_id=noor.pk)
    assert (lines.count(), Logregel.objects.filter(actor_id=fatima.pk).count()) == (2, 0)
    assert Bericht.objects.filter(kind="N235", recipient=noor).exists()


def test_six_at_once_are_no_more_than_three() -> None:
    noor = UserFactory()
    windows = [proved(browser_of(noor, with_factor=turn == 0)) for turn in range(6)]
    found = at_once([partial(read, window) for window in windows])
    assert sorted(found, key=str).count(429) == 3
    assert Logregel.objects.filter(action="GEGEVENS_OPGEVRAAGD").count() == 3


def test_asked_by_two_people_at_once_each_reads_her_own() -> None:
    people = [UserFactory() for _number in range(4)]
    for number, person in enumerate(people):
        a_casus(person, doel=f"Doel van nummer {number}.")
    found = at_once([partial(read, proved(browser_of(person))) for person in people])
    for number, data in enumerate(found):
        told = json.dumps(data)
        assert [f"Doel van nummer {other}." in told for other in range(4)] == [other == number for other in range(4)]
