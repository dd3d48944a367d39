"""From the registrations of a round to what the engine takes, and a mark by which a change since then is seen.

Nothing private is read here: `matching_regels` adds it, for judging alone. Six queries for any number of people.
"""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from community.models import Ervaring, KringRol, Lidmaatschap, Organisatie, Samenwerking, User
from community.plaatsen import Plaats, centre_of, place_named, reach_km
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.matching import Instance, Lock, Person, Round, Rules
from intervisie.models import ErvaringWens, Form, Intervisiegroep, Matchaanmelding, Matchronde
from intervisie.queries.matchrondes import registered, weights_of
from intervisie.queries.toernee_matching import (
    as_person,
    assignments,
    fase_number,
    history_of_toernees,
    marks_of,
    organisaties_of,
)

SENIORITY = {Ervaring.STARTEND: 1, Ervaring.GEVORDERD: 2, Ervaring.SENIOR: 3}
# Of somebody who did not say how far along she is.
USUAL_SENIORITY = 2
MODES: Mapping[str, Any] = {Form.FYSIEK: "fysiek", Form.ONLINE: "online", Form.BEIDE: "beide"}
# A theme that people with the same experience share, for who asked for about equal experience.
EVEN = "ervaring "
# So many earlier rounds count; what lies further back weighs next to nothing.
MOST_ROUNDS = 8


@dataclass(frozen=True)
class Deelname:
    """One registration as the engine looks at it, without what is private."""

    aanmelding: Matchaanmelding
    organisatie: Organisatie | None
    samenwerkingen: frozenset[str]
    plaats: Plaats | None
    # In a round of toernees: the samenwerking she shows, and the ids of its organisaties.
    shown: Samenwerking | None = None
    organisaties: frozenset[str] = frozenset()

    @property
    def user(self) -> User:
        """Who registered."""
        return self.aanmelding.user

    @property
    def seniority(self) -> int:
        """How far along she is, 1 to 3; in a round of toernees how far what she shows is."""
        if self.aanmelding.ronde.makes_toernees:
            return fase_number(self.shown)
        return seniority_of(self.user.profiel.ervaring)

    @property
    def mark(self) -> dict[str, Any]:
        """What a proposal remembers of her, to see later whether she changed."""
        organisatie = str(self.organisatie.pk) if self.organisatie else ""
        known = self.samenwerkingen
        if self.aanmelding.ronde.makes_toernees:
            known = known | marks_of(self.shown, self.organisaties)
        return mark_of(self.aanmelding.version, organisatie, known, self.seniority, self.plaats)


@dataclass(frozen=True)
class Mensen:
    """Who is divided, by id in the order of their names, and in which groups they were before."""

    ronde: Matchronde
    people: Mapping[str, Deelname]
    history: tuple[Round, ...]

    @property
    def snapshot(self) -> dict[str, Any]:
        """Who takes part, each with what a change is seen by."""
        return {id_: person.mark for id_, person in self.people.items()}

    @property
    def fingerprint(self) -> str:
        """What changes as soon as anything does that a division depends on."""
        return fingerprint_of(self.ronde, self.snapshot, self.history)


def seniority_of(ervaring: str) -> int:
    """Return how far along somebody is, 1 to 3."""
    return SENIORITY.get(Ervaring(ervaring or Ervaring.GEVORDERD), USUAL_SENIORITY)


def mark_of(
    version: int, organisatie: str, samenwerkingen: frozenset[str], seniority: int, plaats: Plaats | None
) -> dict[str, Any]:
    """Return what a proposal remembers of somebody. No content: a version, an id and a hash."""
    rest = _rest_of(samenwerkingen, seniority, plaats.xy if plaats else None)
    return {"version": version, "organisatie": organisatie, "rest": rest}


@lru_cache(maxsize=4096)
def _rest_of(samenwerkingen: frozenset[str], seniority: int, xy: tuple[float, float] | None) -> str:
    rest = json.dumps([sorted(samenwerkingen), seniority, xy])
    return hashlib.sha256(rest.encode()).hexdigest()[:12]


