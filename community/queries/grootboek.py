"""The erasure ledger as a file, for beside the backups: one JSON object a line, ids and codes only."""

import json
from pathlib import Path

from community.models import Vernietiging
from community.sleutels.router import ALIAS

PARTS = ("key_id", "kind", "object_id", "destroyed_at", "actor_id", "reason")


def ledger_as_text() -> str:
    """Return every line of the ledger, oldest first."""
    rows = Vernietiging.objects.using(ALIAS).order_by("destroyed_at", "key_id").values(*PARTS)
    return "".join(json.dumps(row, default=_plain) + "\n" for row in rows)


def lines_from(file: Path) -> list[Vernietiging]:
    """Return the lines of such a file. Raises OSError, or ValueError or ValidationError for a line that is none."""
    found, fields = [], {field.attname: field for field in Vernietiging._meta.concrete_fields}
    for text in file.read_text().splitlines():
        told = json.loads(text)
        found.append(Vernietiging(**{part: fields[part].to_python(told[part]) for part in PARTS}))
    return found


def _plain(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
