"""Every permission check replaced by 'allowed', one at a time (SECURITY.md T11): some test notices each of them.

Those of casussen and community; guards_intervisie and guards_training ask the same of their apps.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from proof.case import Case, Numbers
from proof.tests_in_full import run_pytest
from tests.guards.plugin import PART, WANTED

ABOUT = (
    "casussen",
    "tests/guards",
    "tests/casussen",
    "tests/community",
    "tests/factories",
    "tests/toegang",
    "templates",
)
COMMUNITY_PARTS = 2
LEAST_CASUSSEN, LEAST_COMMUNITY = 40, 60
DEMAND = "elke regel om de beurt, elke keer merkt een test het"
# The tests in which each rule stands on its own, each action by who may not do it, and what those do not tell apart.
CASUSSEN = ("tests/casussen/test_access.py", "tests/casussen/test_weigeren.py")
COMMUNITY = (
    "tests/toegang/test_rules.py", "tests/casussen/test_access.py", "tests/community/vergadering/test_access.py",
    "tests/community/kringen", "tests/community/rollen", "tests/community/leergroepen/test_toegang.py",
    "tests/community/agenda/test_access.py", "tests/community/leergroepen/test_uitnodigingen.py",
    "tests/community/datumprikker/test_paginas.py", "tests/community/toegang/test_uitnodigen.py",
    "tests/community/toegang/test_accounts.py", "tests/community/toegang/test_sessies.py",
    "tests/community/people/test_access.py",
)  # fmt: skip
# Tests of many at once wait for each other when a rule is gone; of cost they say nothing here.
WITHOUT = ("*gelijktijdig*", "*tegelijk*", "*at_once*", "*kosten*")


def cases() -> list[Case]:
    """Return the proofs of the guards."""
    return [
        Case("toegangsregels van casussen weggehaald", DEMAND, 1, _casussen, partial(judge, least=LEAST_CASUSSEN)),
        Case("toegangsregels van community weggehaald", DEMAND, COMMUNITY_PARTS, _community,
             partial(judge, least=LEAST_COMMUNITY)),
    ]  # fmt: skip


def _casussen(part: int) -> Numbers:
    return run(CASUSSEN, {WANTED: "casussen.access", PART: f"{part}/1"})


def _community(part: int) -> Numbers:
    return run(COMMUNITY, {WANTED: "community.access", PART: f"{part}/{COMMUNITY_PARTS}"})


def run(tests: Sequence[str], settings: Mapping[str, str]) -> Numbers:
    """Run these tests with each of the guards that the settings name allowing everything in its turn."""
    without = [word for pattern in WITHOUT for word in ("--ignore-glob", pattern)]
    return run_pytest("-p", "tests.guards.plugin", *without, *tests, settings=settings)


def judge(found: Numbers, least: int) -> tuple[str, bool]:
    """Say how many guards were taken away and how many a test noticed. Good is all, of at least so many."""
    words = (
        f"{found['mutants']} regels weggehaald, {found['killed']} keer merkte een test het; {found['broken']} tests"
        " faalden al zonder dat"
    )
    is_full = found["mutants"] >= least and found["killed"] == found["mutants"]
    return words, is_full and not found["broken"] and not found["failed"]
