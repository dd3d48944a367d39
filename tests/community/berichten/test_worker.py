"""From owing to the mailbox through a real broker, a real clock and a real worker (SECURITY.md T83)."""

import ast
import json
import time
from pathlib import Path

import pytest
import redis

from deploy.settings import base
from tests.community.berichten.test_database_restart import dump_to
from tests.house_rules.source import place as where
from tests.house_rules.source import sources, tree
from tests.in_full import IS_FULL, tell
from tests.post.outage import outage, wait_for, worker
from tests.post.place import mail_server, place
from tests.post.silence import SECRET_SECONDS, silence

MAILS = 60


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


@pytest.mark.timeout(900)
def test_the_site_goes_on_without_a_broker(db: None, tmp_path: Path) -> None:
    """T83: people log in and join a group meanwhile; what came due goes out once the broker is back."""
    dump = dump_to(tmp_path / "migrated.sql")
    found = outage(dump, **({"people": 20, "mails": 100, "seconds": 30} if IS_FULL else
                            {"people": 1, "mails": 5, "seconds": 0}))  # fmt: skip
    tell(**found)
    assert (found["errors"], found["refused"], found["unsaid"], found["worker_ended"]) == (0, 0, 0, 0)
    assert (found["left"], found["lost"], found["copies"]) == (0, 0, 0)


@pytest.mark.timeout(900)
def test_a_silent_mail_server_holds_up_neither_the_site_nor_other_mails(db: None, tmp_path: Path) -> None:
    """T88: all others leave while the server still says nothing; no page waits for it."""
    dump = dump_to(tmp_path / "migrated.sql")
    found = silence(dump, **({"people": 5, "mails": 100, "patience": base.EMAIL_TIMEOUT} if IS_FULL else
                             {"people": 1, "mails": 5, "patience": 2}))  # fmt: skip
    tell(**found)
    assert (found["errors"], found["refused"], found["behind"], found["missing"]) == (0, 0, 0, 0)
    assert found["slowest_ms"] < SECRET_SECONDS * 1000


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
