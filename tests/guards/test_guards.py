"""T11: a permission check that allows everything is noticed by a test. A few of them here, all of them in the proof."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proof import guards_intervisie, guards_training
from tests.guards.mutants import guards
from tests.guards.plugin import WANTED
from tests.in_full import COUNTS, PROOF

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = (
    "casussen.access.casussen.visible_casussen", "casussen.access.casussen.zicht_on",
    "casussen.access.delen.governed_delingen", "casussen.access.casussen.own_casussen",
    "casussen.access.casussen.active_delingen", "casussen.access.praktijkboeken.may_read_praktijkboek",
    "community.access.werk.visible_uitkomsten",
)  # fmt: skip
TESTS = ("tests/casussen/test_access.py",)


def test_the_guards_are_found() -> None:
    names = [guard.name for guard in guards()]
    assert len(names) == len(set(names))
    assert len(names) >= 480
    assert set(SAMPLE) <= set(names)


@pytest.mark.parametrize(
    ("app", "parts"), [("intervisie", guards_intervisie.PARTS), ("training", guards_training.PARTS)]
)
def test_every_guard_is_in_one_part_of_the_proof(app: str, parts: Any) -> None:
    begins = [f"{app}.access.{module}" for modules, _tests in parts for module in modules]
    here = [guard.name for guard in guards() if guard.name.startswith(f"{app}.")]
    assert [name for name in here if sum(name.startswith(one) for one in begins) != 1] == []


@pytest.mark.timeout(600)
def test_a_guard_that_allows_everything_is_noticed(tmp_path: Path) -> None:
    """In a run of its own, on engines of its own: the guards of this process stay as they are."""
    counts = tmp_path / "counts"
    # What a test run sets for itself would be taken for settings of somebody else.
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", PROOF}}
    kept = {name: value for name, value in kept.items() if not name.startswith(("PYTEST_", "TEST_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.guards.plugin", "-n0", "-q", "-p", "no:cacheprovider", *TESTS],
        cwd=ROOT, env={**kept, WANTED: ",".join(SAMPLE), COUNTS: str(counts)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    found = json.loads(counts.read_text())
    assert (found["mutants"], found["killed"], found["broken"]) == (len(SAMPLE), len(SAMPLE), 0)
