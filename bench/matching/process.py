"""Runs a module in a process of its own and tells what that took: processor time and the largest memory of that one."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from bench.measure import ROOT


@dataclass(frozen=True)
class Ran:
    """What a process answered (JSON), its processor time in seconds and its largest memory in MB."""

    answer: Any
    cpu: float
    megabytes: float


def ran(*words: str, given: Any = None, python: str = sys.executable) -> Ran:
    """Run `python <words>` with `given` as JSON on its input. Raises RuntimeError with its complaint when it fails.

    A small process stands between: Linux counts the largest memory of whoever starts a program as its memory too.
    """
    between = [sys.executable, "-m", __name__, python, *words]
    done = subprocess.run(between, input=json.dumps(given), capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr[-2000:]}")
    answer, cpu, megabytes = json.loads(done.stdout)
    return Ran(answer, cpu, megabytes)


def measure(command: list[str]) -> int:
    """Run a command with the input of this process; print its answer, its seconds and its MB. Return its exit code."""
    with tempfile.TemporaryFile("w+") as target:
        process = subprocess.Popen(command, stdout=target)
        _, status, used = os.wait4(process.pid, 0)  # tells of this child only, unlike RUSAGE_CHILDREN
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            return 1
        target.seek(0)
        print(json.dumps([json.load(target), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
        return 0


if __name__ == "__main__":
    sys.exit(measure(sys.argv[1:]))
