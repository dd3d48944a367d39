"""Who reads how a participant scores herself: she alone, and while she shares it the trainers of that editie."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from community.models import User
from training.access.intake import may_be, may_guide
from training.models import Deelnemer, Scan


def own_scans(user: Visitor, now: datetime) -> QuerySet[Scan]:
    """Return the scans of this person, of all her edities: hers to see, also after she stopped."""
    if not isinstance(user, User) or not user.is_active:
        return Scan.objects.none()
    return Scan.objects.filter(deelnemer__user=user)


def may_scan(user: Visitor, deelnemer: Deelnemer, now: datetime) -> bool:
    """Whether the person fills in a scan here: the participant herself, in her editie."""
    return may_be(user, deelnemer, now)


def shared_scans(user: Visitor, deelnemer: Deelnemer, now: datetime) -> QuerySet[Scan]:
    """Return what a participant shares with this trainer of hers."""
    rows = Scan.objects.filter(deelnemer=deelnemer, shared_at__isnull=False)
    return rows if may_guide(user, deelnemer, now) else rows.none()
