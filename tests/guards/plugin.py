"""A plugin of pytest: runs the tests asked for once as they are, then anew for each guard that allows everything.

The first round notes which tests ask which guard; a mutant meets those only until one fails: first what noticed the
most others for its time. What fails without a mutant kills none. REGIEKAMER_GUARDS names the guards, or the beginnings
of their names, with commas between; REGIEKAMER_GUARDS_PART says which of them, as '2/6': each sixth from the second.
"""

import os
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from typing import Any

import pytest

from tests.in_full import tell

WANTED, PART = "REGIEKAMER_GUARDS", "REGIEKAMER_GUARDS_PART"


class Rounds:
    """What is known of the tests so far."""

    def __init__(self) -> None:
        self.asked_by: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}
        self.noticed: Counter[str] = Counter()
        self.now = ""
        self.has_failed = False

    def run(self, item: pytest.Item) -> bool:
        """Run one test; say whether it passed."""
        self.now, self.has_failed = item.nodeid, False
        begun = time.perf_counter()
        # The session comes 'next': everything of this test is cleared away, and the engines stay.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=item.session)
        self.seconds.setdefault(item.nodeid, time.perf_counter() - begun)
        return not self.has_failed


rounds = Rounds()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Take up whether a part of the running test failed."""
    rounds.has_failed |= report.failed


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run all rounds in the place of the usual one."""
    # The models stand only after pytest-django set up Django.
    from tests.guards.mutants import guards, original, replaced  # noqa: PLC0415 - see above

    wanted = tuple(name for name in os.environ.get(WANTED, "").split(",") if name)
    number, _slash, parts = os.environ.get(PART, "1/1").partition("/")
    chosen = [guard for guard in guards() if not wanted or guard.name.startswith(wanted)][int(number) - 1 :: int(parts)]
    with ExitStack() as stack:
        for guard in chosen:
            stack.enter_context(replaced(guard.function, _noted(guard.name, original(guard.function))))
        sound = [item for item in session.items if rounds.run(item)]
    survivors, writer = [], session.config.get_terminal_writer()
    for guard in chosen:
        asking = [item for item in sound if item.nodeid in rounds.asked_by[guard.name]]
        asking.sort(key=lambda item: rounds.seconds[item.nodeid] / (1 + rounds.noticed[item.nodeid]))
        with replaced(guard.function, guard.allow):
            killer = next((item.nodeid for item in asking if not rounds.run(item)), "")
        writer.line(f"\n{guard.name}: {f'noticed by {killer}' if killer else f'SURVIVED {len(asking)} tests'}")
        rounds.noticed[killer] += 1
        if not killer:
            survivors.append(guard.name)
    broken = len(session.items) - len(sound)
    tell(mutants=len(chosen), killed=len(chosen) - len(survivors), broken=broken, tests=len(sound))
    session.testsfailed = len(survivors) + broken
    return True


def _noted(name: str, call: Any) -> Any:
    def ask(*args: Any, **kwargs: Any) -> Any:
        rounds.asked_by[name].add(rounds.now)
        return call(*args, **kwargs)

    return ask
