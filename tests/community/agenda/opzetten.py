"""What a planner fills in, for tests of actions."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from community.actions.agenda import Opzet
from community.models import Bijeenkomst
from tests.factories.moments import NOW


def opzet_of(meeting: Bijeenkomst, **changes: Any) -> Opzet:
    """Return a stored meeting as a planner would send it back, with these changes."""
    stored = Opzet(**{field.name: getattr(meeting, field.name) for field in fields(Opzet)})
    return replace(stored, **changes)


def new_opzet(**changes: Any) -> Opzet:
    """Return a new meeting for all members, three weeks after NOW."""
    start = changes.pop("starts_at", NOW + timedelta(days=21))
    base = Opzet(kind="ONTMOETING", audience="LEDEN", title="Ontmoeting in het veld", starts_at=start,
                 ends_at=start + timedelta(hours=3), place_name="Gouda")  # fmt: skip
    return replace(base, **changes)
