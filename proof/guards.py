"""Every permission check replaced by 'allowed', one at a time (SECURITY.md T11): some test notices each of them."""

from collections.abc import Mapping, Sequence

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
WITHOUT = ("*gelijktijdig*", "*at_once*", "*kosten*")


def cases() -> list[Case]:
    """Return the proofs of the guards."""
    return [
        Case("toegangsregels van casussen weggehaald", "elke regel om de beurt, elke keer merkt een test het", 1,
             _casussen, _judge_casussen),
        Case("toegangsregels van community weggehaald", "elke regel om de beurt, elke keer merkt een test het",
             COMMUNITY_PARTS, _community, _judge_community),
    ]  # fmt: skip


def _casussen(part: int) -> Numbers:
    return _run(CASUSSEN, {WANTED: "casussen.access", PART: f"{part}/1"})


def _community(part: int) -> Numbers:
    return _run(COMMUNITY, {WANTED: "community.access", PART: f"{part}/{COMMUNITY_PARTS}"})


def _run(tests: Sequence[str], settings: Mapping[str, str]) -> Numbers:
    without = [word for pattern in WITHOUT for word in ("--ignore-glob", pattern)]
    return run_pytest("-p", "tests.guards.plugin", *without, *tests, settings=settings)


def _judge_casussen(found: Numbers) -> tuple[str, bool]:
    return _judge(found, LEAST_CASUSSEN)


def _judge_community(found: Numbers) -> tuple[str, bool]:
    return _judge(found, LEAST_COMMUNITY)


def _judge(found: Numbers, least: int) -> tuple[str, bool]:
    words = (
        f"{found['mutants']} regels weggehaald, {found['killed']} keer merkte een test het; {found['broken']} tests"
        " faalden al zonder dat"
    )
    is_full = found["mutants"] >= least and found["killed"] == found["mutants"]
    return words, is_full and not found["broken"] and not found["failed"]
