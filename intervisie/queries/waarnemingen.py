"""Observations of a visit: one's own, and those of all who handed in, merged without a name. In a scope.

What is merged holds kind, box and text, and nothing by which rows of one author could be told apart: no id, no time,
no version. Its order is by box and kind, and within these by chance, fixed for each row.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casussen.instrumenten.canvas import BOXES
from casussen.instrumenten.schema import Schema
from intervisie.access.bezoeken import Bezoekplaats, merged_rows, own_waarnemingen
from intervisie.models import Bezoek, Bezoekrol, Waarneming, WaarnemingKind

KINDS = [kind.value for kind in WaarnemingKind]
# With fewer who handed in, each of them can tell who wrote what.
FEWEST = 3


@dataclass(frozen=True)
class Soort:
    """What was seen of one kind about one box."""

    kind: str
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Vak:
    """What was seen about one box of the canvas; `code` is empty for the whole."""

    code: str
    title: str
    kinds: tuple[Soort, ...]


@dataclass(frozen=True)
class Inlevering:
    """How many of the visitors handed in; never who."""

    number: int
    visitors: int

    @property
    def is_guessable(self) -> bool:
        """Whether so few handed in that each can tell who wrote what."""
        return self.number < FEWEST

    @property
    def is_complete(self) -> bool:
        """Whether all who visit handed in."""
        return self.number >= self.visitors


def box_titles(schema: Schema | None) -> dict[str, str]:
    """Return 'K1 Wie doen er mee?' by the code of the box, in the order of the canvas; the whole first."""
    asks = {one.code: one.ask for one in schema.questions()} if schema else {}
    return {"": "Het geheel"} | {code: f"{code} {asks.get(code, '')}".strip() for code in BOXES}


def box_choices(schema: Schema | None) -> list[tuple[str, Any]]:
    """Return the whole, and the boxes under their headings, to choose from."""
    titles = box_titles(schema)
    if schema is None:
        return list(titles.items())
    groups = [(one.title, [(box.code, titles[box.code]) for box in one.questions]) for one in schema.sections]
    return [("", titles[""]), *groups]


def own_rows(place: Bezoekplaats) -> list[Waarneming]:
    """Return what somebody wrote herself, the newest first. One query."""
    return list(own_waarnemingen(place).order_by("-written_at", "pk"))


def inlevering_of(bezoek: Bezoek) -> Inlevering:
    """Return how many handed in, of how many who visit. Two queries."""
    rows = Waarneming.objects.filter(bezoek=bezoek, handed_in_at__isnull=False)
    handed_in = set(rows.values_list("author", flat=True).distinct())
    visiting = Bezoekrol.objects.filter(bezoek=bezoek, deelnemer__left_at__isnull=True)
    return Inlevering(len(handed_in), len(handed_in | set(visiting.values_list("deelnemer", flat=True))))


def merged_waarnemingen(place: Bezoekplaats, titles: Mapping[str, str]) -> list[Vak]:
    """Return what all who handed in observed, for who may read it; for others nothing. Two queries."""
    return merge(merged_rows(place), titles)


def merge(rows: Iterable[Waarneming], titles: Mapping[str, str]) -> list[Vak]:
    """Return these observations by box and kind, without anything of who wrote them."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in sorted(rows, key=_by_chance):
        box = row.box if row.box in titles else ""
        found.setdefault(box, {}).setdefault(row.kind, []).append(str(row.text))
    order = list(titles)
    return [Vak(box, titles[box], _by_kind(found[box])) for box in sorted(found, key=order.index)]


def _by_kind(texts: Mapping[str, list[str]]) -> tuple[Soort, ...]:
    return tuple(Soort(kind, str(WaarnemingKind(kind).label), tuple(texts[kind])) for kind in KINDS if kind in texts)


def _by_chance(row: Waarneming) -> bytes:
    """Return a place that is the same each time and says nothing of author or time: ids are made by chance."""
    return hashlib.sha256(row.pk.bytes).digest()
