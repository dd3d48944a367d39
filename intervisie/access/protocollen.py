"""Who keeps the protocols of peer review in /beheer/."""

from datetime import datetime

from community.access.kennis import may_keep_registers
from community.access.kringen import Visitor


def may_keep_protocollen(user: Visitor, now: datetime) -> bool:
    """Whether the person may change protocols and publish new versions: who keeps the other registers."""
    return may_keep_registers(user, now)
