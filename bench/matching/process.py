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
    """Run `python <words>` with `given` as JSON on its input. Raises RuntimeError with its complaint when it fails."""
    place = tempfile.TemporaryFile
    with place("w+") as source, place("w+") as target, place("w+") as told:
        json.dump(given, source)
        source.seek(0)
        process = subprocess.Popen([python, *words], stdin=source, stdout=target, stderr=told, cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)  # tells of this child only, unlike RUSAGE_CHILDREN
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise RuntimeError(f"{' '.join(words)}: {told.read()[-2000:]}")
        target.seek(0)
        return Ran(json.load(target), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
