"""Where the terms of the craft are used: in the parts of a training, never in what people wrote."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from community.kennis_points import Begripplek
from training.models import Programmaonderdeel, Programmaversie


def places_in_training() -> Sequence[Begripplek]:
    """Return each part of the newest programmes with its words; its page is the list of trainings."""
    newest = Programmaversie.objects.filter(established_at__isnull=False).order_by("programma", "-number")
    rows = Programmaonderdeel.objects.filter(versie__in=newest.distinct("programma").values("pk"))
    path = reverse("trainingen")
    return [
        Begripplek(
            _("Training: {onderdeel}").format(onderdeel=row.title), path,
            (row.title, row.goals, row.activities, row.preparation, row.opdracht_title, row.opdracht_text),
        )
        for row in rows.order_by("position")
    ]  # fmt: skip
