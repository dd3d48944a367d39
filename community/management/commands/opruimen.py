"""Remove what is past its term, or show what would go: `manage.py opruimen [--proef]`.

The clock does this every night; by hand it is for who wants to see the numbers. `--proef` does all of it and takes it
back: no row, file or key goes. What it shows is what the real run at this moment removes.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from community import clock
from community.berichten.purging import Opgeruimd, purge, try_purge


class Command(BaseCommand):
    """`manage.py opruimen [--proef]`."""

    help = "Ruimt op wat zijn bewaartermijn voorbij is. Met --proef alleen de aantallen: er gaat niets weg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--proef`."""
        parser.add_argument("--proef", action="store_true", help="laat zien wat weg zou gaan; er gaat niets weg")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each purge, and fail when one of them did."""
        run = try_purge if options["proef"] else purge
        done = run(clock.now())
        for one in done:
            self.stdout.write(_line(one))
        total = sum(one.removed for one in done)
        self.stdout.write(f"Proef: {total} zou weggaan." if options["proef"] else f"Samen {total} weg.")
        if any(one.failed_code for one in done):
            raise SystemExit(1)


def _line(one: Opgeruimd) -> str:
    return f"{one.name}: mislukt ({one.failed_code})" if one.failed_code else f"{one.name}: {one.removed}"
