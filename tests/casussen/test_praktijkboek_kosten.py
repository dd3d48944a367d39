"""Pages of a praktijkboek cost the same with 1 and with 30 casussen, people or praktijkboeken."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casussen.models import Opname, Praktijkboek
from community.confidential import confidential
from community.models import User
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_coordinator, a_praktijkboek, an_opname, in_boek
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def cost(user: User, address: str) -> int:
    """Return how many queries a page takes, those to the key store among them; asked for the second time."""
    client = Client()
    client.force_login(user)
    client.get(address)
    with (
        CaptureQueriesContext(connections["default"]) as data,
        CaptureQueriesContext(connections["sleutels"]) as keys,
    ):
        assert client.get(address).status_code == 200
    return len([one for one in (*data, *keys) if "SAVEPOINT" not in one["sql"]])


def more_casussen(boek: Praktijkboek, number: int) -> None:
    """Hand in this many casussen, each by somebody else."""
    for _number in range(number):
        an_opname(boek)


def test_the_cover_the_reading_page_and_the_order_cost_the_same_with_thirty_casussen() -> None:
    boek = a_praktijkboek()
    keeper, opname = in_boek(boek, begeleider=True).user, an_opname(boek)
    ends = ("", f"{opname.code}/", "volgorde/", "vaststellen/", "inleveren/")
    few = [cost(keeper, f"/praktijkboeken/{boek.code}/{end}") for end in ends]
    own = cost(opname.author, f"/praktijkboeken/{boek.code}/")
    more_casussen(boek, 29)
    assert [cost(keeper, f"/praktijkboeken/{boek.code}/{end}") for end in ends] == few
    assert cost(opname.author, f"/praktijkboeken/{boek.code}/") == own
    assert (few, own) == ([11, 9, 8, 8, 8], 11)


def test_lists_cost_the_same_with_thirty_praktijkboeken() -> None:
    reader, planner = in_boek(boek := a_praktijkboek()).user, with_second_factor(a_coordinator())
    an_opname(boek)
    pages = ((reader, "/praktijkboeken/"), (planner, "/coordinatie/praktijkboeken/"),
             (planner, f"/coordinatie/praktijkboeken/{boek.code}/"))  # fmt: skip
    few = [cost(user, address) for user, address in pages]
    for number in range(29):
        another = a_praktijkboek()
        in_boek(another, reader)
        if number < 5:
            an_opname(another)
        in_boek(boek)
    assert [cost(user, address) for user, address in pages] == few
    with confidential():
        assert (Praktijkboek.objects.count(), Opname.objects.count()) == (30, 6)
    assert few == [7, 6, 7]
