"""Reads about Kringen that hold for every kind of group."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from community.extension_points import kring_homes
from community.models import Afspraken, Kring


@dataclass(frozen=True)
class KringHome:
    """Where the people of a Kring find what it has. A Kring whose subject is gone leads to Mijn omgeving."""

    name: str
    path: str


def afspraken_of(kring: Kring) -> Afspraken | None:
    """Return the agreements that hold, or None when the Kring has none."""
    return kring.newest_afspraken


def names_of(kring_ids: Iterable[uuid.UUID], *, but_not: Iterable[str] = ()) -> dict[uuid.UUID, str]:
    """Return the name of each of these Kringen, without those of the kinds `but_not`; one query."""
    return dict(Kring.objects.filter(pk__in=set(kring_ids)).exclude(kind__in=but_not).values_list("pk", "name"))


def kringen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Kring]:
    """Return these Kringen by their id. One query."""
    return Kring.objects.in_bulk(list(set(ids)))


def homes_of(kringen: Iterable[tuple[uuid.UUID, str]]) -> dict[uuid.UUID, str]:
    """Return the page of each of these Kringen, given as (id, kind); one query for each kind."""
    by_kind: dict[str, set[uuid.UUID]] = {}
    for pk, kind in kringen:
        by_kind.setdefault(kind, set()).add(pk)
    return {pk: path for kind, pks in by_kind.items() for pk, path in kring_homes.get(kind)(sorted(pks)).items()}


def home_of(kring: Kring) -> KringHome:
    """Return name and page of one Kring."""
    return KringHome(kring.name, kring_homes.get(kring.kind)([kring.pk]).get(kring.pk, "/"))
