"""Who divides a round in groups and sees the proposals: the coördinerend hart, and nobody else.

A proposal holds no private rules. What a coördinator could find out by asking is written down (Proefverplaatsing).
"""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor
from intervisie.access.matching import may_run_matching
from intervisie.models import Indelingsvoorstel, Matchronde, Proefverplaatsing, RondeStatus


def visible_voorstellen(user: Visitor, now: datetime) -> QuerySet[Indelingsvoorstel]:
    """Return the proposals this person may read: a coördinator all, also long after, anybody else none."""
    rows = Indelingsvoorstel.objects.select_related("ronde", "made_by", "based_on", "adopted_by")
    return rows if may_run_matching(user, now) else rows.none()


def may_match(user: Visitor, ronde: Matchronde, now: datetime) -> bool:
    """Whether the person divides this round now: registering has closed and groups are not known yet."""
    return ronde.status == RondeStatus.GESLOTEN and may_run_matching(user, now)


def visible_proefverplaatsingen(user: Visitor, ronde: Matchronde, now: datetime) -> QuerySet[Proefverplaatsing]:
    """Return which questions about moving were asked in this round, to every coördinator."""
    rows = Proefverplaatsing.objects.filter(voorstel__ronde=ronde)
    return rows if may_run_matching(user, now) else rows.none()
