"""T95: readiness turns when a part of the platform goes away, and back. Its time is measured in `make proof` alone."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.deploy.installation import Host, installation
from tests.deploy.steps import is_so_within
from tests.deploy.visitor import Visitor
from tests.in_full import tell

pytestmark = pytest.mark.timeout(900)
AWAY, BACK = 5.0, 10.0
LONGEST = 60.0


@pytest.fixture(scope="module")
def host(django_db_setup: None) -> Iterator[Host]:
    """A whole host that is ready."""
    with installation(is_pooled=False) as here:
        made = Host(here, "a", here.address)
        made.start("web", "post", "werk", "klok")
        is_so_within(lambda: codes(made) == [], 120)
        yield made


def codes(host: Host) -> list[str]:
    found: list[str] = json.loads(Visitor().ask(host.web, "/gezond/klaar").text)["codes"]
    return found


def measure(host: Host, name: str, code: str, lose: Callable[[], object], restore: Callable[[], object]) -> None:
    lose()
    away = is_so_within(lambda: code in codes(host), LONGEST)
    restore()
    back = is_so_within(lambda: codes(host) == [], LONGEST)
    tell(**{f"{name}_away": int(away * 1000), f"{name}_back": int(back * 1000)})
    assert (away < AWAY, back < BACK) == (True, True), (away, back)


def test_the_database(host: Host) -> None:
    measure(host, "database", "DATABASE", host.shared.postgres.stop, host.shared.postgres.start)


def test_the_key_of_keys(host: Host) -> None:
    kek = host.shared.secrets / "kek"
    hidden = kek.with_name("kek-weg")
    measure(host, "sleutel", "SLEUTEL", lambda: kek.rename(hidden), lambda: hidden.rename(kek))


def test_the_clock(host: Host) -> None:
    """How long the machine takes to load its code is told beside it: it counts from the moment that the clock runs."""

    def restore() -> None:
        before = noted(host)
        host.start("klok")
        tell(klok_start=int(is_so_within(lambda: noted(host) > before, LONGEST) * 1000))

    measure(host, "klok", "KLOK", host.processes["klok"].kill, restore)


def noted(host: Host) -> float:
    """Return when a clock last wrote down what it lets begin: at its start, and every few minutes."""
    return max(path.stat().st_mtime for path in host.shared.folder.glob("klok*"))
