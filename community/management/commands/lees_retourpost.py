"""Read which mails came back, now, as the clock does every five minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from community import clock
from community.berichten.intake import take_in


class Command(BaseCommand):
    """Reads the mailbox of the settings and takes away what it read."""

    help = "Leest de postbus met teruggekomen mail en verwerkt wat van ons is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it and say what came of it."""
        taken = take_in(clock.now())
        self.stdout.write(
            f"{taken.seen} gelezen: {taken.hard} voorgoed, {taken.soft} tijdelijk, {taken.ignored} overgeslagen."
        )
