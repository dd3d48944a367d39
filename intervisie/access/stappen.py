"""Who does a step of a toernee, who reads what was answered in it, and who may excuse somebody from it.

A coördinator knows which step is whose and whether it is late, never what was answered.
"""

from datetime import datetime

from community.access.kringen import Visitor
from intervisie.access.toernees import goes_on, may_look_after_toernees, may_read_toernee, own_deelnemer
from intervisie.models import Bezoek, Bezoekrol, Rol, Toerneestap


def may_excuse(user: Visitor, stap: Toerneestap, now: datetime) -> bool:
    """Whether the person may say that this step need not be done: the hart any step, host and voorzitter of a visit
    those of that visit. `toernee.kring` is at hand."""
    if not goes_on(stap.toernee):
        return False
    if may_look_after_toernees(user, now):
        return True
    return stap.bezoek is not None and may_lead_bezoek(user, stap.bezoek, now)


def may_lead_bezoek(user: Visitor, bezoek: Bezoek, now: datetime) -> bool:
    """Whether the person sees to the steps of this visit: its host and its voorzitter, who agreed and are still in."""
    if not may_read_toernee(user, bezoek.toernee, now):
        return False
    own = own_deelnemer(user, bezoek.toernee, now)
    if own is None:
        return False
    return own.pk == bezoek.host_id or Bezoekrol.objects.filter(
        bezoek=bezoek, deelnemer=own, rol=Rol.VOORZITTER
    ).exists()  # fmt: skip
