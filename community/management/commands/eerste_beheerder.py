"""The first account of an installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community import clock
from community.actions.beginnen import begin_with
from community.actions.errors import ActionError


class Command(BaseCommand):
    """`manage.py eerste_beheerder noor@provincie.example Noor Wal --tussenvoegsel "van der"`."""

    help = "Maakt het eerste account: beheerder en coördinator. Doet niets als er al een beheerder is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who it is."""
        parser.add_argument("email")
        parser.add_argument("voornaam")
        parser.add_argument("achternaam")
        parser.add_argument("--tussenvoegsel", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account. Raises CommandError with a sentence."""
        given = {name: options[name] for name in ("email", "voornaam", "tussenvoegsel", "achternaam")}
        try:
            user = begin_with(**given, now=clock.now())
        except ActionError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"{user.email} kan nu inloggen met een code per mail, en stelt dan een tweede stap in.")
