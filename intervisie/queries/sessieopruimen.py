"""Which sessions were left running, never began, or ended so long ago that their board goes."""

from datetime import date, datetime, time

from django.db.models import Q

from community.models import BijeenkomstStatus
from community.workdays import at_local
from intervisie.bewaarregels import REGELS
from intervisie.models import Sessie, SessieStatus, SessieTempo

# The board and the result of a session are kept so many local days after it ended.
KEPT = REGELS["sessieborden"].term
# So many at a time: the rest comes at the next pass.
MOST = 200


def sessies_left_running(now: datetime, *, moved_before: datetime) -> list[Sessie]:
    """Return the sessions at one moment in which nobody went on since then, and all of groups that were closed."""
    left = Q(tempo=SessieTempo.LIVE, moment_started_at__lt=moved_before)
    closed = Q(bijeenkomst__kring__closed_at__isnull=False)
    rows = Sessie.objects.filter(left | closed, status=SessieStatus.BEZIG, made_at__lte=now)
    return list(rows.select_related("bijeenkomst__kring").order_by("pk")[:MOST])


def sessies_never_begun(now: datetime, *, made_before: date, met_before: date) -> list[Sessie]:
    """Return the sessions that nobody began: of their own made before that day, of a meeting that was over or called
    off before that one, and of a group that was closed."""
    of_its_own = Q(bijeenkomst__isnull=True, made_at__lt=at_local(made_before, time(0)))
    last = at_local(met_before, time(0))
    over = Q(bijeenkomst__ends_at__lt=last)
    called_off = Q(bijeenkomst__status=BijeenkomstStatus.GEANNULEERD, bijeenkomst__cancelled_at__lt=last)
    closed = Q(bijeenkomst__kring__closed_at__isnull=False)
    rows = Sessie.objects.filter(of_its_own | over | called_off | closed, status=SessieStatus.VOORBEREIDING)
    return list(rows.filter(made_at__lte=now).select_related("bijeenkomst__kring").order_by("pk")[:MOST])


def boards_to_remove(*, ended_before: date) -> list[Sessie]:
    """Return the sessions that ended or were called off before that local day and whose board is there still."""
    rows = Sessie.objects.filter(closed_at__lt=at_local(ended_before, time(0)), removed_at__isnull=True)
    return list(rows.select_related("bijeenkomst__kring").order_by("pk")[:MOST])
