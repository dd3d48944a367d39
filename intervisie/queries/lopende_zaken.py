"""What of intervisie still runs under a person's name, told before she has her account removed. In a scope."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from community.access.kringen import active_lidmaatschappen
from community.models import KringKind, KringRol, User
from intervisie.models import OPEN_BEMIDDELING, Bemiddelingsvraag, Sessiedeelnemer, SessieStatus


def running_intervisie(user: User, now: datetime) -> Sequence[str]:
    """Return her groups, toernees, running sessions and bemiddeling."""
    rows = active_lidmaatschappen(now).filter(user=user, kring__closed_at__isnull=True).select_related("kring")
    told = []
    for row in rows.filter(kring__kind__in=(KringKind.INTERVISIE, KringKind.TOERNEE)).order_by("kring__name", "pk"):
        leads = row.role == KringRol.TREKKER
        text = _("Je bent contactpersoon van {naam}.") if leads else _("Je zit in {naam}.")
        told.append(text.format(naam=row.kring.name) + " " + _("De anderen horen dat je weggaat."))
    seats = Sessiedeelnemer.objects.filter(user=user, left_at__isnull=True, sessie__status=SessieStatus.BEZIG)
    if seats.exists():
        told.append(_("Je doet mee aan een sessie die nu loopt."))
    hers = Q(asker=user) | Q(mediator=user)
    if Bemiddelingsvraag.objects.defer("text").filter(hers, status__in=OPEN_BEMIDDELING).exists():
        told.append(_("Er loopt een bemiddeling met jou. Die stopt."))
    return told
