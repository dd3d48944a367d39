"""What happens to an editie by itself after its last day. Nobody gets a message about it."""

from collections.abc import Callable
from datetime import datetime

from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, TaakKind
from training.actions.editie_einde import live, purge_edities


def _forget(now: datetime) -> int:
    with confidential():
        return purge_edities(now)


KINDS: list[BerichtKind] = []
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"edities": Needing("training.Editie", live)}
PURGES: dict[str, Callable[[datetime], int]] = {"edities": _forget}
