"""Who keeps the instruments in /beheer/. Filling in one is writing in a casus."""

from datetime import datetime

from community.access.kennis import may_keep_registers
from community.access.kringen import Visitor


def may_keep_instrumenten(user: Visitor, now: datetime) -> bool:
    """Whether the person may change instruments and publish new versions: who keeps the other registers."""
    return may_keep_registers(user, now)
