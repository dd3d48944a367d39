"""Processes by number, without ever touching one that is not ours."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

STEP = 0.02  # seconds between two looks
_children: dict[int, subprocess.Popen[bytes]] = {}


def launch(command: Sequence[str | Path], *, log: Path, cwd: Path, **arguments: Any) -> int:
    """Start a program in a session of its own, so that Ctrl-C in the terminal does not reach it, and return its
    process number. What it says goes to the file `log`, which begins anew."""
    log.touch(mode=0o600)
    with log.open("wb") as output:
        child = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            cwd=cwd, start_new_session=True, **arguments,
        )  # fmt: skip
    _children[child.pid] = child
    return child.pid


def exit_code(pid: int) -> int | None:
    """Return the exit code of a program started here, None while it runs or when it was not started here."""
    for child in _children.values():
        child.poll()  # takes leave of every child that has ended, so that none lingers as a zombie
    known = _children.get(pid)
    return known.returncode if known else None


def start_mark(pid: int) -> str | None:
    """Return a text that stays the same while this process lives and differs when its number is used again; None when
    there is no such process (a zombie counts as gone)."""
    exit_code(pid)
    if Path("/proc/self/stat").exists():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]  # state, and start time in ticks since boot
    told = _ps(pid, "stat=,lstart=")
    return None if not told or told.startswith("Z") else told.partition(" ")[2].strip()


def command_of(pid: int) -> str:
    """Return the command line of a process, empty when it is gone."""
    if Path("/proc/self/stat").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    return _ps(pid, "command=")


def is_alive(pid: int, mark: str) -> bool:
    """Say whether this very process, and not a later one with the same number, still runs."""
    return start_mark(pid) == mark


def wait_gone(pid: int, mark: str, seconds: float) -> bool:
    """Wait until the process has ended; False when it still runs after `seconds`."""
    end = time.monotonic() + seconds
    while is_alive(pid, mark):
        if time.monotonic() > end:
            return False
        time.sleep(STEP)
    return True


def ask_to_stop(pid: int, mark: str) -> None:
    """Ask this very process to stop, without waiting."""
    if is_alive(pid, mark):
        _send(pid, signal.SIGTERM)


def stop(pid: int, mark: str, *, seconds: float, gently: signal.Signals = signal.SIGTERM, group: bool = False) -> None:
    """Ask the process to stop, and end it when it has not done so after `seconds`. With `group` the children it started
    (it must lead its own session) are ended with it."""
    if not is_alive(pid, mark):
        return
    _send(pid, gently)
    if wait_gone(pid, mark, seconds):
        return
    if group:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
    _send(pid, signal.SIGKILL)
    wait_gone(pid, mark, 5)


def _send(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _ps(pid: int, columns: str) -> str:
    """Ask `ps`, on systems without /proc."""
    told = subprocess.run(["/bin/ps", "-o", columns, "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip()
