"""A copy of all data and files, for every night; the key store has its own (`sleutelbackup`)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community import clock
from deploy.backup import copies, manifest
from deploy.backup.errors import BackupError

KEEP_DAYS = 35


class Command(BaseCommand):
    """`manage.py reservekopie MAP [--bewaar DAGEN]`, or `--controleer` to look whether one copy is whole."""

    help = "Maakt een reservekopie van gegevens en bestanden, en verwijdert kopieën die te oud zijn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and what to do there."""
        parser.add_argument("map", type=Path)
        parser.add_argument("--bewaar", type=int, default=KEEP_DAYS, help="dagen dat een kopie blijft (35)")
        parser.add_argument("--controleer", action="store_true", help="kijk alleen of deze kopie heel is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make a copy, or check one. Raises CommandError with a sentence."""
        folder, now = options["map"], clock.now()
        if options["bewaar"] < 1:
            raise CommandError("Bewaar een kopie minstens 1 dag.")
        try:
            if options["controleer"]:
                self._tell(manifest.check(folder))
                self.stdout.write("Deze reservekopie is heel.")
                return
            copy = copies.make(folder, now)
            self._tell(manifest.check(copy))
            old = copies.forget_old(folder, keep_days=options["bewaar"], now=now)
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Geschreven: {copy.name}. Verwijderd: {len(old)}.")

    def _tell(self, parts: list[manifest.Part]) -> None:
        for part in parts:
            self.stdout.write(f"{part.name}: {part.bytes} bytes, {part.files} bestanden")
