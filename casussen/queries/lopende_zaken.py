"""What of the confidential goes when a person has her account removed, told before she does. In a scope."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import ngettext

from casussen.models import Casus, Opname, PraktijkboekStatus
from community.models import User


def running_casussen(user: User, now: datetime) -> Sequence[str]:
    """Return how many casussen go for good, and how many copies of them from a praktijkboek."""
    casussen = Casus.objects.filter(owner=user).count()
    copies = Opname.objects.filter(author=user, withdrawn_at__isnull=True)
    handed_in = copies.exclude(praktijkboek__status=PraktijkboekStatus.VERNIETIGD).count()
    told = [
        (casussen, "%d casus van jou wordt voorgoed vernietigd.", "%d casussen van jou worden voorgoed vernietigd."),
        (handed_in, "%d casus gaat uit een praktijkboek.", "%d casussen gaan uit een praktijkboek."),
    ]
    return [ngettext(one, many, number) % number for number, one, many in told if number]
