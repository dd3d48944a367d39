"""What groups of intervisie keep about one person, for the export of her own data."""

from collections.abc import Mapping
from typing import Any

from community.models import KringKind, Lidmaatschap, User
from intervisie.models import Groepsnotitie


def groepen_of(user: User) -> list[Mapping[str, Any]]:
    """Return in which groups she is and was, and in which part. One query."""
    rows = Lidmaatschap.objects.filter(user=user, kring__kind=KringKind.INTERVISIE).select_related("kring")
    return [
        {
            "groep": row.kring.name, "rol": str(row.get_role_display()), "van": row.from_at, "tot": row.until_at,
            "akkoord_op": row.accepted_at,
        }
        for row in rows.order_by("from_at", "pk")
    ]  # fmt: skip


def notities_of(user: User) -> list[Mapping[str, Any]]:
    """Return what she wrote herself, also in groups she left. In a scope, one query."""
    rows = Groepsnotitie.objects.filter(author=user).select_related("groep__kring").order_by("written_at", "pk")
    return [
        {"groep": row.groep.kring.name, "notitie": row.text, "geschreven_op": row.written_at,
         "gewijzigd_op": row.changed_at}
        for row in rows
    ]  # fmt: skip
