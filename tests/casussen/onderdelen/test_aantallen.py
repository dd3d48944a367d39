"""What the pages of a casus ask of the database: the same with thirty rows of everything as with one."""

from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from casussen.actions.onderdelen import add_row
from casussen.models import Belang, Casus, Casusbestand, DelingRol, Dilemma, Doel, Moment, Partij
from community.models import User
from tests.casussen.onderdelen.browsing import browser
from tests.factories import UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
# Both databases together; of these, seven are what every page of a casus asks: session, person, roles, casus, key,
# messages, and one for who sees it: a co-owner. Guests and emergencies there are none.
EXPECTED = {"": 9, "partijen/": 8, "doelen/": 9, "doelen/afweging/": 8, "dilemmas/": 8, "tijdlijn/": 8,
            "fasen/": 10, "documenten/": 8}  # fmt: skip


def a_row_of_each(casus: Casus, number: int) -> None:
    rows: tuple[tuple[Any, dict[str, Any]], ...] = (
        (Partij, {"name": f"Partij {number}", "involvement": "PARTNER"}), (Belang, {"text": "Rust."}),
        (Doel, {"text": "Water."}), (Dilemma, {"pole_a": "A", "pole_b": "B", "stand": {"position": 10}}),
        (Moment, {"day": "2027-02-09", "kind": "WAARHEID", "text": "Besluit."}),
        (Casusbestand, {"name": "plan.pdf", "kind": "PDF", "size": 3, "content": b"abc"}),
    )  # fmt: skip
    for model, values in rows:
        add_row(actor=casus.owner, casus=casus, model=model, values=values, now=NOW)


def queries(client: Any, address: str) -> int:
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["sleutels"]) as keys:
        assert client.get(address).status_code == 200
    return len(main) + len(keys)


def counts(casus: Casus, user: User) -> dict[str, int]:
    client = browser(user)
    client.get("/mijn/")  # the first page of a session writes in it
    return {end: queries(client, f"/casussen/{casus.code}/{end}") for end in EXPECTED}


def test_thirty_rows_of_everything_ask_no_more_than_one() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    a_row_of_each(casus, 0)
    assert counts(casus, casus.owner) == EXPECTED
    by_other = counts(casus, other)
    for number in range(1, 30):
        a_row_of_each(casus, number)
    assert counts(casus, casus.owner) == EXPECTED
    assert counts(casus, other) == by_other
    assert max(by_other.values()) <= 15
