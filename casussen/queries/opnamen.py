"""Reading casussen in a praktijkboek: what is copied when one is handed in, and what a page shows of a copy."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import casussen_to_hand_in, visible_opnamen
from casussen.format import Blocks, blocks_of, missing
from casussen.models import Casus, Inzage, Opname, Praktijkboek
from casussen.onderdelen import Part, open_parts
from casussen.queries.casussen import title_of
from community.access.kringen import active_lidmaatschappen
from community.models import User

FORMAT = "format"


@dataclass(frozen=True)
class OpnameLine:
    """One casus in the list of a praktijkboek. `readers` counts others who read it; for its author only, else None."""

    opname: Opname
    title: str
    author_name: str
    is_own: bool = False
    readers: int | None = None


@dataclass(frozen=True)
class ShownPart:
    """One part of a casus as it was handed in."""

    part: Part
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """A casus in a praktijkboek as it is read: the format in words, its parts, and what stands before and after it."""

    opname: Opname
    title: str
    blocks: Blocks
    parts: list[ShownPart]


@dataclass(frozen=True)
class Reader:
    """Somebody who read a casus: how often, and when last."""

    name: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class CasusChoice:
    """One casus that somebody may hand in. `missing` counts open questions; `parts` are those of the copy that stands
    there already, None when there is none."""

    code: str
    title: str
    missing: int
    parts: list[str] | None

    @property
    def words(self) -> str:
        """How it stands in the list to choose from."""
        return self.title if self.parts is None else _("%(title)s (staat er al in)") % {"title": self.title}


def parts_to_bring() -> list[Part]:
    """Return the parts of a casus that its author may let go along, in order; the format always goes."""
    return [part for part in open_parts() if part.code != FORMAT]


def content_of(casus: Casus, codes: Collection[str]) -> dict[str, Any]:
    """Return the copy of a casus: its format and those of the parts named that have something in them."""
    found = {part.code: part.read(casus) for part in parts_to_bring() if part.code in codes}
    return {"format": casus.format, "parts": {code: dict(values) for code, values in found.items() if values}}


def choices_for(boek: Praktijkboek, user: User, now: datetime) -> list[CasusChoice]:
    """Return her own casussen, with what is open in each and whether it stands in the praktijkboek already."""
    rows = opnamen_of(boek, user, now).filter(author=user, casus__isnull=False)
    copies = {row.casus_id: list(row.content.get("parts", {})) for row in rows}
    found = []
    for casus in casussen_to_hand_in(user, now).order_by("-changed_at", "pk"):
        answers = casus.format
        found.append(CasusChoice(casus.code, title_of(answers), len(missing(answers)), copies.get(casus.pk)))
    return found


def opnamen_of(boek: Praktijkboek, user: User, now: datetime) -> "QuerySet[Opname]":
    """Return what this person may read in a praktijkboek, in the order of who keeps it."""
    rows = visible_opnamen(user, now).filter(praktijkboek=boek).select_related("author")
    return rows.order_by("position", "handed_in_at", "pk")


def lines_of(boek: Praktijkboek, user: User, now: datetime) -> list[OpnameLine]:
    """Return the list of a praktijkboek for one person; two queries and one for the keys, for any number."""
    rows = list(opnamen_of(boek, user, now))
    own = [row.pk for row in rows if row.author_id == user.pk]
    counts = reader_counts(own, boek, now)
    return [
        OpnameLine(row, title_of(row.content["format"]), row.author.naam, row.author_id == user.pk, counts.get(row.pk))
        for row in rows
    ]


def reader_counts(opname_ids: Iterable[UUID], boek: Praktijkboek, now: datetime) -> dict[UUID, int]:
    """Return how many people who are in the praktijkboek now read each of these; one query, none for no casus."""
    ids = list(opname_ids)
    if not ids:
        return {}
    inside = active_lidmaatschappen(now).filter(kring=boek.kring_id).values("user")
    rows = Inzage.objects.filter(opname__in=ids, reader__in=inside).values("opname")
    found = dict(rows.annotate(people=Count("reader", distinct=True)).values_list("opname", "people"))
    return {pk: found.get(pk, 0) for pk in ids}


def others_in(opname: Opname, boek: Praktijkboek, now: datetime) -> int:
    """Return how many people besides the author could read it: everybody in its Kring."""
    rows = active_lidmaatschappen(now).filter(kring=boek.kring_id)
    return rows.exclude(user=opname.author_id).count()


def readers_by_name(opname: Opname) -> list[Reader]:
    """Return who read a casus in a praktijkboek, the last reader first. For its author only."""
    rows = (
        Inzage.objects.filter(opname=opname, reader__isnull=False)
        .values("reader").annotate(times=Count("pk"), last_at=Max("at"))
        .order_by("-last_at", "reader")
    )  # fmt: skip
    found = list(rows.values_list("reader", "times", "last_at"))
    people = User.objects.in_bulk([row[0] for row in found])
    return [Reader(people[reader].naam, times, last) for reader, times, last in found]


def reading_of(opname: Opname) -> Reading:
    """Return a casus as it is read. Opens its content once; no query but that for the key."""
    content = opname.content
    answers, kept = content["format"], content.get("parts", {})
    parts = [ShownPart(part, kept[part.code]) for part in open_parts() if part.code in kept]
    return Reading(opname, title_of(answers), blocks_of(answers), parts)


def neighbours(opname: Opname, boek: Praktijkboek, user: User, now: datetime) -> tuple[str, str]:
    """Return the codes of the casus before and after this one, empty at the ends. One query; opens nothing."""
    codes = list(opnamen_of(boek, user, now).values_list("code", flat=True))
    place = codes.index(opname.code)
    return (codes[place - 1] if place else "", codes[place + 1] if place + 1 < len(codes) else "")
