"""IDOR: ids and codes of another group, in paths, query strings and form fields, give and change nothing (T3, T10).

`make test` lets one person try the plain ids; `make proof` five people every spelling, each with the next method, and
among them every name in the query string and as a field.
"""

import itertools

import pytest
import time_machine

from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell
from tests.toegang.foreign import EVERY_WAY, FOREIGN, NAMES, Reach, other_group
from tests.toegang.world import a_world

pytestmark = [pytest.mark.django_db(databases=["default", "sleutels"]), pytest.mark.timeout(3600 if IS_FULL else 600)]

# Who leads a group, is in it, did not agree yet, was removed, belongs to a third.
OUTSIDERS = ("TK", "GL", "ZA", "EX", "LA")


@pytest.fixture(params=share(OUTSIDERS) if IS_FULL else ["TK"])
def reach(request: pytest.FixtureRequest) -> Reach:
    with time_machine.travel(NOW, tick=False):
        return Reach(a_world(), other_group(), request.param)


def some_names(reach: Reach) -> tuple[str, ...]:
    """Return the names this person tries; the five together try all of them."""
    return NAMES[OUTSIDERS.index(reach.role) :: len(OUTSIDERS)]


def judge(reach: Reach) -> None:
    """Tell what was counted, and demand that nothing came out and nothing changed."""
    tell(requests=reach.requests, leaks=len(reach.leaks), errors=len(reach.faults), changes=len(reach.changes),
         opened=len(reach.opened))  # fmt: skip
    assert (reach.leaks, reach.faults, reach.changes, reach.opened) == ([], [], [], [])
    assert reach.requests > 0


def test_the_words_of_the_other_group_are_found_by_who_may_read_them(reach: Reach) -> None:
    """The sweep would see a leak: somebody of that group meets all its words."""
    with time_machine.travel(NOW, tick=False):
        reach.client.force_login(reach.other["TK"])
        reach.by_path(spelled=1, ways=("GET",))
    assert {leak.rpartition(": ")[2] for leak in reach.leaks} == set(FOREIGN.values())


def test_foreign_ids_in_addresses(reach: Reach) -> None:
    with time_machine.travel(NOW, tick=False):
        if IS_FULL:
            others = [way for way in EVERY_WAY if way != "GET"]
            turns = itertools.islice(itertools.cycle(others), 2 * OUTSIDERS.index(reach.role), None)
            reach.by_path(spelled=9, ways=("GET",), turns=turns)
        else:
            reach.by_path(spelled=1, ways=("GET", "POST"))
    judge(reach)


def test_foreign_ids_in_query_strings(reach: Reach) -> None:
    with time_machine.travel(NOW, tick=False):
        reach.by_query(some_names(reach))
    judge(reach)


def test_foreign_ids_in_fields(reach: Reach) -> None:
    with time_machine.travel(NOW, tick=False):
        reach.by_field(some_names(reach))
    judge(reach)
