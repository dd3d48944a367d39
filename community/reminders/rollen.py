"""Messages about roles, and keeping the groups of /beheer/ in step with them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from community.actions.rollen import ENDED, GIVEN, sync_wagtail_groups
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.models import PRIVILEGED_ROLLEN, Rol, Roltoekenning
from community.queries.rollen import toekenningen_by_id
from community.workdays import local_date


def load_rol(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell that a role was given, ended, or taken back before it began, as long as that is still so."""
    rows = toekenningen_by_id({bericht.object_id for bericht in berichten})
    told = {bericht.pk: _context(bericht, rows.get(bericht.object_id), local_date(now)) for bericht in berichten}
    path = reverse("mijn-profiel")
    return {key: Inhoud(path=path, context=context) for key, context in told.items() if context}


def _context(bericht: Any, row: Roltoekenning | None, today: date) -> dict[str, Any] | None:
    what, _, detail = bericht.moment.partition(":")
    if what == GIVEN:
        return _given(row, today) if row and bericht.recipient_id == row.user_id else None
    if what == ENDED:
        is_still_so = row is not None and row.until_date is not None and row.until_date.isoformat() == detail
        return _ended(row, today) if row and is_still_so else None
    rol, _, day = detail.partition(":")
    return None if row else {"what": what, "rol": Rol(rol).label, "from_date": date.fromisoformat(day)}


def _given(row: Roltoekenning, today: date) -> dict[str, Any] | None:
    if row.until_date is not None and row.until_date < today:
        return None
    return {
        **_rol(row), "what": GIVEN, "from_date": row.from_date, "is_to_come": row.from_date > today,
        "until_date": row.until_date, "needs_second_factor": row.rol in PRIVILEGED_ROLLEN,
    }  # fmt: skip


def _ended(row: Roltoekenning, today: date) -> dict[str, Any]:
    last_day = row.until_date
    return {**_rol(row), "what": ENDED, "last_day": last_day, "is_to_come": last_day is not None and last_day >= today}


def _rol(row: Roltoekenning) -> dict[str, Any]:
    return {"rol": row.get_rol_display(), "scope": str(row.organisatie or "") or (row.kring.name if row.kring else "")}


def follow_rollen(now: datetime) -> None:
    """Put people in and out of the groups of /beheer/ whose role began or ended by its date."""
    sync_wagtail_groups(now=now)


KINDS = [
    BerichtKind(
        code="N98", name="Rol gegeven of beëindigd", subject="ACCOUNT", mode="DIRECT", load=load_rol, is_on_screen=True,
        is_mandatory=True,
    ),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"rollen": follow_rollen}
PURGES: dict[str, Callable[[datetime], int]] = {}
