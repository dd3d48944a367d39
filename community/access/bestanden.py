"""Who may open the files that stand with the messages of a Kring: who may read those messages, and nobody else."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.groepsberichten import visible_groepsberichten
from community.access.kringen import Visitor
from community.models import Bestand


def visible_bestanden(user: Visitor, now: datetime) -> QuerySet[Bestand]:
    """Return the files this person may open: with messages she may read and that were not removed."""
    berichten = visible_groepsberichten(user, now).filter(removed_at__isnull=True)
    return Bestand.objects.filter(groepsbericht__in=berichten)
