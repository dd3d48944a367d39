"""The weekly overview, and what the outbox removes after its term."""

from collections.abc import Callable
from datetime import datetime

from community.berichten import purging, week
from community.extension_points import BerichtKind, TaakKind

KINDS: list[BerichtKind] = [week.kind()]
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"weekoverzicht": week.plan_overviews}
PURGES: dict[str, Callable[[datetime], int]] = {
    "post": purging.purge_mail,
    "meldingen": purging.purge_meldingen,
    "formulieren": purging.purge_forms,
    "storingen": purging.purge_faults,
}
