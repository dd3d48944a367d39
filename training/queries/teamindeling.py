"""Reading the division of an editie in teams: its people, the proposal or the teams, and what speaks against them."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.access.kringen import active_lidmaatschappen
from community.models import KringRol, User
from community.notation import listing
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.matching import TeamSizes
from training.access.edities import appointed_trainers
from training.access.intake import active_deelnemers
from training.models import Editie, Team, Teamvoorstel

USUAL = TeamSizes()


@dataclass(frozen=True)
class TeamPerson:
    """A participant as teams are made of: where she works now, and for which samenwerking."""

    user: User
    organisatie_id: str
    organisatie: str
    samenwerking: str

    @property
    def id(self) -> str:
        """Her id, as a division names her."""
        return str(self.user.pk)


@dataclass(frozen=True)
class Division:
    """Who is in which team, by number from 1; `captains` may be trainers. `stamp` changes with every save."""

    teams: Mapping[int, tuple[str, ...]]
    captains: Mapping[int, str]
    stamp: str
    locked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mensen:
    """Who is divided, and who may be captain beside them: the trainers. By id, in the order of their names."""

    people: Mapping[str, TeamPerson]
    trainers: Mapping[str, User]

    @property
    def fingerprint(self) -> str:
        """What changes as soon as somebody comes, stops or gets another employer."""
        return fingerprint_of(self.snapshot)

    @property
    def snapshot(self) -> dict[str, str]:
        """Who takes part, each with her employer of today."""
        return {id_: person.organisatie_id for id_, person in self.people.items()}

    def name_of(self, id_: str) -> str:
        """Return the name of a participant or trainer; empty for anybody else."""
        if id_ in self.people:
            return self.people[id_].user.naam
        return self.trainers[id_].naam if id_ in self.trainers else ""


@dataclass(frozen=True)
class TeamRow:
    """One team of a division as it is shown."""

    number: int
    people: list[TeamPerson]
    captain: str
    warnings: list[str] = field(default_factory=list)


def fingerprint_of(snapshot: Mapping[str, str]) -> str:
    """Return the mark of these people and their employers."""
    lines = "\n".join(f"{id_} {organisatie}" for id_, organisatie in sorted(snapshot.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def mensen_of(editie: Editie, now: datetime) -> Mensen:
    """Return who takes part and who leads now; four queries for any number."""
    rows = active_deelnemers(editie).select_related("user", "inschrijving").order_by("user__sort_key", "pk")
    deelnemers = list(rows)
    employers = employers_on([row.user_id for row in deelnemers], local_date(now))
    people = {}
    for row in deelnemers:
        employer = employers.get(row.user_id)
        people[str(row.user_id)] = TeamPerson(
            user=row.user, organisatie_id=str(employer.pk) if employer else "",
            organisatie=employer.name if employer else "", samenwerking=row.inschrijving.samenwerking,
        )  # fmt: skip
    leading = active_lidmaatschappen(now).filter(pk__in=appointed_trainers(editie).values("pk"))
    trainers = leading.select_related("user").order_by("user__sort_key", "pk")
    return Mensen(people, {str(row.user_id): row.user for row in trainers})


def voorstel_of(editie: Editie) -> Teamvoorstel | None:
    """Return the proposal that waits, if there is one."""
    return Teamvoorstel.objects.filter(editie=editie).select_related("made_by").first()


def proposed(voorstel: Teamvoorstel, mensen: Mensen) -> Division:
    """Return a proposal as a division; who does not take part any more is not in it."""
    teams, captains, locked = {}, {}, set()
    for number, row in enumerate(voorstel.division["teams"], 1):
        teams[number] = tuple(id_ for id_ in row["members"] if id_ in mensen.people)
        captains[number] = row["captain"] if mensen.name_of(row["captain"]) else ""
        locked.update(row.get("locked", ()))
    return Division(teams, captains, str(voorstel.version), frozenset(locked & mensen.people.keys()))


def has_teams(editie: Editie) -> bool:
    """Whether the teams of this editie are known to its participants."""
    return Team.objects.filter(editie=editie).exists()


def published(editie: Editie, mensen: Mensen, now: datetime) -> Division:
    """Return the teams as they are, who left excepted; two queries. Empty before they are known."""
    rows = list(Team.objects.filter(editie=editie).order_by("number"))
    inside: dict[uuid.UUID, list[tuple[str, str]]] = {row.kring_id: [] for row in rows}
    places = active_lidmaatschappen(now).filter(kring__in=inside).order_by("user__sort_key", "pk")
    for kring_id, user_id, role in places.values_list("kring_id", "user_id", "role"):
        inside[kring_id].append((str(user_id), role))
    teams = {row.number: tuple(id_ for id_, _role in inside[row.kring_id] if id_ in mensen.people) for row in rows}
    leads = {
        row.number: next((id_ for id_, role in inside[row.kring_id] if role == KringRol.TREKKER), "") for row in rows
    }
    return Division(teams, leads, "-".join(f"{row.number}.{row.version}" for row in rows))


def unplaced(division: Division, mensen: Mensen) -> list[TeamPerson]:
    """Return who takes part and is in no team."""
    placed = {id_ for members in division.teams.values() for id_ in members}
    return [person for id_, person in mensen.people.items() if id_ not in placed]


def team_rows(division: Division, mensen: Mensen) -> list[TeamRow]:
    """Return the teams as they are shown, each with what speaks against it in words."""
    found = []
    for number, members in division.teams.items():
        people = [mensen.people[id_] for id_ in members]
        captain = division.captains.get(number, "")
        found.append(TeamRow(number, people, captain, warnings_of(people, captain)))
    return found


def warnings_of(people: Sequence[TeamPerson], captain: str) -> list[str]:
    """Return what speaks against a team: its size, colleagues in it, no captain."""
    found = []
    if not USUAL.least <= len(people) <= USUAL.most:
        words = ngettext(
            "Dit team heeft {number} deelnemer. Vier tot zes werkt het best.",
            "Dit team heeft {number} deelnemers. Vier tot zes werkt het best.", len(people),
        )  # fmt: skip
        found.append(words.format(number=len(people)))
    for organisatie, names in _together(people, "organisatie_id", "organisatie"):
        found.append(_("{names} werken allebei bij {what}.").format(names=listing(names), what=organisatie)
                     if len(names) == 2
                     else _("{names} werken bij {what}.").format(names=listing(names), what=organisatie))  # fmt: skip
    for samenwerking, names in _together(people, "samenwerking", "samenwerking"):
        words = _("{names} brengen dezelfde samenwerking in: {what}.")
        found.append(words.format(names=listing(names), what=samenwerking))
    if not captain:
        found.append(_("Dit team heeft nog geen teamcaptain."))
    return found


def _together(people: Iterable[TeamPerson], key: str, label: str) -> list[tuple[str, list[str]]]:
    """Return who shares the same, as (what, names); only what more than one has."""
    rows = [(getattr(person, key), getattr(person, label), person.user.naam) for person in people]
    often = Counter(value for value, _label, _name in rows if value)
    return [
        (next(label for own, label, _name in rows if own == value), [name for own, _l, name in rows if own == value])
        for value, number in often.items() if number > 1
    ]  # fmt: skip


def changed_since(voorstel: Teamvoorstel, mensen: Mensen) -> list[str]:
    """Return in words who came, stopped or got another employer since the proposal was made; one query at most."""
    if voorstel.fingerprint == mensen.fingerprint:
        return []
    before: dict[str, str] = voorstel.division["people"]
    gone = [id_ for id_ in before if id_ not in mensen.people]
    left = User.objects.filter(pk__in=gone).order_by("sort_key", "pk") if gone else []
    found = [_("{name} doet niet meer mee.").format(name=user.naam) for user in left]
    for id_, person in mensen.people.items():
        if id_ not in before:
            found.append(_("{name} doet nu ook mee.").format(name=person.user.naam))
        elif before[id_] != person.organisatie_id:
            words = _("{name} werkt nu bij {what}.") if person.organisatie else _("{name} heeft nu geen werkgever.")
            found.append(words.format(name=person.user.naam, what=person.organisatie))
    return found


def stored_teams(division: Division, mensen: Mensen) -> dict[str, Any]:
    """Return a division as a proposal keeps it; teams without anybody are left out."""
    rows = [
        {"members": list(members), "captain": division.captains.get(number, ""),
         "locked": sorted(division.locked & set(members))}
        for number, members in division.teams.items() if members
    ]  # fmt: skip
    return {"teams": rows, "people": mensen.snapshot}
