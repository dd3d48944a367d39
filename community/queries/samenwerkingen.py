"""The register of samenwerkingen: the list, one of them, per province, and what each needs."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.people import visible_profielen
from community.access.samenwerkingen import own_samenwerkingen, readable_samenwerkingen, visible_samenwerkingen
from community.extension_points import Activiteit
from community.models import Behoefte, Organisatie, Provincie, Samenwerking, User
from community.models.fragments import Plain
from community.notation import listing
from community.queries.search_words import stem_of, words_of

WORDS_OF_PROVINCIE = {code: str(label) for code, label in Provincie.choices}


@dataclass(frozen=True)
class SamenwerkingLine:
    """One samenwerking as this person sees it in a list. Not readable: phase, form, need and place are empty."""

    row: Samenwerking
    is_readable: bool
    provincies: str
    is_own: bool = False

    @property
    def fase(self) -> str:
        """The phase in words, as far as this person sees it."""
        return str(self.row.get_fase_display()) if self.is_readable else ""

    @property
    def vorm(self) -> str:
        """The form in words, as far as this person sees it."""
        return str(self.row.get_vorm_display()) if self.is_readable else ""


@dataclass(frozen=True)
class ShownRegisseur:
    """A regisseur by name. `page` is the code of her page, empty when this person may not open it."""

    user: User
    code: str
    page: str
    is_owner: bool


def listed_samenwerkingen(user: User, now: datetime) -> QuerySet[Samenwerking]:
    """Return what runs and this person may know of, by name."""
    return visible_samenwerkingen(user, now).filter(ended_at__isnull=True).order_by("name", "pk")


def in_provincie(rows: QuerySet[Samenwerking], provincie: str) -> QuerySet[Samenwerking]:
    """Keep what is in this province."""
    return rows.filter(provincies__contains=[provincie])


def with_fase(rows: QuerySet[Samenwerking], fase: str, user: User, now: datetime) -> QuerySet[Samenwerking]:
    """Keep what is in this phase, among what this person reads: a hidden phase changes neither list nor count."""
    return rows.filter(fase=fase, pk__in=readable_samenwerkingen(user, now).values("pk"))


def with_vorm(rows: QuerySet[Samenwerking], vorm: str, user: User, now: datetime) -> QuerySet[Samenwerking]:
    """Keep what has this form, among what this person reads."""
    return rows.filter(vorm=vorm, pk__in=readable_samenwerkingen(user, now).values("pk"))


def with_behoefte(rows: QuerySet[Samenwerking], behoefte: str) -> QuerySet[Samenwerking]:
    """Keep what needs this. For who reads all."""
    return rows.filter(behoefte=behoefte)


def named(rows: QuerySet[Samenwerking], text: str) -> QuerySet[Samenwerking]:
    """Keep the samenwerkingen in whose name every word stands, in singular or plural."""
    for word in words_of(text):
        rows = rows.filter(search_text__contains=Plain(Value(stem_of(word))))
    return rows


def lines_of(rows: Sequence[Samenwerking], user: User, now: datetime) -> list[SamenwerkingLine]:
    """Return these visible samenwerkingen as this person sees them, in the same order. Two queries for any number."""
    ids = [row.pk for row in rows]
    readable = set(readable_samenwerkingen(user, now).filter(pk__in=ids).values_list("pk", flat=True))
    own = set(own_samenwerkingen(user, now).filter(pk__in=ids).values_list("pk", flat=True))
    return [SamenwerkingLine(row, row.pk in readable, provincies_of(row), row.pk in own) for row in rows]


def provincies_of(row: Samenwerking) -> str:
    """Return the provinces of a samenwerking in words."""
    return listing([WORDS_OF_PROVINCIE[code] for code in sorted(row.provincies)])


def per_provincie(rows: QuerySet[Samenwerking]) -> list[tuple[str, str, int]]:
    """Return code, name and number of samenwerkingen of each province: the map as a table. One query."""
    counted = Counter(code for codes in rows.order_by().values_list("provincies", flat=True) for code in set(codes))
    return [(code, words, counted[code]) for code, words in WORDS_OF_PROVINCIE.items()]


def regisseurs_of(row: Samenwerking, user: User, now: datetime, *, knows_all: bool) -> list[ShownRegisseur]:
    """Return the regisseurs by name. With `knows_all` everybody, else only whose page this person may open.

    Two queries. Who closed her account is left out.
    """
    pages = set(visible_profielen(user, now).filter(user__samenwerkingen=row).values_list("user_id", flat=True))
    people = row.regisseurs.filter(is_active=True).select_related("profiel").order_by("sort_key", "pk")
    return [
        ShownRegisseur(one, one.profiel.code, one.profiel.code if one.pk in pages else "", one.pk == row.owner_id)
        for one in people
        if knows_all or one.pk in pages
    ]


def organisaties_of(row: Samenwerking) -> list[Organisatie]:
    """Return the organisaties that take part, by name. One query."""
    return list(row.organisaties.order_by("name"))


def kept_by(user: User, now: datetime) -> list[Samenwerking]:
    """Return the samenwerkingen this person keeps: what runs first, then what ended. One query."""
    rows = own_samenwerkingen(user, now).order_by("ended_at", "name", "pk")
    return sorted(rows, key=lambda row: row.ended_at is not None)


def overseen_samenwerkingen(user: User, now: datetime) -> QuerySet[Samenwerking]:
    """Return what runs, for the coördinerend hart: with its regisseurs, what needs something first."""
    people = User.objects.filter(is_active=True).order_by("sort_key", "pk")
    needs = ~Q(behoefte=Behoefte.GEEN)
    rows = listed_samenwerkingen(user, now).prefetch_related(Prefetch("regisseurs", people, to_attr="keepers"))
    return rows.alias(needs=needs).order_by("-needs", "name", "pk")


def samenwerkingen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Samenwerking]:
    """Return these samenwerkingen by id. One query."""
    return Samenwerking.objects.select_related("owner").in_bulk(list(set(ids)))


def keepers_of(ids: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return (person, samenwerking) for every active regisseur of these samenwerkingen. One query."""
    rows = Samenwerking.regisseurs.through.objects.filter(samenwerking__in=set(ids), user__is_active=True)
    return set(rows.values_list("user", "samenwerking"))


def samenwerkingen_in(user: User, provincie: str, now: datetime) -> list[Activiteit]:
    """Return the samenwerkingen of a province that this person may know of, for the page of that province."""
    lines = lines_of(list(in_provincie(listed_samenwerkingen(user, now), provincie)), user, now)
    return [
        Activiteit(line.row.name, reverse("samenwerking", args=[line.row.code]),
                   " · ".join(part for part in (line.row.area, line.fase, line.vorm) if part))
        for line in lines
    ]  # fmt: skip


def visible_words(row: Samenwerking) -> str:
    """Return in one sentence who sees this samenwerking, for who keeps it."""
    return {
        "REGISSEURS": _("De regisseurs en het coördinerend hart zien dit."),
        "NAAM": _("Alle leden zien de naam, het gebied en de provincie. De rest zien de regisseurs en het hart."),
        "ALLES": _("Alle leden zien alles wat hier staat."),
    }[row.visible]
