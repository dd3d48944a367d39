"""Fills an empty database with the fictional network of the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from community import clock
from community.models import User
from deploy.demo.seed.kennis import tell_kennis
from deploy.demo.seed.nieuws import tell_nieuws
from deploy.demo.seed.post import come_back, settle
from deploy.demo.seed.story import Story


class Command(BaseCommand):
    """`manage.py laad_demo`: once, in the demo only."""

    help = "Vul een lege database met het verzonnen netwerk van de demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the story. Raises CommandError outside the demo or when there are people already."""
        if not settings.IS_DEMO:
            raise CommandError("De demo laden kan alleen met de instellingen van de demo.")
        if User.objects.exists():
            raise CommandError("Er zijn al mensen in deze database. Begin opnieuw met `make demo-reset`.")
        now = clock.now()
        with transaction.atomic():
            story = Story(now)
            story.tell()
            tell_nieuws(now)
            tell_kennis(story.people, now)
            settle(now)
            come_back(now)
        self.stdout.write(f"De demo is geladen: {User.objects.count()} mensen.")
