"""What visits keep about one person, for the export of her own data. In a scope."""

from collections.abc import Mapping
from typing import Any

from community.models import User
from intervisie.access.bezoeken import written_by
from intervisie.models import Bezoekkit


def waarnemingen_of(user: User) -> list[Mapping[str, Any]]:
    """Return what she observed herself, also in toernees she left, until its content is destroyed. One query."""
    rows = written_by(user).filter(bezoek__toernee__destroyed_at__isnull=True)
    return [
        {"toernee": row.bezoek.toernee.kring.name, "bezoek": row.bezoek.date, "soort": str(row.get_kind_display()),
         "vak": row.box, "waarneming": row.text, "geschreven_op": row.written_at, "ingeleverd_op": row.handed_in_at}
        for row in rows.select_related("bezoek__toernee__kring").order_by("written_at", "pk")
    ]  # fmt: skip


def bezoekkits_of(user: User) -> list[Mapping[str, Any]]:
    """Return the kits of visits to her, until their content is destroyed. One query."""
    rows = Bezoekkit.objects.filter(bezoek__host__user=user, bezoek__toernee__destroyed_at__isnull=True)
    return [
        {"toernee": row.bezoek.toernee.kring.name, "bezoek": row.bezoek.date, "inhoud": row.content,
         "vakken": row.canvas, "gewijzigd_op": row.changed_at, "gedeeld_op": row.shared_at}
        for row in rows.select_related("bezoek__toernee__kring").order_by("bezoek__date", "pk")
    ]  # fmt: skip
