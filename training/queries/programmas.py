"""Reading programmes and their versions."""

from django.db.models import OuterRef, QuerySet, Subquery

from training.models import Programmaversie


def offered_versions() -> QuerySet[Programmaversie]:
    """Return of each programme that is offered the newest established version, by name."""
    established = Programmaversie.objects.filter(established_at__isnull=False)
    newest = established.filter(programma=OuterRef("programma")).order_by("-number").values("pk")[:1]
    rows = established.filter(programma__is_offered=True, pk=Subquery(newest))
    return rows.select_related("programma").order_by("programma__name", "pk")
