"""A whole platform for a browser: own database with the demo's network, web server, and when asked workers and beat.

It runs with the demo's settings in processes of its own, so that the clock is moved the way people move it in the demo.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from community.berichten.departure import is_open
from community.notation import AMSTERDAM
from tests.browser.filled import ROOT, copy_filled, database_url, drop

# A Tuesday morning without a feestdag near it: the demo's past and future are told from here.
MOMENT = datetime(2026, 11, 10, 10, tzinfo=AMSTERDAM)
LONGEST_START = 90.0
# The mails that a sender would take (community/berichten/marks.py) or holds.
WAITING = """
SELECT count(*) FROM community_zending
WHERE (status = 'BEZIG' OR status = 'GEPLAND' AND next_attempt_at <= %s AND (is_mandatory OR %s))
    AND NOT EXISTS (SELECT 1 FROM community_postpauze WHERE paused_at IS NOT NULL)
"""
LONGEST_WAIT = 60.0


@dataclass
class Site:
    """One running platform: its address, its state folder, its processes."""

    name: str
    folder: Path
    port: int
    host: str = "127.0.0.1"
    settings: str = "deploy.settings.demo"
    more: Mapping[str, str] = field(default_factory=dict)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of the first page, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What each process is told."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DATABASE_URL": database_url(self.name),
            "REGIEKAMER_STATE": str(self.folder),
            "SITE_ROOT": self.url,
            **self.more,
        }

    def manage(self, *words: str) -> None:
        """Run one management command to its end."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def start_web(self) -> None:
        """Start the web server and wait until the first page answers."""
        self._launch("gunicorn", "deploy.wsgi", "-b", f"127.0.0.1:{self.port}", "-w", "1", "--threads", "4",
                     "--no-control-socket", "--log-level", "warning")  # fmt: skip
        wait_for(lambda: self._answers(), LONGEST_START, "the first page")

    def start_workers(self) -> None:
        """Start the two workers, and beat with short steps."""
        for queue in ("post", "werk"):
            self._launch("celery", "-A", "deploy", "worker", "-Q", queue, "-c", "1", "-n", f"{queue}@%h",
                         "--without-gossip", "--without-mingle", "-l", "WARNING")  # fmt: skip
        self._launch("celery", "-A", "tests.browser.quick", "beat", "-s", str(self.folder / "beat"), "-l", "WARNING")

    def move_clock(self, moment: datetime) -> None:
        """Let all processes believe it is this moment, from which time goes on."""
        seconds = (moment.timestamp()) - time.time()
        fresh = self.folder / "klok.new"
        fresh.write_text(json.dumps({"offset_seconds": seconds}))
        fresh.replace(self.folder / "klok.json")

    def now(self) -> datetime:
        """Return the moment that all processes believe it is."""
        seconds = json.loads((self.folder / "klok.json").read_text())["offset_seconds"]
        return datetime.fromtimestamp(time.time() + seconds, tz=AMSTERDAM)

    def pass_of_beat(self) -> None:
        """Wait until all was planned that came due by now, and after that all was sent that may leave."""
        since = self.now()
        for task in ("plan", "deliver"):
            self._wait_for_beat(task, self.now())
        # On a busy machine one pass is over before it came to the last mail.
        wait_for(lambda: not self._waiting_mails(since), LONGEST_WAIT, "the last mail that may leave")

    def _wait_for_beat(self, task: str, since: datetime) -> None:
        wait_for(lambda: self._beat_of(task) > since, LONGEST_WAIT, f"the end of {task}")

    def _beat_of(self, task: str) -> datetime:
        with psycopg.connect(database_url(self.name)) as connection:
            row = connection.execute("SELECT beat_at FROM community_hartslag WHERE name = %s", [task]).fetchone()
        return row[0] if row else datetime.min.replace(tzinfo=AMSTERDAM)

    def _waiting_mails(self, since: datetime) -> int:
        """Return how many mails may leave at this moment and did not, or are being sent."""
        with psycopg.connect(database_url(self.name)) as connection:
            row = connection.execute(WAITING, [since, is_open(since)]).fetchone()
        return int(row[0]) if row else 0

    def forget_sessions(self) -> None:
        """End every session, as after a day."""
        with psycopg.connect(database_url(self.name)) as connection:
            connection.execute("DELETE FROM community_sessie")

    def mails(self) -> list[Path]:
        """Return the mails sent so far, oldest first."""
        return sorted((self.folder / "post").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)

    def links(self) -> dict[str, list[str]]:
        """Return by person the addresses that no page leads her to; a rich site has them."""
        found: dict[str, list[str]] = json.loads((self.folder / "links.json").read_text())
        return found

    def stop(self) -> None:
        """End all processes and remove the database."""
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        drop(self.name)

    def _launch(self, module: str, *words: str) -> None:
        log = (self.folder / f"{module}-{len(self.processes)}.log").open("wb")
        with log:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", module, *words],
                    cwd=ROOT,
                    env=self.environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            )

    def _answers(self) -> bool:
        ended = [process.args for process in self.processes if process.poll() is not None]
        if ended:
            logs = "\n".join(path.read_text(errors="replace")[-3000:] for path in self.folder.glob("*.log"))
            raise RuntimeError(f"{ended} ended at its start:\n{logs}")
        try:
            with urlopen(f"{self.url}/gezond/levend", timeout=5) as answer:  # noqa: S310 - our own loopback server
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


@contextlib.contextmanager
def running_site(
    name: str, folder: Path, *, with_workers: bool = False, fill: str = "demo", moment: datetime = MOMENT,
    settings: str = "deploy.settings.demo", more: Mapping[str, str] | None = None,
) -> Iterator[Site]:  # fmt: skip
    """Give a running platform with people in it, and end it afterwards. Needs the test run's template database.

    Its clock begins at `moment`, whatever the day of the run. `more` is added to the environment of its processes.
    """
    site = Site(name=f"site_{name}", folder=folder, port=free_port(), settings=settings, more=more or {})
    site.move_clock(moment)
    copy_filled(fill, site.name, folder, site.environment)
    try:
        site.start_web()
        if with_workers:
            site.start_workers()
        yield site
    finally:
        site.stop()


def wait_for(is_so: Callable[[], object], seconds: float, what: str) -> None:
    """Wait until something is so, however slow the machine. Raises TimeoutError when it does not come."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come within {seconds:.0f} seconds")
        time.sleep(0.05)


def worker_name() -> str:
    """Return a word that no other worker of this run has, for names of databases."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def free_port() -> int:
    """Return a low port that nobody listens on; the system hands out the high ones to clients."""
    for port in range(18000 + os.getpid() % 4000, 32000, 7):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port below 32000")
