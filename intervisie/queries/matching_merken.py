"""The marks by which a change since a proposal is seen, for pages: in a few columns, no rows of the models.

A round may have thousands of people and the page of a proposal asks this each time it is shown. What is read here is
what `matching_invoer` gives the engine; a test compares the two.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.models import Dienstverband
from community.queries.organisaties import holding_on
from community.workdays import local_date
from intervisie.models import OPEN_AANMELDING, Matchaanmelding, Matchronde
from intervisie.queries.matching_invoer import (
    directed_by,
    fingerprint_of,
    history_of_groups,
    mark_of,
    mensen_van,
    place_of_person,
    seniority_of,
)


@dataclass(frozen=True)
class Merk:
    """What a proposal remembers of one person."""

    mark: Mapping[str, Any]


@dataclass(frozen=True)
class Merken:
    """Who takes part now, by id, and what changes as soon as anything does that a division depends on."""

    people: Mapping[str, Merk]
    fingerprint: str


def merken_van(ronde: Matchronde, now: datetime) -> Merken:
    """Return the marks of everybody who is registered. Six queries at most for any number; eleven for toernees."""
    if ronde.makes_toernees:  # never more than a few hundred people
        mensen = mensen_van(ronde, now)
        return Merken({id_: Merk(one.mark) for id_, one in mensen.people.items()}, mensen.fingerprint)
    rows = Matchaanmelding.objects.filter(OPEN_AANMELDING, ronde=ronde, user__is_active=True)
    found = list(rows.order_by("user__sort_key", "pk").values_list(
        "pk", "user_id", "version", "place", "user__profiel__ervaring", "user__profiel__provincies"
    ))  # fmt: skip
    ids = [row[1] for row in found]
    employers = _employers(ids, now)
    directed, named = directed_by(ids), _named(ronde)
    snapshot = {}
    for pk, user_id, version, place, ervaring, provincies in found:
        own = frozenset(named[pk] | directed[user_id])
        where, level = place_of_person(place, tuple(provincies)), seniority_of(ervaring)
        snapshot[str(user_id)] = mark_of(version, employers.get(user_id, ""), own, level, where)
    people = {id_: Merk(mark) for id_, mark in snapshot.items()}
    return Merken(people, fingerprint_of(ronde, snapshot, history_of_groups(ronde, ids)))


def _employers(ids: Collection[uuid.UUID], now: datetime) -> dict[uuid.UUID, str]:
    rows = Dienstverband.objects.filter(holding_on(local_date(now)), user_id__in=ids)
    return {user_id: str(organisatie_id) for user_id, organisatie_id in rows.values_list("user_id", "organisatie_id")}


def _named(ronde: Matchronde) -> dict[uuid.UUID, set[str]]:
    """Return which samenwerkingen each registration of this round names, by its id."""
    rows = Matchaanmelding.samenwerkingen.through.objects.filter(matchaanmelding__ronde=ronde)
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for aanmelding_id, samenwerking_id in rows.values_list("matchaanmelding_id", "samenwerking_id"):
        found[aanmelding_id].add(str(samenwerking_id))
    return found
