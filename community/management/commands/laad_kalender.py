"""Load school holidays and election days into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.actions.kalender import load_kalender

LIST = Path(__file__).resolve().parents[2] / "data" / "kalender.csv"


class Command(BaseCommand):
    """Adds the rows of a list that are not there yet; what a coördinator changed stays as it is."""

    help = "Voegt schoolvakanties en verkiezingen toe uit een csv-bestand; bestaande rijen blijven staan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another list than our own."""
        parser.add_argument("bestand", nargs="?", type=Path, default=LIST)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the list. Raises CommandError when it cannot be read."""
        try:
            added = load_kalender(text=options["bestand"].read_text(encoding="utf-8"))
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"Dit bestand is niet te lezen: {error}") from error
        self.stdout.write(f"{added} rijen toegevoegd.")
