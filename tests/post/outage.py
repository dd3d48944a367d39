"""A broker that is away while people use the site: the site goes on, and mail goes out once it is back (T83)."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.post.place import ROOT, Place, mail_server, place
from tests.post.sink import free_port
from tests.post.visitors import Visitor

LONGEST_WAIT = 120.0


def wait_for(is_so: Callable[[], object], seconds: float = LONGEST_WAIT) -> None:
    """Wait until it is so. Raises TimeoutError when that takes too long."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"it did not become so within {seconds:.0f} seconds")
        time.sleep(0.05)


@contextmanager
def worker(here: Place) -> Iterator["subprocess.Popen[str]"]:
    """Run a worker with its clock."""
    words = ("worker", "-B", "-c", "1", "-Q", "post", "-s", str(here.folder / "beat"), "--loglevel", "CRITICAL")
    process = here.start("-m", "celery", "-A", "tests.post.ticks", *words)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=60)


@contextmanager
def web(here: Place) -> Iterator[str]:
    """Run the web server; gives the address of the site."""
    port = free_port()
    words = ["gunicorn", "deploy.wsgi", "-b", f"127.0.0.1:{port}", "-w", "1", "--threads", "2", "--no-control-socket",
             "--log-level", "critical"]  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=here.environment)
    site = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: _answers(site))
        yield site
    finally:
        process.terminate()
        process.wait(60)


def outage(dump: Path, *, people: int, mails: int, seconds: float) -> dict[str, int]:
    """Stop the broker for at least so long, while people visit and mails come due, and start it again.

    Returns what was counted: requests and those answered with 5xx or refused, mails lost, and `unsaid`: people who
    joined and got no mail about it.
    """
    with (place(dump=dump, SINK_DRAIN="0.3") as here, mail_server(here) as book, worker(here) as running,
          web(here) as site):  # fmt: skip
        stored = json.loads(here.run("-m", "tests.post.visitors", "--people", str(people)))
        here.valkey.stop()
        began = time.monotonic()
        owing = here.start("-m", "tests.post.senders", "--senders", "0", "--owe", str(mails))
        statuses: Counter[int] = Counter()
        for email in stored["emails"]:
            visitor = Visitor(site)
            visitor.visit(email, stored["password"], stored["group"])
            statuses.update(visitor.statuses)
        time.sleep(max(0.0, began + seconds - time.monotonic()))
        away = time.monotonic() - began
        here.valkey.start()
        found = json.loads(owing.communicate(timeout=600)[0].splitlines()[-1])
        joined = set(stored["emails"])
        wait_for(lambda: joined <= {mail["to"] for mail in book.accepted()})
        return {
            "requests": statuses.total(), "errors": sum(n for status, n in statuses.items() if status >= 500),
            "refused": sum(n for status, n in statuses.items() if 400 <= status < 500), "joined": len(joined),
            "unsaid": len(joined - {mail["to"] for mail in book.accepted()}), "seconds": int(away),
            "worker_ended": int(running.poll() is not None), **found,
        }  # fmt: skip


def _answers(site: str) -> bool:
    try:
        with urlopen(f"{site}/gezond/levend", timeout=5) as answer:  # noqa: S310 - our own loopback server
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
