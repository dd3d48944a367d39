"""What of the training still runs under a person's name, told before she has her account removed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from community.models import KringRol, User
from training.models import WAITING, Deelnemer, Editie, EditieStatus, Inschrijving


def running_training(user: User, now: datetime) -> Sequence[str]:
    """Return in which edities she takes part, waits, leads or coaches."""
    takes_part = Deelnemer.objects.filter(user=user, stopped_at__isnull=True, finished_at__isnull=True)
    waits = Inschrijving.objects.filter(user=user, status__in=WAITING)
    running = Editie.objects.filter(status=EditieStatus.GEPUBLICEERD)
    leads = running.filter(
        kring__lidmaatschappen__user=user, kring__lidmaatschappen__role=KringRol.TREKKER,
        kring__lidmaatschappen__until_at__isnull=True,
    )  # fmt: skip
    told = [
        (_("Je doet mee aan {naam}. Je plek gaat naar een ander."), takes_part.values_list("editie__name", flat=True)),
        (_("Je aanmelding voor {naam} vervalt."), waits.values_list("editie__name", flat=True)),
        (_("Je bent trainer van {naam}. Draag dat eerst over."), leads.values_list("name", flat=True)),
        (_("Je bent coach bij {naam}. Je gesprekken gaan niet door."),
         running.filter(coaches=user).values_list("name", flat=True)),
    ]  # fmt: skip
    return [text.format(naam=name) for text, names in told for name in sorted(set(names))]
