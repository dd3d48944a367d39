"""T5: what somebody may not see is refused with as many questions to the database as what never was.

Time on the clock is measured in `make proof`; a machine that is busy says nothing about it, and this says why it holds.
"""

import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.moments import NOW
from tests.toegang.matrix import expected, path_of, rows, sample_of
from tests.toegang.world import a_world

pytestmark = [pytest.mark.django_db(databases=["default", "sleutels"]), pytest.mark.timeout(600)]

# Parameters that are no secret: names of ours that are the same for every casus.
KNOWN = {"fase", "soort", "laag", "vraag", "instrument", "number", "maat"}
TABLE = re.compile(r'(?:FROM|UPDATE|INTO) "(\w+)"')


def is_open(name: str) -> bool:
    """Whether this address is one of a group that every member may find."""
    return name.startswith("leergroep") and not name.endswith("@verborgen")


def knows_slug(name: str) -> bool:
    """Whether slug and code of a part are no secret here: every member knows a published editie, not what is in it."""
    return name.startswith("editie") and not name.startswith("editie-plan")


def asked_of(client: Client, path: str) -> list[str]:
    """Return which tables this request asks, in order."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 404
    return [found[1] for query in queries if (found := TABLE.search(query["sql"]))]


def test_what_is_forbidden_asks_the_database_as_much_as_what_never_was() -> None:
    with time_machine.travel(NOW, tick=False):
        world = a_world()
        client = world.client("LI")
        client.get("/mijn/meldingen/")
        different = {}
        refused = [
            (name, address) for name, address in rows()
            if expected()[name]["LI"] == "404" and address.converters and not is_open(name)
        ]  # fmt: skip
        for name, address in refused:
            plain = KNOWN | {"slug", "code"} if knows_slug(name) else KNOWN
            known = {
                key: value for key, value in sample_of(name, world).items() if key in plain & set(address.sample())
            }
            forbidden = asked_of(client, path_of(name, address, world))
            missing = asked_of(client, reverse(address.name, kwargs={**address.sample(), **known}))
            if forbidden != missing:
                different[name] = (forbidden, missing)
    assert different == {}
    assert len(refused) > 100
