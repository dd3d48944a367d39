"""The part of the purge that runs inside Django: `python -m bench.opruimen_work` prints JSON."""

import json
import os
import resource
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import django
import psycopg

NOW = datetime(2027, 1, 18, 3, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=800)
FILL = "vul"  # what filling costs in memory is not what is measured
# Kinds that come in great numbers, with what hangs on them.
LINES, MAILS, DUTIES, FORMS = 40_000, 30_000, 20_000, 10_000
LONGEST = """
SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""


def fill() -> None:
    """Write 100,000 rows that are due, and as many that are not."""
    user = User.objects.create(email="noor@voorbeeld.example", voornaam="Noor", joined_at=NOW)
    for at in (OLD, NOW):
        Logregel.objects.bulk_create(
            (Logregel(at=at, action="ACCOUNT_GEWIST") for _ in range(LINES)), batch_size=5000
        )  # fmt: skip
        mails = [
            Zending(key=uuid.uuid4().hex, recipient=user, status="VERZONDEN", due_at=at, next_attempt_at=at, sent_at=at)
            for _ in range(MAILS // 2)
        ]  # fmt: skip
        Zending.objects.bulk_create(mails, batch_size=5000)
        Bericht.objects.bulk_create(
            (Bericht(dedupe_key=mail.key, kind="N01", recipient=user, object_id=user.pk, moment=mail.key, created_at=at,
                     due_at=at, status="VERZONDEN", mail_mode="DIRECT", zending=mail) for mail in mails),
            batch_size=5000,
        )  # fmt: skip
        Taak.objects.bulk_create(
            (Taak(user=user, kind="X", object_id=uuid.uuid4(), opened_at=at, done_at=at) for _ in range(DUTIES)),
            batch_size=5000,
        )
        Verzoek.objects.bulk_create(
            (Verzoek(token=uuid.uuid4(), created_at=at) for _ in range(FORMS)), batch_size=5000
        )  # fmt: skip


@contextmanager
def watched(found: dict[str, Any]) -> Iterator[None]:
    """Note the age of the oldest transaction that runs meanwhile, asked fifty times a second."""
    over = threading.Event()

    def watch() -> None:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as own:
            while not over.wait(0.02):
                row = own.execute(LONGEST).fetchone()
                found["longest"] = max(found.get("longest", 0.0), float(row[0]) if row else 0.0)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def megabytes() -> float:
    """Return the most memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Fill in a process of its own, measure the real run, and then the trial of what is left at a later moment."""
    subprocess.run([sys.executable, "-m", "bench.opruimen_work", FILL], check=True)
    found: dict[str, Any] = {}
    before = megabytes()
    began = time.monotonic()
    with watched(found):
        done = purge(NOW)
    found["seconds"] = time.monotonic() - began
    found["megabytes"] = megabytes() - before
    found["removed"] = sum(one.removed for one in done)
    began = time.monotonic()
    tried = try_purge(NOW + timedelta(days=800))
    found["tried"] = time.monotonic() - began
    failed = [one for one in (*done, *tried) if one.failed_code]
    left = Logregel.objects.count(), Taak.objects.count(), Verzoek.objects.count(), Bericht.objects.count()
    if failed or found["removed"] < 100_000 or left != (LINES, DUTIES, FORMS, MAILS // 2):
        raise RuntimeError(f"{failed} {found} {left}")
    print(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    # Models must be ready before these can be imported.
    from community.berichten.purging import purge, try_purge
    from community.models import Bericht, Logregel, Taak, User, Verzoek, Zending

    fill() if sys.argv[1:] == [FILL] else main()
