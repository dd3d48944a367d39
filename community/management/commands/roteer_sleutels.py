"""New keys for what is sealed, while the platform is used. Cut off anywhere, the next run goes on."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community import clock
from community.actions.geheimen import renew_secrets
from community.actions.sleutelwissel import remove_replaced_keys, renew_data_keys, rewrap_data_keys
from community.kluis import KluisError

HOURS, DAYS = 24, 35


class Command(BaseCommand):
    """`manage.py roteer_sleutels [--gegevens] [--opruimen]`; see docs/beheer/kluis.md."""

    help = "Verpakt alle datasleutels in de huidige sleutel; met --gegevens wordt ook de inhoud opnieuw versleuteld."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what else is to be done, and from which age on."""
        parser.add_argument("--gegevens", action="store_true", help="geef ook de inhoud nieuwe datasleutels")
        parser.add_argument("--uren", type=float, default=HOURS, help="alleen datasleutels die ouder zijn (24 uur)")
        parser.add_argument("--opruimen", action="store_true", help="vernietig vervangen datasleutels")
        parser.add_argument("--dagen", type=float, default=DAYS, help="alleen als ze zo lang vervangen zijn (35 dagen)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate and say how many. Raises CommandError with the code of the vault when it cannot."""
        now = clock.now()
        try:
            self.stdout.write(f"{rewrap_data_keys()} datasleutels opnieuw verpakt.")
            if options["gegevens"]:
                before = now - timedelta(hours=options["uren"])
                renewed = renew_data_keys(made_before=before, now=now)
                secrets = renew_secrets(made_before=before, now=now)
                self.stdout.write(f"{renewed} datasleutels vervangen, {secrets} tweede stappen opnieuw versleuteld.")
            if options["opruimen"]:
                removed = remove_replaced_keys(replaced_before=now - timedelta(days=options["dagen"]), now=now)
                self.stdout.write(f"{removed} vervangen datasleutels vernietigd.")
        except KluisError as error:
            raise CommandError(f"De kluis geeft {error}. Wat al klaar is, blijft klaar.") from None
