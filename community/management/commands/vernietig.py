"""Destroy one data key by hand: what it sealed is gone for good, here and in every dump."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from community import clock
from community.actions.kluis import destroy_data_key
from community.models import DataKey


class Command(BaseCommand):
    """`manage.py vernietig <datasleutel> --reden AVG --definitief`; see docs/beheer/kluis.md."""

    help = "Vernietigt een datasleutel. Wat ermee versleuteld is, gaat nooit meer open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the key, what it belonged to, and why."""
        parser.add_argument("sleutel", type=UUID)
        parser.add_argument("--soort", default="HAND", help="waar de sleutel bij hoorde, als code")
        parser.add_argument("--object", type=UUID, help="het id daarvan")
        parser.add_argument("--reden", required=True, help="waarom, als code van hooguit 40 tekens")
        parser.add_argument("--definitief", action="store_true", help="zonder dit woord gebeurt er niets")

    def handle(self, *args: Any, **options: Any) -> None:
        """Destroy it, or say what would be destroyed. Raises CommandError for a key that is not there."""
        key = DataKey.objects.filter(pk=options["sleutel"]).first()
        if key is None or len(options["reden"]) > 40 or len(options["soort"]) > 40:
            raise CommandError("Deze datasleutel bestaat niet, of de reden of soort is te lang.")
        if key.destroyed_at:
            raise CommandError(f"Deze datasleutel is al vernietigd op {key.destroyed_at:%Y-%m-%d}.")
        if not options["definitief"]:
            raise CommandError("Er is niets vernietigd. Herhaal de opdracht met --definitief als je het zeker weet.")
        destroy_data_key(
            key_id=key.pk, kind=options["soort"], object_id=options["object"], actor=None, reason=options["reden"],
            now=clock.now(),
        )  # fmt: skip
        self.stdout.write("Vernietigd. Over 14 dagen staat de sleutel ook in geen reservekopie meer.")
