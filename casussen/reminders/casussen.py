"""What happens to a casus by itself: it goes when its days of grace are over."""

from collections.abc import Callable
from datetime import datetime

from casussen.actions.casussen import remove_due
from community.confidential import confidential
from community.extension_points import BerichtKind, TaakKind

KINDS: tuple[BerichtKind, ...] = ()
TAAK_KINDS: tuple[TaakKind, ...] = ()
PLANNERS: dict[str, Callable[[datetime], None]] = {}


def _remove(now: datetime) -> int:
    with confidential():
        return remove_due(now)


PURGES = {"casussen": _remove}