def fingerprint_of(ronde: Matchronde, snapshot: Mapping[str, Any], history: Sequence[Round]) -> str:
    """Return what changes as soon as anything does that a division of this round depends on."""
    rules = [ronde.size_min, ronde.size_target, ronde.size_max, ronde.min_common_slots, ronde.form,
             ronde.experience, sorted(weights_of(ronde).items())]  # fmt: skip
    before = [[round_.age, sorted(map(sorted, round_.groups))] for round_ in history]
    whole = json.dumps([snapshot, rules, before], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def mensen_van(ronde: Matchronde, now: datetime) -> Mensen:
    """Return who is registered for a round, each with employer of today and samenwerkingen."""
    rows = list(registered(ronde))
    ids = [row.user_id for row in rows]
    employers = employers_on(ids, local_date(now))
    directed = directed_by(ids)
    for row in rows:
        row.ronde = ronde
    if ronde.makes_toernees:
        return _of_toernees(ronde, rows, employers, directed)
    people = {}
    for row in rows:
        own = {str(one.pk) for one in row.samenwerkingen.all()} | directed[row.user_id]
        people[str(row.user_id)] = Deelname(row, employers.get(row.user_id), frozenset(own), _plaats(row))
    return Mensen(ronde, people, history_of_groups(ronde, ids))


def _of_toernees(
    ronde: Matchronde, rows: Sequence[Matchaanmelding], employers: Mapping[uuid.UUID, Organisatie],
    directed: Mapping[uuid.UUID, set[str]],
) -> Mensen:  # fmt: skip
    """Return who is registered for a round of toernees, each with the samenwerking she shows."""
    organisaties = organisaties_of(row.offered for row in rows)
    people = {}
    for row in rows:
        shown = row.offered
        own = {str(one.pk) for one in row.samenwerkingen.all()} | directed.get(row.user_id, set())
        known = {str(shown.pk)} if shown else set()
        of_shown = frozenset(organisaties.get(shown.pk, ())) if shown else frozenset()
        people[str(row.user_id)] = Deelname(
            row, employers.get(row.user_id), frozenset(own | known), _plaats(row), shown, of_shown
        )
    ids = [row.user_id for row in rows]
    return Mensen(ronde, people, (*history_of_toernees(ronde, ids), *history_of_groups(ronde, ids)))


def public_instance(mensen: Mensen, locks: Sequence[Mapping[str, Any]] = ()) -> Instance:
    """Return what the engine takes, without private rules. `locks` as a proposal keeps them."""
    ronde = mensen.ronde
    shared = assignments(mensen) if ronde.makes_toernees else {}
    return Instance(
        people=tuple(
            as_person(_person(ronde, one), one, shared.get(id_, ())) if ronde.makes_toernees else _person(ronde, one)
            for id_, one in mensen.people.items()
        ),
        rules=Rules(size_min=ronde.size_min, size_target=ronde.size_target, size_max=ronde.size_max,
                    min_common_slots=ronde.min_common_slots),
        weights=weights_of(ronde),
        locks=tuple(_locks(mensen, locks)),
        history=mensen.history,
        id=ronde.code,
    )  # fmt: skip


def _locks(mensen: Mensen, locks: Sequence[Mapping[str, Any]]) -> list[Lock]:
    """Return what is locked, as far as these people still take part."""
    found = [Lock(row["label"], tuple(id_ for id_ in row["members"] if id_ in mensen.people)) for row in locks]
    return [lock for lock in found if lock.members]


def _person(ronde: Matchronde, person: Deelname) -> Person:
    row = person.aanmelding
    themes = {opgave.name for opgave in row.opgaven.all()}
    if ErvaringWens.GELIJK in (ronde.experience, row.experience):
        themes.add(f"{EVEN}{person.seniority}")
    return Person(
        id=str(row.user_id),
        org=str(person.organisatie.pk) if person.organisatie else str(row.user_id),
        sector=person.organisatie.kind if person.organisatie else "",
        xy=person.plaats.xy if person.plaats else None,
        max_km=reach_km(row.max_minutes),
        # Who does not mind meets as the round does.
        mode=MODES[ronde.form if row.form == Form.BEIDE else row.form],
        langs=frozenset(row.langs),
        slots=frozenset(row.slots),
        seniority=person.seniority,
        themes=frozenset(themes),
        collabs=person.samenwerkingen,
        wants=frozenset(str(one.pk) for one in row.wants.all()),
    )


def _plaats(row: Matchaanmelding) -> Plaats | None:
    """Return the place she named, else the middle of the first province of her profile that we know."""
    return place_of_person(row.place, tuple(row.user.profiel.provincies))


@lru_cache(maxsize=4096)
def place_of_person(place: str, provincies: tuple[str, ...]) -> Plaats | None:
    """Return this place, else the middle of the first of these provinces that we know."""
    found = place_named(place) if place else None
    return found or next((middle for code in provincies if (middle := centre_of(code))), None)


def directed_by(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    """Return which samenwerkingen in the register each of these people directs. One query."""
    through = Samenwerking.regisseurs.through.objects
    rows = through.filter(user_id__in=ids, samenwerking__ended_at__isnull=True)
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for user_id, samenwerking_id in rows.values_list("user_id", "samenwerking_id"):
        found[user_id].add(str(samenwerking_id))
    return found


def history_of_groups(ronde: Matchronde, ids: Sequence[uuid.UUID]) -> tuple[Round, ...]:
    """Return the groups of intervisie these people were in, by round: age 0 is the last one. Two queries.

    A group that was made without a round counts as of the last one.
    """
    groups = Intervisiegroep.objects.filter(kring__lidmaatschappen__user__in=ids).exclude(voorstel__ronde=ronde)
    rows = list(groups.values_list("kring", "voorstel__ronde", "voorstel__ronde__decided_at").distinct())
    members: dict[uuid.UUID, list[str]] = defaultdict(list)
    inside = Lidmaatschap.objects.filter(kring__in=[row[0] for row in rows], user__in=ids)
    for kring_id, user_id in inside.exclude(role=KringRol.BEGELEIDER).values_list("kring", "user").distinct():
        members[kring_id].append(str(user_id))
    newest = sorted({(at, pk) for _kring, pk, at in rows if pk and at}, reverse=True)
    age_of = {pk: age for age, (_at, pk) in enumerate(newest)}
    found: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for kring_id, pk, _at in rows:
        if len(members[kring_id]) > 1:
            found[age_of.get(pk, 0)].append(tuple(sorted(members[kring_id])))
    return tuple(Round(age, tuple(sorted(found[age]))) for age in sorted(found) if age < MOST_ROUNDS)
