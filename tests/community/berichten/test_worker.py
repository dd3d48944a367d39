"""From owing to the mailbox through a real broker, a real clock and a real worker (SECURITY.md T83)."""

import ast
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.community.berichten.test_database_restart import dump_to
from tests.house_rules.source import place as where
from tests.house_rules.source import sources, tree
from tests.post.place import Place, mail_server, place

MAILS = 60


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until it is so, at most a minute and a half."""
    end = time.monotonic() + 90
    while not what() and time.monotonic() < end:
        time.sleep(0.05)
    assert what()


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


def test_a_flushed_and_restarted_broker_loses_nothing(db: None, tmp_path: Path) -> None:
    """T83: the database is the queue; what the broker forgets, the next tick finds."""
    dump = dump_to(tmp_path / "migrated.sql")
    with place(dump=dump, SINK_DRAIN="0.3") as here, mail_server(here, latency=0.05) as book, worker(here) as running:
        owing = here.start("-m", "tests.post.senders", "--senders", "0", "--owe", str(MAILS))
        wait_for(lambda: len(book.accepted()) > 0)
        with redis.Redis(unix_socket_path=str(here.valkey.socket)) as broker:
            broker.flushall()
        wait_for(lambda: len(book.accepted()) > MAILS // 3)
        here.valkey.stop()
        time.sleep(1)
        here.valkey.start()
        found = json.loads(owing.communicate(timeout=120)[0].splitlines()[-1])
        assert running.poll() is None, "the worker outlives its broker"
    assert (found["mails"], found["left"], found["lost"], found["copies"]) == (MAILS, 0, 0, 0)


def test_nothing_but_the_clock_starts_a_task() -> None:
    """A page or action that called a task would fail, or lose its mail, with the broker."""
    found = [
        where(path, node)
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"delay", "apply_async", "send_task"}
    ]
    assert found == []
