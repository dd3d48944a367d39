"""What still runs in the network under a person's name, told before she has her account removed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.access.kringen import active_lidmaatschappen
from community.access.rollen import active_toekenningen
from community.models import (
    Actie,
    ActieStatus,
    Bijeenkomst,
    BijeenkomstStatus,
    KringKind,
    KringRol,
    Lidmaatschap,
    Samenwerking,
    User,
)


def running_in_network(user: User, now: datetime) -> Sequence[str]:
    """Return what others lose or must take over when she goes, in sentences."""
    return [*_groups(user, now), *_work(user, now)]


def _groups(user: User, now: datetime) -> list[str]:
    rows = active_lidmaatschappen(now).filter(user=user, kring__kind=KringKind.LEERGROEP).select_related("kring")
    told = []
    for row in rows.order_by("kring__name", "pk"):
        if row.role != KringRol.TREKKER:
            continue
        others = active_lidmaatschappen(now).filter(kring=row.kring_id, role=KringRol.TREKKER).exclude(user=user)
        told.append(_led(row, has_other=others.exists()))
    number = rows.exclude(role=KringRol.TREKKER).count()
    if number:
        text = ngettext("Je bent lid van %d leergroep.", "Je bent lid van %d leergroepen.", number)
        told.append(text % number)
    return told


def _led(row: Lidmaatschap, *, has_other: bool) -> str:
    if has_other:
        return _("Je bent trekker van {naam}, samen met iemand anders.").format(naam=row.kring.name)
    return _(
        "Je bent de enige trekker van {naam}. Draag dat eerst over. "
        "Anders ziet het coördinerend hart dat de groep geen trekker heeft."
    ).format(naam=row.kring.name)


def _work(user: User, now: datetime) -> list[str]:
    meetings = Bijeenkomst.objects.filter(organiser=user, status=BijeenkomstStatus.GEPLAND, starts_at__gt=now).count()
    acties = Actie.objects.filter(owner=user, status=ActieStatus.OPEN).count()
    owned = Samenwerking.objects.filter(owner=user, ended_at__isnull=True).count()
    told = [
        (meetings, "Je organiseert nog %d bijeenkomst. Die blijft staan.",
         "Je organiseert nog %d bijeenkomsten. Die blijven staan."),
        (acties, "Je hebt nog %d open actie. Die gaat terug naar de trekker.",
         "Je hebt nog %d open acties. Die gaan terug naar de trekker."),
        (owned, "Je bent eigenaar van %d samenwerking. Die gaat naar een andere regisseur, als die er is.",
         "Je bent eigenaar van %d samenwerkingen. Die gaan naar een andere regisseur, als die er is."),
    ]  # fmt: skip
    lines = [ngettext(one, many, number) % number for number, one, many in told if number]
    rollen = sorted({str(row.get_rol_display()) for row in active_toekenningen(user, now)})
    return [*lines, *[_("Je rol {rol} eindigt.").format(rol=rol) for rol in rollen]]
