"""Put a copy back where nothing is yet; then `herstelcontrole` looks whether all is well."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from community.sleutels.router import ALIAS
from deploy.backup import copies, dumps
from deploy.backup.errors import BackupError


class Command(BaseCommand):
    """`manage.py terugzetten KOPIE [--sleutels DUMP]`; see docs/beheer/reservekopie.md."""

    help = "Vult een lege database en lege opslag uit een reservekopie. Wat er al staat, blijft zoals het is."
    requires_migrations_checks = False
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the copy, and a dump of the key store when that is gone too."""
        parser.add_argument("kopie", type=Path)
        parser.add_argument("--sleutels", type=Path, help="sleutels-....dump, alleen als de sleuteldatabase leeg is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Put it back. Raises CommandError with a sentence; a database that is not empty is never touched."""
        keys = options["sleutels"]
        try:
            if keys is not None and not keys.is_file():
                raise BackupError(f"{keys} is er niet. Er is niets veranderd.")
            if keys is not None and not dumps.is_empty(ALIAS):
                raise BackupError("De database met sleutels is niet leeg. Laat --sleutels weg. Er is niets veranderd.")
            for part in copies.put_back(options["kopie"]):
                self.stdout.write(f"{part.name}: {part.bytes} bytes, {part.files} bestanden")
            if keys is not None:
                dumps.restore(ALIAS, keys)
        except BackupError as error:
            raise CommandError(str(error)) from None
        except Error:
            raise CommandError("De database antwoordt niet. Kijk naar DATABASE_URL en SLEUTELS_DATABASE_URL.") from None
        self.stdout.write("Teruggezet. Draai nu: manage.py herstelcontrole --grootboek <vernietigingen.jsonl>")
