"""The tests of an installation follow each other: its start costs seconds, and its last test takes a host away."""

import pytest

from tests.in_full import IS_FULL

IN_ORDER = "tests/deploy/test_installation.py"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of that file back in the order they stand in, wherever the file came to be."""
    places = [number for number, item in enumerate(items) if item.nodeid.startswith(IN_ORDER)]
    in_order = sorted((items[number] for number in places), key=lambda item: item.reportinfo()[1] or 0)
    for number, item in zip(places, in_order, strict=True):
        items[number] = item


# How fast readiness turns is measured in `make proof` alone; that it turns is in tests/community/gezond.
collect_ignore = [] if IS_FULL else ["test_readiness.py"]
