"""Load sources, terms and pages that come with the product into the website."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community import clock
from community.actions.beginkennis import load_kennis
from community.models.publishing import PublishRefusedError

FOLDER = Path(__file__).resolve().parents[2] / "data" / "kennis"


class Command(BaseCommand):
    """Adds what is missing; what a redacteur changed stays as it is."""

    help = "Voegt bronnen, begrippen en pagina's toe; wat een redacteur veranderde, blijft staan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another folder than our own."""
        parser.add_argument("map", nargs="?", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the folder. Raises CommandError when it cannot be read or a page may not be published."""
        try:
            counts = load_kennis(folder=options["map"], now=clock.now())
        except (OSError, KeyError, ValueError, TypeError) as error:
            raise CommandError(f"Deze map is niet te lezen: {error}") from error
        except PublishRefusedError as error:
            raise CommandError(f"Een pagina mag zo niet online: {error}") from error
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count.new} nieuw, {count.changed} bijgewerkt, {count.kept} gebleven.")
