"""Erase somebody who asks for it and cannot log in to do it herself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community import clock
from community.actions.verwijderen import erase_person
from community.models import User
from community.models.people import normalise_email


class Command(BaseCommand):
    """`manage.py wis_account noor@provincie.example --definitief`; see docs/beheer/bewaren.md."""

    help = "Wist een account voorgoed, zonder bedenktijd. Zonder --definitief gebeurt er niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose account."""
        parser.add_argument("email")
        parser.add_argument("--definitief", action="store_true", help="zonder dit woord gebeurt er niets")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase it and say how many rows. Raises CommandError with a sentence when it is not there or may not go."""
        user = User.objects.filter(email=normalise_email(options["email"])).first()
        if user is None:
            raise CommandError("Er is geen account met dit e-mailadres.")
        if not options["definitief"]:
            raise CommandError("Er is niets gewist. Herhaal de opdracht met --definitief als je het zeker weet.")
        told = erase_person(user=user, now=clock.now())
        if not told:
            raise CommandError(
                "Dit account kan nog niet weg: geef eerst iemand anders de rol van beheerder of coördinator."
            )
        self.stdout.write(f"Gewist: {sum(told.values())} rijen. In reservekopieën staat nog wat daar was.")
