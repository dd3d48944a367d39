"""Production for real: the commands of the units, with the settings of deploy/, behind the connection pool.

One installation for all tests of this file: its start costs seconds.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.deploy.installation import Host, Installation, installation, is_so_within, pgbouncer
from tests.deploy.visitor import Visitor

pytestmark = [
    pytest.mark.skipif(not pgbouncer(), reason="no pgbouncer here; tests/debian.sh installs it"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def here(django_db_setup: None) -> Iterator[Installation]:
    """The installation."""
    with installation() as made:
        yield made


@pytest.fixture(scope="module")
def stored(here: Installation) -> dict[str, Any]:
    """Who and what is in it."""
    found: dict[str, Any] = json.loads(here.run("-m", "tests.deploy.filling", "3"))
    return found


@pytest.fixture(scope="module")
def host(here: Installation, stored: dict[str, Any]) -> Host:
    """One host with everything."""
    made = Host(here, "a", here.address)
    made.start("web", "post", "werk", "klok")
    return made


def test_check_deploy_has_nothing_to_say_of_a_whole_installation(here: Installation) -> None:
    told = here.run("manage.py", "check", "--deploy", "--fail-level", "DEBUG", "--database", "default", "--database",
                    "sleutels")  # fmt: skip
    assert told.strip() == "System check identified no issues (0 silenced)."


def test_all_parts_work_and_a_member_logs_in_behind_the_pool(host: Host, stored: dict[str, Any]) -> None:
    visitor = Visitor()
    is_so_within(lambda: visitor.ask(host.web, "/gezond/klaar").status == 200, 60)
    answer = visitor.log_in(host.web, stored["emails"][0], stored["password"])
    assert (answer.status, answer.location) == (302, "/mijn/"), answer.text[-3000:]
    assert visitor.ask(host.web, "/mijn/").status == 200
