"""What toernees keep about one person, for the export of her own data: where she was in, her parts and her steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from community.models import KringKind, Lidmaatschap, User
from intervisie.models import Bezoek, Bezoekrol, Toerneedeelnemer, Toerneestap
from intervisie.queries.stappen import with_steps


def toernees_of(user: User) -> list[Mapping[str, Any]]:
    """Return in which toernees she is and was, what she showed, and what she did at which visit. Six queries.

    Other people are not named: only she is, and when.
    """
    places = Lidmaatschap.objects.filter(user=user, kring__kind=KringKind.TOERNEE).select_related("kring__toernee")
    parts = {row.toernee_id: row for row in _own(user).select_related("samenwerking")}
    visits, steps = _visits(parts.values()), _steps(parts.values())
    found: list[Mapping[str, Any]] = []
    for place in places.order_by("from_at", "pk"):
        row = parts.get(place.kring.toernee.pk)
        found.append({
            "toernee": place.kring.name, "rol": str(place.get_role_display()), "van": place.from_at,
            "tot": place.until_at, "akkoord_op": place.accepted_at,
            "liet_zien": row.samenwerking.name if row and row.samenwerking else "",
            "bezoeken": visits.get(row.pk, []) if row else [], "stappen": steps.get(row.pk, []) if row else [],
        })  # fmt: skip
    return found


def _own(user: User) -> Any:
    return Toerneedeelnemer.objects.filter(user=user).order_by("joined_at", "pk")


def _visits(parts: Iterable[Toerneedeelnemer]) -> Mapping[UUID, list[Mapping[str, Any]]]:
    ids = [row.pk for row in parts]
    found: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    roles = Bezoekrol.objects.filter(deelnemer__in=ids).select_related("bezoek")
    for row in roles.order_by("bezoek__date", "pk"):
        found[row.deelnemer_id].append({"dag": row.bezoek.date, "rol": str(row.get_rol_display())})
    for bezoek in Bezoek.objects.filter(host__in=ids).order_by("date", "pk"):
        found[bezoek.host_id].append({"dag": bezoek.date, "rol": "Gastheer"})
    return found


def _steps(parts: Iterable[Toerneedeelnemer]) -> Mapping[UUID, list[Mapping[str, Any]]]:
    found: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    rows = Toerneestap.objects.filter(deelnemer__in=[row.pk for row in parts]).order_by("due_date", "pk")
    for row, step in with_steps(rows):
        found[row.deelnemer_id].append(
            {"stap": step.title, "uiterlijk": row.due_date, "klaar_op": row.done_at, "vrijgesteld_op": row.excused_at}
        )
    return found
