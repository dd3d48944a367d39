"""Where the terms of the craft are used: in the steps of methods and of a toernee, never in what people wrote."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from community.kennis_points import Begripplek
from community.uitleg import texts_of
from intervisie.access.werkvormen import offered_versies
from intervisie.models import Protocolversie


def places_in_werkvormen() -> Sequence[Begripplek]:
    """Return each method that is offered, with the words of its steps."""
    rows = offered_versies().select_related("werkvorm").order_by("werkvorm__position", "werkvorm__name")
    return [
        Begripplek(
            _("Werkvorm: {naam}").format(naam=row.werkvorm.name), reverse("werkvorm", args=[row.werkvorm.code]),
            (row.werkvorm.name, row.werkvorm.summary, *texts_of(row.schema)),
        )
        for row in rows
    ]  # fmt: skip


def places_in_toernees() -> Sequence[Begripplek]:
    """Return each step of a toernee, as new ones go by them; its page is the list of toernees."""
    rows = Protocolversie.objects.filter(published_at__isnull=False).order_by("protocol", "-number")
    newest = rows.distinct("protocol").select_related("protocol")
    path = reverse("toernees")
    return [
        Begripplek(
            _("Visitatie: {stap}").format(stap=step["title"]), path, (str(step["title"]), *texts_of(step))
        )
        for row in newest
        for phase in row.schema.get("phases", [])
        for step in phase.get("steps", [])
    ]  # fmt: skip
