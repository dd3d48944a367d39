"""Who reads and writes what a toernee writes together: its deelnemers, having agreed; no begeleider, no coördinator."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor, agreed_lidmaatschappen
from intervisie.access.toernees import PRESENT, may_read_toernee, own_deelnemer
from intervisie.models import BriefKind, Toernee, Toerneebrief, Toerneedeelnemer


def reads_opbrengst(user: Visitor, toernee: Toernee, now: datetime) -> bool:
    """Whether the person reads what the visits have in common and what the toernee writes, until that is destroyed."""
    if toernee.destroyed_at is not None or not may_read_toernee(user, toernee, now):
        return False
    return own_deelnemer(user, toernee, now) is not None


def may_write_brief(user: Visitor, toernee: Toernee, brief: Toerneebrief | None, now: datetime) -> bool:
    """Whether the person writes in this text: every deelnemer, until it is final or the toernee ended."""
    is_final = brief is not None and brief.final_at is not None
    return not is_final and toernee.kring.closed_at is None and reads_opbrengst(user, toernee, now)


def may_propose(user: Visitor, toernee: Toernee, brief: Toerneebrief | None, now: datetime) -> bool:
    """Whether the person puts the letter to the opdrachtgevers before the others, once for each version."""
    if brief is None or brief.kind != BriefKind.OPDRACHTGEVERS or brief.proposed_at is not None:
        return False
    return may_write_brief(user, toernee, brief, now)


def may_agree(user: Visitor, toernee: Toernee, brief: Toerneebrief | None, now: datetime) -> bool:
    """Whether the person says that she agrees, or does not any more: every deelnemer, while it is proposed."""
    is_proposed = brief is not None and brief.proposed_at is not None
    return is_proposed and may_write_brief(user, toernee, brief, now)


def signers(toernee: Toernee, now: datetime) -> QuerySet[Toerneedeelnemer]:
    """Return who must agree to a letter: everybody who takes part now and agreed to the agreements."""
    inside = agreed_lidmaatschappen(now).filter(kring=toernee.kring_id).values("user")
    return Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee, user__in=inside, user__is_active=True)
