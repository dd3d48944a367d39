"""Runs tests of tests/ in full (tests.in_full) and takes up what they counted."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from proof.case import Numbers
from tests.in_full import COUNTS, PROOF

ROOT = Path(__file__).resolve().parent.parent
LONGEST_SECONDS = 3600
TESTS_FAILED = 1  # what pytest says then; above it: the tests did not run


def run_tests(*names: str, part: int, parts: int) -> Numbers:
    """Run one part of these tests. `failed` is 1 when one of them fails. Raises RuntimeError when they do not run."""
    return run_pytest(*names, settings={PROOF: f"{part}/{parts}"})


def run_pytest(*words: str, settings: Mapping[str, str]) -> Numbers:
    """Run pytest with these words and these settings beside its own. Returns and raises as `run_tests` does."""
    with tempfile.TemporaryDirectory(prefix="rk-proof-") as folder:
        counts = Path(folder) / "counts"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", "--timeout", str(LONGEST_SECONDS),
             *words],
            cwd=ROOT, env={**os.environ, **settings, COUNTS: str(counts)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode > TESTS_FAILED:
            raise RuntimeError(done.stdout)
        if done.returncode == TESTS_FAILED:
            print(done.stdout, flush=True)
        found: Counter[str] = Counter(failed=done.returncode)
        for line in counts.read_text().splitlines() if counts.exists() else []:
            found.update(json.loads(line))
        return dict(found)
