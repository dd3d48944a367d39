"""Photographs of cards as they are shown: by whom they are about. In a scope; their content is not opened here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from intervisie.access.kaartfotos import pictured_people, visible_fotos
from intervisie.access.sessies import Plek
from intervisie.models import Kaartfoto, Sessiedeelnemer
from intervisie.queries.sessiegang import name_of


@dataclass(frozen=True)
class Fotogroep:
    """The photographs of the cards of one person."""

    name: str
    is_own: bool
    fotos: tuple[Kaartfoto, ...]


def fotos_of(deelnemer: Sessiedeelnemer) -> list[Kaartfoto]:
    """Return the photographs of the cards of one person, in the order in which they were added. One query."""
    return list(_plain(Kaartfoto.objects.filter(about=deelnemer, sessie__removed_at__isnull=True)))


def groups_of(plek: Plek, now: datetime) -> list[Fotogroep]:
    """Return the photographs that this person sees, her own first, then by name. Two queries."""
    fotos = list(_plain(visible_fotos(plek, now)))
    rows = Sessiedeelnemer.objects.filter(pk__in={row.about_id for row in fotos})
    people = rows.select_related("user").order_by("number")
    own = plek.deelnemer.pk if plek.deelnemer is not None else None
    groups = [
        Fotogroep(name_of(one), one.pk == own, tuple(row for row in fotos if row.about_id == one.pk)) for one in people
    ]
    return sorted(groups, key=lambda group: not group.is_own)


def people_choices(plek: Plek, now: datetime) -> list[tuple[str, str]]:
    """Return about whom she may add photographs: id and name, in the order of their seats. One query."""
    rows = pictured_people(plek, now).select_related("user").order_by("number")
    return [(str(one.pk), name_of(one)) for one in rows]


def _plain(rows: QuerySet[Kaartfoto]) -> QuerySet[Kaartfoto]:
    return rows.defer("content").order_by("added_at", "pk")
