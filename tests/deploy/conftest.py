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


# A whole installation: two hosts with a pool, a store and a mail server each start a dozen processes. `make proof` runs
# it, and how fast readiness turns; parts of it are in test_deploy_files, test_production_settings, test_proxy, test_s3
# and tests/community/gezond.
collect_ignore = [] if IS_FULL else ["test_installation.py", "test_readiness.py"]
