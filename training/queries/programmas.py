"""Reading programmes and their versions."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from casussen.models import Instrument
from casussen.onderdelen import parts_in_order
from training.models import OnderdeelKind, Ontwikkeldoel, Programmaonderdeel, Programmaversie

# What is held on a day.
HELD = {OnderdeelKind.DAGDEEL, OnderdeelKind.EINDSESSIE}


def offered_versions() -> QuerySet[Programmaversie]:
    """Return of each programme that is offered the newest established version, by name."""
    established = Programmaversie.objects.filter(established_at__isnull=False)
    newest = established.filter(programma=OuterRef("programma")).order_by("-number").values("pk")[:1]
    rows = established.filter(programma__is_offered=True, pk=Subquery(newest))
    return rows.select_related("programma").order_by("programma__name", "pk")


def faults_of(versie: Programmaversie) -> list[str]:
    """Return in sentences what keeps a version from being established; empty when it may be. Four queries."""
    rows = versie.onderdelen.order_by("position").prefetch_related("ontwikkeldoelen", "draaiboek")
    parts = list(rows)
    if not any(part.kind in HELD for part in parts):
        return [_("Het programma heeft geen dagdeel. Voeg er een toe.")]
    faults = []
    for number, part in enumerate(parts):
        faults += [f"{part.title}: {fault}" for fault in _of_part(part)]
        around = {one.kind for one in parts[:number]} & HELD, {one.kind for one in parts[number + 1 :]} & HELD
        if part.kind == OnderdeelKind.TUSSENTIJD and not all(around):
            faults.append(_("{title}: een tussentijd staat tussen twee dagdelen.").format(title=part.title))
        if part.kind == OnderdeelKind.INTAKE and number:
            faults.append(_("{title}: de intake komt als eerste.").format(title=part.title))
        if part.is_same_day and not (number and parts[number - 1].kind in HELD and part.kind in HELD):
            faults.append(_("{title}: ervoor staat geen dagdeel van dezelfde dag.").format(title=part.title))
    return faults


def _of_part(part: Programmaonderdeel) -> list[str]:
    found = []
    if not part.ontwikkeldoelen.all():
        found.append(_("kies minstens één ontwikkeldoel."))
    planned = sum(line.minutes for line in part.draaiboek.all())
    if planned > part.minutes:
        found.append(_("het draaiboek duurt {planned} minuten, het onderdeel {minutes}.").format(
            planned=planned, minutes=part.minutes
        ))  # fmt: skip
    return found


def parts_to_choose() -> list[tuple[str, str]]:
    """Return the parts of a casus, and their layers, in which an opdracht can be done: name and title."""
    whole = [(part, layer) for part in parts_in_order() for layer in (part, *part.in_layers())]
    return list({layer.name: str(layer.title) for _part, layer in whole}.items())


def concepts() -> QuerySet[Programmaversie]:
    """Return the versions that can still be written."""
    rows = Programmaversie.objects.filter(established_at__isnull=True)
    return rows.select_related("programma").order_by("programma__name", "number")


def doelen() -> QuerySet[Ontwikkeldoel]:
    """Return the development goals in order."""
    return Ontwikkeldoel.objects.order_by("number")


def instrumenten() -> QuerySet[Instrument]:
    """Return the instruments by name."""
    return Instrument.objects.order_by("name", "code")


def onderdeel_with_version(row: Programmaonderdeel) -> Programmaonderdeel:
    """Return a part as it is stored, with its version."""
    return Programmaonderdeel.objects.select_related("versie").get(pk=row.pk)


def parts_of(versie: Programmaversie) -> QuerySet[Programmaonderdeel]:
    """Return the parts of a version in order, with what they work on and with; three queries."""
    return versie.onderdelen.order_by("position").prefetch_related(
        Prefetch("ontwikkeldoelen", queryset=doelen()), Prefetch("instrumenten", queryset=instrumenten())
    )
