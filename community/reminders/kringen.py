"""Messages and duties about kringen: what each says at sending time, and which come near by themselves."""

from collections.abc import Callable
from datetime import datetime

from community.extension_points import BerichtKind, TaakKind

KINDS: list[BerichtKind] = []
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
