"""Reading material of trainings: lists with the newest version of each, one with all of its versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from community.models import BestandKind, User
from community.notation import file_size
from training.access.materialen import visible_in, visible_materialen
from training.models import Editie, Materiaal, Materiaalversie, Programma, Programmaonderdeel


@dataclass(frozen=True)
class MateriaalLine:
    """Material in a list. `file` says what its newest version is, empty while it is announced only."""

    materiaal: Materiaal
    number: int | None
    file: str

    @property
    def url(self) -> str:
        """Where its newest version is opened; empty while there is none."""
        return reverse("materiaal-bestand", args=[self.materiaal.pk, self.number]) if self.number else ""

    @property
    def belongs_to(self) -> str:
        """The editie it was made for, else its programme."""
        return str(self.materiaal.editie or self.materiaal.programma)


@dataclass(frozen=True)
class MateriaalPage:
    """One piece of material with its versions, newest first, what it was made from and what was made from it."""

    materiaal: Materiaal
    versies: list[Materiaalversie]
    origin: Materiaal | None
    derived: list[Materiaal]
    part: str

    @property
    def newest(self) -> Materiaalversie | None:
        """The version that is opened unless somebody asks for an older one."""
        return self.versies[0] if self.versies else None


def lines_from(rows: QuerySet[Materiaal]) -> list[MateriaalLine]:
    """Return material with its newest version, by part and title; one query."""
    return _lines(rows.select_related("editie", "programma").order_by("programma__name", "code", "title", "pk"))


def of_part(user: User, editie: Editie, codes: Iterable[str], now: datetime) -> list[MateriaalLine]:
    """Return what this person may open of these parts of an editie, made to measure or of its programme."""
    rows = of_editie(user, editie, now).filter(code__in=list(codes), withdrawn_at__isnull=True)
    return _lines(rows.order_by("code", "title", "pk"))


def of_editie(user: User, editie: Editie, now: datetime) -> QuerySet[Materiaal]:
    """Return what this person may know of for an editie, made to measure or of its programme."""
    return visible_in(user, editie, now)


def _lines(rows: QuerySet[Materiaal]) -> list[MateriaalLine]:
    newest = Materiaalversie.objects.filter(materiaal=OuterRef("pk")).order_by("-number")
    row = JSONObject(number="number", kind="kind", size="size")
    found: Iterable[Any] = rows.annotate(newest=Subquery(newest.values(row=row)[:1]))
    return [_line(row, row.newest or {}) for row in found]


def _line(row: Materiaal, newest: Mapping[str, Any]) -> MateriaalLine:
    return MateriaalLine(row, newest.get("number"), _file(newest.get("kind"), newest.get("size")))


def library(user: User, now: datetime) -> list[MateriaalLine]:
    """Return everything this person may know of; what only is announced stands with its editie, not here."""
    rows = lines_from(visible_materialen(user, now))
    return [line for line in rows if line.number]


def announced(user: User, now: datetime) -> list[MateriaalLine]:
    """Return what has no file yet, for who keeps the library."""
    return lines_from(visible_materialen(user, now).filter(versies__isnull=True))


def materiaal_page(materiaal: Materiaal, user: User, now: datetime) -> MateriaalPage:
    """Return one piece of material. Of what it came from and became only what this person may know; three queries."""
    family = visible_materialen(user, now).filter(Q(pk=materiaal.derived_from_id) | Q(derived_from=materiaal))
    rows = list(family.select_related("editie", "programma").order_by("title", "pk"))
    return MateriaalPage(
        materiaal,
        list(materiaal.versies.order_by("-number")),
        next((row for row in rows if row.pk == materiaal.derived_from_id), None),
        [row for row in rows if row.derived_from_id == materiaal.pk],
        dict(parts_of(materiaal.programma_id)).get(materiaal.code, materiaal.code) if materiaal.code else "",
    )


def origins_in(user: User, programma: Programma | None, now: datetime) -> QuerySet[Materiaal]:
    """Return what new material of this programme can be made from, for this person."""
    rows = visible_materialen(user, now).filter(programma=programma, withdrawn_at__isnull=True)
    return rows.order_by("title", "pk")


def parts_of(programma_id: Any) -> list[tuple[str, str]]:
    """Return the parts of a programme, as code and title, of its newest established version; one query."""
    rows = Programmaonderdeel.objects.filter(versie__programma=programma_id, versie__established_at__isnull=False)
    found = rows.order_by("-versie__number", "position").values_list("versie__number", "code", "title")
    newest = max((number for number, _code, _title in found), default=0)
    return [(code, title) for number, code, title in found if number == newest]


def materialen_by_id(ids: Iterable[Any]) -> dict[Any, Materiaal]:
    """Return these with editie and programme; one query."""
    return Materiaal.objects.select_related("editie", "programma").in_bulk(list(set(ids)))


def file_names() -> QuerySet[Materiaalversie, str]:
    """Return where the files of all versions are kept."""
    return Materiaalversie.objects.values_list("content", flat=True)


def _file(kind: str | None, size: int | None) -> str:
    return f"{BestandKind(kind).label}, {file_size(size)}" if kind and size else ""
