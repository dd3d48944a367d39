"""A backup of the key store by itself, kept for 14 days: what was destroyed is gone everywhere after that."""

from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community import clock
from community.queries.grootboek import ledger_as_text
from community.sleutels.router import ALIAS
from deploy.backup import dumps
from deploy.backup.errors import BackupError

KEEP = timedelta(days=14)
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
        copy = folder / f"sleutels-{now:%Y%m%dT%H%M%SZ}.dump"
        try:
            dumps.dump(ALIAS, copy)
        except BackupError as error:
            raise CommandError(str(error)) from None
        _write(folder / LEDGER, ledger_as_text())
        old = [file for file in folder.glob("sleutels-*.dump") if file.stat().st_mtime < (now - KEEP).timestamp()]
        for file in old:
            file.unlink()
        self.stdout.write(f"Geschreven: {copy.name}. Verwijderd: {len(old)}.")


def _write(file: Path, text: str) -> None:
    unfinished = file.with_suffix(".new")
    unfinished.touch(mode=0o600)
    unfinished.write_text(text)
    unfinished.replace(file)
