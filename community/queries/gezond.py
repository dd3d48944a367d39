"""Does everything work that the platform stands on? Answers are codes: who asks needs no login, so nothing is told."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings
from django.core.files.storage import storages
from django.db import Error, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from kombu.connection import Connection
from kombu.exceptions import OperationalError

from community.fields import STORAGE
from community.models import Hartslag
from community.queries.berichten import is_paused, oldest_due_at
from community.queries.kluis import vault_opens

# The planner ticks each minute, mail each quarter of a minute; this long without is no delay but a fault.
SILENT_AFTER = timedelta(minutes=5)
LATE_AFTER = timedelta(minutes=30)
# The clock notes itself each second: so soon after it stopped a machine may know (T95).
STOPPED_AFTER = timedelta(seconds=4)
BROKER_SECONDS = 2


def broken_parts(now: datetime) -> list[str]:
    """Return a code for each part that does not work; nothing when all is well. Raises nothing.

    Without a database there is nothing more to ask.
    """
    if not _database_writes():
        return ["DATABASE"]
    checks: dict[str, Callable[[], bool]] = {
        "WACHTRIJ": _broker_answers,
        "MIGRATIES": _is_migrated,
        "SLEUTEL": vault_opens,
        "KLOK": lambda: _clock_runs(now),
        "HARTSLAG": lambda: _beats(now),
        "POST": lambda: _mail_flows(now),
        "OPSLAG": _store_answers,
    }
    return [code for code, works in checks.items() if not _holds(works)]


def is_silent(beats: Iterable[datetime], now: datetime) -> bool:
    """Whether no background task came to its end for a while: nothing is planned or sent then."""
    return max(beats, default=datetime.min.replace(tzinfo=UTC)) < now - SILENT_AFTER


def database_bytes() -> dict[str, int]:
    """Return how large each database is."""
    found = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            found[alias] = int(cursor.fetchone()[0])
    return found


def _holds(check: Callable[[], bool]) -> bool:
    """Whether a check says yes; one that the database or the store breaks off does not."""
    try:
        return check()
    except (Error, OSError):
        return False


def _database_writes() -> bool:
    """Whether the database takes a write; nothing of it stays."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE community_gezond (id integer)")
            cursor.execute("INSERT INTO community_gezond VALUES (1)")
            cursor.execute("DROP TABLE community_gezond")
    except Error:
        return False
    return True


def _broker_answers() -> bool:
    options = {**settings.CELERY_BROKER_TRANSPORT_OPTIONS, "socket_connect_timeout": BROKER_SECONDS}
    try:
        address = settings.CELERY_BROKER_URL
        with Connection(address, connect_timeout=BROKER_SECONDS, transport_options=options) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)
    except (OperationalError, OSError):
        return False
    return True


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of this release. They do not change while the process runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _is_migrated() -> bool:
    return _known_migrations() <= set(MigrationRecorder(connection).applied_migrations())


def _clock_runs(now: datetime) -> bool:
    return Hartslag.objects.filter(name=Hartslag.KLOK, beat_at__gte=now - STOPPED_AFTER).exists()


def _beats(now: datetime) -> bool:
    """Whether tasks come to their end: the clock may tick while no worker listens."""
    tasks = Hartslag.objects.exclude(name=Hartslag.KLOK)
    return not is_silent(tasks.values_list("beat_at", flat=True), now)


def _store_answers() -> bool:
    """Whether the store of files answers; it need not hold anything."""
    storages[STORAGE].exists("gezond")
    return True


def _mail_flows(now: datetime) -> bool:
    oldest = oldest_due_at(now)
    return oldest is None or oldest >= now - LATE_AFTER or is_paused()
