"""What people said of days that are over is forgotten."""

from collections.abc import Callable
from datetime import datetime

from community.actions.beschikbaarheid import purge_past
from community.extension_points import BerichtKind, TaakKind

KINDS: list[BerichtKind] = []
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {"beschikbaarheid": purge_past}
