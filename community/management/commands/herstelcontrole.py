"""After a restore, and now and then: does everything that is sealed open, and is what was destroyed still gone?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community import clock
from community.actions.kluis import reapply_ledger
from community.actions.verwijderen import reapply_erasures
from community.queries.grootboek import lines_from
from community.queries.herstel import Count, inspect_models, inspect_secrets, unapplied_migrations


class Command(BaseCommand):
    """`manage.py herstelcontrole [--grootboek BESTAND]`; exit code 1 when something is wrong."""

    help = "Opent alles wat versleuteld is, past het grootboek van vernietigingen weer toe en noemt open migraties."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a copy of the ledger that was kept beside the backups."""
        parser.add_argument("--grootboek", type=Path, help="vernietigingen.jsonl van de nieuwste reservekopie")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what was found. Raises CommandError when anything is wrong; ids and codes only."""
        missing = unapplied_migrations()
        if missing:
            raise CommandError(f"Nog niet uitgevoerd: {', '.join(missing)}.")
        emptied = reapply_ledger(lines_from(options["grootboek"]) if options["grootboek"] else ())
        self.stdout.write(f"Grootboek toegepast: {emptied} teruggekomen sleutels opnieuw vernietigd.")
        erased = reapply_erasures(clock.now())
        self.stdout.write(f"Gewiste mensen: {erased} teruggekomen en opnieuw gewist.")
        counts = [*inspect_models(), inspect_secrets()]
        for count in counts:
            self.stdout.write(_line(count))
        broken = [place for count in counts for place in count.broken]
        for place in broken[:100]:
            self.stderr.write(place)
        if broken:
            raise CommandError(f"{len(broken)} versleutelde waarden gaan niet open.")
        self.stdout.write("Alles wat open moet kunnen, gaat open.")


def _line(count: Count) -> str:
    return (
        f"{count.name}: {count.rows} rijen, {count.opened} geopend, {count.destroyed} vernietigd, "
        f"{len(count.broken)} kapot"
    )
