"""The vault in the background: nobody is written to; what nothing uses is removed."""

from collections.abc import Callable
from datetime import datetime

from community.actions.kluis import reapply_ledger, sweep_orphan_files, sweep_orphan_keys
from community.extension_points import BerichtKind, TaakKind


def _ledger(now: datetime) -> int:
    return reapply_ledger()


KINDS: list[BerichtKind] = []
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {
    "vernietigingen": _ledger,
    "sleutels": sweep_orphan_keys,
    "kluisbestanden": sweep_orphan_files,
}
